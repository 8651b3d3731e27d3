import sys
from collections import defaultdict


def walk(doors, start, level):
    """The rooms that can be reached, with their distances."""
    distances = {start: 0}
    last = [start]
    for number in range(1, 1201):
        reached = []
        for room in last:
            for other, levels in doors[room].items():
                if other not in distances and min(levels) <= level:
                    distances[other] = number
                    reached.append(other)
        last = reached
    return distances


def main():
    doors = defaultdict(dict)
    for line in sys.stdin:
        command, room, *words = line.split()
        if command == "door":
            levels = doors[room].setdefault(words[0], [])
            levels.append(int(words[1]))
            doors[words[0]][room] = levels
        elif command == "wall":
            doors[room].pop(words[0], None)
            doors[words[0]].pop(room, None)
        else:
            distances = walk(doors, room, int(*words))
            largest = max(distances.values())
            print(len(distances), largest, min(room for room, distance in distances.items() if distance == largest))


main()
