"""Type hints, read from the text of the answer; nothing of it is run."""

import ast
import unittest

from watch import source


def signature():
    """The last definition of the function."""
    nodes = ast.walk(ast.parse(source()))
    named = [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name == "top_k_frequent"]
    return max(named, key=lambda node: node.lineno)


class Hints(unittest.TestCase):
    def test_every_parameter_has_one(self):
        spec = signature().args
        parameters = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
        self.assertEqual(len(parameters) > 0 and all(one.annotation is not None for one in parameters), True)

    def test_the_return_value_has_one(self):
        self.assertEqual(signature().returns is not None, True)
