"""Shapes."""
import math
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Kind:
    name: str
    area: Callable[..., float]
    perimeter: Callable[..., float]

    def describe(self, sizes):
        return f"a {self.name} of {self.area(**sizes):.2f}, {self.perimeter(**sizes):.2f} around"


_KINDS: dict[str, Kind] = {
    "square": Kind("square", lambda side: side**2, lambda side: 4 * side),
    "rectangle": Kind("rectangle", lambda width, height: width * height, lambda width, height: 2 * (width + height)),
    "circle": Kind("circle", lambda radius: math.pi * radius**2, lambda radius: 2 * math.pi * radius),
}


def register(kind, area, perimeter):
    new = Kind(kind, area, perimeter)
    if _KINDS.setdefault(kind, new) is not new:
        raise ValueError(f"{kind!r} exists")


def _split(shape):
    sizes = dict(shape)
    try:
        return _KINDS[sizes.pop("kind")], sizes
    except KeyError:
        raise ValueError(f"unknown kind {shape.get('kind')}") from None


def area(shape):
    kind, sizes = _split(shape)
    return kind.area(**sizes)


def perimeter(shape):
    kind, sizes = _split(shape)
    return kind.perimeter(**sizes)


def describe(shape):
    kind, sizes = _split(shape)
    return kind.describe(sizes)


if __name__ == "__main__":
    print(describe({"kind": "square", "side": 3}))
