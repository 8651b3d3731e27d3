import heapq


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    buckets: list[list[int]] = [[] for _ in range(max(counts.values(), default=0) + 1)]
    for value, count in counts.items():
        buckets[count].append(value)
    out: list[int] = []
    for bucket in reversed(buckets):
        if len(out) >= k:
            break
        out += heapq.nsmallest(k - len(out), bucket)
    return out
