import re
import sys
from dataclasses import dataclass

TAB = 6


@dataclass
class Item:
    width: int
    label: str
    text: str
    children: int = 0
    tasks: int = 0
    done: int = 0

    def shown(self):
        line = f"{self.label} {self.text}"
        if self.tasks:
            line += f" ({self.done}/{self.tasks})"
            if self.text.startswith("[ ]") and self.done == self.tasks:
                line += " ready"
        return line


def joined(lines):
    """Numbers and texts of the lines, where those that end in a backslash are joined with the next."""
    number, text = 0, None
    for at, line in enumerate(lines, 1):
        if text is None:
            number, text = at, line
        else:
            text += line.lstrip(" \t")
        if text.endswith("\\"):
            text = text[:-1]
        else:
            yield number, text
            text = None
    if text is not None:
        yield number, text


def width_of(indentation):
    width = 0
    for character in indentation:
        width += 1 if character == " " else TAB - width % TAB
    return width


# The root stands above the top level, and is on the path of all items.
root = Item(-1, "", "")
path, items, wrong = [root], [], []
for number, line in joined(sys.stdin.read().split("\n")[:-1]):
    indentation, text = re.fullmatch(r"([ \t]*)(.*?)[ \t]*", line).groups()
    if not text or text.startswith("#"):
        continue
    width = width_of(indentation)
    depth = len(path)
    if width <= path[-1].width:
        depth = next((i for i, item in enumerate(path) if item.width == width), 0)
    if not depth:
        wrong.append(number)
        continue
    del path[depth:]
    parent = path[-1]
    parent.children += 1
    label = f"{parent.label}.{parent.children}" if parent.label else str(parent.children)
    item = Item(width, label, text)
    if text.startswith(("[ ]", "[x]")):
        for above in path:
            above.tasks += 1
            above.done += text.startswith("[x]")
    path.append(item)
    items.append(item)

for item in items:
    print(item.shown())
print(f"tasks {root.done}/{root.tasks}")
if wrong:
    print("wrong", *wrong)
