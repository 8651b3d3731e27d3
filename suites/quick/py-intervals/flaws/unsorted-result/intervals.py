def merge(intervals):
    result = []
    for start, end in intervals:
        rest = []
        for a, b in result:
            if a <= end and start <= b:
                start, end = min(a, start), max(b, end)
            else:
                rest.append([a, b])
        result = rest + [[start, end]]
    return result
