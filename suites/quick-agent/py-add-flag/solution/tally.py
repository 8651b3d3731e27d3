"""Count equal lines."""

import argparse
import sys
from collections import Counter


def at_least_one(text):
    """A whole number of at least 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def main(arguments=None):
    """Print each line of standard input once, with how often it came."""
    parser = argparse.ArgumentParser(prog="tally")
    parser.add_argument("--reverse", action="store_true", help="the least frequent first")
    parser.add_argument("-n", "--top", type=at_least_one, metavar="N", help="print only the first N")
    options = parser.parse_args(arguments)
    counts = Counter(line.rstrip("\n") for line in sys.stdin)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    if options.reverse:
        rows.reverse()
    rows = rows[: options.top]
    for line, count in rows:
        print(f"{count} {line}")


if __name__ == "__main__":
    main()
