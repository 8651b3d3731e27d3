TURN = 37

names = $stdin.gets.split
absences = []
standins = []
questions = []
$stdin.each_line do |line|
  kind, *name, from, to = line.split
  hours = (from.to_i...to.to_i)
  case kind
  when "absent" then absences << [name.first, hours]
  when "standin" then standins.unshift([name.first, hours])
  when "show" then questions << hours
  end
end

on_call = lambda do |hour|
  away = absences.filter_map { |name, hours| name if hours.cover?(hour) }
  willing = standins.filter_map { |name, hours| name if hours.cover?(hour) }
  (willing + names.rotate(hour / TURN) - away).first || "-"
end

questions.each do |hours|
  hours.chunk_while { |a, b| on_call[a] == on_call[b] }.each do |run|
    puts "#{run.first}-#{run.last + 1} #{on_call[run.first]}"
  end
end
