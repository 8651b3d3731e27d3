import unittest

from digits import digit_sum


class Sums(unittest.TestCase):
    def test_zero(self):
        self.assertEqual(digit_sum(0), 0)

    def test_many(self):
        self.assertEqual(digit_sum(90210), 12)
        self.assertEqual(digit_sum(7), 7)

    def test_negative(self):
        total = digit_sum(-345)
        assert total == 12


class Errors(unittest.TestCase):
    def test_no_integer(self):
        for value in ("12", 1.5, None):
            with self.subTest(value=value), self.assertRaises(TypeError):
                digit_sum(value)
