import sys


class Log:
    def __init__(self, limit, keep):
        self.limit = limit
        self.keep = keep
        self.current = 0
        self.older = []
        self.deleted = []

    def write(self, size):
        if self.current and self.current + size > self.limit:
            self.rotate()
        self.current += size

    def rotate(self):
        if not self.current:
            return
        print("rotated", self.current)
        self.older.insert(0, self.current)
        self.current = 0
        if len(self.older) > self.keep:
            self.deleted.append(self.older.pop())
        if len(self.older) > 1:
            self.older[1] = -(-self.older[1] * 13 // 100)

    def clean(self, most):
        count = 0
        while self.older and self.current + sum(self.older) > most:
            self.deleted.append(self.older.pop())
            count += 1
        print("cleaned", count, self.current + sum(self.older))

    def sizes(self):
        print(self.current, *self.older)


def main():
    _, limit, keep = sys.stdin.readline().split()
    log = Log(int(limit), int(keep))
    for line in sys.stdin:
        command, *numbers = line.split()
        getattr(log, command)(*map(int, numbers))
    print("deleted", len(log.deleted), sum(log.deleted))


main()
