def merge(intervals):
    result, current = [], None
    for start, end in sorted(intervals):
        if current is None:
            current = [start, end]
        elif start <= current[1]:
            current[1] = max(current[1], end)
        else:
            result.append(current)
            current = [start, end]
    return result
