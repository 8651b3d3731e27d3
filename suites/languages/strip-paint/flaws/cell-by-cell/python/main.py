import sys
from bisect import bisect_left, bisect_right

END = 750000


class Strip:
    """Pieces of equal positions: piece i begins at starts[i] and ends before starts[i + 1]."""

    def __init__(self):
        self.starts = list(range(1, END + 2))
        self.labels = [None] * (END + 1)
        self.seals = [False] * (END + 1)

    def cut(self, at):
        """The number of the piece that begins at `at`, where one now begins."""
        piece = bisect_left(self.starts, at)
        if self.starts[piece] != at:
            self.starts.insert(piece, at)
            self.labels.insert(piece, self.labels[piece - 1])
            self.seals.insert(piece, self.seals[piece - 1])
        return piece

    def pieces(self, first, last):
        """The pieces of a range, cut to fit."""
        if first > END:
            return range(0)
        begin = self.cut(first)
        return range(begin, self.cut(min(last, END) + 1))

    def paint(self, first, last, label):
        for piece in self.pieces(first, last):
            if not self.seals[piece]:
                self.labels[piece] = label

    def seal(self, first, last, sealed):
        for piece in self.pieces(first, last):
            self.seals[piece] = sealed

    def at(self, position):
        return self.labels[bisect_right(self.starts, position) - 1]

    def total(self, label):
        sizes = (after - start for start, after in zip(self.starts, self.starts[1:]))
        return sum(size for size, its_label in zip(sizes, self.labels) if its_label == label)

    def runs(self, first, last):
        found = []
        for piece in self.pieces(first, last):
            start, end, label = self.starts[piece], self.starts[piece + 1] - 1, self.labels[piece]
            if label is None:
                continue
            if found and found[-1][1] == start - 1 and found[-1][2] == label:
                found[-1][1] = end
            else:
                found.append([start, end, label])
        return found


def main():
    strip = Strip()
    for line in sys.stdin:
        command, *words = line.split()
        if command == "total":
            print(strip.total(words[0]))
            continue
        first, last = int(words[0]), int(words[min(1, len(words) - 1)])
        if command == "dye":
            strip.paint(first, last, words[2])
        elif command == "wipe":
            strip.paint(first, last, None)
        elif command == "seal":
            strip.seal(first, last, True)
        elif command == "unseal":
            strip.seal(first, last, False)
        elif command == "at":
            print(strip.at(first) or "bare")
        else:
            print("\n".join(f"{start} {end} {label}" for start, end, label in strip.runs(first, last)) or "bare")


main()
