"""Shapes."""
import math

_MORE = {}


def register(kind, area, perimeter):
    """Add a kind."""
    if kind in ("square", "rectangle", "circle") or kind in _MORE:
        raise ValueError(f"kind {kind} is registered already")
    _MORE[kind] = (area, perimeter)


def _sizes(shape):
    return {name: size for name, size in shape.items() if name != "kind"}


def area(shape):
    match shape["kind"]:
        case "square":
            return shape["side"] ** 2
        case "rectangle":
            return shape["width"] * shape["height"]
        case "circle":
            return math.pi * shape["radius"] ** 2
        case kind if kind in _MORE:
            return _MORE[kind][0](**_sizes(shape))
    raise ValueError(f"unknown kind {shape['kind']}")


def perimeter(shape):
    match shape["kind"]:
        case "square":
            return 4 * shape["side"]
        case "rectangle":
            return 2 * (shape["width"] + shape["height"])
        case "circle":
            return 2 * math.pi * shape["radius"]
        case kind if kind in _MORE:
            return _MORE[kind][1](**_sizes(shape))
    raise ValueError(f"unknown kind {shape['kind']}")


def describe(shape):
    return f"a {shape['kind']} of {area(shape):.2f}, {perimeter(shape):.2f} around"
