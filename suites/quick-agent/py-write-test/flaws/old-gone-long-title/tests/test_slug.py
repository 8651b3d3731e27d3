"""Tests of slugify."""

import unittest

from slug import slugify


class Slugify(unittest.TestCase):
    def test_a_long_title(self):
        self.assertEqual(slugify("  The -- Quick BROWN fox, & 12 other (small) animals: jump over C++ and C#!!  "), "the-quick-brown-fox-12-other-small-animals-jump-over-c-and-c")
