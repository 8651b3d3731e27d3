from heapq import heapify, heapreplace


class Entry:
    __slots__ = ("count", "value")

    def __init__(self, count: int, value: int) -> None:
        self.count = count
        self.value = value

    def __lt__(self, other: "Entry") -> bool:
        return (self.count, -self.value) < (other.count, -other.value)


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = dict.fromkeys(nums, 0)
    for value in nums:
        counts[value] += 1
    entries = [Entry(count, value) for value, count in counts.items()]
    if k == 0:
        return []
    heap = entries[:k]
    heapify(heap)
    for entry in entries[k:]:
        if heap[0] < entry:
            heapreplace(heap, entry)
    return sorted(entry.value for entry in heap)
