"""Solids and resources made by functions, in a loop, over captured variables."""
from dagster import ModeDefinition, ResourceDefinition, pipeline, resource, solid

TABLES = ["users", "orders"]


def make_extract(table, columns=("id",)):
    @solid(name=f"extract_{table}", required_resource_keys={"db"})
    def _extract(context):
        rows = [f"{context.resources.db}.{table}.{column}" for column in columns]
        print("@ extract", rows)
        return rows

    return _extract


def connection(host):
    @resource
    def _connection(_):
        print("@ connect", host)
        yield host
        print("@ disconnect", host)

    return _connection


extracts = {table: make_extract(table) for table in TABLES}
extract_items = make_extract("items", columns=("id", "price"))


@solid
def merge(_, parts):
    print("@ merge", sum(parts, []))


@pipeline(
    mode_defs=[
        ModeDefinition("live", resource_defs={"db": connection("live-host")}),
        ModeDefinition("copy", resource_defs={"db": connection(host="copy-host")}),
        ModeDefinition("fixed", resource_defs={"db": ResourceDefinition.hardcoded_resource("fixed")}),
    ]
)
def extracting():
    parts = [extract() for extract in extracts.values()]
    parts.append(extract_items())
    merge(parts)
