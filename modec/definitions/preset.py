"""Presets: run config, mode and tags under a name (4.5)."""

from __future__ import annotations

import glob
import importlib.resources
import os
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from modec.definitions.checks import dict_of, known, list_of, optional_text
from modec.definitions.mode import DEFAULT_MODE_NAME
from modec.definitions.names import check_name
from modec.definitions.origin import here, validation_is_deferred
from modec.runtime.errors import CheckError, DagsterError, DagsterInvariantViolationError


@dataclass(frozen=True)
class ConfigText:
    """A YAML text that run config is read from. `path` is its file's as it is shown, empty where it is in no file."""

    text: str
    path: str = ""


class PresetDefinition:
    """A preset (4.5). Raises `DagsterInvalidDefinitionError` for a bad name."""

    def __init__(
        self,
        name: str,
        run_config: Mapping[str, Any] | None = None,
        solid_selection: Sequence[str] | None = None,
        mode: str | None = None,
        tags: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = check_name(name)
        self._run_config = _deferred(
            lambda: known(f"the run_config of preset {name!r}", run_config)
        )
        self.solid_selection: list[str] | None = (
            None if solid_selection is None else list_of("solid_selection", solid_selection, str)
        )
        self.mode: str = (
            known("the preset's mode", optional_text("mode", mode)) or DEFAULT_MODE_NAME
        )
        self.tags = dict_of("tags", tags)
        self.origin = here()
        self.config_texts: tuple[ConfigText, ...] = ()
        """What the run config was merged from, where it was read from texts."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PresetDefinition) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((self.name, self.mode))

    def _values(self) -> tuple[Any, ...]:
        return self.name, self._run_config, self.solid_selection, self.mode, self.tags

    @property
    def run_config(self) -> Mapping[str, Any] | None:
        """The run config. Raises what stood in its way, if it cannot be had."""
        if isinstance(self._run_config, Exception):
            raise self._run_config
        config: Mapping[str, Any] | None = self._run_config
        return config

    @property
    def unusable(self) -> Exception | None:
        """Why the run config cannot be had: a file that is not there, a value that only the run knows."""
        return self._run_config if isinstance(self._run_config, Exception) else None

    @staticmethod
    def from_files(
        name: str,
        config_files: Any = None,
        solid_selection: Any = None,
        mode: str | None = None,
        tags: Any = None,
    ) -> PresetDefinition:
        """A preset whose run config is merged from YAML files, given as paths or glob patterns; later files win."""
        return _preset_of(partial(_texts_of_files, config_files), name, solid_selection, mode, tags)

    @staticmethod
    def from_yaml_strings(
        name: str,
        yaml_strings: Any = None,
        solid_selection: Any = None,
        mode: str | None = None,
        tags: Any = None,
    ) -> PresetDefinition:
        """A preset whose run config is merged from YAML texts; later ones win."""
        return _preset_of(
            partial(_texts_of_yaml_strings, yaml_strings), name, solid_selection, mode, tags
        )

    @staticmethod
    def from_pkg_resources(
        name: str,
        pkg_resource_defs: Any = None,
        solid_selection: Any = None,
        mode: str | None = None,
        tags: Any = None,
    ) -> PresetDefinition:
        """A preset whose run config is merged from files in packages: (package, path) pairs."""
        return _preset_of(
            partial(_texts_of_pkg_resources, pkg_resource_defs), name, solid_selection, mode, tags
        )

    def with_additional_config(self, run_config: Mapping[str, Any] | None) -> PresetDefinition:
        """A copy whose run config has `run_config` merged into it."""
        if run_config is None:
            return self
        merged = deep_merge(self.run_config or {}, run_config)
        return PresetDefinition(self.name, merged, self.solid_selection, self.mode, self.tags)

    def get_environment_yaml(self) -> str:
        """The run config as YAML."""
        import yaml

        return str(yaml.dump(self.run_config or {}, default_flow_style=False))


_Read = Callable[[], tuple[list[ConfigText], str]]
"""Gives the texts that a run config is merged from, and what errors say is being done."""


def _preset_of(
    read: _Read, name: str, solid_selection: Any, mode: str | None, tags: Any
) -> PresetDefinition:
    preset = PresetDefinition(name, None, solid_selection, mode, tags)

    def merged() -> dict[str, Any]:
        texts, what = read()
        preset.config_texts = tuple(texts)
        return _merged(texts, what)

    preset._run_config = _deferred(merged)
    return preset


def _deferred(read: Callable[[], Any]) -> Any:
    """What `read` gives. In a build, the error that it raises instead waits until somebody asks for the config:

    secrets are often not where scripts are built, and a build in a mode needs no preset.
    """
    if not validation_is_deferred():
        return read()
    try:
        return read()
    except (DagsterError, CheckError) as error:
        return error


def deep_merge(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Dicts are merged recursively; of anything else the one in `other` stays."""
    merged = dict(base)
    for key, value in other.items():
        mine = merged.get(key)
        both = isinstance(mine, Mapping) and isinstance(value, Mapping)
        merged[key] = deep_merge(mine, value) if both else value  # type: ignore[arg-type]
    return merged


PACKAGE_READER: ContextVar[Any] = ContextVar("package_reader", default=None)
"""Set by static evaluation: a function (package, path) -> `ConfigText` that finds first-party packages without importing."""


def _read_file(path: Path) -> ConfigText:
    return ConfigText(path.read_text(encoding="utf-8"))


FILE_READER: ContextVar[Callable[[Path], ConfigText]] = ContextVar(
    "file_reader", default=_read_file
)
"""Reads a config file; static evaluation notes which it has read."""

SHOWN_PATH: ContextVar[Callable[[str], str]] = ContextVar("shown_path", default=str)
"""How errors show a config file's path; static evaluation shows it from the project's root on."""


def config_from_files(config_files: Any = None) -> dict[str, Any]:
    """The merged content of YAML files. Raises `DagsterInvariantViolationError` for no match or no YAML (4.5)."""
    return _merged(*_texts_of_files(config_files))


def _texts_of_files(config_files: Any) -> tuple[list[ConfigText], str]:
    def shown(path: Any) -> str:
        return SHOWN_PATH.get()(os.fspath(known_path(path)))

    names: list[str] = []
    for pattern in known("config_files", config_files) or ():
        found = glob.glob(os.fspath(known_path(pattern)))
        if not found:
            raise DagsterInvariantViolationError(
                f'File or glob pattern "{shown(pattern)}" for "config_files" produced no results.'
            )
        # Dagster takes them in the file system's order, which differs between machines.
        names += sorted(found)
    texts = [FILE_READER.get()(Path(name)) for name in names]
    what = f"Parsing files {list(map(shown, names))} loaded by file/patterns {list(map(shown, config_files or ()))}."
    return texts, what


def known_path(value: Any) -> Any:
    """`value`, which must be known unless it is a path that the build knows (one made from `__file__`)."""
    return value if hasattr(value, "__fspath__") else known("a config file's path", value)


def config_from_yaml_strings(yaml_strings: Any) -> dict[str, Any]:
    """The merged content of YAML texts. Raises `DagsterInvariantViolationError` for no YAML."""
    return _merged(*_texts_of_yaml_strings(yaml_strings))


def _texts_of_yaml_strings(yaml_strings: Any) -> tuple[list[ConfigText], str]:
    texts = list_of("yaml_strings", yaml_strings, str)
    return [ConfigText(text) for text in texts], f"Parsing YAMLs {texts}."


def config_from_pkg_resources(pkg_resource_defs: Any) -> dict[str, Any]:
    """The merged content of YAML files in packages. Raises `DagsterInvariantViolationError` when one cannot be had."""
    return _merged(*_texts_of_pkg_resources(pkg_resource_defs))


def _texts_of_pkg_resources(pkg_resource_defs: Any) -> tuple[list[ConfigText], str]:
    pairs = list_of("pkg_resource_defs", pkg_resource_defs, tuple)
    read = PACKAGE_READER.get() or _read_from_package
    try:
        texts = [read(package, path) for package, path in pairs]
    except (ModuleNotFoundError, FileNotFoundError, UnicodeDecodeError) as error:
        raise DagsterInvariantViolationError(
            f"Encountered error attempting to parse yaml. Loading YAMLs from package resources {pairs}."
        ) from error
    return texts, f"Loading YAMLs from package resources {pairs}."


def _read_from_package(package: str, path: str) -> ConfigText:
    return ConfigText(importlib.resources.files(package).joinpath(path).read_text(encoding="utf-8"))


def _merged(texts: Sequence[ConfigText], what: str) -> dict[str, Any]:
    import yaml

    merged: dict[str, Any] = {}
    for each in texts:
        try:
            loaded = yaml.safe_load(each.text)
        except yaml.YAMLError as error:
            raise DagsterInvariantViolationError(
                f"Encountered error attempting to parse yaml. {what}"
            ) from error
        loaded = {} if loaded is None else loaded
        if not isinstance(loaded, dict):
            raise CheckError(f"Expected the YAML to be a mapping, got {type(loaded)}. {what}")
        merged = deep_merge(merged, loaded)
    return merged
