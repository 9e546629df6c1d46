"""Outputs that stand for assets: by their definitions, by functions, by IO managers, with partitions."""

from dagster import (
    AssetKey,
    AssetMaterialization,
    EventMetadataEntry,
    IOManager,
    ModeDefinition,
    Output,
    OutputDefinition,
    io_manager,
    mem_io_manager,
    pipeline,
    solid,
)


class Tables(IOManager):
    """Its outputs are assets of the database."""

    def __init__(self):
        self.rows = {}

    def handle_output(self, context, obj):
        self.rows[context.step_key, context.name] = obj
        yield AssetMaterialization("told")
        yield EventMetadataEntry.int(len(obj) if isinstance(obj, list) else 1, "rows")

    def load_input(self, context):
        upstream = context.upstream_output
        return self.rows[upstream.step_key, upstream.name]

    def get_output_asset_key(self, context):
        return None if context.step_key == "plain" else AssetKey(["db", context.step_key])

    def get_output_asset_partitions(self, context):
        return {"b", "a"} if context.name == "parts" else set()


@io_manager
def tables(_):
    return Tables()


@solid(
    output_defs=[
        OutputDefinition(list, io_manager_key="tables"),
        OutputDefinition(list, "parts", io_manager_key="tables"),
    ]
)
def load(_):
    yield Output([1, 2], metadata={"size": 2})
    yield Output([3], "parts")


@solid(output_defs=[OutputDefinition(list, io_manager_key="tables")])
def plain(_, first, second):
    return [*first, *second]


@solid(output_defs=[OutputDefinition(int, asset_key=AssetKey(["sums", "total"]))])
def total(_, rows):
    return sum(rows)


@solid(
    output_defs=[
        OutputDefinition(
            int,
            asset_key=lambda context: AssetKey(context.step_key),
            asset_partitions={"2020"},
            is_required=False,
        )
    ]
)
def doubled(_, number):
    yield Output(number * 2)


@solid(
    output_defs=[OutputDefinition(int, asset_key=AssetKey("both"), io_manager_key="tables_or_mem")]
)
def both(_, number):
    print(number)
    return number


@pipeline(
    mode_defs=[
        ModeDefinition("good", resource_defs={"tables": tables, "tables_or_mem": mem_io_manager}),
        ModeDefinition("wrong", resource_defs={"tables": tables, "tables_or_mem": tables}),
    ]
)
def output_assets():
    both(doubled(total(plain(*load()))))
