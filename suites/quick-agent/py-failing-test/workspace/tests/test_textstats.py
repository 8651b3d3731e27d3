import unittest

from textstats import longest, median_length, words


class Words(unittest.TestCase):
    def test_punctuation_is_no_part_of_a_word(self):
        self.assertEqual(words("Well, (yes)!"), ["well", "yes"])


class Longest(unittest.TestCase):
    def test_the_first_of_several(self):
        self.assertEqual(longest("one two three seven"), "three")


class MedianLength(unittest.TestCase):
    def test_of_three_words(self):
        self.assertEqual(median_length("a bb cccc"), 2)

    def test_of_four_words(self):
        self.assertEqual(median_length("We saw four elephant"), 3.5)

    def test_of_nothing(self):
        self.assertEqual(median_length("..."), 0)
