"""Solids configured: constant, function, decorator, one above the other."""
from dagster import Field, configured, pipeline, solid


@solid(config_schema={"unit": str, "factor": Field(int, default_value=1)})
def convert(context):
    print("@", context.solid.name, context.solid_config["unit"], context.solid_config["factor"])
    return context.solid_config["factor"]


metres = convert.configured({"unit": "m"}, name="metres")
feet = configured(convert, name="feet")({"unit": "ft", "factor": 3})


@configured(convert, config_schema={"factor": int})
def inches(config):
    return {"unit": "in", "factor": config["factor"] * 12}


dozens = inches.configured({"factor": 12}, name="dozens")


@pipeline
def converting():
    metres()
    feet()
    inches()
    dozens()
    metres.alias("again")()
