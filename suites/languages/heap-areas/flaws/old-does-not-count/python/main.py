import sys

OLD_AGE = 2
BULKY_PERCENT = 40


class Object:
    def __init__(self, size):
        self.size = size
        self.area = None
        self.references = set()
        self.is_held = True
        self.age = 0


class Heap:
    def __init__(self, young, old):
        self.capacity = {"young": young, "old": old}
        self.objects = {}

    def used(self, area):
        return sum(thing.size for thing in self.objects.values() if thing.area == area)

    def fits(self, thing, area):
        return self.used(area) + thing.size <= self.capacity[area]

    def reached(self, roots):
        """All objects that can be got at from some, themselves included."""
        names = set(roots)
        todo = list(names)
        while todo:
            new = self.objects[todo.pop()].references - names
            names |= new
            todo += new
        return names

    def free(self, names):
        for name in names:
            del self.objects[name]
        return len(names)

    def minor(self):
        roots = [name for name, thing in self.objects.items() if thing.is_held]
        alive = self.reached(roots) | {name for name, thing in self.objects.items() if thing.area == "old"}
        freed = self.free([name for name in self.objects if name not in alive])
        for thing in self.objects.values():
            thing.references &= set(self.objects)
        moved = 0
        for thing in self.objects.values():
            if thing.area == "young":
                thing.age += 1
                if thing.age >= OLD_AGE and self.fits(thing, "old"):
                    thing.area = "old"
                    moved += 1
        print("minor", freed, moved)

    def collect(self):
        alive = self.reached(name for name, thing in self.objects.items() if thing.is_held)
        print("full", self.free([name for name in self.objects if name not in alive]))

    def place(self, thing):
        """The area for a new object; none when there is no room."""
        is_bulky = thing.size * 100 > self.capacity["young"] * BULKY_PERCENT
        if not is_bulky:
            if not self.fits(thing, "young"):
                self.minor()
            if self.fits(thing, "young"):
                return "young"
        if self.fits(thing, "old"):
            return "old"
        self.collect()
        if not is_bulky and self.fits(thing, "young"):
            return "young"
        return "old" if self.fits(thing, "old") else None

    def new(self, name, size):
        thing = Object(int(size))
        thing.area = self.place(thing)
        if thing.area:
            self.objects[name] = thing
        print(name, thing.area or "failed")

    def link(self, name, other):
        self.objects[name].references.add(other)

    def unlink(self, name, other):
        self.objects[name].references.discard(other)

    def hold(self, name):
        self.objects[name].is_held = True

    def drop(self, name):
        self.objects[name].is_held = False


def main():
    _, young, old = sys.stdin.readline().split()
    heap = Heap(int(young), int(old))
    for line in sys.stdin:
        command, *words = line.split()
        if command != "new" and not all(name in heap.objects for name in words):
            print("gone")
        else:
            getattr(heap, command)(*words)
    print("end", heap.used("young"), heap.used("old"))
    for name, thing in heap.objects.items():
        print(name, thing.area)


main()
