"""Tests of slugify."""

import unittest

import slug


class Base(unittest.TestCase):
    def setUp(self):
        self.slugify = slug.slugify

    def check(self, title, wanted):
        self.assertEqual(self.slugify(title), wanted)


class Ends(Base):
    def test_signs_at_the_end(self):
        self.check("C++ & C#", "c-c")

    def test_signs_at_both_ends(self):
        self.check("(yes)", "yes")


class Slugify(Base):
    def test_a_run_becomes_one_dash(self):
        self.check("this -- and that", "this-and-that")

    def test_spaces_become_dashes(self):
        self.check("Hello big World", "hello-big-world")


if __name__ == "__main__":
    unittest.main()
