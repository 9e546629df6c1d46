"""The project's own data files, where code that builds definitions reads them: YAML, JSON and text."""

from __future__ import annotations

import ast
import importlib
import json
import os.path
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from modec.definitions.preset import ConfigText, deep_merge
from modec.diagnostics.lines import remember
from modec.evaluate.paths import derived, located
from modec.evaluate.residuals import computed
from modec.evaluate.signals import Raised
from modec.evaluate.values import Environment, Intrinsic, ProjectPath, Residual, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


@dataclass(frozen=True)
class ProjectFile:
    """A file of the project's, opened for reading as text."""

    path: Path
    text: str
    is_binary: bool = False

    def lines(self) -> list[str]:
        """What iterating it gives."""
        return self.text.splitlines(keepends=True)


def external_call(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What `open`, `yaml.safe_load`, `json.load` and their like give; None for others."""
    if name in ("builtins.open", "io.open"):
        return _opened(machine, args, kwargs, scope)
    if name in _PARSERS and args:
        text = args[0].text if isinstance(args[0], ProjectFile) else args[0]
        if isinstance(text, str):
            return _parsed(_PARSERS[name], text, node, scope)
    return None


def method_call(file: ProjectFile, name: str) -> Value | None:
    """What a method of an open file gives; None for others."""
    if name == "read":
        return file.text.encode() if file.is_binary else file.text
    if name == "readlines":
        return [line.encode() for line in file.lines()] if file.is_binary else file.lines()
    return None


def read_path(machine: Machine, path: ProjectPath | str, scope: Environment) -> str | None:
    """The text of a file of the project's, None when it isn't one or cannot be read."""
    opened = _open(machine, path, scope)
    return opened.text if opened is not None else None


def _opened(
    machine: Machine, args: Sequence[Value], kwargs: Mapping[str, Value], scope: Environment
) -> Value | None:
    mode = args[1] if len(args) > 1 else kwargs.get("mode", "r")
    if not args or mode not in ("r", "rt", "rb"):
        return None
    file = _open(machine, args[0], scope)
    return replace(file, is_binary=True) if file is not None and mode == "rb" else file


def _open(machine: Machine, path: Value, scope: Environment) -> ProjectFile | None:
    place = located(machine, path, scope)
    root = machine.program.root
    if place is None or not (place.is_file() and root in place.resolve().parents):
        return None
    try:
        text = place.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    _note(machine, place)
    return ProjectFile(place, text)


def _parsed(parser: Callable[[str], Any], text: str, node: ast.expr, scope: Environment) -> Value:
    try:
        return parser(text)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Raised(ValueError(reason), scope.module.span(node)) from None


def documents(text: str) -> list[Any]:
    """The documents of a YAML file. Raises ValueError."""
    try:
        return list(yaml.safe_load_all(text))
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError((str(error) or type(error).__name__).splitlines()[0]) from None


def _toml(text: str) -> Any:
    try:
        parser = importlib.import_module("tomllib")  # since Python 3.11
    except ModuleNotFoundError:
        raise ValueError("this Python cannot read TOML: build with Python 3.11 or later") from None
    return parser.loads(text)


_PARSERS: dict[str, Callable[[str], Any]] = {
    "json.load": json.loads,
    **dict.fromkeys(["tomllib.load", "tomllib.loads", "tomli.load", "tomli.loads"], _toml),
    **dict.fromkeys(["toml.load", "toml.loads"], _toml),
    "yaml.safe_load": yaml.safe_load,
    # As safe_load: a file that makes Python objects is not a configuration.
    "yaml.load": yaml.safe_load,
    "yaml.full_load": yaml.safe_load,
}


def relative_path(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`file_relative_path(__file__, path)` of dagster.utils."""
    given = [*args, *(kwargs[key] for key in ("dunderfile", "relative_path") if key in kwargs)]
    if len(given) == 2 and isinstance(given[0], ProjectPath) and isinstance(given[1], str):
        return derived(node, str(Path(given[0].path).parent / given[1]), scope)
    return computed(node, scope, given)


def path_beside(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`script_relative_path(path)` of dagster.utils: relative to the file that calls it."""
    path = (*args, *kwargs.values(), None)[0]
    if isinstance(path, str):
        return derived(node, os.path.normpath(scope.module.path.parent / path), scope)
    return computed(node, scope, [path], "" if isinstance(path, Residual) else "it is no text")


def load_yaml(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`load_yaml_from_path(path)` of dagster.utils.yaml_utils."""
    path = (*args, *kwargs.values(), None)[0]
    opened = _open(machine, path, scope)
    if opened is None:
        return computed(
            node, scope, [path], "" if isinstance(path, Residual) else "there is no such file"
        )
    return _parsed(yaml.safe_load, opened.text, node, scope)


def load_yamls(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`load_yaml_from_globs(*globs)` of dagster.utils.yaml_utils."""
    merged: dict[str, Any] = {}
    for pattern in args:
        texts = _matching(machine, pattern, scope)
        if texts is None or kwargs:
            return computed(node, scope, [*args, *kwargs.values()], "" if kwargs else _ELSEWHERE)
        for text in texts:
            held = _parsed(yaml.safe_load, text, node, scope) or {}
            if not isinstance(held, dict):
                return computed(node, scope, args, "one of the files holds no dict")
            merged = deep_merge(merged, held)
    return merged


def load_yaml_list(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`load_yaml_from_glob_list(globs)` of dagster.utils.yaml_utils."""
    globs = (*args, *kwargs.values(), None)[0]
    if not isinstance(globs, list):
        return computed(node, scope, [*args, *kwargs.values()])
    return load_yamls(machine, globs, {}, node, scope)


_ELSEWHERE = "one of the patterns is not known, or not of a folder of the project's"


def _matching(machine: Machine, pattern: Value, scope: Environment) -> list[str] | None:
    """The texts of the project's files that fit a pattern; None where the build cannot know them."""
    place = located(machine, pattern, scope)
    folder = place.parent if place is not None else None
    if place is None or folder is None or any(set("*?[") & set(part) for part in folder.parts):
        return None
    root = machine.program.root.resolve()
    if not folder.is_dir() or root not in (folder.resolve(), *folder.resolve().parents):
        return None
    # Dagster takes them in the file system's order, which differs between machines.
    found = [_open(machine, str(path), scope) for path in sorted(folder.glob(place.name))]
    return None if None in found else [file.text for file in found if file is not None]


INTRINSICS: dict[str, Intrinsic] = {
    "file_relative_path": Intrinsic("file_relative_path", relative_path),
    "script_relative_path": Intrinsic("script_relative_path", path_beside),
    "load_yaml_from_path": Intrinsic("load_yaml_from_path", load_yaml),
    "load_yaml_from_globs": Intrinsic("load_yaml_from_globs", load_yamls),
    "load_yaml_from_glob_list": Intrinsic("load_yaml_from_glob_list", load_yaml_list),
}
"""Functions of dagster's that deal in the project's files."""

_PATH_LISTS = ("from_files", "config_from_files")


def host_arguments(
    machine: Machine,
    callee: Any,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    scope: Environment,
) -> tuple[Sequence[Value], Mapping[str, Value]]:
    """The arguments of a call of the vocabulary's, lists of files made absolute where it wants them."""
    if getattr(callee, "__name__", "") not in _PATH_LISTS:
        return args, kwargs
    return [_places(machine, arg, scope) for arg in args], {
        key: _places(machine, value, scope) for key, value in kwargs.items()
    }


def _places(machine: Machine, value: Value, scope: Environment) -> Value:
    if not isinstance(value, (list, tuple)):
        return value
    return [_place(machine, item, scope) for item in value]


def _place(machine: Machine, value: Value, scope: Environment) -> Value:
    place = located(machine, value, scope)
    if place is None:
        return value
    if "*" in str(place) or "?" in str(place):
        beside = scope.module.path.parent / str(value)
        if (
            isinstance(value, str)
            and not any(place.parent.glob(place.name))
            and any(beside.parent.glob(beside.name))
        ):
            return str(beside)
    return str(place)


def package_reader(machine: Machine) -> Callable[[str, str], ConfigText]:
    """Reads the data files of first-party packages, for `PresetDefinition.from_pkg_resources`."""

    def read(package: str, path: str) -> ConfigText:
        module = machine.program.find(package)
        if module is None:
            raise ModuleNotFoundError(f"No module named {package!r} in the project")
        folder = module.path if module.path.is_dir() else module.path.parent
        return file_reader(machine)(folder / path)

    return read


def file_reader(machine: Machine) -> Callable[[Path], ConfigText]:
    """Reads config files, for `PresetDefinition.from_files`, and notes those of the project's."""

    def read(path: Path) -> ConfigText:
        text = path.read_text(encoding="utf-8")
        shown = _note(machine, path)
        if shown is not None:
            remember(shown, text)
        return ConfigText(text, shown or path.name)

    return read


def shown_path(machine: Machine) -> Callable[[str], str]:
    """Shows a path as people know it, whatever the machine: from the project's root on."""
    root = machine.program.root.resolve()

    def shown(path: str) -> str:
        place = Path(path)
        if place.is_absolute() and place.is_relative_to(root):
            return place.relative_to(root).as_posix()
        return path

    return shown


def _note(machine: Machine, path: Path) -> str | None:
    """Remember that the script depends on this file, if it is one of the project's; how it is shown."""
    root = machine.program.root.resolve()
    if root not in path.resolve().parents:
        return None
    shown = path.resolve().relative_to(root).as_posix()
    machine.files[shown] = None
    return shown
