import sys

FARTHEST = 29


def old_lines(body):
    return [line[1:] for line in body if line[0] != "+"]


def new_lines(body):
    return [line[1:] for line in body if line[0] != "-"]


def places(start):
    yield start
    for distance in range(1, FARTHEST + 1):
        yield start + distance
        yield start - distance


def find(text, old, start, earliest):
    """The place of `old` that is nearest to `start`, all counted from 0; None where there is none."""
    for place in places(start):
        if place >= 0 and text[place : place + len(old)] == old:
            return place
    return None


def trimmed(body):
    """What is left of a change, and by how much its beginning moved; None where that is nothing or the same."""
    first = 1 if body[0][0] == " " else 0
    rest = body[first:]
    if rest and rest[-1][0] == " ":
        rest = rest[:-1]
    if rest == body or not old_lines(rest):
        return None
    return rest, first


count, *lines = sys.stdin.read().split("\n")[:-1]
text, lines = lines[: int(count)], lines[int(count) :]
changes = []
for line in lines:
    if line.startswith("change"):
        changes.append((int(line.split()[1]) - 1, []))
    else:
        changes[-1][1].append(line)

drift = earliest = 0
for line, body in changes:
    start, word = line + drift, "ok"
    place = find(text, old_lines(body), start, earliest)
    if place is None and (shorter := trimmed(body)):
        body, word = shorter[0], "fuzzy"
        start += shorter[1]
        place = find(text, old_lines(body), start, earliest)
    if place is None:
        print("failed")
        continue
    if word == "ok" and place != start:
        word = "moved"
    old, new = old_lines(body), new_lines(body)
    text[place : place + len(old)] = new
    drift += len(new) - len(old) + place - start
    earliest = place + len(new)
    print(word, place + 1)

print("text", len(text))
for line in text:
    print(line)
