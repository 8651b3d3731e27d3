import contextlib
import io
import unittest
from unittest import mock

from tally import main


def tally(text, *arguments):
    printed = io.StringIO()
    with mock.patch("sys.stdin", io.StringIO(text)), contextlib.redirect_stdout(printed):
        main(list(arguments))
    return printed.getvalue()


class Tally(unittest.TestCase):
    def test_the_most_frequent_first(self):
        self.assertEqual(tally("b\na\nb\n"), "2 b\n1 a\n")

    def test_the_least_frequent_first(self):
        self.assertEqual(tally("b\na\nb\n", "--reverse"), "1 a\n2 b\n")
