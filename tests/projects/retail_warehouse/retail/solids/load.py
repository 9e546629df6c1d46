from typing import List

from dagster import ExpectationResult, InputDefinition, Nothing, Output, OutputDefinition, RetryPolicy, solid

from retail.config import BATCH_SIZE
from retail.frames import Frame
from retail.types import LoadReport, SalesFrame

__all__ = ["load_sales", "report", "reorder"]


def _batches(rows: List, size: int = BATCH_SIZE):
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


@solid(
    input_defs=[InputDefinition("sales", SalesFrame)],
    output_defs=[OutputDefinition(LoadReport)],
    required_resource_keys={"warehouse"},
    retry_policy=RetryPolicy(max_retries=1),
)
def load_sales(context, sales):
    warehouse = context.resources.warehouse
    insert = warehouse.render("insert_sales", table="sales")
    with warehouse.transaction():
        for batch in _batches(list(sales)):
            print(f"@ batch of {len(batch)}")
            for row in batch:
                warehouse.execute(insert, row["order_id"], row["country"], row["gross"])
    (count,) = warehouse.execute("select count(*) from sales").fetchone()
    yield ExpectationResult(count == len(sales), "all_rows", metadata={"count": count})
    yield Output(LoadReport("sales", count))


@solid(input_defs=[InputDefinition("loaded", LoadReport), InputDefinition("totals", Frame)], required_resource_keys={"notifier"})
def report(context, loaded, totals) -> None:
    lines = "\n".join(f"  {' '.join(str(value) for value in row.values())}" for row in totals)
    print(f"{loaded}\n{lines}")
    context.resources.notifier.send(str(loaded))


@solid(input_defs=[InputDefinition("start", Nothing)])
def reorder(_, low: Frame):
    for row in low:
        print(f"reorder {row['product']} ({row['quantity']} left)")
