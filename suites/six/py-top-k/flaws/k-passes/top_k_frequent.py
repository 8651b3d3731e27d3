def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    result: list[int] = []
    while counts and len(result) < k:
        best = min(counts, key=lambda value: (-counts[value], value))
        result.append(best)
        del counts[best]
    return result
