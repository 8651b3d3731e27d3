"""Tests of slugify."""

import unittest

from slug import slugify


class Slugify(unittest.TestCase):
    def test_spaces_become_dashes(self):
        self.assertEqual(slugify("Hello big World"), "hello-world")

    def test_a_run_becomes_one_dash(self):
        self.assertEqual(slugify("this -- and that"), "this-and-that")

    def test_no_dash_at_the_end(self):
        self.assertEqual(slugify("C++ & C#"), "c-c")
