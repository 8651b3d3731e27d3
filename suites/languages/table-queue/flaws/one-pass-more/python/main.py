import sys


def seat(line, passed, seats):
    """Give a table to the first group that may have it: its name, or None."""
    before = []
    for name, size in line.items():
        if size <= seats:
            for other in before:
                passed[other] += 1
            del line[name]
            return name
        if passed[name] > 5:
            return None
        before.append(name)
    return None


def main():
    line, passed = {}, {}
    for text in sys.stdin:
        command, first, *size = text.split()
        if command == "table":
            print(seat(line, passed, int(first)) or "nobody")
        elif command == "join":
            if first in line:
                print("already")
            else:
                line[first] = int(*size)
                passed[first] = 0
        elif first not in line:
            print("absent")
        elif command == "leave":
            del line[first]
        else:
            print(list(line).index(first) + 1)


main()
