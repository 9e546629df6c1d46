"""The same vocabulary under other names."""

import json as j
import os.path

import dagster as d
from dagster import ModeDefinition as Mode
from dagster import solid as step
from dagster.core.definitions.resource import resource as thing
from shapes import *
from shapes import area as area_of


@thing
def pen(_):
    return "pen"


@step(required_resource_keys={"pen"}, config_schema={"side": d.Field(d.Int, default_value=3)})
def sketch(context):
    side = context.solid_config["side"]
    print(context.resources.pen, SIDES["square"], area_of(side), area(side + 1))
    # `d` is the module here, and a local below
    yield d.Output(j.dumps({"square": [side] * SIDES["square"]}))


@d.solid(output_defs=[d.OutputDefinition(d.Nothing)])
def show(_, text):
    d = len(j.loads(text)["square"])
    print(text, os.path.splitext("drawing.svg")[1], outline(2), d)


@d.pipeline(mode_defs=[Mode("one", {"pen": pen})])
def drawing():
    show(sketch())
