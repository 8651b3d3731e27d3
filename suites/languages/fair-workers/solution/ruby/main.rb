LONGEST = 60
PAUSE = 20
MOST_FAILURES = 5
MOST_AT_ONCE = 2

class Job
  attr_reader :place, :name, :customer, :seconds, :end_time
  attr_accessor :ready, :failures

  def initialize(place, name, customer, arrival, runs)
    @place = place
    @name = name
    @customer = customer
    @ready = arrival.to_i
    @runs = runs.split(',')
    @failures = 0
  end

  def start(time)
    run = @runs[[@failures, @runs.size - 1].min]
    length = run.to_i
    @seconds = [length, LONGEST].min
    @succeeds = length <= LONGEST && run.end_with?('+')
    @end_time = time + @seconds
  end

  def succeeds? = @succeeds
end

workers = gets.split[1].to_i
waiting = $stdin.each_line.with_index.map { |line, place| Job.new(place, *line.split.drop(1)) }
running = []
attempts = wasted = 0
time = -1

until waiting.empty? && running.empty?
  time = (running.map(&:end_time) + waiting.map(&:ready).select { |moment| moment > time }).min

  ended, running = running.partition { |job| job.end_time == time }
  ended.sort_by(&:place).each do |job|
    next puts "#{time} #{job.name} good #{job.failures + 1}" if job.succeeds?

    wasted += job.seconds
    job.failures += 1
    next puts "#{time} #{job.name} dead #{job.failures}" if job.failures == MOST_FAILURES

    job.ready = time + PAUSE * 2**(job.failures - 1)
    waiting << job
  end

  waiting.select { |job| job.ready <= time }.sort_by { |job| [job.ready, job.failures, job.place] }.each do |job|
    next if running.size >= workers || running.count { |other| other.customer == job.customer } >= MOST_AT_ONCE

    waiting.delete(job)
    running << job
    job.start(time)
    attempts += 1
  end
end

puts "attempts #{attempts} wasted #{wasted}"
