from collections import Counter


def merge(intervals):
    events = []
    for start, end in intervals:
        events.append((start, 0))
        events.append((end, 1))
    result, depth, begin = [], 0, None
    for at, kind in sorted(events):
        if kind == 0:
            if depth == 0:
                begin = at
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                result.append([begin, at])
    return result
