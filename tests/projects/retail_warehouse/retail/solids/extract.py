import logging

from dagster import (
    AssetMaterialization,
    EventMetadata,
    Field,
    InputDefinition,
    Nothing,
    Output,
    OutputDefinition,
    solid,
)

from retail.types import SalesFrame

logger = logging.getLogger(__name__)

__all__ = ["list_sources", "extract_sales", "extract_stock"]


@solid(
    required_resource_keys={"source"},
    output_defs=[OutputDefinition(list, "names"), OutputDefinition(int, "count", is_required=False)],
)
def list_sources(context):
    names = context.resources.source.names()
    context.log.info(f"{len(names)} files")
    yield Output(names, "names")
    if (count := len(names)) > 1:
        yield Output(count, "count")


@solid(
    config_schema={"name": Field(str, default_value="sales"), "countries": Field([str], is_required=False)},
    input_defs=[InputDefinition("ready", Nothing)],
    output_defs=[OutputDefinition(SalesFrame, io_manager_key="frames")],
    required_resource_keys={"source"},
    tags={"kind": "csv"},
)
def extract_sales(context):
    name = context.solid_config["name"]
    frame = context.resources.source.read(name)
    wanted = context.solid_config.get("countries")
    if wanted:
        frame = frame.query(lambda row: row["country"] in wanted)
    logger.info("read %s", name)
    yield AssetMaterialization(
        asset_key=["raw", name],
        description="The day's sales",
        metadata={"rows": len(frame), "path": EventMetadata.path(name), "empty": str(frame.empty)},
    )
    yield Output(frame)


@solid(required_resource_keys={"source"}, output_defs=[OutputDefinition(io_manager_key="frames")])
def extract_stock(context):
    return context.resources.source.read("stock")
