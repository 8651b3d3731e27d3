def merge(intervals):
    if len(intervals) < 2:
        return intervals
    result = []
    for pair in sorted(intervals):
        if result and pair[0] <= result[-1][1]:
            result[-1] = [result[-1][0], max(result[-1][1], pair[1])]
        else:
            result.append(pair)
    return result
