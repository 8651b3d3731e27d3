"""Tests of slugify."""

import unittest

from slug import slugify


class Slugify(unittest.TestCase):
    def test_spaces_become_dashes(self):
        self.assertEqual(slugify("Hello big World"), "hello-big-world")

    def test_a_run_becomes_one_dash(self):
        self.assertEqual(slugify("this -- and that"), "this-and-that")


class Dashes(unittest.TestCase):
    """Filled below."""


def _make(title):
    def test(self):
        self.assertNotEqual(slugify(title)[-1:], "-")

    return test


for _number, _title in enumerate(["C++ & C#", "a!", "  b  "]):
    setattr(Dashes, f"test_title_{_number}", _make(_title))
