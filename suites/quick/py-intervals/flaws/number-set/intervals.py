def merge(intervals):
    numbers = sorted({n for start, end in intervals for n in range(start, end + 1)})
    result = []
    for n in numbers:
        if result and n == result[-1][1] + 1:
            result[-1][1] = n
        else:
            result.append([n, n])
    return result
