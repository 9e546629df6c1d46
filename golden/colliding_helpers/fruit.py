"""Fruit, by the piece."""

from dagster import solid

UNIT = "pieces"


def normalise(name):
    return name.strip().title()


class Order:
    label = "fruit"

    def __str__(self):
        return f"{self.label}: {normalise(' apple ')}, {UNIT}"


@solid(name="order_fruit")
def order(_):
    return str(Order())
