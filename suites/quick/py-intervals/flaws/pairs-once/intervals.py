def merge(intervals):
    ordered, result, i = sorted(intervals), [], 0
    while i < len(ordered):
        if i + 1 < len(ordered) and ordered[i + 1][0] <= ordered[i][1]:
            result.append([ordered[i][0], max(ordered[i][1], ordered[i + 1][1])])
            i += 2
        else:
            result.append(list(ordered[i]))
            i += 1
    return result
