PATIENCE = 3

Reader = Struct.new(:due, :missed)

keep = $stdin.gets.split.last.to_i
log = []
readers = {}

$stdin.each_line do |line|
  command, name, count = line.split
  if command == 'append'
    log << name
    next
  end

  reader = readers[name]
  if command == 'follow'
    reader ? puts('taken') : readers[name] = Reader.new(log.size, 0)
    next
  end

  unless reader
    puts 'unknown'
    next
  end

  case command
  when 'lag' then puts log.size - reader.due
  when 'skip' then reader.due = log.size
  when 'stop' then readers.delete(name)
  when 'fetch'
    lost = log.size - keep - reader.due
    if lost.positive?
      reader.due += lost
      reader.missed += 1
      if reader.missed == PATIENCE
        puts "dropped #{lost}"
        readers.delete(name)
      else
        puts "missed #{lost}"
      end
    else
      entries = log[reader.due, count.to_i]
      reader.due += entries.size
      puts entries.empty? ? 'idle' : entries.join(' ')
    end
  end
end
