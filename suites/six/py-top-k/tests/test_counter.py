"""Whether a Counter is made, however it is spelt."""

import contextlib
import random
import unittest

from watch import answer, watching


class Counter(unittest.TestCase):
    def test_none_is_made(self):
        rng = random.Random(6)
        with watching() as seen:
            function = answer(seen)
            for size, k in ((0, 1), (1, 0), (1, 1), (8, 3), (300, 5), (5000, 40)):
                with contextlib.suppress(Exception):  # wrong answers are judged elsewhere
                    function([rng.randrange(-50, 50) for _ in range(size)], k)
        self.assertEqual(seen.counters, 0)
