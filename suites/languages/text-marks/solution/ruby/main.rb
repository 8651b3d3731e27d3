class Text
  Mark = Struct.new(:name, :first, :last, :sticky) do
    def move(by)
      self.first += by
      self.last += by
    end
  end

  def initialize(size)
    @size = size
    @marks = {}
  end

  def answer(command, *words)
    return mark(*words) if command == 'mark'
    return where(*words) if command == 'where'

    send(command, *words.map(&:to_i))
  end

  private

  def part?(first, last) = first >= 1 && first <= last && last <= @size

  def gap?(place) = place.between?(1, @size + 1)

  def mark(name, first, last, kind)
    return 'wrong' unless part?(first.to_i, last.to_i)

    @marks[name] = Mark.new(name, first.to_i, last.to_i, kind == 'sticky')
    nil
  end

  def type(place, count)
    return 'wrong' unless gap?(place)

    put_in(place, count)
  end

  def erase(first, last)
    return 'wrong' unless part?(first, last)

    take_out(first, last)
    nil
  end

  def carry(first, last, place)
    return 'wrong' if !part?(first, last) || !gap?(place) || (place > first && place <= last)

    count = last - first + 1
    carried = take_out(first, last)
    place -= count if place > last
    put_in(place, count)
    carried.each do |mark|
      mark.move(place - first)
      @marks[mark.name] = mark
    end
    nil
  end

  def put_in(place, count)
    @size += count
    @marks.each_value do |mark|
      if place <= mark.first
        mark.move(count)
      elsif place <= mark.last || (mark.sticky && place == mark.last + 1)
        mark.last += count
      end
    end
    nil
  end

  def take_out(first, last)
    count = last - first + 1
    @size -= count
    whole, rest = @marks.values.partition { |mark| first <= mark.first && mark.last <= last }
    @marks = rest.to_h { |mark| [mark.name, mark] }
    rest.each do |mark|
      mark.first -= (mark.first - first).clamp(0, count)
      mark.last -= (mark.last + 1 - first).clamp(0, count)
    end
    whole
  end

  def where(name)
    mark = @marks[name]
    mark ? "#{mark.first} #{mark.last}" : 'gone'
  end

  def under(place)
    return 'wrong' unless part?(place, place)

    over = @marks.values.select { |mark| place.between?(mark.first, mark.last) }
    return 'bare' if over.empty?

    over.sort_by { |mark| [mark.first, -mark.last, mark.name] }.map(&:name).join(' ')
  end

  def sum
    reached = 0
    covered = @marks.values.sort_by(&:first).sum do |mark|
      new = [0, mark.last - [mark.first - 1, reached].max].max
      reached = [reached, mark.last].max
      new
    end
    "#{@size} #{covered}"
  end
end

text = Text.new($stdin.gets.split.last.to_i)
$stdin.each_line do |line|
  answer = text.answer(*line.split)
  puts answer if answer
end
