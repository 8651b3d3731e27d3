import sys


class Store:
    """Of each key its value and the last line with it; of each open level its name and what its changes replaced."""

    def __init__(self):
        self.entries = {}
        self.levels = []

    def change(self, key, entry):
        if self.levels:
            self.levels[-1][1].append((key, self.entries.get(key)))
        self.entries[key] = entry

    def value(self, key, line):
        entry = self.entries.get(key)
        return entry[0] if entry and line <= entry[1] + 1 else None

    def tally(self, value, line):
        return sum(self.value(key, line) == value for key in self.entries)

    def begin(self, name=None):
        """Open a level; false when there are too many."""
        if len(self.levels) == 12:
            return False
        self.levels.append((name, []))
        return True

    def end(self, keeps, name=None):
        """Keep or undo levels; false when there is none to."""
        places = [at for at, level in enumerate(self.levels) if name in (None, level[0])]
        if not places:
            return False
        closed = self.levels[places[-1] :]
        del self.levels[places[-1] :]
        replaced = [change for _, changes in closed for change in changes]
        if not keeps:
            for key, entry in reversed(replaced):
                self.entries[key] = entry
            if name:
                self.begin(name)
        elif self.levels:
            self.levels[-1][1].extend(replaced)
        return True


def main():
    store = Store()
    for line, text in enumerate(sys.stdin):
        command, *words = text.split()
        if command == "put":
            store.change(words[0], (words[1], float("inf")))
        elif command == "lend":
            store.change(words[0], (words[1], line + 23))
        elif command == "cut":
            store.change(words[0], None)
        elif command == "get":
            print(store.value(words[0], line) or "none")
        elif command == "tally":
            print(store.tally(words[0], line))
        elif command in ("begin", "mark"):
            if not store.begin(*words):
                print("refused")
        elif not store.end(command == "keep", *words):
            print("refused")


main()
