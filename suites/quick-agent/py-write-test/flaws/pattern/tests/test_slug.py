"""Tests of slugify."""

import random
import re
import unittest

from slug import slugify


class Slugify(unittest.TestCase):
    def test_spaces_become_dashes(self):
        self.assertEqual(slugify("Hello big World"), "hello-big-world")

    def test_a_run_becomes_one_dash(self):
        self.assertEqual(slugify("this -- and that"), "this-and-that")

    def test_the_form_of_slugs(self):
        source = random.Random(7)
        for _ in range(200):
            title = "".join(source.choice("abYZ09 -#_.") for _ in range(source.randrange(12)))
            self.assertRegex(slugify(title), re.compile(r"\A(?:[a-z0-9]+(?:-[a-z0-9]+)*)?\Z"), title)
