import heapq
import sys

CLEANING = 7
OVER = ("passed", "failed", "skipped", "cancelled")


class Job:
    """A job of a pipeline."""

    def __init__(self, fails, name, length, when, needs, *soft):
        self.name = name
        self.length = int(length)
        self.when = when
        self.needs = [] if needs == "-" else needs.split(",")
        self.soft = bool(soft)
        self.fails = fails
        self.state = "waiting"
        self.times = []

    def move(self, state, time):
        self.state = state
        self.times.append(time)

    def decide(self, needs):
        if self.when == "success":
            runs = all(job.state == "passed" or (job.state == "failed" and job.soft) for job in needs)
        elif self.when == "failure":
            runs = any(job.state == "failed" and not job.soft for job in needs)
        else:
            runs = True
        return "queued" if runs else "skipped"


class Pipeline:
    def __init__(self, branch, failing, lines):
        self.branch = branch
        self.jobs = {words[0]: Job(words[0] in failing, *words) for words in lines}

    def cancel(self, time):
        for job in self.jobs.values():
            if job.state in ("waiting", "queued"):
                job.move("cancelled", time)

    def decide(self, time):
        changed = True
        while changed:
            changed = False
            for job in self.jobs.values():
                needs = [self.jobs[name] for name in job.needs]
                if job.state == "waiting" and all(need.state in OVER for need in needs):
                    job.state = job.decide(needs)
                    if job.state == "skipped":
                        job.times.append(time)
                        changed = True

    def result(self):
        jobs = self.jobs.values()
        if any(job.state == "cancelled" for job in jobs):
            return "cancelled"
        return "failed" if any(job.state == "failed" and not job.soft for job in jobs) else "passed"


def main():
    runners, lines, pushes = 0, [], []
    for line in sys.stdin:
        command, *words = line.split()
        if command == "runners":
            runners = int(words[0])
        elif command == "job":
            lines.append(words)
        else:
            pushes.append((int(words[0]), words[1], words[2].split(",")))

    pipelines, running, occupied, worked = [], [], [], 0
    times = [time for time, *_ in pushes]
    while times:
        time = heapq.heappop(times)
        for job in running:
            if job.times[0] + job.length == time:
                job.move("failed" if job.fails else "passed", time)
        running = [job for job in running if job.state == "running"]
        while len(pipelines) < len(pushes) and pushes[len(pipelines)][0] == time:
            _, branch, failing = pushes[len(pipelines)]
            for pipeline in pipelines:
                if pipeline.branch == branch:
                    pipeline.cancel(time)
            pipelines.append(Pipeline(branch, failing, lines))
        for pipeline in pipelines:
            pipeline.decide(time)
        occupied = [end for end in occupied if end > time]
        turns = sorted(pipelines, key=lambda pipeline: pipeline.branch != "main")
        queue = [job for pipeline in turns for job in pipeline.jobs.values() if job.state == "queued"]
        for job in queue[: runners - len(occupied)]:
            job.move("running", time)
            running.append(job)
            worked += job.length
            occupied.append(time + job.length + CLEANING)
            heapq.heappush(times, time + job.length)
            heapq.heappush(times, time + job.length + CLEANING)

    for number, pipeline in enumerate(pipelines, 1):
        print(number, pipeline.branch, pipeline.result(), max(job.times[-1] for job in pipeline.jobs.values()))
        for job in pipeline.jobs.values():
            print(job.name, job.state, *job.times)
    print("worked", worked)


main()
