import math
import unittest

from shapes import area, describe, perimeter


class Shapes(unittest.TestCase):
    def test_a_square(self):
        self.assertEqual(area({"kind": "square", "side": 3}), 9)
        self.assertEqual(perimeter({"kind": "square", "side": 3}), 12)

    def test_a_circle(self):
        self.assertAlmostEqual(area({"kind": "circle", "radius": 2}), 4 * math.pi)

    def test_in_words(self):
        self.assertEqual(describe({"kind": "rectangle", "width": 2, "height": 3}), "a rectangle of 6.00, 10.00 around")

    def test_an_unknown_kind(self):
        for ask in (area, perimeter, describe):
            with self.assertRaises(ValueError):
                ask({"kind": "blob"})
