import sys

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
DOUBLE = [(0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF00, 0xFF60), (0x1F300, 0x1FAFF)]


def width(text):
    total = 0
    for c in text:
        if 0x300 <= ord(c) <= 0x36F:
            continue
        total += 2 if any(a <= ord(c) <= b for a, b in DOUBLE) else 1
    return total


for line in sys.stdin.read().split("\n")[:-1]:
    size, place, text = line.split(" ", 2)
    size = int(size) or 37
    if width(text) > size:
        # the longest beginning that fits: marks take nothing, so they come with it
        text = max((text[:n] for n in range(len(text) + 1) if width(text[:n]) <= size - 1), key=len) + "~"
    front = True
    while width(text) < size:
        if place == "front" or place == "middle" and front:
            text += " "
        else:
            text = " " + text
        front = not front
    print("|" + text + "|")
