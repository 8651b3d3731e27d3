def merge(intervals):
    result = []
    for pair in sorted(intervals):
        start, end = pair
        if result and start <= result[-1][1]:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append(pair)
    return result
