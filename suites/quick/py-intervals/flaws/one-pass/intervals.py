def merge(intervals):
    result = []
    for start, end in intervals:
        for pair in result:
            if pair[0] <= end and start <= pair[1]:
                pair[0], pair[1] = min(pair[0], start), max(pair[1], end)
                break
        else:
            result.append([start, end])
    return sorted(result)
