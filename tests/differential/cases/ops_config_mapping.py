"""Jobs whose config mapping is handed config as it was written, or what the run would see."""

import enum

from dagster import (
    Array,
    ConfigMapping,
    Enum,
    Field,
    IntSource,
    Noneable,
    Shape,
    config_mapping,
    graph,
    op,
)


class Level(enum.Enum):
    LOW = 1
    HIGH = 2


SCHEMA = Shape(
    {
        "level": Field(Enum.from_python_enum(Level), default_value="HIGH"),
        "size": Field(IntSource, default_value=3),
        "inner": Field({"a": Field(int, default_value=1), "b": Noneable(str)}),
        "levels": Field(Array(Enum.from_python_enum(Level)), default_value=["LOW"]),
        "ratio": Field(float, default_value=1),
    }
)


@op(config_schema={"level": Enum.from_python_enum(Level), "shown": str})
def tell(context):
    print("@", context.op_config["level"], context.op_config["shown"])


@graph
def told():
    tell()


def as_written(config):
    shown = repr(sorted(config.items(), key=repr))
    return {"ops": {"tell": {"config": {"level": config["level"], "shown": shown}}}}


@config_mapping(config_schema=SCHEMA)
def as_seen(config):
    shown = repr([config["level"].name, config["size"], dict(config["inner"]), config["ratio"]])
    return {"ops": {"tell": {"config": {"level": config["level"].name, "shown": shown}}}}


written_job = told.to_job(
    name="written",
    config=ConfigMapping(as_written, config_schema=SCHEMA, receive_processed_config_values=False),
)
seen_job = told.to_job(name="seen", config=as_seen)
