class Breaker
  FIRST_PAUSE = 20
  LONGEST_PAUSE = 170
  WINDOW = 60

  attr_reader :sent, :refused

  def initialize
    @sent = @refused = 0
    close
  end

  def state(time)
    return 'closed' unless @rests_until

    time < @rests_until ? 'resting' : 'trying'
  end

  def call(time, bad)
    case state(time)
    when 'resting'
      @refused += 1
      'refused'
    when 'closed'
      @sent += 1
      "sent#{after_call(time) if bad}"
    else
      @sent += 1
      "trial#{after_trial(time, bad)}"
    end
  end

  private

  def close
    @rests_until = nil
    @pause = FIRST_PAUSE
    @bads = []
  end

  def rest(time)
    @rests_until = time + @pause
    @good_trials = 0
    ' trips'
  end

  def after_call(time)
    @bads.push(time)
    @bads.shift while @bads.first <= time - WINDOW
    rest(time) if @bads.size >= 4
  end

  def after_trial(time, bad)
    if bad
      @pause = [@pause * 2, LONGEST_PAUSE].min
      return rest(time)
    end
    @good_trials += 1
    return if @good_trials < 3

    close
    ' closes'
  end
end

breakers = Hash.new { |hash, server| hash[server] = Breaker.new }
now = 0
$stdin.each_line do |line|
  time, server, result = line.split
  now = time.to_i
  puts "#{time} #{server} #{breakers[server].call(now, result == 'bad')}"
end
breakers.sort.each do |server, breaker|
  puts "total #{server} #{breaker.sent} #{breaker.refused} #{breaker.state(now)}"
end
