require "date"
require "set"

TERM = 43

class Office
  def initialize
    @closed = Set.new
    @yearly = Set.new
  end

  attr_reader :closed, :yearly

  def holiday?(day) = @yearly.include?(day.strftime("%m-%d"))

  def works?(day)
    return false if day.saturday? || day.sunday? || @closed.include?(day) || holiday?(day)

    !(day.monday? && (holiday?(day - 1) || holiday?(day - 2)))
  end

  def move(day, number)
    left = number.abs
    while left.positive?
      day += number <=> 0
      left -= 1 if works?(day)
    end
    day
  end

  def between(first, last)
    first > last ? -between(last, first) : (first..last).count { |day| works?(day) }
  end
end

office = Office.new
questions = []
$stdin.each_line do |line|
  kind, *words = line.split
  case kind
  when "closed" then office.closed << Date.iso8601(words.first)
  when "yearly" then office.yearly << words.first
  else questions << [kind, Date.iso8601(words[0]), words[1]]
  end
end

questions.each do |kind, day, rest|
  case kind
  when "plus" then puts office.move(day, rest.to_i)
  when "due" then puts office.move(day, TERM)
  when "count" then puts office.between(day, Date.iso8601(rest))
  end
end
