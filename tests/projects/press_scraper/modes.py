from copy import deepcopy

import resources
from dagster import ModeDefinition, PresetDefinition

RESOURCES = {"web": resources.web, "store": resources.store}


def mode(name, **overrides):
    return ModeDefinition(name=name, resource_defs={**RESOURCES, **overrides})


live = mode("live")
dry = mode("dry", store=resources.null_store)
flaky = mode("flaky", web=resources.web.configured({"kind": "flaky"}))

CONFIG = {"solids": {"choose_sites": {"config": {"sites": ["times", "post"]}}}, "loggers": {"console": {"config": {"log_level": "ERROR"}}}}

one_site = deepcopy(CONFIG)
one_site["solids"]["choose_sites"]["config"]["sites"] = ["gazette"]

nobody = deepcopy(CONFIG)
nobody["solids"]["choose_sites"]["config"]["sites"].append("tribune")

presets = [
    PresetDefinition(name, mode=each, run_config=config)
    for name, each, config in [
        ("two", "live", CONFIG),
        ("one", "live", one_site),
        ("dry_one", "dry", one_site),
        ("nobody", "dry", nobody),
    ]
]
