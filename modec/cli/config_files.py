"""Run config from the command line at build time: files and single values, merged in order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
import yaml

from modec.diagnostics import Diagnostic, Span, refuse
from modec.diagnostics.config_texts import places_in
from modec.diagnostics.lines import remember, text_of
from modec.diagnostics.places import ConfigPlaces, Place, PlacedConfig
from modec.runtime.config_files import ConfigFileError
from modec.runtime.run_config import merge, read_setting

LARGEST = 1_000_000
"""How many values a config file may stand for. YAML's aliases can make a few lines stand for more than memory holds."""


def read_config(files: Sequence[str], settings: Sequence[str]) -> PlacedConfig:
    """The files merged in order (later wins, mappings recursively), then the `PATH=VALUE` settings.

    Raises `Refused` (MD402) for a file that cannot be read as a mapping, `click.UsageError` for a setting
    that isn't `PATH=VALUE`.
    """
    result: dict[str, Any] = {}
    for file in files:
        result = merge(result, _read_file(Path(file)))
    for setting in settings:
        try:
            result = merge(result, read_setting(setting))
        except ConfigFileError as error:
            raise click.UsageError(str(error)) from None
        except RecursionError:
            raise click.UsageError(f"--set {setting[:40]}...: it nests too deeply") from None
    placed = PlacedConfig(result)
    placed.places = ConfigPlaces(partial(_places, Path(file).as_posix()) for file in files)
    return placed


def ambiguities(files: Sequence[str]) -> list[Diagnostic]:
    """What the versions of YAML read differently in config files, which have been read already (MD404)."""
    from modec.inspect.yaml_scalars import ambiguous_scalars

    found: list[Diagnostic] = []
    for file in files:
        path = Path(file).as_posix()
        text = text_of(path)
        if text is not None and not path.lower().endswith((".json", ".toml")):
            found += ambiguous_scalars(text, path)
    return found


def _places(path: str) -> Place | None:
    text = text_of(path)
    return places_in(text, path) if text is not None else None


def _read_file(path: Path) -> dict[str, Any]:
    shown = path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        refuse("MD402", None, path=shown, reason=error.strerror or str(error))
    except UnicodeDecodeError:
        refuse("MD402", None, path=shown, reason="it is not UTF-8 text")
    remember(shown, text)
    try:
        value = _parse(text, path.suffix.lower())
    except RecursionError:
        refuse("MD402", None, path=shown, reason="it nests too deeply")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        span = Span(shown, mark.line + 1, mark.column) if mark else Span(shown)
        refuse("MD402", span, path=shown, reason=error.problem or "it is not YAML")
    except (ValueError, yaml.YAMLError) as error:
        refuse("MD402", Span(shown), path=shown, reason=str(error))
    if value is None:
        return {}
    if not isinstance(value, dict):
        refuse(
            "MD402",
            Span(shown),
            path=shown,
            reason=f"it holds a {type(value).__name__}, not a mapping",
        )
    if _size(value, {}) > LARGEST:
        reason = f"with its aliases written out it has more than {LARGEST} values"
        refuse("MD402", Span(shown), path=shown, reason=reason)
    return value


def _size(value: Any, known: dict[int, float]) -> float:
    """How many values a value has in it, those that stand in several places counted in each; endless in a loop."""
    if not isinstance(value, (dict, list)):
        return 1
    if id(value) not in known:
        known[id(value)] = float("inf")
        inside = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_size(each, known) for each in inside)
    return known[id(value)]


def _parse(text: str, suffix: str) -> Any:
    if suffix == ".json":
        return json.loads(text)
    if suffix == ".toml":
        try:
            import tomllib
        except ImportError:
            raise ValueError(
                "reading TOML needs Python 3.11 or newer; YAML and JSON always work"
            ) from None
        return tomllib.loads(text)
    return yaml.safe_load(text)
