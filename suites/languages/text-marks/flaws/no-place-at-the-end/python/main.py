import sys


class Text:
    def __init__(self, size):
        self.size = size
        self.marks = {}  # name: first place, last place, whether it is sticky

    def mark(self, name, first, last, kind):
        first, last = int(first), int(last)
        if not 1 <= first <= last <= self.size:
            return "wrong"
        self.marks[name] = first, last, kind == "sticky"

    def put_in(self, place, count):
        self.size += count
        for name, (first, last, sticky) in self.marks.items():
            if place <= first:
                self.marks[name] = first + count, last + count, sticky
            elif place <= last + sticky:
                self.marks[name] = first, last + count, sticky

    def take_out(self, begin, end):
        """Take out the characters from `begin` to `end`; the marks that had no others."""
        count = end - begin + 1
        self.size -= count
        gone = {}
        for name, (first, last, sticky) in list(self.marks.items()):
            if begin <= first and last <= end:
                gone[name] = self.marks.pop(name)
                continue
            if first > end:
                first -= count
            elif first >= begin:
                first = begin
            if last > end:
                last -= count
            elif last >= begin:
                last = begin - 1
            self.marks[name] = first, last, sticky
        return gone

    def type(self, place, count):
        if not 1 <= int(place) <= self.size:
            return "wrong"
        self.put_in(int(place), int(count))

    def erase(self, begin, end):
        begin, end = int(begin), int(end)
        if not 1 <= begin <= end <= self.size:
            return "wrong"
        self.take_out(begin, end)

    def carry(self, begin, end, place):
        begin, end, place = int(begin), int(end), int(place)
        if not 1 <= begin <= end <= self.size or not 1 <= place <= self.size + 1 or begin < place <= end:
            return "wrong"
        carried = self.take_out(begin, end)
        if place > end:
            place -= end - begin + 1
        self.put_in(place, end - begin + 1)
        for name, (first, last, sticky) in carried.items():
            self.marks[name] = first - begin + place, last - begin + place, sticky

    def where(self, name):
        return "{} {}".format(*self.marks[name]) if name in self.marks else "gone"

    def under(self, place):
        place = int(place)
        if not 1 <= place <= self.size:
            return "wrong"
        marks = [(first, -last, name) for name, (first, last, _) in self.marks.items() if first <= place <= last]
        return " ".join(name for *_, name in sorted(marks)) or "bare"

    def sum(self):
        covered = reached = 0
        for first, last, _ in sorted(self.marks.values()):
            covered += max(0, last - max(first - 1, reached))
            reached = max(reached, last)
        return f"{self.size} {covered}"


def main():
    text = Text(int(sys.stdin.readline().split()[1]))
    for line in sys.stdin:
        command, *words = line.split()
        answer = getattr(text, command)(*words)
        if answer is not None:
            print(answer)


main()
