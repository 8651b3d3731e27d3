import sys

lines = [line.split() for line in sys.stdin.read().splitlines()]
size = int(lines[0][1])
held = set()
for kind, *numbers in lines[1:]:
    if kind == "count":
        print(len(held))
        continue
    first, second = map(int, numbers)
    if kind == "drop":
        held -= set(range(first, second + 1))
        continue
    needed = set()
    for byte in range(first, first + second):
        if byte < size:
            needed.add(byte // 512)
    missing = needed - held
    words = []
    for block in sorted(missing):
        if block - 1 in missing:
            continue
        last = block
        while last + 1 in missing:
            last += 1
        words.append(str(block) if last == block else f"{block}-{last}")
    print(" ".join(words) or "held")
    held |= needed
