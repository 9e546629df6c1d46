"""The resolved run config as `validate_run_config` shows it (4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modec.execute.config import at
from modec.plan.records import Plan


def resolved_config(plan: Plan, config: Mapping[str, Any]) -> dict[str, Any]:
    """The processed `config` of a plan, by handles of solids and keys of the resources that are needed."""
    shown: dict[str, Any] = {
        "solids": _solids(plan, config),
        "execution": _choice(config.get("execution")),
        "resources": {
            resource.key: {"config": at(config, ("resources", resource.key, "config"))}
            for resource in plan.resources
        },
        "loggers": dict(config.get("loggers") or {}),
    }
    storage = _choice(config.get("intermediate_storage") or config.get("storage"))
    if storage and "in_memory" not in storage:
        shown["storage"] = storage
    return shown


def _solids(plan: Plan, config: Mapping[str, Any]) -> dict[str, Any]:
    """Every solid's and every composite's section; a composite has no config of its own any more."""
    found: dict[str, Any] = {}
    for step in plan.steps:
        names = step.key.split(".")
        for depth in range(1, len(names) + 1):
            section = at(config, step.config_path[: 2 * depth]) or {}
            found[".".join(names[:depth])] = {
                "config": section.get("config") if depth == len(names) else None,
                "inputs": section.get("inputs") or {},
                "outputs": section.get("outputs"),
            }
    return found


def _choice(section: Any) -> dict[str, Any]:
    """What is chosen of several, with its config."""
    return {name: (own or {}).get("config") for name, own in (section or {}).items()}
