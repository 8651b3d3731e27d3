import sys

lines = [line.split() for line in sys.stdin]
book = [(words[1], int(words[2]), {word[: word.index("=")]: word[word.index("=") + 1 :] for word in words[3:]}) for words in lines if words[0] == "record"]
never = [{words[1], words[2]} for words in lines if words[0] == "apart"]


def key(kind, fields):
    text = fields.get(kind)
    if text is None:
        return None
    if kind == "phone":
        digits = [char for char in text if char in "0123456789"]
        return "".join(digits[-9:]) if len(digits) > 2 else None
    before, behind = text.lower().split("@")
    while "+" in before:
        before = before[:-1]
    return before + "@" + behind


def having(kind, wanted):
    return [name for name, _, fields in book if key(kind, fields) == wanted]


def reach(start, ways):
    """All ways from a record, by where they end."""
    result = {start: [start]}
    for _ in book:
        for a, kind, b in ways:
            for here, there in ((a, b), (b, a)):
                if here in result and there not in result:
                    result[there] = [*result[here], kind, there]
    return result


ways, refused, shared = [], 0, set()
for kind in ("mail", "phone"):
    for at, (name, _, fields) in enumerate(book):
        mine = key(kind, fields)
        if mine is None:
            continue
        owners = having(kind, mine)
        if len(owners) > 5:
            shared.add((kind, mine))
            continue
        place = owners.index(name)
        if place == 0:
            continue
        other = owners[place - 1]
        left, right = reach(other, ways), reach(name, ways)
        if name in left:
            continue
        if any({a, b} in never for a in left for b in right):
            refused += 1
        else:
            ways.append((other, kind, name))

count, done = 0, set()
for name, _, _ in book:
    if name in done:
        continue
    count += 1
    together = reach(name, ways)
    done |= set(together)
    members = [(time, place, fields) for place, (other, time, fields) in enumerate(book) if other in together]
    text = f"{name} {len(members)}"
    members.sort(key=lambda member: member[:2])
    best = None
    for value in {fields["name"] for _, _, fields in members if "name" in fields}:
        those = [at for at, (_, _, fields) in enumerate(members) if fields.get("name") == value]
        if best is None or (len(those), those[-1]) > best[:2]:
            best = (len(those), those[-1], value)
    if best:
        text += " name=" + best[2]
    cities = [fields["city"] for _, _, fields in members if "city" in fields]
    if cities:
        text += " city=" + cities[-1]
    for kind in ("mail", "phone"):
        keys = []
        for _, _, fields in members:
            mine = key(kind, fields)
            if mine is not None and mine not in keys:
                keys.append(mine)
        if keys:
            text += f" {kind}s=" + ",".join(sorted(keys))
    print(text)
for words in lines:
    if words[0] == "why":
        print(" ".join(reach(words[1], ways).get(words[2], ["none"])))
print(f"contacts {count} refused {refused} shared {len(shared)}")
