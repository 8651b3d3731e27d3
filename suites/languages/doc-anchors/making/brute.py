import sys

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def parse(line):
    words = line.split(" ")
    level = len(words[0])
    if not 1 <= level <= 6 or words[0] != "#" * level:
        return None
    words = words[1:]
    while words and words[0] == "":
        words.pop(0)
    while words and words[-1] == "":
        words.pop()
    if words and set(words[-1]) == {"#"}:
        words.pop()
        while words and words[-1] == "":
            words.pop()
    return (level, " ".join(words)) if words else None


def slug(text):
    words, word = [], ""
    for char in text.lower() + " ":
        if char in LETTERS:
            word += char
        elif word:
            words.append(word)
            word = ""
    whole = "-".join(words)
    if len(whole) > 29:
        whole = whole[:29]
        if whole.endswith("-"):
            whole = whole[:-1]
    return whole or "section"


lines = sys.stdin.read().splitlines()
marks = [at for at, line in enumerate(lines) if line[:3] == "~~~"]
if len(marks) % 2:
    marks.append(len(lines))
for begin, end in zip(marks[::2], marks[1::2]):
    for at in range(begin, min(end + 1, len(lines))):
        lines[at] = ""
found = [heading for heading in map(parse, lines) if heading]
anchors, numbered = [], 0
for at, (level, text) in enumerate(found):
    depth, lowest = 0, level
    for earlier, _ in reversed(found[:at]):
        if earlier < lowest:
            depth, lowest = depth + 1, earlier
    choices = [slug(text)] + [f"{slug(text)}-{n}" for n in range(2, at + 3)]
    free = [choice for choice in choices if choice not in anchors]
    anchors.append(free[0])
    numbered += free[0] != choices[0]
    print("  " * depth + "- " + text + " (#" + free[0] + ")")
print(f"headings {len(found)} repeated {numbered}")
