import sys

MOST = 7


def main():
    window = int(sys.stdin.readline().split()[1])
    edge, islands = 0, []  # islands are pairs of a first byte and the byte behind the last
    for line in sys.stdin:
        _, first, length = line.split()
        begin = max(int(first), edge)
        end = min(int(first) + int(length), edge + window)
        gain = begin < end and not any(a < end and begin < b for a, b in islands)
        if gain:
            near = [(a, b) for a, b in islands if a <= end and begin <= b]
            islands = [island for island in islands if island not in near]
            near.append((begin, end))
            islands.append((min(a for a, _ in near), max(b for _, b in near)))
            islands.sort()
            if islands[0][0] == edge:
                edge = islands.pop(0)[1]
        words = ["gain" if gain else "waste", edge, *(f"{a}-{b - 1}" for a, b in islands[:MOST])]
        if len(islands) > MOST:
            words.append(f"+{len(islands) - MOST}")
        print(*words)


main()
