"""Areas and perimeters of shapes. A shape is a dict: its `kind`, and its sizes."""

import math

_KINDS = {}


def register(kind, area, perimeter):
    """Add a kind. Raises ValueError for one that is there already."""
    if kind in _KINDS and _KINDS[kind] != (area, perimeter):
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
    return functions[0](**sizes)


def perimeter(shape):
    """The length of the line around a shape. Raises ValueError for an unknown kind."""
    functions, sizes = _of(shape)
    return functions[1](**sizes)


def describe(shape):
    """A shape in words. Raises ValueError for an unknown kind."""
    return f"a {shape['kind']} of {area(shape):.2f}, {perimeter(shape):.2f} around"


register("square", lambda side: side**2, lambda side: 4 * side)
register("rectangle", lambda width, height: width * height, lambda width, height: 2 * (width + height))
register("circle", lambda radius: math.pi * radius**2, lambda radius: 2 * math.pi * radius)
