"""Pipelines that are gathered from all that is in modules, and put into a module by their names."""

import inspect

from dagster import PipelineDefinition, pipeline, repository, solid

import jobs


def gathered(modules):
    found = {}
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, PipelineDefinition):
                found[name] = value
    return found


def made(name):
    @solid(name=f"run_{name}")
    def _run(_):
        print("@ run", name)

    @pipeline(name=f"{name}_pipeline")
    def _pipeline():
        _run()

    return _pipeline


for each in ("first", "second"):
    globals()[f"{each}_pipeline"] = made(each)

globals().update(gathered([jobs.nightly]))
[(_, weekly)] = inspect.getmembers(jobs.weekly, lambda value: isinstance(value, PipelineDefinition))


@repository
def everywhere():
    return [value for value in globals().values() if isinstance(value, PipelineDefinition)]
