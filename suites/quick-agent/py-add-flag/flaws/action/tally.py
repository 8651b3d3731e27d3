"""Count equal lines."""
from __future__ import annotations

import argparse
import itertools
import sys


class Lines(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        if not values.isascii() or not values.isdigit() or not int(values):
            raise argparse.ArgumentError(self, f"no number of lines: {values!r}")
        setattr(namespace, self.dest, int(values))


def count(lines):
    seen: dict[str, int] = {}
    for line in lines:
        line = line[:-1] if line.endswith("\n") else line
        seen[line] = seen.get(line, 0) + 1
    return seen


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="tally", description=__doc__)
    parser.add_argument("--reverse", action="store_true")
    parser.add_argument("--top", "-n", action=Lines, default=None)
    asked = parser.parse_args(arguments)
    ordered = sorted(sorted(count(sys.stdin).items(), reverse=asked.reverse), key=lambda r: r[1] * (1 if asked.reverse else -1))
    sys.stdout.writelines(f"{n} {line}\n" for line, n in ordered[: asked.top])


if __name__ == "__main__":
    sys.exit(main())
