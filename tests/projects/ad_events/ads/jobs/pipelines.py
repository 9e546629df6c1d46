import itertools

import ads.core.patches  # noqa: F401
from dagster import ModeDefinition, PresetDefinition, pipeline

from . import resources as res
from . import steps

SINKS = {"console": res.console, "memory": res.memory, "small": res.small}
SOURCES = {"lines": res.lines, "given": res.given}

MODES = [
    ModeDefinition(f"{source}_{sink}", resource_defs={"source": SOURCES[source], "sink": SINKS[sink]})
    for source, sink in itertools.product(SOURCES, SINKS)
    if (source, sink) != ("given", "small")
]
RULES = ["duplicates", "bots", "costs"]


def with_rules(*names):
    return {"solids": {"clean": {"config": {"rules": list(names)}}}}


PRESETS = [PresetDefinition(mode.name, mode=mode.name, run_config=with_rules(*RULES)) for mode in MODES if mode.name.startswith("lines")]


@pipeline(mode_defs=MODES, preset_defs=PRESETS)
def ads_pipeline():
    parts = steps.by_kind(steps.clean(steps.read())).map(steps.write)
    steps.summary(parts.collect())


@pipeline(mode_defs=[MODES[0], next(mode for mode in MODES if mode.name == "lines_memory")])
def dump_pipeline():
    steps.write(steps.read())
