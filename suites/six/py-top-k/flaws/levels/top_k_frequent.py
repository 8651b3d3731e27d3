import heapq


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    levels: dict[int, list[int]] = {}
    for value, count in counts.items():
        levels.setdefault(count, []).append(value)
    out: list[int] = []
    for count in range(max(levels, default=0), 0, -1):
        missing = k - len(out)
        if missing <= 0:
            break
        level = levels.get(count, [])
        out.extend(sorted(level) if len(level) <= missing else heapq.nsmallest(missing, level))
    return sorted(out)
