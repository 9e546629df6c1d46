"""Reads the YAML that the pipelines are described in."""
import copy
import functools
import os
from pathlib import Path

import yaml

HERE = Path(os.path.dirname(os.path.abspath(__file__)))
DEFINITIONS = HERE / "definitions"


class SpecError(ValueError):
    def __init__(self, spec, problem):
        name = spec.get("name", "?") if isinstance(spec, dict) else spec
        super().__init__(f"{name}: {problem}")


def _read(path):
    with open(path, encoding="utf-8") as handle:
        return yaml.safe_load(handle)


DEFAULTS = _read(DEFINITIONS / "_defaults.yaml")


def merge(base, other):
    """`other` over a copy of `base`, all the way down."""
    result = copy.deepcopy(base)
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merge(result[key], value)
        elif isinstance(value, list) and key in result:
            result[key] = [*result[key], *value]
        else:
            result[key] = value
    return result


def _checked(spec):
    missing = [key for key in ("name", "tables") if not spec.get(key)]
    if missing:
        raise SpecError(spec, f"lacks {' and '.join(missing)}")
    for table in spec["tables"]:
        table.setdefault("columns", [])
    return spec


def specs():
    paths = sorted(path for path in DEFINITIONS.glob("*.yaml") if not path.name.startswith("_"))
    loaded = (_read(path) for path in paths)
    merged = map(functools.partial(merge, DEFAULTS), loaded)
    return [_checked(spec) for spec in merged if spec.get("enabled", True)]
