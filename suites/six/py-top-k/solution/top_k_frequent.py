def top_k_frequent(nums: list[int], k: int) -> list[int]:
    """The k most frequent values, most frequent first; smaller values first among equals. O(n) unless many tie."""
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    buckets: list[list[int]] = [[] for _ in range(max(counts.values(), default=0) + 1)]
    for value, count in counts.items():
        buckets[count].append(value)
    result: list[int] = []
    for bucket in reversed(buckets):
        if len(result) >= k:
            break
        result += sorted(bucket)[: k - len(result)]
    return result
