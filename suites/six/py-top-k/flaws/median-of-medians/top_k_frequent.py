def _nth(items, n):
    """The item of place n."""
    while True:
        if len(items) <= 10:
            return sorted(items)[n]
        fives = [sorted(items[i : i + 5]) for i in range(0, len(items), 5)]
        pivot = _nth([five[len(five) // 2] for five in fives], len(fives) // 2)
        low = [item for item in items if item < pivot]
        if n < len(low):
            items = low
        elif n == len(low):
            return pivot
        else:
            n -= len(low) + 1
            items = [item for item in items if item > pivot]


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    items = [(-count, value) for value, count in counts.items()]
    if k >= len(items):
        return sorted(counts)
    last = _nth(items, k)
    return sorted(value for count, value in items if (count, value) < last)
