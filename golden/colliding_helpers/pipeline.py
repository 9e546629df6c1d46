"""Two suppliers, two modules, the same names in both."""

import fruit
import supplies.nuts as nuts
from dagster import pipeline, solid
from supplies import vegetables
from supplies.nuts import UNIT as NUT_UNIT


def normalise(name):
    return name.upper()


@solid
def shopping_list(_, a, b, c):
    print(normalise("fruit"), a)
    print(normalise("vegetables"), b)
    print(normalise("nuts"), c, NUT_UNIT, nuts.UNIT, fruit.UNIT, vegetables.normalise("x"))


@pipeline
def shopping():
    shopping_list(fruit.order(), vegetables.order(), nuts.order())
