import sys
from bisect import bisect_left, bisect_right, insort

MOST = 8
FEWEST = 3
JOINED = 6


class Index:
    def __init__(self):
        self.pages = [[]]

    def home(self, key):
        return max(0, bisect_right(self.pages, key, key=lambda page: page[0] if page else key) - 1)

    def put(self, key):
        at = self.home(key)
        page = self.pages[at]
        if key in page:
            return "known"
        insort(page, key)
        if len(page) <= MOST:
            return "put"
        if False:
            self.pages.append([page.pop()])
        elif at > 0 and len(self.pages[at - 1]) < MOST:
            self.pages[at - 1].append(page.pop(0))
            return "pushed"
        else:
            self.pages.insert(at + 1, page[-4:])
            del page[-4:]
        return "split"

    def cut(self, key):
        at = self.home(key)
        page = self.pages[at]
        if key not in page:
            return "absent"
        page.remove(key)
        if len(page) >= FEWEST or len(self.pages) == 1:
            return "cut"
        at = min(at, len(self.pages) - 2)
        keys = self.pages[at] + self.pages[at + 1]
        if len(keys) <= JOINED:
            self.pages[at : at + 2] = [keys]
            return "joined"
        half = (len(keys) + 1) // 2
        self.pages[at : at + 2] = keys[:half], keys[half:]
        return "shared"

    def look(self, low, high):
        keys, at = 0, self.home(low)
        read = 0
        while at < len(self.pages) and (read == 0 or self.pages[at][0] <= high):
            keys += bisect_right(self.pages[at], high) - bisect_left(self.pages[at], low)
            read += 1
            at += 1
        return f"{keys} {read}"

    def page(self, key):
        return " ".join(map(str, self.pages[self.home(key)])) or "blank"

    def stats(self):
        sizes = [len(page) for page in self.pages]
        return f"{sum(sizes)} {len(sizes)} {sizes.count(MOST)}"


def main():
    index = Index()
    for line in sys.stdin:
        command, *keys = line.split()
        print(getattr(index, command)(*map(int, keys)))


main()
