"""Solids that a factory makes of an enum's members, which loops at the module's top name one after the other."""

from enum import Enum

from dagster import pipeline, solid


class Stage(Enum):
    CLEAN = "clean"
    COUNT = "count"

    @property
    def solid_name(self):
        return f"stage_{self.value}"


def make_solid(stage):
    @solid(name=stage.solid_name)
    def _made(_, words):
        print("@", stage, stage.value)
        return words

    return _made


SOLIDS = {stage: make_solid(stage) for stage in Stage}
for stage in Stage:
    print("@ known", stage)

last = Stage.CLEAN
LATER = make_solid(last).alias("later") if False else SOLIDS[last]


@solid
def read(_):
    return ["a", "b"]


@pipeline
def stages():
    words = read()
    for each in Stage:
        words = SOLIDS[each](words)
    LATER.alias("again")(words)
