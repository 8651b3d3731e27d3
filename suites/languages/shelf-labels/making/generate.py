"""Print the cases of this problem as JSON lines; with a count, that many small random inputs."""

import json
import random
import sys


def taken(numbers):
    return "".join(f"{number}\n" for number in numbers)


def main():
    seed = int(sys.argv[1])
    rng = random.Random(seed)
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            top = rng.choice([3, 12, 30])
            numbers = [rng.randrange(1, top + 1) for _ in range(rng.randrange(1, 14))]
            print(json.dumps({"stdin": taken(numbers)}))
        return
    cases = [
        ("basics/example", [7, 3, 12, 18, 4, 10], True),
        ("basics/ten-after-nine", [9, 10, 12, 100, 11, 2, 98], False),
        ("basics/all-sizes", [1, 3, 6, 10, 15, 21], False),
        ("basics/high", [999_990, 1_000_000, 999_993], False),
        ("edges/one-number", [5], False),
        ("edges/the-same-twice", [40, 40, 40], False),
        ("edges/no-gap", [6, 4, 5, 7], False),
        ("edges/doubled-neighbours", [1, 2, 2, 4, 4, 1, 5], False),
    ]
    for name, numbers, shown in cases:
        print(json.dumps({"id": name, "stdin": taken(numbers), **({"shown": True} if shown else {})}))
    for name, count, top in (("dense", 700, 1000), ("sparse", 900, 1_000_000), ("twins", 1200, 900)):
        numbers = [rng.randrange(1, top + 1) for _ in range(count)]
        print(json.dumps({"id": f"large/{name}", "stdin": taken(numbers)}))
    everything = list(range(1, 1001))
    rng.shuffle(everything)
    print(json.dumps({"id": "large/shuffled", "stdin": taken(number * 3 for number in everything)}))


main()
