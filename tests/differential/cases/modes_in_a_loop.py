"""Modes and presets made by a loop over settings that register themselves; what only the run knows depends on the round."""

import os
from pathlib import Path

from dagster import IOManager, ModeDefinition, PresetDefinition, io_manager, pipeline, resource, solid


class Settings:
    registry = {}
    env = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.env:
            Settings.registry[cls.env] = cls

    @property
    def url(self):
        return f"sqlite:///{self.env}.db"

    @property
    def config(self):
        return {"resources": {"db": {"config": {"url": self.url}}}}


class Dev(Settings):
    env = "dev"


class Prod(Dev):
    env = "prod"

    @property
    def url(self):
        return super().url.replace("sqlite", "postgres") + "?pool=5"


@resource(config_schema={"url": str})
def db(context):
    return context.resource_config["url"]


class Folder(IOManager):
    def __init__(self, folder):
        self.folder = folder
        self.values = {}

    def handle_output(self, context, obj):
        self.values[context.step_key] = (str(self.folder), obj)

    def load_input(self, context):
        return self.values[context.upstream_output.step_key]


def folder_io(folder):
    @io_manager
    def made(_):
        return Folder(folder)

    return made


MODES, PRESETS = [], []
for name, settings in sorted(Settings.registry.items()):
    place = Path(os.environ.get("DIFF_ROOT", "root")) / name
    MODES.append(
        ModeDefinition(
            name,
            resource_defs={
                "db": db,
                "io_manager": folder_io(Path("out") / name),
                "other": folder_io(os.environ.get("DIFF_ROOT", "root") + "/" + name),
            },
        )
    )
    PRESETS.append(PresetDefinition(name, mode=name, run_config=settings().config))


@solid(required_resource_keys={"db", "other"})
def read(context):
    return [context.resources.db, context.resources.other.folder]


@solid
def show(_, rows):
    return rows


@pipeline(mode_defs=MODES, preset_defs=PRESETS)
def reading():
    show(read())
