"""Config files: JSON; TOML from Python 3.11 on; YAML where PyYAML happens to be installed."""

import json
import os
from typing import Any, Dict


class ConfigFileError(ValueError):
    """A config file, or a setting of the command line, that cannot be used."""


def read_config_file(path: str) -> Dict[str, Any]:
    """The mapping that a config file holds; its ending says how it is written, and no text is no config.

    Raises `ConfigFileError`, whose text names the file and the reason.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ConfigFileError(f"cannot read the config file {path}: {reason}") from None
    ending = os.path.splitext(path)[1].lower()
    parse = {".json": parse_json, ".toml": parse_toml}.get(ending, parse_yaml)
    try:
        value = parse(text)
    except ValueError as error:
        raise ConfigFileError(f"cannot use the config file {path}: {error}") from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ConfigFileError(
            f"cannot use the config file {path}: it holds a {type(value).__name__}, not a mapping"
        )
    return value


def parse_json(text: str) -> Any:
    """The value of a JSON text. Raises ValueError."""
    return json.loads(text)


def parse_toml(text: str) -> Any:
    """The value of a TOML text. Raises ValueError, also where Python has no `tomllib`."""
    try:
        import tomllib
    except ImportError:
        raise ValueError("reading TOML takes Python 3.11 or newer; JSON always works") from None
    return tomllib.loads(text)


def parse_yaml(text: str) -> Any:
    """The value of a YAML text. Raises ValueError, also where PyYAML is not installed."""
    try:
        import yaml
    except ImportError:
        raise ValueError(
            "reading YAML takes PyYAML, which is not installed; JSON always works"
        ) from None
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
