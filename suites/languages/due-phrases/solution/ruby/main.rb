require "date"

DAYS = %w[monday tuesday wednesday thursday friday saturday sunday].freeze
SPAN = /(a|0|[1-9]\d{0,2}) (day|week|month|year|working day)s?/

def shifted(day, count, unit, sign)
  case unit
  when "day" then day + sign * count
  when "week" then day + sign * count * 7
  when "month" then day >> (sign * count)
  when "year" then day >> (sign * count * 12)
  else
    while count.positive?
      day += sign
      count -= 1 if day.cwday < 6
    end
    day
  end
end

def number(word)
  count = word == "a" ? 1 : word.to_i
  count <= 400 ? count : nil
end

def ending(n)
  return "th" if (11..13).cover?(n)

  { 1 => "st", 2 => "nd", 3 => "rd" }.fetch(n % 10, "th")
end

def last_day(today, unit, ahead)
  case unit
  when "week" then today + (7 - today.cwday) + 7 * ahead
  when "year" then Date.gregorian_year_end(today.year + ahead)
  else Date.new(today.year, today.month, -1, Date::GREGORIAN).then { |last| ahead.zero? ? last : month_end(last + 1) }
  end
end

def month_end(day)
  Date.new(day.year, day.month, -1, Date::GREGORIAN)
end

def Date.gregorian_year_end(year)
  new(year, 12, 31, Date::GREGORIAN)
end

def meant(phrase, today)
  case phrase
  when "today" then today
  when "tomorrow" then today + 1
  when "yesterday" then today - 1
  when /\Ain #{SPAN}\z/
    unit = $2
    count = number($1)
    count && shifted(today, count, unit, 1)
  when /\A#{SPAN} (ago|after|before)(?: (.+))?\z/
    word, unit, how, rest = $1, $2, $3, $4
    count = number(word)
    return nil if count.nil? || rest.nil? != (how == "ago")

    start = rest ? meant(rest, today) : today
    start && shifted(start, count, unit, how == "after" ? 1 : -1)
  when /\A(?:(this|next) )?([a-z]+day)\z/
    which = $1
    place = DAYS.index($2)
    return nil unless place

    to_go = place + 1 - today.cwday
    return today + (to_go.positive? ? to_go : to_go + 7) unless which

    today + to_go + (which == "next" ? 7 : 0)
  when /\Athe ([1-9]\d?)(st|nd|rd|th)\z/
    n = $1.to_i
    return nil if n > 31 || ending(n) != $2

    day = today
    day += 1 until day.day == n
    day
  when /\Aend of (next )?(week|month|year)\z/
    last_day(today, $2, $1 ? 1 : 0)
  end
end

lines = $stdin.read.split("\n", -1)
lines.pop
today = Date.iso8601(lines.shift.split.last, Date::GREGORIAN)
lines.each { |phrase| puts meant(phrase, today) || "unclear" }
