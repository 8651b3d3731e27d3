WIDEST = 37

def cells_of(line)
  cells = line.strip.delete_prefix("|").split(/(?<!\\)\|/, -1)
  cells = [""] if cells.empty?
  cells.pop if cells.size > 1 && cells.last.empty?
  cells.map(&:strip)
end

def side_of(mark, values)
  return :middle if mark.start_with?(":") && mark.end_with?(":")
  return :left if mark.start_with?(":")
  return :right if mark.end_with?(":")

  :right_by_numbers if values.any? && values.all?(/\A-?\d+(\.\d+)?\z/)
end

def column(mark, cells)
  width = [3, *cells.map(&:size).select { |size| size <= WIDEST }].max
  case side_of(mark, cells.drop(1).reject(&:empty?))
  when :middle
    ruler = ":#{"-" * (width - 2)}:"
    cells = cells.map { |cell| cell.center(width) }
  when :left
    ruler = ":".ljust(width, "-")
    cells = cells.map { |cell| cell.ljust(width) }
  when nil
    ruler = "-" * width
    cells = cells.map { |cell| cell.ljust(width) }
  else
    ruler = ":".rjust(width, "-")
    cells = cells.map { |cell| cell.rjust(width) }
  end
  cells.insert(1, ruler)
end

def table(block)
  titles, ruler, *rows = block.map { |line| cells_of(line) }
  return unless ruler&.all?(/\A:?-+:?\z/)

  rows.unshift(titles)
  return if rows.any? { |row| row.drop(ruler.size).any? { |cell| !cell.empty? } }

  columns = ruler.each_with_index.map { |mark, at| column(mark, rows.map { |row| row[at] || "" }) }
  columns.transpose.map { |cells| "| #{cells.join(" | ")} |" }
end

aligned = kept = 0
chunks = $stdin.read.lines(chomp: true).chunk_while { |a, b| a.lstrip.start_with?("|") == b.lstrip.start_with?("|") }
chunks.each do |block|
  if block.first.lstrip.start_with?("|")
    printed = table(block)
    printed ? aligned += 1 : kept += 1
  end
  puts printed || block
end
puts "aligned #{aligned} kept #{kept}"
