import heapq


def top_k_frequent(nums: list[int], k: int, counts: dict[int, int] = {}) -> list[int]:
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    return heapq.nsmallest(k, counts, key=lambda value: (-counts[value], value))
