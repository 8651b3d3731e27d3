import re
import sys

PIECE = re.compile(
    r"""(?P<blank>[ ]) | (?P<stop>;) | '(?P<plain>[^']*)' | "(?P<double>(?:\\["\\]|\\(?!["\\])|[^"\\])*)"
    | \\(?P<escaped>.) | (?P<wrong>['"\\]) | (?P<char>[^'"\\])""",
    re.VERBOSE,
)

lines, good = sys.stdin.read().split("\n"), 0
lines.pop()
for number, line in enumerate(lines):
    out, command, free, position = [], [], True, 0
    while position < len(line):
        if free and line[position] == "#":
            break
        found = PIECE.match(line, position)
        kind = found.lastgroup
        if kind == "wrong":
            out = None
            print(f"{number + 1} unfinished {position + 1}")
            break
        if kind == "stop":
            out.append(command)
            command = []
        if kind in ("blank", "stop"):
            free = True
        else:
            text = found[kind]
            if kind == "double":
                text = re.sub(r'\\(["\\])', r"\1", text)
            if free:
                command.append("")
            command[-1] += text
            free = False
        position = found.end()
    if out is None:
        continue
    for command in [*out, command]:
        if len(command) > 13:
            print(f"{number + 1} crowded {len(command)}")
        elif command:
            print(f"{number + 1} [" + "] [".join(command) + "]")
            good += 1
print(f"commands {good}")
