require "date"

ANCHOR = 27

class TradeYear
  attr_reader :number, :first

  def self.of(day)
    year = new(day.year)
    day < year.first ? new(day.year - 1) : year
  end

  # The nearest Monday is that of the week three days after the anchor.
  def initialize(number)
    @number = number
    day = Date.new(number, 1, ANCHOR) + 3
    @first = day - (day.cwday - 1)
  end

  def weeks = (TradeYear.new(number + 1).first - first).to_i / 7

  # For each month the numbers of its weeks, counted from 0.
  def months
    @months ||= begin
      ends = [0, *4.times.flat_map { |quarter| [4, 9, 13].map { |week| 13 * quarter + week } }]
      ends[12] = weeks
      ends.each_cons(2).map { |from, to| from...to }
    end
  end
end

$stdin.each_line(chomp: true) do |line|
  kind, *words = line.split
  if kind == "span"
    year = TradeYear.new(words[0].to_i)
    weeks = year.months[words[1].to_i - 1]
    puts "#{year.first + 7 * weeks.begin} #{year.first + 7 * weeks.end - 1} #{weeks.size}"
    next
  end

  day = Date.iso8601(words[0])
  year = TradeYear.of(day)
  passed = (day - year.first).to_i
  week = passed / 7
  if kind == "place"
    month = year.months.index { |weeks| weeks.cover?(week) } + 1
    puts "#{year.number} month #{month} week #{week + 1} day #{day.cwday}"
  else
    before = TradeYear.new(year.number - 1)
    puts week < before.weeks ? before.first + passed : "nothing"
  end
end
