import sys

FAR = 29

lines = sys.stdin.read().split("\n")[:-1]
count = int(lines[0])
text, rest = lines[1 : count + 1], lines[count + 1 :]
changes = []
for line in rest:
    # a line of a change always begins with one of its signs
    if line[0] not in " +-":
        changes.append([int(line.split()[1]), []])
    else:
        changes[-1][1].append((line[0], line[1:]))


def find(body, wanted, earliest):
    old = [line for sign, line in body if sign != "+"]
    places = sorted(range(wanted - FAR, wanted + FAR + 1), key=lambda p: (abs(p - wanted), -p))
    fitting = [p for p in places if p >= earliest and p >= 1 and text[p - 1 : p - 1 + len(old)] == old]
    return fitting[0] if fitting else None


drift, earliest, said = 0, 1, []
for line, body in changes:
    wanted = line + drift
    place, trimmed = find(body, wanted, earliest), False
    if place is None:
        shorter = list(body)
        if shorter[0][0] == " ":
            shorter.pop(0)
            wanted += 1
        if shorter and shorter[-1][0] == " ":
            shorter.pop()
        if len(shorter) < len(body) and any(sign != "+" for sign, _ in shorter):
            body, trimmed = shorter, True
            place = find(body, wanted, earliest)
    if place is None:
        said.append("failed")
        continue
    old = [line for sign, line in body if sign != "+"]
    new = [line for sign, line in body if sign != "-"]
    text = text[: place - 1] + new + text[place - 1 + len(old) :]
    drift += len(new) - len(old) + place - wanted
    earliest = place + len(new)
    said.append(f"{'fuzzy' if trimmed else 'ok' if place == wanted else 'moved'} {place}")
print("".join(line + "\n" for line in [*said, f"text {len(text)}", *text]), end="")
