import bisect


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    ranked: list[tuple[int, int]] = []
    for value, count in counts.items():
        bisect.insort(ranked, (-count, value))
    return [value for _, value in ranked[:k]]
