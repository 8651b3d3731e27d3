import heapq


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    if not nums:
        return []
    counts = [0] * (max(nums) + 1)
    for value in nums:
        if value >= 0:
            counts[value] += 1
    seen = [value for value in range(len(counts)) if counts[value]]
    return heapq.nsmallest(k, seen, key=lambda value: (-counts[value], value))
