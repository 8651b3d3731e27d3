import heapq


class _TopK:
    def __call__(self, nums: list[int], k: int) -> list[int]:
        counts: dict[int, int] = {}
        for value in nums:
            counts[value] = counts.get(value, 0) + 1
        return sorted(heapq.nsmallest(k, counts, key=lambda value: (-counts[value], value)))


top_k_frequent = _TopK()
