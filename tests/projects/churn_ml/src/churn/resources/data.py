import random

from dagster import Array, Field, IntSource, Noneable, Shape, resource

from churn.settings import SEED
from churn.types import Customer, CustomerId, Plan

ROW = Shape({"months": int, "tickets": Field(int, is_required=False, default_value=0), "plan": Field(str, default_value="basic", is_required=False)})


class Table:
    def __init__(self, rows):
        self._rows = tuple(rows)

    def __iter__(self):
        yield from self._rows

    def __len__(self):
        return len(self._rows)

    @classmethod
    def generated(cls, size, seed):
        generator = random.Random(seed)
        return cls(cls._customer(CustomerId(number), generator) for number in range(1, size + 1))

    @staticmethod
    def _customer(number, generator):
        months, tickets = generator.randint(1, 36), generator.randint(0, 9)
        plan = Plan.PRO if number % 3 == 0 else Plan("basic")
        return Customer(number, plan, months, tickets, churned=tickets > 4 and months < 24)


@resource(config_schema={"size": Field(IntSource, default_value=24, is_required=False), "seed": Field(Noneable(int), default_value=None, is_required=False)})
def customers_table(init_context):
    seed = init_context.resource_config["seed"]
    table = Table.generated(init_context.resource_config["size"], SEED if seed is None else seed)
    print(f"@ table of {len(table)}")
    yield table
    print("@ table closed")


@resource(config_schema={"rows": Array(ROW)})
def memory_table(context):
    return Table(
        Customer(CustomerId(number), Plan(row["plan"]), row["months"], row["tickets"], number % 2 == 0)
        for number, row in enumerate(context.resource_config["rows"])
    )
