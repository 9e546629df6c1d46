"""What a random program may have: features, and how a command line names them."""

from __future__ import annotations

FEATURES = (
    "modes",  # two or three modes with different resources
    "generators",  # resources that yield
    "factories",  # resources made by a function of the module, and hardcoded ones
    "resource_config",
    "configured",
    "resource_faults",  # initialisation fails
    "teardown_faults",  # teardown fails, no yield, two yields
    "config",  # solids with config
    "invalid_config",  # runs whose config is refused
    "presets",
    "spare_config",  # config for what the pipeline does not need
    "aliases",
    "types",  # annotations, and values that don't fit them
    "defaults",
    "config_inputs",  # inputs from run config
    "fan_in",
    "multi_outputs",
    "optional_outputs",
    "nothing",
    "generator_solids",
    "async_solids",
    "faults",  # solids that fail
    "exits",  # solids that call sys.exit
    "retries",
    "priorities",
    "composites",
    "composite_config",
    "dynamic",
    "hooks",
    "io_managers",
    "io_faults",
    "escapes",  # the context is handed to a helper
    "solid_forms",  # no context, a context of another name, solids made by a function
    "configured_solids",
    "custom_types",  # a DagsterType of the module, Optional, List
    "mapped_composites",
    "mapped_fan_in",
    "pipeline_hooks",  # hooks of the whole pipeline, hooks that fail, hooks with resources
    "pipeline_policy",  # a retry policy of the whole pipeline
    "events",  # materializations and expectations
    "root_managers",
    "objects",  # resources that are instances of a class of the module
    "module_code",  # classes, decorators, counters, tables, imports beside the definitions
    "modules",  # solids and resources in several modules
    "collisions",  # names that meet once everything is in one file
)

SIMPLE = [
    "modes",
    "generators",
    "resource_config",
    "config",
    "invalid_config",
    "aliases",
    "multi_outputs",
    "faults",
    "resource_faults",
]
"""What a first version of a compiler should manage."""


def chosen_features(text: str) -> frozenset[str]:
    """The features that a command line names: `all`, `simple`, `none`, names, and `-name` to take one away.

    Raises `ValueError` for a name that is none.
    """
    chosen: set[str] = set()
    words = text.split(",")
    if words[0].startswith("-"):
        words.insert(0, "all")
    for word in words:
        names = {"all": FEATURES, "simple": SIMPLE, "none": ()}.get(word, [word.lstrip("-")])
        unknown = sorted(set(names) - set(FEATURES))
        if unknown:
            raise ValueError(f"no feature {unknown[0]!r}; there are {', '.join(FEATURES)}")
        if word.startswith("-"):
            chosen.difference_update(names)
        else:
            chosen.update(names)
    return frozenset(chosen)
