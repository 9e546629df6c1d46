"""The run config that a random program needs in a mode, and spoiled ones."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from .program import Invocation, Mode, Program, Resource, node_names, required_keys
from .schemas import fitting, spoiled

Path = tuple[str, ...]


def run_config(program: Program, mode: Mode) -> dict[str, Any]:
    """A config that fits. Each entry depends on its own path alone, so that shrinking one part leaves the others."""
    config: dict[str, Any] = {}
    wanted = set(mode.resources) if program.spare_config else required_keys(program, mode)
    for key, resource in sorted(mode.resources.items()):
        if key in wanted and resource.schema and not resource.configured:
            random = Random(f"{program.seed}:{mode.name}:{key}")
            config.setdefault("resources", {})[key] = {"config": fitting(resource.schema, random)}
    solids = _nodes(program, program.body, program.seed)
    if solids:
        config["solids"] = solids
    return config


def _nodes(program: Program, body: list[Invocation], path: str) -> dict[str, Any]:
    config: dict[str, Any] = {}
    names = node_names(body)
    for invocation in body:
        name = names[invocation.id]
        here = f"{path}.{name}"
        entry: dict[str, Any] = {}
        if invocation.node in program.composites:
            composite = program.composites[invocation.node]
            if composite.mapped_config:
                entry["config"] = {"size": Random(here).randint(0, 9)}
            else:
                inner = _nodes(program, composite.body, here)
                if inner:
                    entry["solids"] = inner
        else:
            solid = program.solids[invocation.node]
            if solid.schema and not solid.configured:
                entry["config"] = fitting(solid.schema, Random(here))
        for key, source in sorted(invocation.sources.items()):
            if source.kind == "config":
                number = Random(f"{here}.{key}").randint(0, 50)
                entry.setdefault("inputs", {})[key] = (
                    {"value": number} if number % 3 == 0 else number
                )
        if entry:
            config[name] = entry
    return config


def spoil(program: Program, mode: Mode, config: dict[str, Any], random: Random) -> dict[str, Any]:
    """A copy of a config with one to three mistakes, which Dagster refuses or, seldom, accepts."""
    wrong = copy.deepcopy(config)
    for _ in range(random.randint(1, 3)):
        kind = random.choice(["value", "value", "value", "section", "unknown", "drop"])
        places = _sections(wrong)
        section = random.choice(places)
        if kind == "value":
            _spoil_value(program, mode, wrong, random)
        elif kind == "unknown":
            _at(wrong, section)[random.choice(["surprise", "aa", "zz"])] = random.choice(
                [1, {}, None]
            )
        elif kind == "drop" and _at(wrong, section):
            _at(wrong, section).pop(random.choice(sorted(_at(wrong, section))))
        elif section:
            _at(wrong, section[:-1])[section[-1]] = random.choice(["text", None, [1], 5])
    return wrong


def _sections(config: dict[str, Any], path: Path = ()) -> list[Path]:
    """The paths of the dicts that belong to Dagster rather than to a schema."""
    found = [path]
    for key, value in sorted(config.items()):
        if isinstance(value, dict) and key != "config" and len(path) < 5:
            found += _sections(value, (*path, key))
    return found


def _at(config: dict[str, Any], path: Path) -> dict[str, Any]:
    here: Any = config
    for key in path:
        here = here.get(key) if isinstance(here, dict) else None
    return here if isinstance(here, dict) else {}


def _spoil_value(program: Program, mode: Mode, config: dict[str, Any], random: Random) -> None:
    """Spoil the config of one resource or of one solid of the pipeline's own body."""
    choices: list[tuple[str, str, Any]] = [
        ("resources", key, resource.schema)
        for key, resource in sorted(mode.resources.items())
        if _configurable(resource)
    ]
    names = node_names(program.body)
    for invocation in program.body:
        solid = program.solids.get(invocation.node)
        if solid and solid.schema and not solid.configured:
            choices.append(("solids", names[invocation.id], solid.schema))
    if not choices:
        config["surprise"] = 1
        return
    section, name, schema = random.choice(choices)
    entry = _at(config, (section, name))
    if "config" in entry:
        entry["config"] = spoiled(schema, entry["config"], random)


def _configurable(resource: Resource) -> bool:
    return resource.schema is not None and not resource.configured
