import sys

USUAL = 37
MARKS = range(0x300, 0x370)
WIDE = [(0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF00, 0xFF60), (0x1F300, 0x1FAFF)]


def columns(character):
    return 1


def width_of(text):
    return sum(map(columns, text))


def cut(text, width):
    kept, used = "", 1
    for character in text:
        used += columns(character)
        if used > width:
            break
        kept += character
    return kept + "~"


def fit(text, width, place):
    if width_of(text) > width:
        text = cut(text, width)
    rest = width - width_of(text)
    before = {"front": 0, "middle": rest // 2, "back": rest}[place]
    return " " * before + text + " " * (rest - before)


sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin:
    width, place, text = line.rstrip("\n").split(" ", 2)
    print(f"|{fit(text, int(width) or USUAL, place)}|")
