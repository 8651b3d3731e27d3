"""Areas and perimeters of shapes. A shape is a dict: its `kind`, and its sizes."""

import math

_KINDS = {}


def register(kind, area, perimeter):
    """Add a kind. Raises ValueError for one that is there already."""
    if kind in _KINDS:
        raise ValueError(f"kind {kind} is registered already")
    _KINDS[kind] = (area, perimeter)


def _of(shape):
    kind = shape["kind"]
    if kind not in _KINDS:
        raise ValueError(f"unknown kind {kind}")
    return _KINDS[kind], {name: size for name, size in shape.items() if name != "kind"}


def area(shape):
    """The area of a shape. Raises ValueError for an unknown kind."""
    functions, sizes = _of(shape)
    return functions[0](shape)


def perimeter(shape):
    """The length of the line around a shape. Raises ValueError for an unknown kind."""
    functions, sizes = _of(shape)
    return functions[1](shape)


def describe(shape):
    """A shape in words. Raises ValueError for an unknown kind."""
    return f"a {shape['kind']} of {area(shape):.2f}, {perimeter(shape):.2f} around"


register("square", lambda s: s["side"] ** 2, lambda s: 4 * s["side"])
register("rectangle", lambda s: s["width"] * s["height"], lambda s: 2 * (s["width"] + s["height"]))
register("circle", lambda s: math.pi * s["radius"] ** 2, lambda s: 2 * math.pi * s["radius"])
