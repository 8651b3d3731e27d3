class Company
  MOST = 8

  def initialize(founder)
    @boss = { founder => nil }
    @reports = { founder => [] }
  end

  def answer(command, name, other = nil)
    return hire(name, other) if command == 'hire'
    return 'unknown' unless @boss.key?(name) && (other.nil? || @boss.key?(other))

    case command
    when 'move' then move(name, other)
    when 'quit' then leave(name)
    when 'team' then team(name)
    when 'common' then (chain(name) & chain(other)).first
    else chain(name).join(' ')
    end
  end

  private

  def chain(name)
    names = []
    while name
      names << name
      name = @boss[name]
    end
    names
  end

  def hire(name, boss)
    return 'known' if @boss.key?(name)
    return 'unknown' unless @boss.key?(boss)
    return 'full' if @reports[boss].size >= MOST

    @boss[name] = boss
    @reports[name] = []
    @reports[boss] << name
    'done'
  end

  def move(name, boss)
    old = @boss[name]
    return 'refused' if old.nil? || chain(boss).include?(name)
    return 'full' if old != boss && @reports[boss].size >= MOST

    @reports[old].delete(name)
    @reports[boss] << name
    @boss[name] = boss
    'done'
  end

  def leave(name)
    boss = @boss[name]
    return 'refused' if boss.nil?

    reports = @reports[boss] - [name] + @reports[name]
    return 'full' if reports.size > MOST

    @reports[name].each { |report| @boss[report] = boss }
    @reports[boss] = reports
    @reports.delete(name)
    @boss.delete(name)
    'done'
  end

  def team(name)
    size = levels = 0
    level = @reports[name]
    until level.empty?
      size += level.size
      levels += 1
      level = level.flat_map { |other| @reports[other] }
    end
    "#{size} #{levels}"
  end
end

company = Company.new($stdin.gets.split.last)
$stdin.each_line { |line| puts company.answer(*line.split) }
