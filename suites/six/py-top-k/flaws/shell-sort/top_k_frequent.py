def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    items = [(-count, value) for value, count in counts.items()]
    gap = 1
    while gap < len(items) // 3:
        gap = 3 * gap + 1
    while gap:
        for i in range(gap, len(items)):
            item, j = items[i], i
            while j >= gap and items[j - gap] > item:
                items[j] = items[j - gap]
                j -= gap
            items[j] = item
        gap //= 3
    return [value for _, value in items[:k]]
