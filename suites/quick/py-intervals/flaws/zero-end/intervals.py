def merge(intervals):
    result, reach = [], None
    for start, end in sorted(intervals):
        if reach and start <= reach:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
        reach = result[-1][1]
    return result
