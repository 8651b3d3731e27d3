import re
import sys


def pack(words, n):
    row = []
    for word in words:
        pieces = re.findall("." * 0 + ".{1,%d}" % n, word)
        if row and len(" ".join(row + [word])) > n:
            yield " ".join(row)
            row = []
        yield from (pieces[:-1] if not row else ())
        row.append(pieces[-1])
    if row:
        yield " ".join(row)


def main():
    n = int(sys.argv[1])
    text = sys.stdin.read()
    blocks = [b.split() for b in re.split(r"\n\s*\n", text) if b.strip()]
    sys.stdout.write("\n".join("".join(line + "\n" for line in pack(b, n)) for b in blocks))


if __name__ == "__main__":
    main()
