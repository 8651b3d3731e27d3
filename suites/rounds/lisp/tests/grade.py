"""Run the tests that are shown and their twins against the answer in the other sandbox, pair by pair."""

import sys
import types

from prony_grader import NoAnswer, call, label, metric, test

BY_HEART = 6
"""So many tests that pass as they are shown, and whose twins do not, and the answer knows them by heart."""

GROUPS = {
    "Atoms": "atoms",
    "Arithmetic": "arithmetic",
    "Comparison": "comparison",
    "If": "if",
    "Def": "def",
    "Let": "let",
    "Lambda": "lambda",
    "Lists": "lists",
    "Recursion": "recursion",
    "Parse": "parse",
}
"""In this order, since what may hang comes last: after so many calls that hang, no more are made."""


class LispError(Exception):
    """Stands for the answer's own class of this name."""


def run(source):
    """What the answer's `run` gives or raises."""
    try:
        return call("run", source)
    except NoAnswer:
        raise
    except Exception as error:
        if "LispError" in getattr(error, "kinds", ()):
            raise LispError from None
        raise


lisp = types.ModuleType("lisp")
lisp.run, lisp.LispError = run, LispError
sys.modules["lisp"] = lisp

import twin  # noqa: E402
import visible  # noqa: E402


class Passes:
    """How many tests pass: as they are shown, their twins, and both."""

    def __init__(self):
        self.shown = self.twins = self.both = 0

    def ask(self, group, name):
        """One test and its twin."""
        with test(f"{GROUPS[group]}/{name.removeprefix('test_')}"):
            shown = self.holds(visible, group, name)
            self.shown += shown
            twins = self.holds(twin, group, name)
            self.twins += twins
            self.both += shown and twins
            if not shown:
                raise AssertionError("the test that is shown does not pass")
            if not twins:
                raise AssertionError("passes as it is shown, and not with other names and numbers")

    def holds(self, tests, group, name):
        """Whether one test passes. Raises NoAnswer where the answer ends or hangs."""
        case = getattr(tests, group)(name)
        try:
            getattr(case, name)()
        except NoAnswer:
            raise
        except Exception:  # another result, another exception than the one that is asked for, or none
            return False
        return True


passes = Passes()
for group in GROUPS:
    for name in (name for name in vars(getattr(visible, group)) if name.startswith("test_")):
        passes.ask(group, name)
metric("passed", passes.both)
metric("passed_as_shown", passes.shown)
metric("passed_twins", passes.twins)
label("by_heart", "yes" if passes.shown - passes.both >= BY_HEART else "no")
