import sys
from collections import deque


class Till:
    def __init__(self):
        self.ends = deque()
        self.customers = self.busy = self.most = 0

    def crowd(self, time):
        while self.ends and self.ends[0] < time:
            self.ends.popleft()
        return len(self.ends)

    def serve(self, time, items):
        seconds = 20 + 3 * items
        begin = max([time, *self.ends])
        self.ends.append(begin + seconds)
        self.customers += 1
        self.busy += seconds
        self.most = max(self.most, len(self.ends))
        return begin + seconds


def main():
    count, express = map(int, sys.stdin.readline().split()[1:])
    tills = [Till() for _ in range(count)]
    for line in sys.stdin:
        time, items = map(int, line.split())
        usable = range(express if items > 15 else 0, count)
        if usable:
            at = min(usable, key=lambda at: tills[at].crowd(time))
            print(at + 1, tills[at].serve(time, items))
        else:
            print("turned away")
    for number, till in enumerate(tills, 1):
        print("till", number, till.customers, till.busy, till.most)


main()
