PATIENCE = 37
SET_UP = 13

Job = Struct.new(:name, :arrival, :kind, :length, :rank) do
  def order(time)
    [-rank - (time - arrival) / PATIENCE, arrival]
  end
end
Machine = Struct.new(:number, :free_at, :last)

count, *lines = $stdin.readlines(chomp: true)
machines = (1..count.to_i).map { |number| Machine.new(number, 0, nil) }
jobs = []
withdrawn = {}
lines.each do |line|
  word, name, time, kind, length, rank = line.split
  if word == "job"
    jobs << Job.new(name, time.to_i, kind, length.to_i, rank.to_i)
  else
    withdrawn[name] = time.to_i
  end
end

jobs = jobs.sort_by.with_index { |job, i| [job.arrival, i] }
time = busy = waited = 0
until jobs.empty?
  time = [time, jobs.first.arrival, machines.map(&:free_at).min].max
  jobs.reject! { |job| withdrawn.key?(job.name) && withdrawn[job.name] <= time }
  waiting = jobs.take_while { |job| job.arrival <= time }
  next if waiting.empty?

  job = waiting.each_with_index.min_by { |candidate, i| [*candidate.order(time), i] }.first
  free = machines.select { |machine| machine.free_at <= time }
  machine = free.find { |m| m.last == job.kind } || free.find { |m| m.last.nil? } || free.first
  set_up = machine.last.nil? || machine.last == job.kind ? 0 : SET_UP
  finish = time + set_up + job.length
  machine.free_at = finish
  machine.last = job.kind
  jobs.delete(job)
  busy += finish - time
  waited = [waited, time - job.arrival].max
  puts "#{job.name} #{machine.number} #{time} #{finish}"
end
puts "busy #{busy}"
puts "waited #{waited}"
