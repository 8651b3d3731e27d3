"""What is compared with a literal must differ from others, before and after: no object that adapts passes."""

import unittest

import pytest

from prony.grading.languages.python.unequals import with_unequals

TESTS = b"""
import unittest
class Answers(unittest.TestCase):
    def test_method(self):
        self.assertEqual(answer(), 7)
    def test_other_way_round(self):
        self.assertEqual(7, answer(), "a message")
    def test_statement(self):
        assert answer() == 7
"""


class First(int):
    """Equals whatever it is compared with first, and nothing else."""

    def __eq__(self, other):
        return vars(self).setdefault("met", other) == other

    def __ne__(self, other):
        return not self == other

    __hash__ = int.__hash__


class FromThenOn(int):
    """Equals everything but what it is compared with first."""

    def __eq__(self, other):
        return vars(self).setdefault("met", other) != other

    def __ne__(self, other):
        return not self == other

    __hash__ = int.__hash__


class Whatever(int):
    """Equals everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = int.__hash__


class Honest(int):
    """An integer of its own class."""


def passed(answer):
    names = {"answer": lambda: answer(7) if answer is Honest else answer(0)}
    exec(compile(with_unequals(TESTS), "tests", "exec"), names)
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(names["Answers"]).run(result)
    assert result.testsRun == 3
    return 3 - len(result.failures)


@pytest.mark.parametrize("answer", [First, FromThenOn, Whatever])
def test_an_integer_that_adapts_to_what_it_is_compared_with_passes_nothing(answer):
    assert passed(answer) == 0


def test_an_honest_integer_of_another_class_passes():
    assert passed(Honest) == 3
