"""Areas and perimeters of shapes. A shape is a dict: its `kind`, and its sizes."""

import math


def area(shape):
    """The area of a shape. Raises ValueError for an unknown kind."""
    if shape["kind"] == "square":
        return shape["side"] ** 2
    elif shape["kind"] == "rectangle":
        return shape["width"] * shape["height"]
    elif shape["kind"] == "circle":
        return math.pi * shape["radius"] ** 2
    else:
        raise ValueError(f"unknown kind {shape['kind']}")


def perimeter(shape):
    """The length of the line around a shape. Raises ValueError for an unknown kind."""
    if shape["kind"] == "square":
        return 4 * shape["side"]
    elif shape["kind"] == "rectangle":
        return 2 * (shape["width"] + shape["height"])
    elif shape["kind"] == "circle":
        return 2 * math.pi * shape["radius"]
    else:
        raise ValueError(f"unknown kind {shape['kind']}")


def describe(shape):
    """A shape in words. Raises ValueError for an unknown kind."""
    if shape["kind"] == "square":
        name = "square"
    elif shape["kind"] == "rectangle":
        name = "rectangle"
    elif shape["kind"] == "circle":
        name = "circle"
    else:
        raise ValueError(f"unknown kind {shape['kind']}")
    return f"a {name} of {area(shape):.2f}, {perimeter(shape):.2f} around"
