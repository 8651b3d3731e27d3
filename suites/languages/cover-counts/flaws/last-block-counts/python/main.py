import sys
from bisect import bisect_left

HIT = 17


def read():
    files, runs = {}, 0
    for line in sys.stdin:
        kind, *words = line.split()
        if kind == "run":
            runs += 1
        elif kind == "file":
            files[words[0]] = [], []
        else:
            blocks, ignored = files[words[0]]
            begin, end = int(words[1]), int(words[2]) + 1
            if kind == "block":
                blocks.append((runs, begin - end, begin, end, int(words[3])))
            else:
                ignored.append((begin, end))
    return files


def totals_of(blocks, ignored):
    """The pieces of a file that have one total each: begin, end, total or None."""
    ranges = [*((begin, end) for *_, begin, end, _ in blocks), *ignored]
    borders = sorted({border for pair in ranges for border in pair})
    totals = [None] * len(borders)
    counts = {}
    run = None
    for number, _, begin, end, count in sorted(blocks, key=lambda block: block[:1]):
        if number != run:
            add(totals, counts)
            counts, run = {}, number
        pieces = range(bisect_left(borders, begin), bisect_left(borders, end))
        counts.update(dict.fromkeys(pieces, count))
    add(totals, counts)
    for begin, end in ignored:
        for piece in range(bisect_left(borders, begin), bisect_left(borders, end)):
            totals[piece] = None
    return zip(borders, borders[1:], totals)


def add(totals, counts):
    for piece, count in counts.items():
        totals[piece] = (totals[piece] or 0) + count


def main():
    for name, (blocks, ignored) in sorted(read().items()):
        hit = missed = 0
        gaps, joins = [], False
        for begin, end, total in totals_of(blocks, ignored):
            if total is None:
                continue
            if total >= HIT:
                hit += end - begin
                joins = False
                continue
            missed += end - begin
            if joins:
                gaps[-1][1] = end
            else:
                gaps.append([begin, end])
            joins = True
        if hit + missed:
            share = 1000 * hit // (hit + missed)
            print(f"{name} {share // 10}.{share % 10}%")
        else:
            print(name, "unmeasured")
        for begin, end in gaps:
            print(f"  {begin}-{end - 1}")


main()
