"""Type hints of the function that the answer hands out, whatever it is: a function, a bound method, an object."""

import inspect
import unittest

from watch import answer, watching


def signature():
    with watching() as seen:
        return inspect.signature(answer(seen))


class Hints(unittest.TestCase):
    def test_every_parameter_has_one(self):
        parameters = signature().parameters.values()
        bare = [one.name for one in parameters if one.annotation is inspect.Parameter.empty]
        self.assertEqual((len(parameters) > 0, len(bare)), (True, 0))

    def test_the_return_value_has_one(self):
        self.assertEqual(signature().return_annotation is not inspect.Signature.empty, True)
