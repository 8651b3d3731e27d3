def merge(intervals):
    result = []
    for start, end in sorted(intervals, key=lambda pair: pair[1]):
        if result and start <= result[-1][1]:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
    return result
