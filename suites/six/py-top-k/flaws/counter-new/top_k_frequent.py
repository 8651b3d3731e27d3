import heapq
from collections import Counter


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts = Counter.__new__(Counter)
    for value in nums:
        counts[value] += 1
    return heapq.nsmallest(k, counts, key=lambda value: (-counts[value], value))
