import sys

lines = sys.stdin.read().split("\n")
names = lines[0].split()
size = 100001
table = [[names[(hour // 37 + k) % len(names)] for k in range(len(names))] for hour in range(0)]


def order(hour):
    turn = hour // 37 % len(names)
    first = []
    for line in reversed(lines[1:]):
        word = line.split()
        if word and word[0] == "standin" and hour in range(int(word[2]), int(word[3])):
            first.append(word[1])
    return first + names[turn:] + names[:turn]


def absent(name, hour):
    return any(w[:2] == ["absent", name] and int(w[2]) <= hour < int(w[3]) for w in (line.split() for line in lines[1:]))


for line in lines[1:]:
    word = line.split()
    if word and word[0] == "show":
        hours = list(range(int(word[1]), int(word[2])))
        on = []
        for hour in hours:
            on.append(next((n for n in order(hour) if not absent(n, hour)), "-"))
        i = 0
        while i < len(on):
            j = i
            while j < len(on) and on[j] == on[i]:
                j += 1
            print(f"{hours[i]}-{hours[i] + j - i} {on[i]}")
            i = j
