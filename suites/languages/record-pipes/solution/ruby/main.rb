MOST = 7

def parse(text)
  text.match?(/\A-?\d+\z/) ? text.to_i : text
end

def rank(value)
  [value.is_a?(Integer) ? 0 : 1, value]
end

def where(rows, column, op, text)
  wanted = parse(text)
  rows.select do |row|
    value = row[column]
    next false unless value.class == wanted.class

    case op
    when '=' then value == wanted
    when '!=' then value != wanted
    when '<' then value < wanted
    else value > wanted
    end
  end
end

def sort(rows, column, direction = nil)
  present, missing = rows.partition { |row| row.key?(column) }
  sign = direction ? -1 : 1
  ordered = present.each_with_index.sort do |(a, i), (b, j)|
    order = sign * (rank(a[column]) <=> rank(b[column]))
    order.zero? ? i <=> j : order
  end
  ordered.map(&:first) + missing
end

def group(rows, column, summed)
  rows.select { |row| row.key?(column) }.group_by { |row| row[column] }.map do |value, members|
    numbers = members.map { |row| row[summed] }.grep(Integer)
    made = { column => value, 'count' => members.size, 'sum' => numbers.sum }
    made['peak'] = numbers.max unless numbers.empty?
    made
  end
end

def top(rows, column, count)
  counting = rows.select { |row| row[column].is_a?(Integer) }
  least = counting.map { |row| row[column] }.max(count.to_i).last
  counting.select { |row| row[column] >= least }
end

def only(rows, *columns)
  rows.map { |row| row.slice(*columns) }.reject(&:empty?)
end

table, questions = $stdin.each_line(chomp: true).slice_after('---').to_a
table = table[0...-1].map { |line| line.split.to_h { |field| field.split('=') }.transform_values { |text| parse(text) } }
(questions || []).each.with_index(1) do |question, number|
  rows = question.split(' | ').reduce(table) do |before, step|
    name, *words = step.split
    case name
    when 'where' then where(before, *words)
    when 'sort' then sort(before, *words)
    when 'group' then group(before, *words)
    when 'top' then top(before, *words)
    else only(before, *words)
    end
  end
  puts "#{number} #{rows.size}"
  rows.first(MOST).each { |row| puts row.map { |column, value| "#{column}=#{value}" }.join(' ') }
  puts "more #{rows.size - MOST}" if rows.size > MOST
end
