"""What `import *` gives is what stands in `__all__`."""

__all__ = ["SIDES", "area", "outline"]

SIDES = {"triangle": 3, "square": 4}
_scale = 10


def area(side):
    return side * side * _scale


def outline(side):
    return _hidden(side) * SIDES["square"]


def _hidden(side):
    return side * _scale
