def _merged(ordered):
    it = iter(ordered)
    for low, high in it:
        for start, end in it:
            if start > high:
                yield [low, high]
                low, high = start, end
            elif end > high:
                high = end
        yield [low, high]


def merge(intervals):
    return list(_merged(sorted(intervals, key=lambda p: p[0])))
