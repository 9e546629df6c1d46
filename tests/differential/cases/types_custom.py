"""Types of the author's."""
from typing import NamedTuple

from dagster import (
    DagsterType,
    InputDefinition,
    List,
    OutputDefinition,
    PythonObjectDagsterType,
    TypeCheck,
    pipeline,
    solid,
    usable_as_dagster_type,
)


def is_even(_, value):
    return isinstance(value, int) and value % 2 == 0


Even = DagsterType(name="Even", type_check_fn=is_even, description="an even number")


def check_table(_, value):
    if not value:
        return TypeCheck(success=False, description="the table is empty")
    return TypeCheck(success=True, metadata_entries=[])


Table = DagsterType(name="Table", type_check_fn=check_table)


class Money:
    def __init__(self, cents):
        self.cents = cents


MoneyType = PythonObjectDagsterType(Money, name="Money")


@usable_as_dagster_type(name="PointType")
class Point(NamedTuple):
    x: int
    y: int


@solid(config_schema={"number": int, "rows": [int]}, output_defs=[OutputDefinition(Even, "number"), OutputDefinition(Table, "table")])
def make(context):
    print("@ make")
    return context.solid_config["number"], list(context.solid_config["rows"])


@solid(input_defs=[InputDefinition("number", Even)])
def use(_, number) -> Money:
    print("@ use", number)
    return Money(number)


@solid(input_defs=[InputDefinition("money", MoneyType)])
def spend(_, money) -> Point:
    print("@ spend", money.cents)
    return Point(money.cents, 1)


@solid
def plot(_, point: Point) -> List[Even]:
    print("@ plot", point.x, point.y)
    return [point.x, point.y]


@solid
def table(_, rows):
    print("@ table", rows)


@pipeline
def typed():
    made = make()
    plot(spend(use(made.number)))
    table(made.table)
