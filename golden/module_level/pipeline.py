"""Things that happen when modules load."""

import os

from dagster import Field, pipeline, solid
from registry import PLUGINS, lookup, register

print("loading the pipeline")

STAGE = os.environ.get("STAGE", "none")
LIMIT = int(os.getenv("LIMIT", "3")) * 2
SQUARES = {n: n * n for n in range(LIMIT)}
first, *others = sorted(SQUARES)
try:
    import module_that_is_not_there as fast
except ImportError:
    fast = None

if STAGE == "blue":

    def colour():
        return "the blue stage"

else:

    def colour():
        return "some other stage"


@register("shout")
def shout(text):
    return text.upper() + "!"


@register("spell")
def spell(text):
    return "-".join(text)


counter = 0


def tick():
    global counter
    counter += 1
    return counter


tick()
PLUGINS["late"] = lambda text: text[::-1]
assert LIMIT == 6, "somebody set LIMIT"


@solid(config_schema={"stage": Field(str, default_value=STAGE)})
def show(context):
    print(colour(), context.solid_config["stage"], SQUARES[LIMIT - 1], first, others, fast)
    for name in sorted(PLUGINS):
        print(name, lookup(name)("stage"), tick())


@pipeline
def loading():
    show()


print("loaded the pipeline")
