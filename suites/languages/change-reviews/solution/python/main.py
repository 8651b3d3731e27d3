import sys


class Change:
    def __init__(self, name, person, area, lines):
        self.name = name
        self.area = area
        self.lines = int(lines)
        self.writers = {person}
        self.reviews = {}
        self.result = None
        self.is_later = False
        self.outcome = None

    def state(self):
        reviews = list(self.reviews.values())
        lacking = (3 if self.lines > 150 else 2) - reviews.count("approve")
        if "block" in reviews:
            return "blocked"
        if lacking > 0:
            return f"lacking {lacking}"
        if self.result is None:
            return "unchecked"
        return "ready" if self.result == "good" else "failing"

    def push(self, person, lines):
        self.lines = int(lines)
        self.writers.add(person)
        self.reviews = {name: review for name, review in self.reviews.items() if review == "block" and name != person}
        self.result = None
        self.is_later = False
        return True

    def review(self, kind, person):
        if person in self.writers:
            return False
        self.reviews[person] = kind
        return True

    def withdraw(self, person):
        return self.reviews.pop(person, None) is not None

    def later(self):
        if self.is_later:
            return False
        self.is_later = True
        return True

    def take(self, command, *words):
        """Carry out a command; false when it is refused."""
        match command:
            case "approve" | "block":
                return self.review(command, *words)
            case "check":
                self.result = words[0]
            case "drop":
                self.outcome = "dropped"
            case "merge":
                if self.state() != "ready":
                    return False
                self.outcome = "merged"
            case _:
                return getattr(self, command)(*words)
        return True


def main():
    changes = {}
    for line in sys.stdin:
        command, name, *words = line.split()
        if command == "open" and name not in changes:
            changes[name] = Change(name, *words)
            print(name, changes[name].state())
            continue
        change = changes.get(name)
        if command == "open" or not change or change.outcome or not change.take(command, *words):
            print(name, "refused")
            continue
        if change.is_later and not change.outcome and change.state() == "ready":
            change.outcome = "merged"
        print(name, change.outcome or change.state())
        if change.outcome == "merged":
            for other in changes.values():
                if other.area == change.area and other.result and not other.outcome:
                    other.result = None
                    print(other.name, other.state())
    outcomes = [change.outcome for change in changes.values()]
    print("total", outcomes.count("merged"), outcomes.count("dropped"), outcomes.count(None))


main()
