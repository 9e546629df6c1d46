"""A registry of solids that is an object with methods of its own: it is called, asked, gone over and measured."""

import os

from dagster import ModeDefinition, PresetDefinition, pipeline, resource, solid

CONFIGS = os.path.join(os.path.dirname(__file__), os.pardir, "no_such_folder")


class Registry:
    def __init__(self):
        self._items = {}

    def __call__(self, name):
        def add(thing):
            self._items[name] = thing
            return thing

        return add

    def __getitem__(self, name):
        return self._items[name]

    def __iter__(self):
        return iter(sorted(self._items))

    def __contains__(self, name):
        return name in self._items

    def __len__(self):
        return len(self._items)

    def items(self):
        return self._items.items()


steps = Registry()
resources = Registry()


@resources("store")
@resource
def store(_):
    return ["store"]


@resources("clock")
@resource
def clock(_):
    return 7


@steps("b")
@solid(required_resource_keys={"store", "clock"})
def b_step(context):
    print("@ b", context.resources.store, context.resources.clock)


@steps("a")
@solid
def a_step(_):
    print("@ a")


MODES = [ModeDefinition(f"mode_{len(steps)}", resource_defs={name: resources[name] for name in resources})]
MODES.append(ModeDefinition("other", resource_defs={**dict(resources.items())}))
NAMES = [*steps, *(f"{name}_again" for name in steps)]
NUMBERED = [f"{name}_{number}" for number, name in enumerate(steps, 5)]


@pipeline(mode_defs=MODES, preset_defs=[PresetDefinition("p", mode="other")] if not os.path.exists(CONFIGS) else [])
def everything():
    for name in steps:
        steps[name].alias(f"first_{name}")()
    for name in NAMES + NUMBERED:
        steps[name[0]].alias(f"then_{name}")()
    if "a" in steps and "c" not in steps:
        a_step()
