class Change
  LARGE = 150

  attr_reader :name, :area, :outcome
  attr_accessor :result

  def initialize(name, person, area, lines)
    @name = name
    @area = area
    @lines = lines.to_i
    @writers = [person]
    @reviews = {}
    @later = false
  end

  def pending?
    @outcome.nil?
  end

  def state
    return 'blocked' if @reviews.value?('block')

    gap = (@lines > LARGE ? 3 : 2) - @reviews.size
    return "lacking #{gap}" if gap.positive?

    { nil => 'unchecked', 'good' => 'ready', 'bad' => 'failing' }[@result]
  end

  # Carries a command out; false when it is refused.
  def take(command, *words)
    return false unless send(command, *words)

    @outcome = 'merged' if @later && pending? && state == 'ready'
    true
  end

  private

  def push(person, lines)
    @lines = lines.to_i
    @writers << person
    @reviews.select! { |name, review| review == 'block' && name != person }
    @result = nil
    @later = false
    true
  end

  def approve(person)
    review(person, 'approve')
  end

  def block(person)
    review(person, 'block')
  end

  def review(person, kind)
    return false if @writers.include?(person)

    @reviews[person] = kind
  end

  def withdraw(person)
    @reviews.delete(person)
  end

  def check(result)
    @result = result
  end

  def merge
    @outcome = 'merged' if state == 'ready'
  end

  def later
    return false if @later

    @later = true
  end

  def drop
    @outcome = 'dropped'
  end
end

changes = {}
$stdin.each_line do |line|
  command, name, *words = line.split
  change = changes[name]
  if command == 'open' && !change
    changes[name] = Change.new(name, *words)
    puts "#{name} #{changes[name].state}"
    next
  end
  unless command != 'open' && change&.pending? && change.take(command, *words)
    puts "#{name} refused"
    next
  end
  puts "#{name} #{change.outcome || change.state}"
  next unless change.outcome == 'merged'

  changes.each_value do |other|
    next unless other.pending? && other.area == change.area && other.result

    other.result = nil
    puts "#{other.name} #{other.state}"
  end
end
counts = changes.values.map(&:outcome).tally
puts "total #{counts.fetch('merged', 0)} #{counts.fetch('dropped', 0)} #{counts.fetch(nil, 0)}"
