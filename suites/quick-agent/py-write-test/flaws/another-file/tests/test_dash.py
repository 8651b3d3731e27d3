"""Tests of slugify."""

import unittest

from slug import slugify


class Dash(unittest.TestCase):

    def test_no_dash_at_the_end(self):
        self.assertEqual(slugify("C++ & C#"), "c-c")
