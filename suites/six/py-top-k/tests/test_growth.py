"""How the work grows: what is sorted and taken off heaps when nearly nothing is asked for, and the time for all."""

import random
import unittest

from watch import answer, watching

DIFFERENT = 1000
"""Different values where a few are asked for."""

FEW = 10
MANY = 40_000
"""Different values where all are asked for: a quadratic answer takes many times the limit, others a fraction."""


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


class Growth(unittest.TestCase):
    def test_does_not_sort_everything(self):
        seen = few()
        self.assertEqual(seen.sorted_at_once > DIFFERENT / 2, False)

    def test_does_not_empty_a_heap_of_everything(self):
        seen = few()
        self.assertEqual(seen.taken_off > DIFFERENT / 2, False)

    def test_is_not_quadratic(self):
        rng = random.Random(5)
        nums = listed({value: rng.randint(1, 2) for value in rng.sample(range(10**9), MANY)})
        with watching(MANY) as seen:
            result = answer(seen)(nums, MANY)
        self.assertGreater(len(result), 0)
