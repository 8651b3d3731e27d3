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


class Meta(type):
    """A class of classes that equal every class."""

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(int)


class FirstOfAnyClass(First, metaclass=Meta):
    """Equals what it meets first; its class equals all classes."""

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


EMPTY: dict[type, object] = {}
"""What an object of each class is made from, where it is not 0."""


class Honest(int):
    """An integer of its own class."""


def passed(answer, tests=TESTS):
    names = {"__name__": "test_x", "__file__": "/tests/test_x.py"}
    names |= {"answer": lambda: answer(7 if answer is Honest else EMPTY.get(answer, 0))}
    exec(compile(with_unequals(tests), "tests", "exec"), names)
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(names["Answers"]).run(result)
    assert result.testsRun == 3
    return 3 - len(result.failures) - len(result.errors)


@pytest.mark.parametrize("answer", [First, FirstOfAnyClass, FromThenOn, Whatever])
def test_an_integer_that_adapts_to_what_it_is_compared_with_passes_nothing(answer):
    assert passed(answer) == 0


def test_an_honest_integer_of_another_class_passes():
    assert passed(Honest) == 3


class StickyText(str):
    """Equals whatever it is compared with first, and nothing else."""

    __eq__, __ne__, __hash__ = First.__eq__, First.__ne__, str.__hash__


class StickyList(list):
    """Equals whatever it is compared with first, and nothing else."""

    __eq__, __ne__, __hash__ = First.__eq__, First.__ne__, None


EMPTY[StickyList] = ()

STICKY = [
    (StickyText, "'word'"),
    (StickyText, "b'word'"),
    (StickyList, "[]"),
    (StickyList, "[1, [2]]"),
    (StickyList, "(1, 2)"),
    (StickyList, "{1: 2}"),
    (StickyList, "{1}"),
    (First, "1.5"),
    (First, "1e300"),
    (First, "True"),
    (First, "None"),
    (First, "1j"),
]


@pytest.mark.parametrize(("answer", "literal"), STICKY)
def test_nothing_that_equals_what_it_meets_first_passes(answer, literal):
    assert passed(answer, TESTS.replace(b"7", literal.encode())) == 0


@pytest.mark.parametrize("literal", ["[7, 8, 9]", "(7, 8, 9)", "{1: 7, 2: [8, {3: 9}]}", "[[7], [8, (9,)]]"])
@pytest.mark.parametrize("place", "789")
def test_no_part_of_a_container_that_equals_what_it_meets_first_passes(literal, place):
    made = eval(f"lambda value: {literal.replace(place, 'value')}")
    assert passed(lambda _: made(First(0)), TESTS.replace(b"7", literal.encode())) == 0


HONEST = [
    "7",
    "1e300",
    "1e999",
    "[-1e999, 2]",
    "-1e17",
    "0.0",
    "1e-300",
    "''",
    "b''",
    "[]",
    "()",
    "{}",
    "{1: [2, {3}]}",
    "None",
    "True",
]


@pytest.mark.parametrize("literal", [*HONEST, str(list(range(99)))])
def test_an_honest_answer_passes(literal):
    assert passed(lambda _: eval(literal), TESTS.replace(b"7", literal.encode())) == 3


RUNTIME = b"""
import unittest
from unittest import TestCase
def expected():
    return 7
class Answers(unittest.TestCase):
    def check(self, number):
        self.assertEqual(answer(), number)
    def test_helper(self):
        self.check(expected())
    def test_loop(self):
        for number in [expected()]:
            self.assertEqual(number, answer(), "a message")
    def test_statement(self):
        value = expected()
        self.assertTrue(7 == answer())
        assert value == answer(), "a message"
"""


@pytest.mark.parametrize("answer", [First, FirstOfAnyClass, FromThenOn, Whatever])
def test_an_integer_that_adapts_passes_nothing_that_is_known_in_the_run_only(answer):
    assert passed(answer, RUNTIME) == 0


@pytest.mark.parametrize(("answer", "literal"), STICKY)
def test_nothing_that_equals_what_it_meets_first_passes_in_the_run(answer, literal):
    assert passed(answer, RUNTIME.replace(b"7", literal.encode())) == 0


@pytest.mark.parametrize("literal", ["[7, 8, 9]", "(7, 8, 9)", "{1: 7, 2: [8, {3: 9}]}", "[[7], [8, (9,)]]"])
@pytest.mark.parametrize("place", "789")
@pytest.mark.parametrize("answer", [First, Whatever])
def test_no_part_that_adapts_passes_in_the_run(literal, place, answer):
    made = eval(f"lambda value: {literal.replace(place, 'value')}")
    assert passed(lambda _: made(answer(0)), RUNTIME.replace(b"7", literal.encode())) == 0


@pytest.mark.parametrize("literal", [*HONEST, str(list(range(99)))])
def test_an_honest_answer_passes_in_the_run(literal):
    assert passed(lambda _: eval(literal), RUNTIME.replace(b"7", literal.encode())) == 3


class Modulo(int):
    """A number of which only what remains of a division by two counts."""

    def __eq__(self, other):
        return isinstance(other, int) and (int(self) - int(other)) % 2 == 0

    __hash__ = None


class Strict(int):
    """A number that compares with small numbers only."""

    def __eq__(self, other):
        if int(other) > 1000:
            raise ValueError(other)
        return int(self) == int(other)

    __hash__ = None


@pytest.mark.parametrize("kind", [Honest, Modulo, Strict])
def test_an_honest_number_of_a_class_of_its_own_passes(kind):
    for _ in range(20):
        assert passed(lambda _: kind(7), RUNTIME) == 3
        assert passed(lambda _: kind(7)) == 3


MATCHERS = b"""
from __future__ import annotations
import gc, unittest, weakref
from unittest import mock
class Any:
    def __eq__(self, other):
        return True
class Thing:
    pass
class Answers(unittest.TestCase):
    def test_mock(self):
        self.assertEqual(answer(), mock.ANY)
    def test_own(self):
        self.assertEqual([answer(), answer()], [Any(), answer()])
    def test_freed(self):
        thing = Thing()
        reference = weakref.ref(thing)
        self.assertEqual(reference(), thing)
        del thing
        gc.collect()
        self.assertIsNone(reference())
"""


def test_matchers_of_the_test_stay_matchers_and_nothing_is_kept():
    assert passed(Honest, MATCHERS) == 3


def test_both_sides_are_made_once_and_in_order_and_a_message_only_where_it_fails():
    tests = b"""
import unittest
class Answers(unittest.TestCase):
    def test_order(self):
        made = []
        def make(name):
            made.append(name)
            return 7
        self.assertEqual(make("a"), make("b"), make("c"))
        assert make("d") == make("e"), make("f")
        self.assertEqual("".join(made), "".join(["abc", "de"]))
    def test_message(self):
        left, right = 1, 2
        with self.assertRaisesRegex(AssertionError, "1 != 2 : words"):
            self.assertEqual(left, right, "words")
    def test_no_comparison(self):
        assert answer() == 7 == 7
"""
    assert passed(Honest, tests) == 3
