"""Every type of config, its defaults, and what it refuses."""

import enum, os
from dagster import (
    Any,
    Array,
    BoolSource,
    Enum,
    EnumValue,
    Field,
    IntSource,
    Noneable,
    Permissive,
    ScalarUnion,
    Selector,
    Shape,
    StringSource,
    pipeline,
    solid,
)


class Color(enum.Enum):
    RED = 1
    BLUE = "b"


E1 = Enum(
    "E1",
    [
        EnumValue("a", python_value=10),
        EnumValue("b"),
        EnumValue("c", description="x", python_value=None),
    ],
)
SCHEMA = {
    "sel": Field(
        Selector({"one": {"x": Field(int, default_value=3)}, "two": str, "three": Noneable(int)}),
        is_required=False,
    ),
    "seld": Field(Selector({"only": Field({"y": Field(int, default_value=5)})})),
    "arr": Field([{"n": int, "m": Field(str, default_value="mm")}], default_value=[{"n": 1}]),
    "arr2": Field(Array(Noneable(int)), is_required=False),
    "non": Noneable({"k": Field(int, default_value=7)}),
    "nond": Field(Noneable(int), default_value=4),
    "su": Field(
        ScalarUnion(str, {"a": Field(int, default_value=2), "b": Field(str, is_required=False)}),
        default_value="q",
    ),
    "su2": Field(ScalarUnion(int, Selector({"x": str, "y": int})), is_required=False),
    "su3": Field(ScalarUnion(bool, [int]), default_value=[1]),
    "en": Field(E1, default_value="a"),
    "col": Field(Enum.from_python_enum(Color), default_value="RED"),
    "cols": Field([Enum.from_python_enum(Color)], default_value=["BLUE", "RED"]),
    "perm": Permissive({"a": Field(int, default_value=1), "e": Field(E1, is_required=False)}),
    "permn": Field(Permissive(), default_value={"z": {"y": [1]}}),
    "d": dict,
    "dd": Field(dict, default_value={"k": [1, {"a": None}]}),
    "l": Field(list, default_value=[1, "a"]),
    "shape": {
        "in": {"a": Field(int, default_value=1), "b": Field({"c": Field(str, default_value="cc")})},
        "opt": Field(int, is_required=False),
    },
    "shaped": Field(
        {"a": Field(int, default_value=1), "b": Field(int, default_value=2)}, default_value={"a": 9}
    ),
    "shapen": Field({"a": Field(int, default_value=1)}, is_required=False),
    "env": Field(StringSource, default_value={"env": "H7_A"}),
    "envi": Field(IntSource, default_value=3),
    "envb": Field(BoolSource, default_value=False),
    "fl": Field(float, default_value=2),
    "any": Field(Any, default_value={"x": [Color.RED.name]}),
    "anyn": Field(Any, is_required=False),
    "m": Field({"n": Field(Noneable([str]), default_value=None)}),
    "sp": Field(
        Shape(
            {
                "q": Field(
                    Selector({"w": int, "v": {"u": Field(int, default_value=8)}}),
                    default_value={"v": {}},
                )
            }
        )
    ),
}


def show(c, ind=0):
    return {k: c[k] for k in sorted(c)}


@solid(config_schema=SCHEMA)
def s(context):
    for k in sorted(context.solid_config):
        print("@", k, repr(context.solid_config[k]), isinstance(context.solid_config[k], list))


@pipeline
def p():
    s()
