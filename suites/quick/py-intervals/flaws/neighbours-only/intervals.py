def merge(intervals):
    result, before = [], None
    for start, end in sorted(intervals):
        if before is not None and start <= before:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
        before = end
    return result
