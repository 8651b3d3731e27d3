"""How the work grows: what is sorted, compared and taken off heaps when nearly nothing is asked for; the time for all."""

import random
import unittest

from watch import answer, comparing, watching

DIFFERENT = 1000
"""Different values where a few are asked for."""

FEW = 10
MANY = 40_000
"""Different values where many are asked for: a quadratic answer takes many times the limit, others a fraction."""

COMPARED = 6000
"""Different values where comparisons are counted."""

PER_VALUE = 10.5
"""Comparisons that are let pass for each different value. Selecting takes 1 to 7, a sort 11 and more."""


def listed(counts):
    """Each value once, in the order of `counts`, and the rest of them shuffled."""
    rest = [value for value, count in counts.items() for _ in range(count - 1)]
    random.Random(4).shuffle(rest)
    return [*counts, *rest]


def spread(turned):
    """Values that occur 1 to 44 times, so that few share a frequency. turned: the rare ones are the frequent ones."""
    values = random.Random(3).sample(range(-(10**9), 10**9), DIFFERENT)
    counts = [1 + number % 25 + number // 50 for number in range(DIFFERENT)]
    return listed(dict(zip(values, reversed(counts) if turned else counts)))


def few():
    """What was seen while a few were asked for; None for an answer that does not depend on how often values occur."""
    with watching(FEW) as seen:
        function = answer(seen)
        answers = [function(spread(turned), FEW) for turned in (False, True)]
    asked = all(isinstance(one, (list, tuple)) and len(one) > 0 for one in answers)
    return seen if asked and list(answers[0]) != list(answers[1]) else None


def compared(*orders, alike):
    """How many comparisons the answer makes for each of different values, which come in these orders.

    alike: of so many values that follow each other, all but one occur once.
    """
    made = 0
    for values in orders:
        nums = listed({value: 1 + place % 3 * (place % alike == 0) for place, value in enumerate(values)})
        with watching(FEW) as seen:
            function = answer(seen)
            with comparing(seen, PER_VALUE * len(orders) * COMPARED):
                function(nums, FEW)
        made += seen.compared
    return made / len(orders) / COMPARED


class Growth(unittest.TestCase):
    def test_does_not_sort_everything(self):
        seen = few()
        self.assertEqual(seen.sorted_at_once > DIFFERENT / 2, False)

    def test_does_not_empty_a_heap_of_everything(self):
        seen = few()
        self.assertEqual(seen.taken_off > DIFFERENT / 2, False)

    def test_does_not_compare_as_a_sort_does(self):
        orders = [random.Random(seed).sample(range(-(10**9), 10**9), COMPARED) for seed in (8, 9)]
        self.assertEqual(compared(*orders, alike=1) > PER_VALUE, False)

    def test_is_no_slower_where_the_values_come_in_order(self):
        ascending = range(-COMPARED, COMPARED, 2)
        for values in (ascending, ascending[::-1]):
            for alike in (1, COMPARED):
                self.assertEqual(compared(values, alike=alike) > PER_VALUE, False)

    def test_is_not_quadratic(self):
        rng = random.Random(5)
        nums = listed({value: rng.randint(1, 2) for value in rng.sample(range(10**9), MANY)})
        with watching(MANY) as seen:
            function = answer(seen)
            results = [function(list(nums), k) for k in (MANY, MANY // 2)]
        self.assertEqual(all(len(result) > 0 for result in results), True)
