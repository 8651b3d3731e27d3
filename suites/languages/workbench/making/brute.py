import sys

first, *lines = [line.split(" ") for line in sys.stdin.read().split("\n") if line]
count = int(first[0])
jobs = [dict(name=w[1], arrival=int(w[2]), kind=w[3], length=int(w[4]), rank=int(w[5]), line=i) for i, w in enumerate(lines) if w[0] == "job"]
gone = {w[1]: int(w[2]) for w in lines if w[0] == "withdraw"}
machines = [dict(number=i + 1, until=0, last=None) for i in range(count)]
ran = []
minute = 0
pending = list(jobs)
while pending:
    # minute by minute
    pending = [job for job in pending if gone.get(job["name"], 10**9) > minute]
    while True:
        waiting = [job for job in pending if job["arrival"] <= minute]
        free = [m for m in machines if m["until"] <= minute]
        if not waiting or not free:
            break
        waiting.sort(key=lambda job: job["line"])
        waiting.sort(key=lambda job: job["arrival"])
        waiting.sort(key=lambda job: job["rank"] + (minute - job["arrival"]) // 37, reverse=True)
        job = waiting[0]
        same = [m for m in free if m["last"] == job["kind"]]
        unused = [m for m in free if m["last"] is None]
        machine = (same or unused or free)[0]
        end = minute + job["length"]
        if not same and not unused:
            end += 13
        machine.update(until=end, last=job["kind"])
        pending.remove(job)
        ran.append((job, machine["number"], minute, end))
    minute += 1
for job, number, start, end in ran:
    print(job["name"], number, start, end)
print("busy", sum(end - start for _, _, start, end in ran))
print("waited", max([start - job["arrival"] for job, _, start, _ in ran] or [0]))
