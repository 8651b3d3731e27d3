import sys

sys.setrecursionlimit(10000)
commands = [line.split() for line in sys.stdin.read().splitlines()]


def state(until):
    """The members of each list and who is silent, worked out from the beginning."""
    members, silent = {}, []
    for command in commands[:until]:
        if command[0] == "put":
            of = members.setdefault(command[1], [])
            if command[2] not in of:
                of.append(command[2])
        elif command[0] == "drop" and command[2] in members.get(command[1], []):
            members[command[1]].remove(command[2])
        elif command[0] == "silent":
            silent.append(command[1])
        elif command[0] == "loud":
            silent = [name for name in silent if name != command[1]]
    return members, silent


for at, command in enumerate(commands):
    if command[0] != "send":
        continue
    members, silent = state(at)
    met, people = [], []

    def give(name):
        if name in silent or name == command[1] or name in met:
            return
        met.append(name)
        if name not in members:
            people.append(name)
        for member in members.get(name, []):
            give(member)

    give(command[2])
    answer = [str(len(people)), *people]
    if not people:
        answer = ["nobody"]
    if len(people) > 23:
        answer = ["held", str(len(people))]
    print(" ".join(answer))
