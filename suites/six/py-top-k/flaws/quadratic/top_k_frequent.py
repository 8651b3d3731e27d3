def top_k_frequent(nums: list[int], k: int) -> list[int]:
    different: list[int] = []
    for value in nums:
        if value not in different:
            different.append(value)
    return sorted(different, key=lambda value: (-nums.count(value), value))[:k]
