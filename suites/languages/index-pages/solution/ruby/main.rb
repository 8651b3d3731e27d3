class Index
  MOST = 8
  FEWEST = 3
  JOINED = 6
  MOVED = 4

  def initialize
    @pages = [[]]
  end

  def put(key)
    at = home(key)
    page = @pages[at]
    return 'known' if page.include?(key)

    page.insert(page.index { |other| other > key } || page.size, key)
    return 'put' if page.size <= MOST

    if at == @pages.size - 1 && page.last == key
      @pages << [page.pop]
    elsif at.positive? && @pages[at - 1].size < MOST
      @pages[at - 1] << page.shift
      return 'pushed'
    else
      @pages.insert(at + 1, page.pop(MOVED))
    end
    'split'
  end

  def cut(key)
    at = home(key)
    page = @pages[at]
    return 'absent' unless page.delete(key)
    return 'cut' if page.size >= FEWEST || @pages.size == 1

    at = [at, @pages.size - 2].min
    keys = @pages[at] + @pages[at + 1]
    if keys.size <= JOINED
      @pages[at, 2] = [keys]
      'joined'
    else
      @pages[at, 2] = keys.each_slice((keys.size + 1) / 2).to_a
      'shared'
    end
  end

  def look(low, high)
    first = home(low)
    behind = @pages[first + 1..].take_while { |page| page.first <= high }
    count = [@pages[first], *behind].sum { |page| page.count { |key| key.between?(low, high) } }
    "#{count} #{behind.size + 1}"
  end

  def page(key)
    keys = @pages[home(key)]
    keys.empty? ? 'blank' : keys.join(' ')
  end

  def stats
    "#{@pages.sum(&:size)} #{@pages.size} #{@pages.count { |page| page.size == MOST }}"
  end

  private

  def home(key)
    @pages.rindex { |page| !page.empty? && page.first <= key } || 0
  end
end

index = Index.new
$stdin.each_line do |line|
  command, *keys = line.split
  puts index.public_send(command, *keys.map(&:to_i))
end
