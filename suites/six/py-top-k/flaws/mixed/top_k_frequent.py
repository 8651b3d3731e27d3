import heapq


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    if k >= len(counts):
        return sorted(counts)
    return heapq.nsmallest(k, counts, key=lambda value: (-counts[value], value))
