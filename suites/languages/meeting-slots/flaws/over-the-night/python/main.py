import sys

DAY = 480
DAYS = 5
GRID = 15


def main():
    times = {}

    def free(name, start, end):
        return all(end <= begin or until <= start for begin, until in times.get(name, []))

    def possible(start, end, names):
        return end <= DAYS * DAY and all(free(name, start, end) for name in names)

    for line in sys.stdin:
        command, *words = line.split()
        if command == "busy":
            name, begin, until = words
            times.setdefault(name, []).append((int(begin), int(until)))
            continue
        length, *names = words
        length = int(length)
        needed = [name for name in names if not name.endswith("?")]
        for start in range(0, DAYS * DAY, GRID):
            if possible(start, start + length, needed):
                names = [name.rstrip("?") for name in names]
                come = [name for name in names if free(name, start, start + length)]
                for name in come:
                    times.setdefault(name, []).append((start, start + length))
                print(start, *come)
                break
        else:
            print("never")


main()
