import sys
from collections import deque

OLDEST = 13
RESERVE = 3


class Table:
    def __init__(self, size):
        self.size = size
        self.fresh = 1  # the first slot that was never used
        self.generations = [0] * (size + 1)
        self.objects = {}  # by slot: name and references
        self.queue = deque()

    def create(self, name):
        if len(self.queue) < RESERVE and self.fresh <= self.size:
            slot = self.fresh
            self.fresh += 1
        elif self.queue:
            slot = self.queue.popleft()
        else:
            return "exhausted"
        self.generations[slot] += 1
        self.objects[slot] = [name, 1]
        return f"{slot}:{self.generations[slot]}"

    def access(self, command, handle):
        slot, generation = map(int, handle.split(":"))
        if not 1 <= slot <= self.size or not 1 <= generation <= self.generations[slot]:
            return "bogus"
        if generation < self.generations[slot] or slot not in self.objects:
            return "stale"
        thing = self.objects[slot]
        if command == "name":
            return thing[0]
        if command == "kill":
            self.end(slot)
            return thing[1]
        thing[1] += 1 if command == "retain" else -1
        if thing[1] == 0:
            self.end(slot)
        return thing[1]

    def end(self, slot):
        del self.objects[slot]
        if True:
            self.queue.append(slot)

    def grow(self, count):
        self.size += int(count)
        self.generations += [0] * int(count)
        return self.size

    def census(self):
        used, unused = len(self.objects), self.size - self.fresh + 1
        return f"{used} {len(self.queue)} {unused} {self.size - used - len(self.queue) - unused}"

    def all(self, name):
        slots = sorted(slot for slot, thing in self.objects.items() if thing[0] == name)
        return " ".join(f"{slot}:{self.generations[slot]}" for slot in slots) or "nobody"


def main():
    table = Table(int(sys.stdin.readline().split()[1]))
    for line in sys.stdin:
        command, *words = line.split()
        if command in ("retain", "release", "name", "kill"):
            print(table.access(command, *words))
        else:
            print(getattr(table, command)(*words))


main()
