"""Look at every number between the smallest and the largest."""

import sys

numbers = list(map(int, sys.stdin.read().split()))
runs, run = [], []
for number in range(min(numbers), max(numbers) + 1):
    if number not in numbers:
        run.append(number)
    elif run:
        runs.append(run)
        run = []
for run in runs:
    print(run[0] if len(run) == 1 else f"{run[0]},{run[1]}" if len(run) == 2 else f"{run[0]}-{run[-1]}")
if not runs:
    print("full")
