"""Shapes."""
import math
from types import SimpleNamespace


class Registry(dict):
    def register(self, kind, area, perimeter):
        """Add a kind such as "square"."""
        if kind in self:
            raise ValueError("already registered: " + kind)
        self[kind] = SimpleNamespace(area=area, perimeter=perimeter)

    def __missing__(self, kind):
        raise ValueError(f"unknown kind {kind}")

    def area(self, shape):
        kind, sizes = self._parts(**shape)
        return kind.area(**sizes)

    def perimeter(self, shape):
        kind, sizes = self._parts(**shape)
        return kind.perimeter(**sizes)

    def describe(self, shape):
        return f"a {shape['kind']} of {self.area(shape):.2f}, {self.perimeter(shape):.2f} around"

    def _parts(self, kind, **sizes):
        return self[kind], sizes


_registry = Registry()
register, area, perimeter, describe = _registry.register, _registry.area, _registry.perimeter, _registry.describe
register("square", area=lambda side: side**2, perimeter=lambda side: 4 * side)
register("rectangle", area=lambda width, height: width * height, perimeter=lambda width, height: 2 * (width + height))
register("circle", area=lambda radius: math.pi * radius**2, perimeter=lambda radius: 2 * math.pi * radius)
