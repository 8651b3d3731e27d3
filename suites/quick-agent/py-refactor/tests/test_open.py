"""What the brief asks for, one class per criterion."""

import ast
import math
import os
import unittest
from pathlib import Path

import shapes


def add_triangle():
    shapes.register(
        "triangle",
        area=lambda base, height, left, right: base * height / 2,
        perimeter=lambda base, height, left, right: base + left + right,
    )


TRIANGLE = {"kind": "triangle", "base": 6, "height": 4, "left": 5, "right": 5}
SQUARE = {"kind": "square", "side": 3}
OLD = ("square", "rectangle", "circle")


class Extension(unittest.TestCase):
    def test_area_and_perimeter_know_a_new_kind(self):
        add_triangle()
        self.assertEqual(shapes.area(TRIANGLE), 12)
        self.assertEqual(shapes.perimeter(TRIANGLE), 16)

    def test_describe_knows_a_new_kind(self):
        add_triangle()
        self.assertEqual(shapes.describe(TRIANGLE), "a triangle of 12.00, 16.00 around")

    def test_arguments_may_be_given_in_order(self):
        shapes.register("line", lambda length: 0, lambda length: 2 * length)
        self.assertEqual(shapes.perimeter({"kind": "line", "length": 4}), 8)

    def test_arguments_may_be_given_by_name(self):
        shapes.register(perimeter=lambda length: 2 * length, kind="line", area=lambda length: 0)
        self.assertEqual(shapes.perimeter({"length": 4, "kind": "line"}), 8)

    def test_sizes_go_by_their_names(self):
        shapes.register("frame", lambda *, outer, inner: outer - inner, lambda *, outer, inner: outer + inner)
        self.assertEqual(shapes.area({"inner": 2, "kind": "frame", "outer": 9}), 7)
        self.assertEqual(shapes.perimeter({"inner": 2, "outer": 9, "kind": "frame"}), 11)

    def test_a_size_need_not_be_a_number(self):
        shapes.register("polygon", lambda sides: len(sides), lambda sides: sum(sides))
        self.assertEqual(shapes.perimeter({"kind": "polygon", "sides": [3, 4, 5]}), 12)

    def test_several_kinds_are_known_at_once(self):
        add_triangle()
        for number, kind in enumerate(("a", "Square", "SQUARE", "two words")):
            shapes.register(kind, lambda number=number: number, lambda number=number: number + 10)
        found = [(shapes.area({"kind": kind}), shapes.perimeter({"kind": kind})) for kind in ("two words", "Square", "a")]
        self.assertEqual(found, [(3, 13), (1, 11), (0, 10)])
        self.assertEqual((shapes.area(TRIANGLE), shapes.area(SQUARE)), (12, 9))
        self.assertEqual(shapes.describe({"kind": "two words"}), "a two words of 3.00, 13.00 around")

    def test_a_shape_is_left_as_it_is(self):
        add_triangle()
        shape = dict(TRIANGLE)
        for ask in (shapes.area, shapes.perimeter, shapes.describe):
            ask(shape)
        self.assertEqual(shape, TRIANGLE)


class Twice(unittest.TestCase):
    def test_a_kind_of_ours_is_refused_and_stays(self):
        for kind in OLD:
            with self.assertRaises(ValueError):
                shapes.register(kind, lambda **sizes: 0, lambda **sizes: 0)
        self.assertEqual((shapes.area(SQUARE), shapes.perimeter(SQUARE)), (9, 12))
        self.assertEqual(shapes.perimeter({"kind": "rectangle", "width": 2, "height": 3}), 10)
        self.assertGreater(shapes.area({"kind": "circle", "radius": 2}), 12)

    def test_a_new_kind_is_refused_the_second_time_and_stays(self):
        add_triangle()
        for _ in range(2):
            with self.assertRaises(ValueError):
                shapes.register("triangle", lambda **sizes: 0, lambda **sizes: 0)
        self.assertEqual((shapes.area(TRIANGLE), shapes.perimeter(TRIANGLE)), (12, 16))

    def test_the_same_functions_are_refused_as_well(self):
        def zero():
            return 0

        shapes.register("dot", zero, zero)
        with self.assertRaises(ValueError):
            shapes.register("dot", zero, zero)
        self.assertEqual(shapes.area({"kind": "dot"}), 0)


class Working(unittest.TestCase):
    def test_the_old_kinds(self):
        self.assertEqual((shapes.area(SQUARE), shapes.perimeter(SQUARE)), (9, 12))
        rectangle = {"kind": "rectangle", "width": 2, "height": 3.25}
        self.assertEqual((shapes.area(rectangle), shapes.perimeter(rectangle)), (6.5, 10.5))
        circle = {"kind": "circle", "radius": 3}
        self.assertAlmostEqual(shapes.area(circle), 9 * math.pi, places=9)
        self.assertAlmostEqual(shapes.perimeter(circle), 6 * math.pi, places=9)

    def test_words(self):
        self.assertEqual(shapes.describe({"kind": "circle", "radius": 1}), "a circle of 3.14, 6.28 around")
        self.assertEqual(shapes.describe({"kind": "square", "side": 1.5}), "a square of 2.25, 6.00 around")
        self.assertEqual(
            shapes.describe({"height": 3, "kind": "rectangle", "width": 2}), "a rectangle of 6.00, 10.00 around"
        )

    def test_unknown_kinds(self):
        for kind in ("blob", "Square", "", None):
            for ask in (shapes.area, shapes.perimeter, shapes.describe):
                with self.assertRaises(ValueError):
                    ask({"kind": kind})


class OnePlace(unittest.TestCase):
    """Read from the text of a module that knows the old kinds: one statement of it at most names each of them."""

    def test_each_kind_is_described_in_one_place(self):
        sizes = {"square": {"side": 2}, "rectangle": {"width": 4, "height": 1}, "circle": {"radius": 2 / math.pi**0.5}}
        for kind in OLD:
            self.assertEqual(f"{shapes.area({'kind': kind, **sizes[kind]}):.6f}", "4.000000")
        tree = ast.parse(Path(os.environ["PRONY_WORK"], "shapes.py").read_text("utf-8"))
        statements = [part for part in tree.body if not _is_main(part)]
        names = {name: kind for part in statements for name, kind in _names_of_kinds(part)}
        for kind in OLD:
            places = sum(any(_means(node, kind, names) for node in _read(part)) for part in statements)
            self.assertEqual(places > 1, False)


def _is_main(statement):
    """Whether it is the block of a program, which may well ask for a square."""
    return isinstance(statement, ast.If) and any(
        isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(statement.test)
    )


def _names_of_kinds(statement):
    """The names that a statement of the module gives to kinds: `SQUARE = "square"`."""
    if isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(statement.value, ast.Constant):
        for target in getattr(statement, "targets", None) or [statement.target]:
            if isinstance(target, ast.Name):
                yield target.id, statement.value.value


def _read(statement):
    """The nodes of a statement, but for texts that only stand there or are given a name."""
    named = {
        id(node.value)
        for node in ast.walk(statement)
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr)) and isinstance(node.value, ast.Constant)
    }
    return [node for node in ast.walk(statement) if id(node) not in named]


def _means(node, kind, names):
    if isinstance(node, ast.Constant):
        return node.value == kind
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and names.get(node.id) == kind
