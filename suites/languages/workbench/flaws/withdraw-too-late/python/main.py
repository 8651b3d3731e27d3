import sys
from dataclasses import dataclass

PATIENCE = 37
SET_UP = 13


@dataclass
class Job:
    name: str
    arrival: int
    kind: str
    length: int
    rank: int


@dataclass
class Machine:
    free_at: int = 0
    last: str = ""


def by_urgency(time):
    return lambda job: (-job.rank - (time - job.arrival) // PATIENCE, job.arrival)


def choose(machines, free, kind):
    """The machine for a job of `kind`, and the set-up time that it needs."""
    for wanted, set_up in ((kind, 0), ("", 0)):
        for number in free:
            if machines[number].last == wanted:
                return number, set_up
    return free[0], SET_UP


first, *lines = sys.stdin.read().splitlines()
machines = [Machine() for _ in range(int(first))]
jobs, withdrawn = [], {}
for line in lines:
    word, name, time, *rest = line.split()
    if word == "job":
        kind, length, rank = rest
        jobs.append(Job(name, int(time), kind, int(length), int(rank)))
    else:
        withdrawn[name] = int(time)

jobs.sort(key=lambda job: job.arrival)
time = busy = waited = 0
while jobs:
    time = max(time, jobs[0].arrival, min(machine.free_at for machine in machines))
    jobs = [job for job in jobs if withdrawn.get(job.name, time + 1) >= time]
    waiting = [job for job in jobs if job.arrival <= time]
    free = [number for number, machine in enumerate(machines) if machine.free_at <= time]
    if not waiting or not free:
        continue
    job = min(waiting, key=by_urgency(time))
    number, set_up = choose(machines, free, job.kind)
    end = time + set_up + job.length
    machines[number] = Machine(end, job.kind)
    jobs.remove(job)
    busy += end - time
    waited = max(waited, time - job.arrival)
    print(job.name, number + 1, time, end)
print("busy", busy)
print("waited", waited)
