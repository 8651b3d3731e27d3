import heapq
from itertools import groupby


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    groups = [(len(list(group)), -value) for value, group in groupby(sorted(nums))]
    return [-value for _, value in heapq.nlargest(k, groups)]
