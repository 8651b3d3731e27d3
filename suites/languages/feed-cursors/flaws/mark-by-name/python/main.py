import sys

MOST = 6


class Forum:
    def __init__(self):
        self.scores = {}
        self.cursors = []  # of each: the page's size, its mark, what the walk has shown

    def key(self, name):
        return -self.scores[name], name

    def post(self, name, score):
        if name in self.scores:
            return "known"
        self.scores[name] = int(score)
        return "ok"

    def vote(self, name, by):
        if name not in self.scores:
            return "absent"
        self.scores[name] += int(by)
        return "ok"

    def remove(self, name):
        return "absent" if self.scores.pop(name, None) is None else "ok"

    def place(self, name):
        if name not in self.scores:
            return "absent"
        return 1 + sum(self.key(other) < self.key(name) for other in self.scores)

    def open(self, size):
        return self.page(int(size), list(self.scores), set())

    def next(self, number):
        number = int(number)
        if not 1 <= number <= len(self.cursors):
            return "invalid"
        if number <= len(self.cursors) - MOST:
            return "expired"
        size, mark, shown = self.cursors[number - 1]
        mark = self.key(mark[1]) if mark[1] in self.scores else mark
        return self.page(size, [name for name in self.scores if self.key(name) > mark and name not in shown], shown)

    def page(self, size, due, shown):
        page = sorted(due, key=self.key)[:size]
        words = page or ["empty"]
        if len(due) > size:
            self.cursors.append((size, self.key(page[-1]), shown | set(page)))
            words = [*page, f"more:{len(self.cursors)}"]
        return " ".join(words)


def main():
    forum = Forum()
    for line in sys.stdin:
        command, *words = line.split()
        print(getattr(forum, command)(*words))


main()
