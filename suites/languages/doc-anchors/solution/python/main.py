import re
import sys

LONGEST = 29


def anchor_of(text, used):
    base = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
    base = base[:LONGEST].rstrip("-") or "section"
    anchor, number = base, 1
    while anchor in used:
        number += 1
        anchor = f"{base}-{number}"
    used.add(anchor)
    return anchor, number > 1


used, around, in_sample, repeated = set(), [], False, 0
for line in sys.stdin.read().split("\n"):
    if line.startswith("~~~"):
        in_sample = not in_sample
    heading = re.match("(#{1,6}) +(.*)", line)
    if in_sample or not heading:
        continue
    level, text = len(heading[1]), heading[2].rstrip()
    text = re.sub("(^| +)#+$", "", text)
    if not text:
        continue
    while around and around[-1] >= level:
        around.pop()
    anchor, is_repeated = anchor_of(text, used)
    print(f"{'  ' * len(around)}- {text} (#{anchor})")
    around.append(level)
    repeated += is_repeated
print("headings", len(used), "repeated", repeated)
