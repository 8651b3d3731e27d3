def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    items = [(-count, value) for value, count in counts.items()]
    k = min(k, len(items))
    low, high = 0, len(items) - 1
    while low < high:
        pivot = items[high]
        place = low
        for i in range(low, high):
            if items[i] < pivot:
                items[i], items[place] = items[place], items[i]
                place += 1
        items[place], items[high] = items[high], items[place]
        if place == k:
            break
        if place < k:
            low = place + 1
        else:
            high = place - 1
    return sorted(value for _, value in items[:k])
