"""A pytest plugin for the peer suite: `dagster` and everything under it stands for modec's vocabulary.

Only the process of the peer suite loads it. A name that modec does not have is an `Absent`: a test file that imports
it can be read, and a test that uses it fails with `NotInModec`, which says the name. Where Dagster's tests ask its
insides about what modec has too, under other names, `tests.peer.adapters` hands it out.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import sys
import types
import unittest.mock
import warnings
from typing import Any, NoReturn

import pytest

_MODULES = {
    "dagster.core.errors": "modec.runtime.errors",
    "dagster.check": "modec.runtime.check",
    "dagster.core.execution.results": "modec.execute.results",
    "dagster.core.execution.execution_results": "modec.execute.results",
    "dagster.core.definitions.dependency": "modec.execute.handles",
    "dagster.core.definitions.composition": "modec.definitions.dependency",
    "dagster.core.types.dagster_type": "modec.runtime.types",
    "dagster.config.errors": "modec.runtime.config_errors",
    "dagster.core.definitions.resource": "modec.runtime.context",
    "dagster.core.definitions.events": "modec.runtime.events",
    "dagster.core.execution.plan.step": "modec.execute.events",
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


_ADAPTERS = ("environment", "config", "plans", "types_", "stubs")
"""Modules of `tests.peer.adapters`."""

_SUBMODULES = ("check", "seven", "utils", "core", "config", "cli", "serdes")
"""What stands under `dagster` as modules."""


def find(module: str, name: str) -> Any:
    """What `from module import name` gives."""
    import modec
    from modec.definitions.outside import inert

    if module == "dagster" and name in _SUBMODULES:
        return importlib.import_module(f"dagster.{name}")
    if module.startswith("dagster.check"):
        return _checking(name)
    for adapter in _ADAPTERS:
        own = importlib.import_module(f"tests.peer.adapters.{adapter}")
        if name in own.__all__:
            return getattr(own, name)
    with contextlib.suppress(AttributeError):
        found = getattr(modec, name)
        # What stands around pipelines does nothing in modec, and would be no base class.
        return absent(f"{module}.{name}") if found is inert and name[0].isupper() else found
    home = _MODULES.get(module)
    for each in [home] if home else sorted(set(_MODULES.values())):
        found = getattr(importlib.import_module(str(each)), name, None)
        if found is not None:
            return found
    return absent(f"{module}.{name}")


def _checking(name: str) -> Any:
    """What `dagster.check` has under the name."""
    for home in ("modec.runtime.check", "modec.runtime.errors"):
        found = getattr(importlib.import_module(home), name, None)
        if found is not None:
            return found
    return absent(f"dagster.check.{name}")


class Module(types.ModuleType):
    """A module of `dagster`: whatever is asked of it is looked up, and nothing is put there."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return find(self.__name__, name)

    def __setattr__(self, name: str, value: Any) -> None:
        """The import system puts a submodule here; where it has the name of a definition, that is not wanted."""
        if not isinstance(value, types.ModuleType) or isinstance(find(self.__name__, name), Absent):
            super().__setattr__(name, value)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives `dagster` and its submodules, and the package of tests."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name == "dagster" or name.startswith("dagster."):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: Any) -> types.ModuleType:
        return Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing: names are found when they are asked for."""


def warns(expected: Any = Warning, **options: Any) -> Any:
    """`pytest.warns` as it was for the suite: None stands for no particular warning."""
    if expected is None:
        return warnings.catch_warnings(record=True)
    return _warns(expected, **options)


_warns, pytest.warns = pytest.warns, warns  # type: ignore[assignment]
sys.meta_path.insert(0, Finder())
# What the suite calls the backport is the standard library's by now.
sys.modules.setdefault("mock", unittest.mock)
