import sys


def main():
    numbers = sorted(set(map(int, sys.stdin)))
    runs = [(low + 1, high - 1) for low, high in zip(numbers, numbers[1:]) if high - low > 1]
    for first, last in runs:
        if first == last:
            print(first)
        elif last - first == 1:
            print(f"{first},{last}")
        else:
            print(f"{first}-{last}")
    if not runs:
        print("full")


main()
