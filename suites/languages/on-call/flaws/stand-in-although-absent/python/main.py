import sys
from itertools import groupby

TURN = 37

first, *lines = sys.stdin.read().splitlines()
names = first.split()
absences, standins, questions = [], [], []
for line in lines:
    kind, *names_given, begin, end = line.split()
    hours = range(int(begin), int(end))
    if kind == "absent":
        absences += [(name, hours) for name in names_given]
    elif kind == "standin":
        standins = [(name, hours) for name in names_given] + standins
    else:
        questions.append(hours)


def on_call(hour):
    away = {name for name, hours in absences if hour in hours}
    turn = hour // TURN % len(names)
    for name, hours in standins:
        if hour in hours:
            return name
    willing = names[turn:] + names[:turn]
    return next((name for name in willing if name not in away), "-")


for hours in questions:
    for name, run in groupby(hours, on_call):
        run = list(run)
        print(f"{run[0]}-{run[-1] + 1} {name}")
