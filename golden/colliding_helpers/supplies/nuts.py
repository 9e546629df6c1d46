"""Nuts, by the bag."""

from dagster import solid

from . import _common
from .vegetables import normalise as normalise_vegetable

UNIT = "bags of a " + _common.UNIT


def normalise(name):
    return name.strip() + "!"


@solid(name="order_nuts")
def order(_):
    # a local of the same name, whose text only looks like it
    UNIT = "UNIT"
    return f"nuts: {normalise(' almond ')} {normalise_vegetable(' ALMOND ')}, {UNIT}"
