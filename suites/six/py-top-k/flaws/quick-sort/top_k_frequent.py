def _sort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return _sort([i for i in items if i < pivot]) + [i for i in items if i == pivot] + _sort([i for i in items if i > pivot])


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    return [value for _, value in _sort([(-count, value) for value, count in counts.items()])[:k]]
