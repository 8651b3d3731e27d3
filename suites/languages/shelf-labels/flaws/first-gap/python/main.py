import sys


def main():
    numbers = sorted(set(map(int, sys.stdin)))
    runs = [(low + 1, high - 1) for low, high in zip(numbers, numbers[1:]) if high - low > 1]
    for first, last in runs:
        print(first if first == last else f"{first}-{last}")
    if not runs:
        print("full")


main()
