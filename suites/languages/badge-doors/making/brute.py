import sys

doors = []
for words in (line.split() for line in sys.stdin.read().splitlines()):
    if words[0] == "door":
        doors.append(({words[1], words[2]}, int(words[3])))
    elif words[0] == "wall":
        doors = [door for door in doors if door[0] != {words[1], words[2]}]
    else:
        distance = {words[1]: 0}
        for number in range(1, 14 + 1):
            for rooms, level in doors:
                if level <= int(words[2]):
                    for room in rooms:
                        for other in rooms:
                            if distance.get(room) == number - 1 and other not in distance:
                                distance[other] = number
        largest = max(distance.values())
        print(len(distance), largest, sorted(room for room in distance if distance[room] == largest)[0])
