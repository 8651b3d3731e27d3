import sys


class Disk:
    """Free runs are kept in order as [begin, end), and so are the pieces of files."""

    def __init__(self, blocks):
        self.runs = [(0, blocks)]
        self.files = {}

    def take(self, pieces, needed, behind):
        """Give blocks to a file: its pieces and the free runs then, or None where that cannot be."""
        pieces, runs = pieces[:], self.runs[:]
        while needed:
            following = [run for run in runs if behind and run[0] == pieces[-1][1]]
            behind = False
            fitting = [run for run in runs if run[1] - run[0] >= needed]
            if following:
                [run] = following
            elif fitting:
                run = fitting[0]
            elif runs:
                run = max(runs, key=lambda run: run[1] - run[0])
            else:
                return None
            begin, end = run[0], min(run[1], run[0] + needed)
            needed -= end - begin
            at = runs.index(run)
            runs[at : at + 1] = [(end, run[1])] if end < run[1] else []
            if pieces and pieces[-1][1] == begin:
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((begin, end))
        return (pieces, runs) if len(pieces) <= 6 else None

    def grow(self, name, needed):
        pieces = self.files.get(name, [])
        taken = self.take(pieces, needed, bool(pieces))
        if taken is None:
            return "refused"
        self.files[name], self.runs = taken
        return len(self.files[name])

    def delete(self, name):
        runs = []
        for begin, end in sorted(self.runs + self.files.pop(name)):
            if runs and runs[-1][1] == begin:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((begin, end))
        self.runs = runs

    def free(self):
        return sum(end - begin for begin, end in self.runs), len(self.runs)


def main():
    disk = Disk(int(sys.stdin.readline().split()[1]))
    for line in sys.stdin:
        command, *words = line.split()
        if command == "free":
            print(*disk.free())
        elif command == "write":
            print("exists" if words[0] in disk.files else disk.grow(words[0], int(words[1])))
        elif words[0] not in disk.files:
            print("missing")
        elif command == "extend":
            print(disk.grow(words[0], int(words[1])))
        elif command == "delete":
            disk.delete(words[0])
        else:
            print(*(f"{begin}-{end - 1}" for begin, end in disk.files[words[0]]))


main()
