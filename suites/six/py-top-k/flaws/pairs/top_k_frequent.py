import heapq


def top_k_frequent(nums: list[int], k: int) -> list[tuple[int, int]]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    best = heapq.nlargest(k, counts, key=lambda value: (counts[value], -value))
    return [(value, counts[value]) for value in best]
