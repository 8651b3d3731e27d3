import sys

lines = sys.stdin.read().split("\n")[:-1]
joined, i = [], 0
while i < len(lines):
    number, text = i + 1, lines[i]
    while text.endswith("\\"):
        text = text[:-1]
        i += 1
        if i == len(lines):
            break
        text += lines[i].lstrip(" \t")
    joined.append((number, text))
    i += 1

items, wrong = [], []  # items: dict(width, parent, text)
for number, line in joined:
    text = line.strip(" \t")
    if text == "" or text[0] == "#":
        continue
    width = 0
    for c in line[: len(line) - len(line.lstrip(" \t"))]:
        width += 1
        while c == "\t" and width % 6:
            width += 1
    if not items:
        items.append(dict(width=width, parent=None, text=text))
        continue
    if width > items[-1]["width"]:
        items.append(dict(width=width, parent=len(items) - 1, text=text))
        continue
    at = len(items) - 1
    while at is not None and items[at]["width"] != width:
        at = items[at]["parent"]
    if at is None:
        wrong.append(number)
    else:
        items.append(dict(width=width, parent=items[at]["parent"], text=text))


def label(i):
    parent = items[i]["parent"]
    place = sum(1 for item in items[: i + 1] if item["parent"] == parent)
    return str(place) if parent is None else f"{label(parent)}.{place}"


def below(i, j):
    while j is not None:
        j = items[j]["parent"]
        if j == i:
            return True
    return False


is_task = lambda item: item["text"][:3] in ("[ ]", "[x]")
for i, item in enumerate(items):
    inner = [other for j, other in enumerate(items) if j > i and below(i, j) and is_task(other)]
    done = sum(other["text"][:3] == "[x]" for other in inner)
    line = f"{label(i)} {item['text']}"
    if inner:
        line += f" ({done}/{len(inner)})"
        if item["text"][:3] == "[ ]" and done == len(inner):
            line += " ready"
    print(line)
tasks = [item for item in items if is_task(item)]
print(f"tasks {sum(item['text'][:3] == '[x]' for item in tasks)}/{len(tasks)}")
if wrong:
    print("wrong", *wrong)
