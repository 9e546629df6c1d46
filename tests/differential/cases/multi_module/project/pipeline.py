from dagster import ModeDefinition, pipeline, repository

from project.resources import file_store, memory_store
from project.solids import save
from project.solids.extract import run as extract

MODES = [
    ModeDefinition("memory", resource_defs={"store": memory_store}),
    ModeDefinition("file", resource_defs={"store": file_store}),
]


@pipeline(mode_defs=MODES)
def etl():
    save.run(extract())


@repository
def repo():
    return [etl]
