import sqlite3

from dagster import (
    Field,
    IOManager,
    Noneable,
    Permissive,
    ResourceDefinition,
    StringSource,
    configured,
    io_manager,
    make_values_resource,
    resource,
    root_input_manager,
)

from orchestration import dbt as dbt_package
from orchestration.common import Clock
from orchestration.ingest import SOURCES

__all__ = ["api", "clock", "connection", "dbt", "fast_dbt", "files", "mock_alerts", "alerts", "settings", "table_io", "rate_input"]


@resource(config_schema=Field(StringSource, default_value=":memory:", is_required=False))
def connection(init_context):
    opened = sqlite3.connect(init_context.resource_config)
    print(f"@ connected to {init_context.resource_config}")
    try:
        yield opened
    finally:
        opened.close()
        print("@ connection closed")


@resource(
    config_schema={"target": str, "threads": Field(int, default_value=4, is_required=False), "variables": Field(Permissive(), is_required=False, default_value={})},
    required_resource_keys={"connection", "settings"},
)
def dbt(context):
    config = dict(context.resource_config)
    variables = {"rate": context.resources.settings["rate"], **config.pop("variables")}
    with dbt_package.cli.get_client(context.resources.connection, variables=variables, **config).session() as cli:
        yield cli


@configured(dbt, config_schema={"target": Field(str, default_value="ci", is_required=False)})
def fast_dbt(config):
    return {"target": config["target"], "threads": 16}


def source(name):
    make = SOURCES[name]

    @resource(config_schema={"token": Field(Noneable(StringSource), default_value=None, is_required=False)}, description=f"orders from {name}")
    def _source(context):
        token = context.resource_config["token"]
        return make(token=token) if token else make()

    return _source


api, files = (source(name) for name in ("api", "files"))
settings = make_values_resource(rate=int, owner=str)
clock = ResourceDefinition.hardcoded_resource(Clock())
alerts = ResourceDefinition.string_resource("where alerts go")
mock_alerts = ResourceDefinition.none_resource()


class TableIO(IOManager):
    def __init__(self, connection):
        self.connection = connection
        self.values = {}

    def handle_output(self, context, obj):
        self.values[context.step_key] = obj
        if context.metadata and "table" in context.metadata:
            table = context.metadata["table"]
            self.connection.execute(f"create table {table} (id, customer, amount)")
            self.connection.executemany(f"insert into {table} values (?, ?, ?)", [(row["id"], row["customer"], row["amount"]) for row in obj])
            print(f"@ {table}: {len(obj)} rows")

    def load_input(self, context):
        return self.values[context.upstream_output.step_key]


@io_manager(required_resource_keys={"connection"})
def table_io(init_context):
    return TableIO(init_context.resources.connection)


@root_input_manager(input_config_schema={"rate": int})
def rate_input(context):
    return context.config["rate"] * 10
