from statistics import mean

from dagster import Failure, InputDefinition, Noneable, Output, OutputDefinition, solid

from retail.config import SETTINGS
from retail.frames import Frame, concat
from retail.types import SalesFrame, TotalsFrame

__all__ = ["add_tax", "totals_by", "check_stock", "merge_totals"]

ROUND = 2
_round = lambda value: round(value, ROUND)  # noqa: E731


def _gross(row):
    return _round(row["amount"] * (1 + SETTINGS.tax_for(row["category"])))


@solid(
    input_defs=[InputDefinition("sales", SalesFrame)],
    output_defs=[OutputDefinition(SalesFrame, io_manager_key="frames")],
)
def add_tax(_, sales):
    return sales.assign(gross=_gross, currency=lambda row: SETTINGS.currency)


@solid(
    config_schema={"by": [str], "minimum": Noneable(float)},
    input_defs=[InputDefinition("sales", SalesFrame)],
    output_defs=[OutputDefinition(TotalsFrame, io_manager_key="frames")],
)
def totals_by(context, sales):
    keys = context.solid_config["by"]
    totals = sales.groupby(*keys).agg(
        total=("gross", lambda values: _round(sum(values))), average=("gross", lambda v: _round(mean(v)))
    )
    minimum = context.solid_config["minimum"]
    if minimum is not None:
        totals = totals.query(lambda row: row["total"] >= minimum)
    return totals


@solid(output_defs=[OutputDefinition(Frame, "low", is_required=False), OutputDefinition(Frame, "fine")])
def check_stock(context, stock):
    low = stock.query(lambda row: row["quantity"] < 5)
    if stock.empty:
        raise Failure("no stock at all", metadata={"rows": len(stock)})
    if not low.empty:
        yield Output(low, "low")
    yield Output(stock.query(lambda row: row["quantity"] >= 5), "fine")


@solid(output_defs=[OutputDefinition(TotalsFrame, io_manager_key="frames")])
def merge_totals(totals: list) -> Frame:
    return concat(totals).sort_values("total", ascending=False)
