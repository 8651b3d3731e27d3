import re
import sys

MOST_LINES = 7
QUOTED = re.compile(' *"((?:[^"]|"")*)"(?!") *')


class Damaged(Exception):
    """Carries the word for the row, and the place behind what is given up."""


def line_end(text, at):
    return text.index("\n", at)


def read_field(text, at, separator):
    """The value of the field that begins at `at`, whether it is quoted, and the place of its separator or line end."""
    if not re.compile(' *"').match(text, at):
        end = re.compile(f"[{separator}\n]").search(text, at).start()
        return text[at:end].strip(" "), False, end
    found = QUOTED.match(text, at)
    if not found or found[1].count("\n") >= MOST_LINES:
        raise Damaged("endless", line_end(text, at) + 1)
    if text[found.end()] not in (separator, "\n"):
        raise Damaged("spoilt", line_end(text, found.end()) + 1)
    return found[1].replace('""', '"'), True, found.end()


def read_row(text, at, separator):
    fields = []
    while True:
        value, is_quoted, at = read_field(text, at, separator)
        fields.append((value, is_quoted))
        at += 1
        if text[at - 1] == "\n":
            return fields, at


def shown(value, is_quoted):
    if not value:
        return '""' if is_quoted else "?"
    return value.replace("\\", "\\\\").replace("\n", "\\n")


head, _, text = sys.stdin.read().partition("\n")
separator, *wanted = head.split(" ")
heading, at, good, bad = None, 0, 0, 0
while at < len(text):
    begin = at
    if not text[begin : line_end(text, begin)].strip(" "):
        at = line_end(text, begin) + 1
        continue
    try:
        fields, at = read_row(text, begin, separator)
        if heading is None:
            heading = [name for name, _ in fields]
            continue
        if len(fields) != len(heading):
            raise Damaged("uneven", at)
    except Damaged as damage:
        word, at = damage.args
        if word == "endless":
            at = line_end(text, begin) + 1
        print(word, text.count("\n", 0, begin) + 2)
        bad += 1
        continue
    row = dict(zip(heading, fields))
    print(" | ".join(shown(*row.get(name, ("", False))) for name in wanted))
    good += 1
print("good", good, "bad", bad)
