from dagster import (
    AssetMaterialization,
    ExpectationResult,
    Failure,
    Field,
    InputDefinition,
    Int,
    Nothing,
    Output,
    OutputDefinition,
    String,
    dagster_type_loader,
    solid,
    usable_as_dagster_type,
)

from orchestration import common, quality
from orchestration.common import get_logger, logged

logger = get_logger(__name__)
CONFIG = {"suite": "marts"}


@dagster_type_loader({"tags": [String]})
def _selection(_context, config):
    return Selection(config["tags"])


@usable_as_dagster_type(loader=_selection)
class Selection:
    def __init__(self, tags=()):
        self.tags = tuple(tags)

    def __repr__(self):
        return f"<{'+'.join(self.tags) or 'all'}>"


@solid(required_resource_keys={"source"}, output_defs=[OutputDefinition(list, io_manager_key="tables", metadata={"table": "raw_orders"})])
def load_orders(context):
    orders = list(context.resources.source.orders())
    yield AssetMaterialization(asset_key="raw_orders")
    yield Output(orders)


@solid(
    input_defs=[InputDefinition("selection", Selection), InputDefinition("after", Nothing)],
    output_defs=[OutputDefinition(dict, "results")],
    required_resource_keys={"dbt"},
)
def run_dbt(context, selection):
    results = run(context.resources.dbt, selection)
    for name in sorted(results):
        yield ExpectationResult(context.resources.dbt.test(name) > 0, name)
    yield Output(results, "results")


@logged
def run(dbt, selection):
    print(f"@ selection {selection}")
    return dbt.run(*selection.tags)


@solid(config_schema={"suite": Field(String, default_value=CONFIG["suite"], is_required=False)}, required_resource_keys={"connection", "clock"})
def check_quality(context, results: dict) -> dict:
    suite = context.solid_config["suite"]
    found = quality.run(context.resources.connection, suite)
    failed = [table for table, passed, _ in found if not passed]
    print(f"quality {suite} at {context.resources.clock.stamp}: {found}")
    if failed:
        raise Failure(description=f"failed: {', '.join(failed)}", metadata={"tables": len(found)})
    return {**results, "checked": len(found)}


@solid(input_defs=[InputDefinition("summary", dict), InputDefinition("rate", Int, root_manager_key="rate_input")], required_resource_keys={"connection", "alerts", "settings"})
def publish(context, summary, rate):
    rows = context.resources.connection.execute("select customer, total from revenue").fetchall()
    print(sorted(summary.items()), rate, context.resources.alerts or "nobody", context.resources.settings["owner"])
    for customer, total in rows:
        print(f"{customer:>5} {total:6.2f}")
    print(common.run(sorted, set(common.calls)))
