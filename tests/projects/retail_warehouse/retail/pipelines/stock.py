from dagster import ModeDefinition, pipeline

from retail.hooks import notify_on_failure
from retail.modes import RESOURCES, by_name
from retail.solids.extract import extract_stock
from retail.solids.load import reorder
from retail.solids.transform import add_tax, check_stock, merge_totals, totals_by
from retail.solids.extract import extract_sales, list_sources


@notify_on_failure
@pipeline(mode_defs=[by_name[name] for name in ("local", "test")])
def stock_pipeline():
    low, fine = check_stock(extract_stock())
    reorder(low, start=fine)


@pipeline(
    mode_defs=[
        ModeDefinition(
            name=f"{key}_slim",
            resource_defs={k: v for k, v in RESOURCES[key].items() if k not in ("warehouse", "notifier", "channels")},
        )
        for key in ("local", "prod")
    ]
)
def totals_pipeline():
    names, _ = list_sources()
    taxed = add_tax(extract_sales(names))
    merge_totals([totals_by.alias(f"totals_by_{key}")(taxed) for key in ["country", "category"]])
