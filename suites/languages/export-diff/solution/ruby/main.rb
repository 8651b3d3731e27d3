require "set"

MOST = 60

# The value, or the number that it is.
def canonical(value)
  value.match?(/\A-?\d+(\.\d+)?\z/) ? value.to_r : value
end

class Table
  attr_reader :columns, :rows

  def initialize(lines, keys)
    @columns = lines.first.split(",")
    @rows = lines.drop(1).map { |line| @columns.zip(line.split(",", -1)).to_h }.map do |row|
      [row.values_at(*keys).join("/"), row]
    end
  end

  def keys = rows.map(&:first)
  def doubles = keys.tally.select { |_, count| count > 1 }.keys
  def without(keys) = rows.reject { |key, _| keys.include?(key) }.to_h
end

head, *lines = $stdin.read.lines(chomp: true)
keys = head.split(",")
border = lines.index("---")
old_table = Table.new(lines[...border], keys)
later_table = Table.new(lines[(border + 1)..], keys)
compared = (old_table.columns & later_table.columns) - keys

repeated = (old_table.doubles + later_table.doubles).to_set
old = old_table.without(repeated)
later = later_table.without(repeated)

values = ->((_, row)) { row.values_at(*compared).map { |value| canonical(value) } }
vanished = old.reject { |key, _| later.key?(key) }.group_by(&values)
arrived = later.reject { |key, _| old.key?(key) }.group_by(&values)
pairs = vanished.filter_map do |group, rows|
  partners = arrived.fetch(group, [])
  [rows[0][0], partners[0][0]] if compared.any? && rows.size == 1 && partners.size == 1
end.to_h

counts = Hash.new(0)
differing = Hash.new(0)
notes = old.filter_map do |key, row|
  if pairs.key?(key)
    counts[:moved] += 1
    "moved #{key} #{pairs[key]}"
  elsif !later.key?(key)
    counts[:gone] += 1
    "gone #{key}"
  else
    columns = compared.reject { |column| canonical(row[column]) == canonical(later[key][column]) }
    columns.each { |column| differing[column] += 1 }
    counts[columns.empty? ? :same : :changed] += 1
    changes = columns.map { |column| "#{column}:#{row[column]}>#{later[key][column]}" }
    "changed #{key} #{changes.join(' ')}" if columns.any?
  end
end
fresh = later.keys - old.keys - pairs.values
notes.concat(fresh.map { |key| "new #{key}" })

(old_table.columns - later_table.columns).each { |column| puts "old only #{column}" }
(later_table.columns - old_table.columns).each { |column| puts "later only #{column}" }
(old_table.keys | later_table.keys).each { |key| puts "double #{key}" if repeated.include?(key) }
puts notes.first(MOST)
puts "more #{notes.size - MOST}" if notes.size > MOST
compared.select { |column| differing.key?(column) }
        .sort_by { |column| [-differing[column], compared.index(column)] }
        .each { |column| puts "column #{column} #{differing[column]}" }
puts "same #{counts[:same]} changed #{counts[:changed]} moved #{counts[:moved]} " \
     "gone #{counts[:gone]} new #{fresh.size} double #{repeated.size}"
