"""Defaults within defaults."""
from dagster import Field, Noneable, Permissive, Selector, Shape, StringSource, pipeline, solid

INNER = {"x": Field(int, default_value=1), "y": Field(int, is_required=False)}


@solid(
    config_schema={
        "implied": INNER,
        "optional": Field(INNER, is_required=False),
        "given": Field({"a": int, "b": Field(int, default_value=2)}, default_value={"a": 1}),
        "only": Selector({"one": Field({"z": Field(int, default_value=5)}, is_required=False)}),
        "none": Field(Noneable(str)),
        "none_default": Field(Noneable(str), default_value="text"),
        "list": Field([{"n": Field(int, default_value=0)}], default_value=[]),
        "open": Permissive(),
        "source": Field(StringSource, default_value="plain"),
        "from_env": Field(StringSource, default_value={"env": "DIFF_DEFAULT"}, is_required=False),
        "shape": Field(Shape({"deep": Shape({"q": Field(bool, default_value=False)})})),
    }
)
def show(context):
    def plain(value):
        if isinstance(value, dict):
            return sorted((key, plain(item)) for key, item in value.items())
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value

    for key, value in plain(context.solid_config):
        print("@", key, value)


@solid(config_schema=Field(int, default_value=4))
def scalar(context):
    print("@ scalar", context.solid_config)


@solid(config_schema=[str])
def items(context):
    print("@ items", [item.upper() for item in context.solid_config])


@pipeline
def defaulting():
    show()
    scalar()
    items()
