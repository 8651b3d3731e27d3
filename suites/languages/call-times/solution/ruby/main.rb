require "date"

USUAL = 45
DAY = 24 * 60
MONTHS = %w[jan feb mar apr may jun jul aug sep oct nov dec]
DAYS = %w[sun mon tue wed thu fri sat]
EPOCH = Date.new(2000, 1, 1)

def clock(text) = text[0, 2].to_i * 60 + text[3, 2].to_i

def minute_of(date, time) = (date - EPOCH).to_i * DAY + time

def shown(minute)
  format("%s %02d:%02d", EPOCH + minute.div(DAY), minute % DAY / 60, minute % 60)
end

# The minute that a rule such as mar.last.sun@02:00 means in a year.
def moment(rule, year)
  day, time = rule.split("@")
  month, which, weekday = day.split(".")
  month = MONTHS.index(month) + 1
  weekday = DAYS.index(weekday)
  if which == "last"
    last = Date.new(year, month, -1)
    date = last - (last.wday - weekday) % 7
  else
    first = Date.new(year, month, 1)
    date = first + (weekday - first.wday) % 7 + 7 * (which.to_i - 1)
  end
  minute_of(date, clock(time))
end

class Zone
  def initialize(offset, shift = "0", first = nil, last = nil)
    @offset = clock(offset[1..]) * (offset.start_with?("-") ? -1 : 1)
    @shift = shift.to_i
    @spans = Hash.new { |spans, year| spans[year] = [moment(first, year), moment(last, year) - @shift] }
  end

  def local(minute)
    winter = minute + @offset
    return winter if @shift.zero?

    first, last = @spans[(EPOCH + winter.div(DAY)).year]
    summer = first < last ? (first...last).cover?(winter) : !(last...first).cover?(winter)
    summer ? winter + @shift : winter
  end

  def universal(local)
    late = local - @offset
    hits = [late - @shift, late].uniq.select { |minute| local(minute) == local }
    return [late, " skipped"] if hits.empty?

    [hits.first, hits.size > 1 ? " twice" : ""]
  end
end

def meeting(date, zones, length)
  midnight = minute_of(date, 0)
  fine = 0
  answer = nil
  (midnight + 2 * DAY).downto(midnight - DAY) do |minute|
    times = zones.map { |zone| zone.local(minute) }
    fine = times.all? { |time| (9 * 60...17 * 60).cover?(time % DAY) } ? fine + 1 : 0
    answer = minute if fine >= length && times.first.div(DAY) * DAY == midnight
  end
  answer
end

zones = {}
$stdin.each_line do |line|
  kind, *words = line.split
  case kind
  when "zone"
    zones[words.first] = Zone.new(*words.drop(1))
  when "call"
    day, time, from, to, length = words
    start, mark = zones[from].universal(minute_of(Date.iso8601(day), clock(time)))
    finish = start + (length || USUAL).to_i
    puts "#{shown(zones[to].local(start))} #{shown(zones[to].local(finish))}#{mark}"
  when "meet"
    day, names, length = words
    named = zones.values_at(*names.split(","))
    minute = meeting(Date.iso8601(day), named, (length || USUAL).to_i)
    puts minute ? named.map { |zone| shown(zone.local(minute)) }.join(" ") : "never"
  end
end
