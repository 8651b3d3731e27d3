def merge(intervals):
    ordered = sorted(intervals)
    result = [list(ordered[0])]
    for start, end in ordered[1:]:
        if start <= result[-1][1]:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
    return result
