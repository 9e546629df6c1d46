"""Vegetables, by weight."""

from dagster import solid

from ._common import UNIT


def normalise(name):
    return name.strip().lower()


class Order:
    label = "vegetables"

    def __str__(self):
        return f"{self.label}: {normalise(' Leek ')}, {UNIT}"


@solid(name="order_vegetables")
def order(_):
    return str(Order())
