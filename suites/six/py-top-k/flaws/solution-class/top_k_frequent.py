import heapq
from collections import defaultdict
from typing import List


class Solution:
    def top_k_frequent(self, nums: List[int], k: int) -> List[int]:
        counts = defaultdict(int)
        for value in nums:
            counts[value] += 1
        return heapq.nsmallest(k, counts, key=lambda value: (-counts[value], value))


top_k_frequent = Solution().top_k_frequent
