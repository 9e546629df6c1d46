"""modec compiles Dagster-style pipelines, in one chosen mode, to standalone Python scripts.

The vocabulary (`from modec import pipeline, resource, solid`) is loaded name by name, as it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """A name of the vocabulary. Raises `AttributeError` for an unknown one, saying why for an unsupported one."""
    # Not `from modec import vocabulary`: that would ask this function for the submodule.
    vocabulary = import_module("modec.vocabulary")
    if name == "__all__":
        return vocabulary.names()
    found = None if name.startswith("_") else vocabulary.entry(name, "modec")
    if found is None:
        raise AttributeError(f"module 'modec' has no attribute {name!r}")
    if found.kind == "unsupported":
        raise AttributeError(f"modec does not support {name!r}: {found.reason}")
    value = found.load_live()
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("modec.vocabulary").names()})
