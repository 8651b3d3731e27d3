"""Areas and perimeters of shapes. A shape is a dict: its `kind`, and its sizes."""

import math

_kinds = {}


def register(kind, area, perimeter):
    """Add a kind, with functions of its sizes. Raises ValueError for one that is there already."""
    if kind in _kinds:
        raise ValueError(f"{kind} is registered already")
    _kinds[kind] = (area, perimeter)


def _measure(shape, which):
    sizes = dict(shape)
    kind = sizes.pop("kind")
    if kind not in _kinds:
        raise ValueError(f"unknown kind {kind}")
    return _kinds[kind][which](**sizes)


def area(shape):
    """The area of a shape. Raises ValueError for an unknown kind."""
    return _measure(shape, 0)


def perimeter(shape):
    """The length of the line around a shape. Raises ValueError for an unknown kind."""
    return _measure(shape, 1)


def describe(shape):
    """A shape in words. Raises ValueError for an unknown kind."""
    if shape["kind"] not in ("square", "rectangle", "circle"):
        raise ValueError(f"unknown kind {shape['kind']}")
    return f"a {shape['kind']} of {area(shape):.2f}, {perimeter(shape):.2f} around"


register("square", area=lambda side: side**2, perimeter=lambda side: 4 * side)
register("rectangle", area=lambda width, height: width * height, perimeter=lambda width, height: 2 * (width + height))
register("circle", area=lambda radius: math.pi * radius**2, perimeter=lambda radius: 2 * math.pi * radius)
