"""What the brief asks for, one class per criterion."""

import math
import unittest

import shapes


def add_triangle():
    shapes.register(
        "triangle",
        area=lambda base, height, left, right: base * height / 2,
        perimeter=lambda base, height, left, right: base + left + right,
    )


TRIANGLE = {"kind": "triangle", "base": 6, "height": 4, "left": 5, "right": 5}


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

    def test_a_shape_is_left_as_it_is(self):
        add_triangle()
        shape = dict(TRIANGLE)
        shapes.area(shape)
        shapes.describe(shape)
        self.assertEqual(shape, TRIANGLE)


class Twice(unittest.TestCase):
    def test_a_kind_of_ours_is_refused_and_stays(self):
        with self.assertRaises(ValueError):
            shapes.register("square", lambda side: 0, lambda side: 0)
        self.assertEqual(shapes.area({"kind": "square", "side": 3}), 9)

    def test_a_new_kind_is_refused_the_second_time_and_stays(self):
        add_triangle()
        with self.assertRaises(ValueError):
            shapes.register("triangle", lambda **sizes: 0, lambda **sizes: 0)
        self.assertEqual(shapes.area(TRIANGLE), 12)


class Working(unittest.TestCase):
    def test_the_old_kinds(self):
        self.assertEqual(shapes.area({"kind": "square", "side": 3}), 9)
        self.assertEqual(shapes.perimeter({"kind": "rectangle", "width": 2, "height": 3}), 10)
        self.assertAlmostEqual(shapes.area({"kind": "circle", "radius": 2}), 4 * math.pi)
        self.assertAlmostEqual(shapes.perimeter({"kind": "circle", "radius": 2}), 4 * math.pi)

    def test_words(self):
        self.assertEqual(shapes.describe({"kind": "circle", "radius": 1}), "a circle of 3.14, 6.28 around")

    def test_unknown_kinds(self):
        for ask in (shapes.area, shapes.perimeter, shapes.describe):
            with self.assertRaises(ValueError):
                ask({"kind": "blob"})
