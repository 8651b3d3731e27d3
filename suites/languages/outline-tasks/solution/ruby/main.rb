TAB = 6

Item = Struct.new(:width, :label, :text, :children, :tasks, :done) do
  def to_s
    return "#{label} #{text}" if tasks.zero?

    ready = text.start_with?("[ ]") && done == tasks ? " ready" : ""
    "#{label} #{text} (#{done}/#{tasks})#{ready}"
  end
end

def joined(lines)
  goes_on = false
  lines.each_with_index.with_object([]) do |(line, i), result|
    if goes_on
      result.last[1] += line.sub(/\A[ \t]+/, "")
    else
      result << [i + 1, line.dup]
    end
    goes_on = result.last[1].end_with?("\\")
    result.last[1] = result.last[1].chop if goes_on
  end
end

def width_of(indentation)
  indentation.each_char.reduce(0) { |width, c| c == " " ? width + 1 : width + TAB - width % TAB }
end

root = Item.new(-1, "", "", 0, 0, 0)
path = [root]
items = []
wrong = []
joined($stdin.readlines(chomp: true)).each do |number, line|
  text = line.gsub(/\A[ \t]+|[ \t]+\z/, "")
  next if text.empty? || text.start_with?("#")

  width = width_of(line[/\A[ \t]*/])
  if width <= path.last.width
    depth = path.index { |item| item.width == width }
    if depth.nil?
      wrong << number
      next
    end
    path = path.take(depth)
  end
  parent = path.last
  parent.children += 1
  label = [parent.label, parent.children].reject { |part| part == "" }.join(".")
  if text.start_with?("[ ]", "[x]")
    path.each do |above|
      above.tasks += 1
      above.done += 1 if text.start_with?("[x]")
    end
  end
  item = Item.new(width, label, text, 0, 0, 0)
  path << item
  items << item
end

puts items
puts "tasks #{root.done}/#{root.tasks}"
puts "wrong #{wrong.join(" ")}" unless wrong.empty?
