import re
import sys

LONGEST = 53
HEAD = re.compile(r" *\[ *([\w.]+) *(?:: *([\w.]+) *)?\]")
SETTING = re.compile(r' *([\w.]+) *(\+?=)(?: *"([^"]*)"|(.*?)(?: +#.*| *)$)')
REFERENCE = re.compile(r"\$\{([a-z0-9_.]+)\}")

parents, entries, sections = {}, {}, set()


def read_settings(lines):
    section = None
    for line in lines:
        if re.match(" *(#|$)", line):
            continue
        if head := HEAD.match(line):
            section, parent = head.groups()
            sections.add(section)
            if parent:
                parents[section] = parent
        else:
            key, sign, quoted, plain = SETTING.match(line).groups()
            value = plain.strip(" ") if quoted is None else quoted
            entries.setdefault((section, key), []).append((sign, value))


def raw(section, key):
    """The value as it is written; None where there is none."""
    if section is None:
        return None
    value = raw(parents.get(section), key)
    for sign, text in entries.get((section, key), []):
        value = text if sign == "=" or value is None else f"{value},{text}"
    return value


class Loop(Exception):
    pass


def resolve(section, key, path):
    if key in path:
        raise Loop
    value = raw(section, key)
    if value is None:
        return None
    while parents.get(section) and (section, key) not in entries:
        section = parents[section]

    def replaced(match):
        inner = resolve(section, match[1], path | {key})
        return match[0] if inner is None else inner

    return REFERENCE.sub(replaced, value)


def answer(section, key):
    try:
        value = resolve(section, key, frozenset())
    except Loop:
        return "loop"
    if value is None:
        return "missing"
    return f"<{value[:LONGEST]}>" + (f"+{len(value) - LONGEST}" if len(value) > LONGEST else "")


lines = iter(sys.stdin.read().splitlines())
read_settings(iter(lines.__next__, "%%"))
for line in lines:
    print(answer(*line.split()))
