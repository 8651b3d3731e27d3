def merge(intervals):
    result, reach = [], -1
    for start, end in sorted(intervals):
        if start <= reach:
            if result:
                result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
        reach = max(reach, end)
    return result
