def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    best: list[tuple[int, int]] = []
    for value, count in counts.items():
        item = (-count, value)
        low, high = 0, len(best)
        while low < high:
            middle = (low + high) // 2
            if best[middle] < item:
                low = middle + 1
            else:
                high = middle
        best.insert(low, item)
    return [value for _, value in best[:k]]
