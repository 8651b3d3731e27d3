import sys

CAPACITY = 5000


class Machine:
    def __init__(self):
        self.sizes = {}
        self.needs = {}
        self.packages = set()
        self.wanted = set()

    def offer(self, name, size, needs):
        self.sizes[name] = int(size)
        self.needs[name] = [] if needs == "-" else needs.split(",")

    def size(self, names):
        return sum(self.sizes[name] for name in names)

    def reached(self, names):
        """The packages and all that they need."""
        reached, stack = set(), list(names)
        while stack:
            name = stack.pop()
            if name not in reached:
                reached.add(name)
                stack.extend(self.needs.get(name, []))
        return reached

    def order(self, name, begun):
        """The packages to put on for one, in their order."""
        if name in self.packages or name in begun:
            return []
        begun.add(name)
        return [other for need in self.needs[name] for other in self.order(need, begun)] + [name]

    def install(self, name):
        considered = self.reached([name])
        unknown = considered - self.needs.keys()
        if unknown:
            return ["missing", min(unknown)]
        excess = self.size(self.packages | considered) - CAPACITY
        if excess >= 0:
            return ["full", excess]
        new = self.order(name, set())
        self.packages.update(new)
        self.wanted.add(name)
        return ["installed", *new] if new else ["kept"]

    def remove(self, name):
        if name not in self.packages:
            return ["absent"]
        self.wanted.discard(name)
        users = sorted(other for other in self.packages if other != name and name in self.needs[other])
        if users:
            return ["needed", *users]
        self.packages.remove(name)
        return ["removed"]

    def clean(self):
        gone = self.packages - self.reached(self.wanted)
        self.packages -= gone
        return ["cleaned", self.size(gone), *sorted(gone)]


machine = Machine()
for line in sys.stdin:
    command, *words = line.split()
    answer = getattr(machine, command)(*words)
    if answer:
        print(*answer)
print("used", machine.size(machine.packages))
