LEASE = 30
LONGEST = 100

class Lock
  @@tokens = 0

  attr_reader :name

  def initialize(name)
    @name = name
    @holder = nil
    @queue = {}
  end

  def moments
    @holder ? @queue.values + [@ends] : @queue.values
  end

  def give_up(time)
    gone, = @queue.partition { |_, patience| patience == time }
    gone.each do |client, _|
      @queue.delete(client)
      say(time, client, 'gaveup')
    end
  end

  def expire(time)
    return unless @holder && @ends == time

    say(time, @holder, 'expired')
    pass_on(time)
  end

  def acquire(time, client, patience)
    if @holder == client || @queue.key?(client)
      say(time, client, 'already')
    elsif !@holder
      grant(time, client)
    elsif patience.zero?
      say(time, client, 'denied')
    else
      @queue[client] = time + patience
      say(time, client, 'waits')
    end
  end

  def renew(time, client)
    return say(time, client, 'lost') unless @holder == client

    @ends = [time + LEASE, @granted + LONGEST].min
    say(time, client, "renewed #{@ends}")
  end

  def release(time, client)
    if @holder == client
      say(time, client, 'released')
      pass_on(time)
    elsif @queue.delete(client)
      say(time, client, 'left')
    else
      say(time, client, 'lost')
    end
  end

  private

  def say(time, client, words)
    puts "#{time} #{client} #{@name} #{words}"
  end

  def pass_on(time)
    @holder = nil
    client, = @queue.shift
    grant(time, client) if client
  end

  def grant(time, client)
    @@tokens += 1
    @holder = client
    @granted = time
    @ends = time + LEASE
    say(time, client, "granted #{@@tokens}")
  end
end

locks = {}
$stdin.each_line do |line|
  time, command, client, name, patience = line.split
  time = time.to_i
  ordered = locks.values.sort_by(&:name)
  while (moment = ordered.flat_map(&:moments).min) && moment <= time
    ordered.each { |lock| lock.give_up(moment) }
    ordered.each { |lock| lock.expire(moment) }
  end
  lock = locks[name] ||= Lock.new(name)
  patience ? lock.acquire(time, client, patience.to_i) : lock.public_send(command, time, client)
end
