import sys

lines = sys.stdin.read().splitlines()
window = int(lines[0].split()[1])
have = set()
edge = 0
for line in lines[1:]:
    first, length = map(int, line.split()[1:])
    before = len(have)
    for byte in range(first, first + length):
        if byte < edge + window:
            have.add(byte)
    while edge in have:
        edge += 1
    islands = []
    for byte in sorted(have):
        if byte < edge:
            continue
        if islands and islands[-1][1] == byte - 1:
            islands[-1][1] = byte
        else:
            islands.append([byte, byte])
    text = f"{'gain' if len(have) > before else 'waste'} {edge}"
    for at, (low, high) in enumerate(islands):
        if at < 7:
            text += f" {low}-{high}"
    if len(islands) > 7:
        text += f" +{len(islands) - 7}"
    print(text)
