MOST = 8

Message = Struct.new(:number, :topic, :size, :pinned)

class Store
  def initialize(limit)
    @limit = limit
    @messages = {} # by number, the oldest first
    @stored = 0
  end

  def store(topic, size)
    pinned = @messages.values.select(&:pinned)
    return 'rejected' if size + pinned.sum(&:size) > @limit
    return 'rejected' if pinned.count { |message| message.topic == topic } >= MOST

    dropped = []
    own = of_topic(topic)
    dropped << drop(own) if own.size >= MOST
    dropped << drop(@messages.values) while bytes + size > @limit
    @stored += 1
    @messages[@stored] = Message.new(@stored, topic, size, false)
    [@stored, *dropped].join(' ')
  end

  def pin(number, pinned)
    message = @messages[number]
    return 'gone' unless message
    return 'already' if message.pinned == pinned

    message.pinned = pinned
    pinned ? 'pinned' : 'unpinned'
  end

  def remove(number)
    @messages.delete(number) ? 'removed' : 'gone'
  end

  def read(topic)
    own = of_topic(topic).reverse
    own.empty? ? 'hollow' : own.map { |message| "#{message.number}#{'*' if message.pinned}" }.join(' ')
  end

  def stats
    "#{@messages.size} #{bytes} #{@messages.values.map(&:topic).uniq.size}"
  end

  private

  def of_topic(topic)
    @messages.values.select { |message| message.topic == topic }
  end

  def bytes
    @messages.values.sum(&:size)
  end

  def drop(messages)
    oldest = messages.find { |message| !message.pinned }
    @messages.delete(oldest.number)
    oldest.number
  end
end

store = Store.new($stdin.gets.split.last.to_i)
$stdin.each_line do |line|
  command, first, second = line.split
  puts case command
       when 'store' then store.store(first, second.to_i)
       when 'read' then store.read(first)
       when 'stats' then store.stats
       when 'remove' then store.remove(first.to_i)
       else store.pin(first.to_i, command == 'pin')
       end
end
