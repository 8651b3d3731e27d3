"""What six/py-top-k sees of an answer: every way to sort, to empty a heap and to make a Counter; nothing else."""

import heapq
import os
import subprocess
import sys

import pytest

from prony.suites import suites_root

TESTS = suites_root() / "six" / "py-top-k" / "tests"

WATCHED = """\
from watch import answer, watching

with watching(5) as seen:
    answer(seen)(list(range(1000)), 5)
print(seen.sorted_at_once, seen.taken_off, seen.counters)
"""


@pytest.fixture
def seen(tmp_path):
    """What is seen of a function body, as `(sorted at once, taken off large heaps, Counters)`, for 1000 numbers."""

    def look(*lines: str) -> tuple[int, ...]:
        body = "\n    ".join(lines)
        (tmp_path / "top_k_frequent.py").write_text(f"def top_k_frequent(nums, k):\n    {body}\n")
        done = subprocess.run(
            [sys.executable, "-c", WATCHED],
            env={**os.environ, "PYTHONPATH": str(TESTS), "PYTHONDONTWRITEBYTECODE": "1", "PRONY_WORK": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return tuple(map(int, done.stdout.split()))

    return look


@pytest.mark.parametrize(
    "lines",
    [
        ("return sorted(nums)[:k]",),
        ("nums.sort()", "return nums[:k]"),
        ("list.sort(nums, key=lambda x: -x)",),
        ("by = nums.sort", "by(reverse=True)"),
        ("import builtins", "return builtins.sorted(nums)"),
        ("import heapq", "return heapq.nlargest(len(nums), nums)[:k]"),
        ("from heapq import nsmallest", "return nsmallest(1000, nums)[:k]"),
        ("import bisect", "out = []", "for x in nums: bisect.insort(out, x)"),
        ("getattr(nums, 'so' + 'rt')()", "return nums[:k]"),
    ],
)
def test_a_sort_of_everything_is_seen(seen, lines):
    assert seen(*lines)[0] >= 999


@pytest.mark.parametrize(
    "lines",
    [
        ("import heapq", "h = list(nums); heapq.heapify(h)", "while h: heapq.heappop(h)"),
        ("from heapq import heappop", "h = list(nums)", "for _ in nums: heappop(h)"),
        ("from _heapq import heappop", "h = list(nums)", "for _ in nums: heappop(h)"),
        ("from queue import PriorityQueue", "q = PriorityQueue()", "for x in nums: q.put(x)", "for x in nums: q.get()"),
        pytest.param(
            ("import heapq", "h = list(nums); heapq._heapify_max(h)", "for _ in nums: heapq._heappop_max(h)"),
            marks=pytest.mark.skipif(not hasattr(heapq, "_heappop_max"), reason="this Python calls it otherwise"),
        ),
        pytest.param(
            ("import heapq", "h = list(nums); heapq.heapify_max(h)", "for _ in nums: heapq.heappop_max(h)"),
            marks=pytest.mark.skipif(not hasattr(heapq, "heappop_max"), reason="a later Python has it"),
        ),
    ],
)
def test_a_heap_of_everything_that_is_emptied_is_seen(seen, lines):
    assert seen(*lines)[1] > 900


@pytest.mark.parametrize(
    "lines",
    [
        ("from collections import Counter", "Counter(nums)"),
        ("import collections", "getattr(collections, 'Coun' + 'ter')(nums)"),
        ("import typing", "typing.Counter(nums)"),
        ("import collections", "class Mine(collections.Counter): pass", "Mine(nums)"),
    ],
)
def test_a_counter_is_seen_however_it_is_spelt(seen, lines):
    assert seen(*lines)[2] >= 1


@pytest.mark.parametrize(
    "lines",
    [
        ("import heapq", "return heapq.nlargest(k, nums)"),
        ("import heapq", "h = []", "for x in nums:", "    heapq.heappush(h, x)", "    if len(h) > k: heapq.heappop(h)"),
        ("import heapq", "h = list(nums); heapq.heapify(h)", "return [heapq.heappop(h) for _ in range(k)]"),
        ("for at in range(0, len(nums), 20): sorted(nums[at:at + 20])",),
        ("from collections import Counter, defaultdict", "return list(defaultdict(int))"),
        ("class Own:", "    def sort(self): return 3", "assert Own().sort() == 3"),
    ],
)
def test_what_is_allowed_is_not_taken_for_more(seen, lines):
    sorted_at_once, taken_off, counters = seen(*lines)
    assert sorted_at_once <= 20
    assert taken_off <= 10
    assert counters == 0
