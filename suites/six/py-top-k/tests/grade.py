"""The right values in an accepted order. Two orders are accepted, and an answer must keep to one of them."""

import random

from prony_grader import call, check, label, test

ORDERS = {"by value": sorted, "by frequency": list}
"""How an accepted order is made of the right values, most frequent first."""

kept = set(ORDERS)
"""The orders in which everything so far came out."""


def best(nums, k):
    """The right values, most frequent first, smaller first among equals."""
    counts = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    return sorted(counts, key=lambda value: (-counts[value], value))[:k]


def verify(nums, k):
    """Call the solution and check what it gives."""
    answer = call("top_k_frequent", nums, k)
    check(type(answer) is list, "not a list")
    right = best(nums, k)
    check(all(type(value) is int for value in answer), "not a list of integers")
    check(len(answer) == len(right), "not as many values as there should be")
    check(set(answer) == set(right), "not the values that should be chosen")
    orders = {name for name, arranged in ORDERS.items() if arranged(right) == answer}
    check(orders, "the right values in neither order")
    check(orders & kept, "sometimes in one order and sometimes in the other")
    kept.intersection_update(orders)


def times(counts):
    """A list in which each value of `counts` occurs that often, shuffled."""
    nums = [value for value, count in counts.items() for _ in range(count)]
    random.Random(len(nums)).shuffle(nums)
    return nums


@test("values/example")
def example():
    for k in (1, 2, 3):
        verify([4, 1, 1, 6, 6, 6, 4, 2], k)


@test("values/random")
def many():
    rng = random.Random(2611)
    for _ in range(200):
        nums = [rng.randint(-9, 9) for _ in range(rng.randint(1, 40))]
        verify(nums, rng.randint(1, len(set(nums))))


@test("values/all-occur-equally-often")
def equals():
    verify([9, 3, 7, 1, 5], 2)
    verify(times(dict.fromkeys(range(-30, 30), 3)), 17)


@test("values/the-last-place-is-tied")
def tied():
    verify(times({5: 4, 80: 2, -7: 2, 0: 2, 33: 2, 12: 1}), 3)
    verify(times({2: 1, 1: 1, 3: 9, -1: 1}), 2)


@test("values/negative-and-huge")
def huge():
    verify(times({-(10**15): 3, 10**15: 5, -1: 4, 0: 2, 10**9: 1}), 3)
    verify(times({-5: 2, -50: 2, -500: 2, -5000: 1}), 2)


@test("values/small-ones-are-frequent")
def ascending():
    verify(times({value: 40 - value for value in range(40)}), 12)


@test("values/large-ones-are-frequent")
def descending():
    verify(times({value: value + 1 for value in range(40)}), 12)


@test("values/one-value")
def one():
    verify([7] * 30, 1)


@test("values/thousands")
def thousands():
    rng = random.Random(1126)
    nums = [int(rng.gauss(0, 300)) for _ in range(6000)]
    verify(nums, 1)
    verify(nums, 250)


if kept != set(ORDERS):
    label("order", " or ".join(sorted(kept)))


@test("edges/k-is-all")
def every():
    verify([2, 3, 1, 3], 3)


@test("edges/k-is-more")
def more():
    verify([2, 3, 1, 3], 10)
    verify([5], 2)


@test("edges/k-is-zero")
def none():
    check(call("top_k_frequent", [2, 3, 1, 3], 0) == [], "k = 0 gives an empty list")


@test("edges/empty")
def empty():
    check(call("top_k_frequent", [], 3) == [], "an empty list gives an empty list")
    check(call("top_k_frequent", [], 0) == [], "an empty list gives an empty list")
