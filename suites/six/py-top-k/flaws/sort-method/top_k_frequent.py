def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    items = list(counts.items())
    items.sort(key=lambda item: (-item[1], item[0]))
    return [value for value, _ in items[:k]]
