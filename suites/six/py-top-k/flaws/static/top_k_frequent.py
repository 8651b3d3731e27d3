import heapq
import typing as t


class Solution:
    @staticmethod
    def top_k(nums: t.Sequence[int], k: int) -> t.List[int]:
        counts: t.Dict[int, int] = {}
        for value in nums:
            counts[value] = counts.setdefault(value, 0) + 1
        pairs = ((-count, value) for value, count in counts.items())
        return [value for _, value in heapq.nsmallest(k, pairs)]


top_k_frequent = Solution.top_k
