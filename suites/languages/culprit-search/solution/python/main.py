import sys

SHOWN = 7


class Search:
    """Sets of commits are numbers whose bits are the commits."""

    def __init__(self):
        self.places = {}
        self.names = []
        self.held = []
        self.areas = {}
        self.search("*")

    def commit(self, name, areas, parents):
        bit = 1 << len(self.names)
        held = bit
        if parents != "-":
            for parent in parents.split(","):
                held |= self.held[self.places[parent]]
        self.places[name] = len(self.names)
        self.names.append(name)
        self.held.append(held)
        for area in ["*", *areas.split(",")]:
            self.areas[area] = self.areas.get(area, 0) | bit

    def search(self, area):
        self.area = area
        self.reports = []

    def suspects(self):
        """The suspects, or None when no commit is reported bad."""
        if not any(kind == "bad" for kind, _ in self.reports):
            return None
        suspects = self.areas.get(self.area, 0)
        for kind, place in self.reports:
            if kind == "bad":
                suspects &= self.held[place]
            elif kind == "good":
                suspects &= ~self.held[place]
        return suspects

    def report(self, kind, name):
        self.reports.append((kind, self.places[name]))
        if self.suspects() == 0:
            self.reports.pop()
            return "contradiction"
        return self.answer()

    def undo(self):
        if not self.reports:
            return "nothing"
        self.reports.pop()
        return self.answer()

    def answer(self):
        suspects = self.suspects()
        if suspects is None:
            return "waiting"
        places = [place for place, _ in enumerate(self.names) if suspects >> place & 1]
        count = len(places)
        if count == 1:
            return f"culprit {self.names[places[0]]}"
        # A suspect that is reported bad holds all others, so that its worth is 0 anyway.
        reported = {place for _, place in self.reports}
        tests = []
        for place in places:
            holds = (suspects & self.held[place]).bit_count()
            if holds < count and place not in reported:
                tests.append((min(holds, count - holds), place))
        if tests:
            _, place = max(tests)
            return f"test {self.names[place]} {count}"
        shown = [self.names[place] for place in places[:SHOWN]]
        return " ".join(["among", str(count), *shown, *(["..."] if count > SHOWN else [])])


def main():
    search = Search()
    for line in sys.stdin:
        command, *words = line.split()
        if command in ("commit", "search"):
            getattr(search, command)(*words)
        elif command == "undo":
            print(search.undo())
        else:
            print(search.report(command, *words))


main()
