import sys

lines = sys.stdin.read().split("\n")
lines.pop()
mark, names = lines[0][0], lines[0][2:].split(" ")


def quoted(number, place):
    """Reads behind the first quote: a value and the number and place behind the last quote, or nothing."""
    value = []
    for touched in range(7):
        if number + touched >= len(lines):
            return None
        if touched:
            value.append("\n")
            place = 0
        line = lines[number + touched]
        while place < len(line):
            if line[place] == '"':
                if line[place + 1 : place + 2] != '"':
                    return "".join(value), number + touched, place + 1
                place += 1
            value.append(line[place])
            place += 1
    return None


def row(number):
    """The fields as they are printed, or a word; and the number of the next line."""
    fields, place = [], 0
    while True:
        line = lines[number]
        start = place
        while start < len(line) and line[start] == " ":
            start += 1
        if line[start : start + 1] == '"':
            result = quoted(number, start + 1)
            if result is None:
                return "endless", number + 1
            value, number, place = result
            line = lines[number]
            while place < len(line) and line[place] == " ":
                place += 1
            if place < len(line) and line[place] != mark:
                return "spoilt", number + 1
            fields.append("".join({"\n": "\\n", "\\": "\\\\"}.get(char, char) for char in value) or '""')
        else:
            value = ""
            while place < len(line) and line[place] != mark:
                value += line[place]
                place += 1
            fields.append(value.strip(" ").replace("\\", "\\\\") or "?")
        if place >= len(line):
            return fields, number + 1
        place += 1


number, heading, good, bad = 1, None, 0, 0
while number < len(lines):
    if lines[number].strip(" ") == "":
        number += 1
        continue
    begin = number
    result, number = row(number)
    if heading is None:
        heading = result
        continue
    if not isinstance(result, str) and len(result) != len(heading):
        result = "uneven"
    if isinstance(result, str):
        print(f"{result} {begin + 1}")
        bad += 1
    else:
        print(" | ".join(result[heading.index(name)] if name in heading else "?" for name in names))
        good += 1
print(f"good {good} bad {bad}")
