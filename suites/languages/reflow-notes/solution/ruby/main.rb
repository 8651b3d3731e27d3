LEAST_ROOM = 19
BULLET = /[-*]|[0-9]{1,3}\./

Part = Struct.new(:depth, :kind, :front, :words)

def parse(lines)
  last = nil
  lines.each_with_object([]) do |line, parts|
    marks = line[/\A(?: ?>)*/]
    depth = marks.count(">")
    rest = line.delete_prefix(marks)
    rest = rest.delete_prefix(" ") if depth > 0
    kind = :words
    if rest.strip.empty?
      kind = :blank
      parts << Part.new(depth, kind, "", []) unless last == [depth, kind]
    elsif rest.start_with?("   ")
      kind = :fixed
      parts << Part.new(depth, kind, rest.rstrip, [])
    elsif (item = rest.match(/\A {0,2}(#{BULLET}) +(?=[^ ])/))
      parts << Part.new(depth, kind, "#{item[1]} ", item.post_match.split)
    elsif last == [depth, kind]
      parts.last.words.concat(rest.split)
    else
      parts << Part.new(depth, kind, "", rest.split)
    end
    last = [depth, kind]
  end
end

def fill(words, room)
  bound = words.slice_when { |_, word| !word.match?(/\A(?:(?:#{BULLET})\z|>)/) }.map { |group| group.join(" ") }
  lines = bound.each_with_object([]) do |word, lines|
    if lines.any? && lines.last.sum(&:size) + lines.last.size + word.size <= room
      lines.last << word
    else
      lines << [word]
    end
  end
  if lines.size > 1 && lines[-1].size == 1 && lines[-2].size >= 3
    moved = lines[-2].last
    lines[-1].unshift(lines[-2].pop) if moved.size + 1 + lines[-1][0].size <= room
  end
  lines.map { |line| line.join(" ") }
end

width, *lines = $stdin.read.lines(chomp: true)
parts = parse(lines)
output = parts.flat_map do |part|
  quote = part.depth > 0 ? "#{">" * part.depth} " : ""
  next (quote + part.front).rstrip unless part.kind == :words

  first, *others = fill(part.words, [LEAST_ROOM, width.to_i - quote.size - part.front.size].max)
  [quote + part.front + first, *others.map { |line| quote + " " * part.front.size + line }]
end
puts output unless output.empty?
puts "refilled #{parts.count { |part| part.kind == :words }} widest #{output.map(&:size).max || 0}"
