import sys

first, *rows = sys.stdin.read().splitlines()
workers = int(first.split()[1])
jobs = []
for row in rows:
    _, name, customer, arrival, runs = row.split()
    jobs.append({"name": name, "customer": customer, "since": int(arrival), "runs": runs.split(","), "failed": 0, "left": 0, "state": "waits"})

attempts = wasted = 0
second = 0
while any(job["state"] != "over" for job in jobs):
    for job in jobs:
        if job["state"] != "runs":
            continue
        job["left"] -= 1
        if job["left"]:
            continue
        if job["sign"] == "+":
            job["state"] = "over"
            print(f"{second} {job['name']} good {job['failed'] + 1}")
            continue
        wasted += job["took"]
        job["failed"] += 1
        job["state"] = "waits"
        if job["failed"] > 4:
            job["state"] = "over"
            print(f"{second} {job['name']} dead 5")
        else:
            job["since"] = second + [20, 40, 80, 160][job["failed"] - 1]
    while True:
        busy = [job["customer"] for job in jobs if job["state"] == "runs"]
        able = [job for job in jobs if job["state"] == "waits" and job["since"] <= second and busy.count(job["customer"]) <= 1]
        if not able or len(busy) == workers:
            break
        longest = max(second - job["since"] for job in able)
        able = [job for job in able if second - job["since"] == longest]
        fewest = min(job["failed"] for job in able)
        job = next(job for job in able if job["failed"] == fewest)
        run = (job["runs"] + [job["runs"][-1]] * 5)[job["failed"]]
        job["took"] = job["left"] = min(60, int(run[:-1]))
        job["sign"] = run[-1] if int(run[:-1]) <= 60 else "-"
        job["state"] = "runs"
        attempts += 1
    second += 1
print(f"attempts {attempts} wasted {wasted}")
