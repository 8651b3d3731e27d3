import sys

NAME = set("abcdefghijklmnopqrstuvwxyz0123456789_.")
lines = sys.stdin.read().split("\n")
split = lines.index("%%")
order, parent_of, known = [], {}, set()


def cut_comment(line, quoted):
    inside = False
    for i, c in enumerate(line):
        if c == '"' and quoted and (inside or line[:i].strip() == ""):
            inside = not inside
            if not inside:
                quoted = False
        elif c == "#" and not inside and i and line[i - 1] == " ":
            return line[:i]
    return line


now = None
for line in lines[:split]:
    if not line.strip(" ") or line.strip(" ")[0] == "#":
        continue
    if line.strip(" ")[0] == "[":
        head = cut_comment(line, False).replace(" ", "")[1:-1]
        now = head.split(":")[0]
        known.add(now)
        if ":" in head:
            parent_of[now] = head.split(":")[1]
        continue
    at = line.index("=")
    append = line[at - 1] == "+"
    key = line[: at - append].strip(" ")
    value = cut_comment(line[at + 1 :] if line[at + 1 : at + 2] != "#" else line[at + 1 :], True).strip(" ")
    if value.startswith('"'):
        value = value[1 : value.index('"', 1)]
    order.append((now, key, append, value))


def raw(section, key):
    chain = [section]
    while chain[-1] in parent_of:
        chain.append(parent_of[chain[-1]])
    value = None
    for name in reversed(chain):
        for where, what, append, text in order:
            if (where, what) == (name, key):
                value = text if value is None or not append else f"{value},{text}"
    return value


class Loop(Exception):
    pass


def value_of(section, key, path):
    if key in path:
        raise Loop
    text, out, i = raw(section, key), "", 0
    if text is None:
        return None
    while i < len(text):
        end = text.find("}", i)
        if text.startswith("${", i) and end > i + 2 and set(text[i + 2 : end]) <= NAME:
            inner = value_of(section, text[i + 2 : end], path + [key])
            out += text[i : end + 1] if inner is None else inner
            i = end + 1
        else:
            out += text[i]
            i += 1
    return out


for line in lines[split + 1 :]:
    if not line:
        continue
    section, key = line.split(" ")
    try:
        value = value_of(section, key, []) if section in known else None
        if value is None:
            print("missing")
        else:
            print(f"<{value[:53]}>" + (f"+{len(value) - 53}" if len(value) > 53 else ""))
    except Loop:
        print("loop")
