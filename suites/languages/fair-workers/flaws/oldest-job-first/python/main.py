import sys

LONGEST = 60
PAUSE = 20
MOST_FAILURES = 5
MOST_AT_ONCE = 2


class Job:
    def __init__(self, place, name, customer, arrival, runs):
        self.place = place
        self.name = name
        self.customer = customer
        self.ready = int(arrival)
        self.runs = [(int(run[:-1]), run[-1] == "+") for run in runs.split(",")]
        self.failures = 0
        self.arrival = self.ready

    def start(self, time):
        seconds, self.succeeds = self.runs[min(self.failures, len(self.runs) - 1)]
        if seconds > LONGEST:
            seconds, self.succeeds = LONGEST, False
        self.seconds = seconds
        self.end = time + seconds


def main():
    workers = int(sys.stdin.readline().split()[1])
    waiting = [Job(place, *line.split()[1:]) for place, line in enumerate(sys.stdin)]
    running = []
    time, attempts, wasted = -1, 0, 0
    while waiting or running:
        time = min([job.end for job in running] + [job.ready for job in waiting if job.ready > time])
        ended = [job for job in running if job.end == time]
        running = [job for job in running if job.end > time]
        for job in sorted(ended, key=lambda job: job.place):
            if job.succeeds:
                print(time, job.name, "good", job.failures + 1)
                continue
            wasted += job.seconds
            job.failures += 1
            if job.failures == MOST_FAILURES:
                print(time, job.name, "dead", job.failures)
            else:
                job.ready = time + PAUSE * 2 ** (job.failures - 1)
                waiting.append(job)
        ready = sorted((job for job in waiting if job.ready <= time), key=lambda job: (job.arrival, job.failures, job.place))
        for job in ready:
            if len(running) < workers and sum(other.customer == job.customer for other in running) < MOST_AT_ONCE:
                waiting.remove(job)
                running.append(job)
                job.start(time)
                attempts += 1
    print("attempts", attempts, "wasted", wasted)


main()
