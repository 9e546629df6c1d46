"""Every type of config value."""
from enum import Enum as PythonEnum

from dagster import (
    Any,
    Array,
    Bool,
    Enum,
    EnumValue,
    Field,
    Float,
    Int,
    Noneable,
    Permissive,
    ScalarUnion,
    Selector,
    Shape,
    String,
    pipeline,
    solid,
)


class Color(PythonEnum):
    RED = "red"
    BLUE = "blue"


SCHEMA = {
    "count": Int,
    "ratio": Float,
    "flag": Bool,
    "name": Field(String, default_value="nobody", description="who"),
    "words": [str],
    "grid": Array([int]),
    "maybe": Noneable(int),
    "loose": Permissive({"known": Field(int, default_value=7)}),
    "free": Field(dict, is_required=False),
    "anything": Field(Any, is_required=False),
    "choice": Field(Selector({"by_id": int, "by_name": {"first": str}}), is_required=False),
    "nested": Shape({"deep": {"deeper": Field(int, default_value=3)}, "other": Field(str, default_value="o")}),
    "color": Field(Enum.from_python_enum(Color), default_value="RED"),
    "level": Field(Enum("Level", [EnumValue("low", 1), EnumValue("high", 9)]), default_value="high"),
    "union": Field(ScalarUnion(scalar_type=int, non_scalar_schema={"value": int}), default_value=0),
}


@solid(config_schema=SCHEMA)
def show(context):
    config = context.solid_config
    for key in sorted(config):
        print("@", key, repr(config[key]) if not isinstance(config[key], dict) else sorted(config[key].items()))
    print("@ types", isinstance(config["color"], Color), type(config["level"]).__name__)
    try:
        config["count"] = 1
    except Exception as error:
        print("@ read-only", type(error).__name__)
    copied = config.copy()
    copied["count"] = 99
    print("@ copy", copied["count"], config["count"])


@pipeline
def configured_all():
    show()
