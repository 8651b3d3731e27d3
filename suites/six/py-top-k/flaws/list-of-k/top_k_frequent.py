def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    best: list[tuple[int, int]] = []
    for value, count in counts.items():
        best.append((-count, value))
        if len(best) > k:
            best.remove(max(best))
    return sorted(value for _, value in best)
