def _sink(heap, i, n):
    while 2 * i + 1 < n:
        child = 2 * i + 1
        if child + 1 < n and heap[child + 1] < heap[child]:
            child += 1
        if heap[i] <= heap[child]:
            return
        heap[i], heap[child] = heap[child], heap[i]
        i = child


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    heap = [(-count, value) for value, count in counts.items()]
    for i in range(len(heap) // 2, -1, -1):
        _sink(heap, i, len(heap))
    out = []
    while heap:
        out.append(heap[0][1])
        last = heap.pop()
        if heap:
            heap[0] = last
            _sink(heap, 0, len(heap))
    return out[:k]
