CHOICES = 6
NAMES = 5

Item = Struct.new(:name, :price, :fields) do
  def values(key) = fields.fetch(key, [])

  def fits?(key, term)
    return (values(key) & term.split('|')).any? unless key == 'price'

    low, high = term.split('..', -1)
    price >= low.to_i && (high.empty? || price <= high.to_i)
  end
end

def pairs(words) = words.map { |word| word.split('=', 2) }

items = []
choices = Hash.new { |hash, key| hash[key] = [] }

$stdin.each_line do |line|
  command, *words = line.split
  if command == 'item'
    name, price, *fields = words
    fields = pairs(fields).group_by(&:first).transform_values { |rows| rows.map(&:last) }
    items << Item.new(name, price.to_i, fields)
    fields.each { |key, values| choices[key] |= values }
    next
  end

  terms = pairs(words).to_h
  fitting = lambda do |without|
    asked = terms.reject { |key,| key == without }
    items.select { |item| asked.all? { |key, term| item.fits?(key, term) } }
  end

  hits = fitting.call(nil).sort_by { |item| [item.price, item.name] }
  puts ['hits', hits.size, *hits.first(NAMES).map(&:name)].join(' ')

  choices.keys.sort.each do |key|
    chosen = terms.fetch(key, '').split('|')
    counts = (choices[key] | chosen).to_h { |value| [value, 0] }
    fitting.call(key).each { |item| item.values(key).each { |value| counts[value] += 1 } }
    rows = counts.select { |value, count| count.positive? || chosen.include?(value) }.sort_by { |value, count| [-count, value] }
    rows = rows.each_with_index.select { |(value, _), at| at < CHOICES || chosen.include?(value) }.map(&:first)
    puts [key, *rows.map { |value, count| "#{'*' if chosen.include?(value)}#{value}:#{count}" }].join(' ')
  end

  lowest, highest = fitting.call('price').map(&:price).minmax
  puts "price #{lowest ? "#{lowest}..#{highest}" : 'none'}"
end
