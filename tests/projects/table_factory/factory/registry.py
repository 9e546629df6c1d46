from factory.builders import build_pipeline
from factory.loader import specs

PIPELINES = {}

for _spec in specs():
    PIPELINES[_spec["name"]] = build_pipeline(_spec)


def pipeline_named(name):
    return PIPELINES[name]
