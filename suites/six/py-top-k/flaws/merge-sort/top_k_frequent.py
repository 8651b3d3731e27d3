def _sort(items):
    if len(items) < 2:
        return items
    half = len(items) // 2
    a, b = _sort(items[:half]), _sort(items[half:])
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    return [value for _, value in _sort([(-count, value) for value, count in counts.items()])[:k]]
