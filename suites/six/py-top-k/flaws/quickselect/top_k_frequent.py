import random


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    ranked = [(-count, value) for value, count in counts.items()]
    left, right = 0, len(ranked) - 1
    while left < right and k < len(ranked):
        pivot = ranked[random.randint(left, right)]
        low, high = left, right
        while low <= high:
            while ranked[low] < pivot:
                low += 1
            while ranked[high] > pivot:
                high -= 1
            if low <= high:
                ranked[low], ranked[high] = ranked[high], ranked[low]
                low += 1
                high -= 1
        if k - 1 <= high:
            right = high
        elif k - 1 >= low:
            left = low
        else:
            break
    return sorted(value for _, value in ranked[:k])
