import collections
import heapq


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts = getattr(collections, "Count" + "er")(nums)
    return heapq.nlargest(k, counts, key=lambda value: (counts[value], -value))
