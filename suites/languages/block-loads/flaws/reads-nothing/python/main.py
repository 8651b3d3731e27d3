import sys

BLOCK = 512


def ranges(numbers):
    """Ascending numbers as text, neighbours joined."""
    runs = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(f"{first}-{last}" if first < last else f"{first}" for first, last in runs)


def main():
    size = int(sys.stdin.readline().split()[1])
    held = set()
    for line in sys.stdin:
        command, *numbers = line.split()
        if command == "count":
            print(len(held))
            continue
        first, second = map(int, numbers)
        if command == "drop":
            held.difference_update(range(first, second + 1))
            continue
        end = min(first + second, size)
        needed = range(first // BLOCK, max(end - 1, first) // BLOCK + 1) if first < size else []
        print(ranges(block for block in needed if block not in held) or "held")
        held.update(needed)


main()
