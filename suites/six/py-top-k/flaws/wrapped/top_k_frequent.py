import functools
import heapq


def _edges(function):
    @functools.wraps(function)
    def checked(nums, k):
        return function(nums, k) if nums and k else []

    return checked


@_edges
def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    return heapq.nsmallest(k, counts, key=lambda value: (-counts[value], value))
