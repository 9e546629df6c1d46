"""A pytest plugin for the peer suite: `dagster` and everything under it stands for modec's vocabulary.

Only the process of the peer suite loads it. A name that modec does not have is an `Absent`: a test file that imports
it can be read, and a test that uses it fails with `NotInModec`, which says the name. `dagster_tests` is the
package in the folder that the environment variable PEER_TESTS names.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import os
import sys
import types
import unittest.mock
from typing import Any, NoReturn

TESTS = os.environ.get("PEER_TESTS", "")

_MODULES = {
    "dagster.core.errors": "modec.runtime.errors",
    "dagster.check": "modec.runtime.errors",
    "dagster.core.execution.results": "modec.execute.results",
    "dagster.core.execution.execution_results": "modec.execute.results",
    "dagster.core.definitions.dependency": "modec.execute.handles",
    "dagster.core.definitions.composition": "modec.definitions.dependency",
    "dagster.core.types.dagster_type": "modec.runtime.types",
    "dagster.config.errors": "modec.runtime.config_errors",
    "dagster.core.definitions.resource": "modec.runtime.context",
    "dagster.core.definitions.events": "modec.runtime.events",
}
"""Where else the names of a module are looked for."""


class NotInModec(Exception):
    """A test asked for something of Dagster's that modec does not have."""


class Absent(type):
    """What stands for a name that modec does not have: a class, so that it can be a base or an expected error."""

    place = ""

    def __call__(cls, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotInModec(cls.place)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return absent(f"{cls.place}.{name}")


def absent(place: str) -> Any:
    """The stand-in for `place`, a dotted name."""
    made = Absent(place.rpartition(".")[2], (Exception,), {})
    made.place = place
    return made


_SUBMODULES = ("check", "seven", "utils", "core", "config", "cli", "serdes")
"""What stands under `dagster` as modules."""


def find(module: str, name: str) -> Any:
    """What `from module import name` gives."""
    import modec

    if module == "dagster" and name in _SUBMODULES:
        return importlib.import_module(f"dagster.{name}")
    if module.startswith("dagster.check") and name not in ("CheckError", "ParameterCheckError"):
        return absent(f"{module}.{name}")
    helper = getattr(importlib.import_module("tests.peer.helpers"), name, None)
    if helper is not None and not isinstance(helper, types.ModuleType):
        return helper
    with contextlib.suppress(AttributeError):
        return getattr(modec, name)
    home = _MODULES.get(module)
    for each in [home] if home else sorted(set(_MODULES.values())):
        found = getattr(importlib.import_module(str(each)), name, None)
        if found is not None:
            return found
    return absent(f"{module}.{name}")


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives `dagster` and its submodules, and the package of tests."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name == "dagster" or name.startswith("dagster."):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        if name == "dagster_tests":
            return importlib.machinery.PathFinder.find_spec(name, [TESTS])
        return None

    def create_module(self, spec: Any) -> types.ModuleType:
        module = types.ModuleType(spec.name)

        def missing(name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return find(spec.name, name)

        module.__getattr__ = missing  # type: ignore[method-assign]
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing: names are found when they are asked for."""


sys.meta_path.insert(0, Finder())
# What the suite calls the backport is the standard library's by now.
sys.modules.setdefault("mock", unittest.mock)
