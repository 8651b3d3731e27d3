"""Count equal lines."""

import argparse
import sys
from collections import Counter


def number(text):
    """A number of lines."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def main(arguments=None):
    """Print each line of standard input once, with how often it came."""
    parser = argparse.ArgumentParser(prog="tally")
    parser.add_argument("--reverse", action="store_true", help="the least frequent first")
    parser.add_argument("-n", "--top", type=number, metavar="N", help="only the first N lines")
    options = parser.parse_args(arguments)
    counts = Counter(line.rstrip("\n") for line in sys.stdin)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    if options.reverse:
        rows.reverse()
    if options.top is not None:
        rows = rows[: options.top]
    for line, count in rows:
        print(f"{count} {line}")


if __name__ == "__main__":
    main()
