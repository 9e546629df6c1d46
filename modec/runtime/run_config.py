"""Run config on a script's command line: files and single settings over the script's default config."""

import argparse
import json
from typing import Any, Dict, Mapping, Optional, Sequence

from modec.runtime.config_files import ConfigFileError, read_config_file
from modec.runtime.config_types import ConfigType, process_config


class RunConfig:
    """The config that a script takes: its type, and what is given unless the command line says otherwise."""

    def __init__(self, schema: ConfigType, default: Optional[Mapping[str, Any]] = None) -> None:
        self.schema = schema
        self.default = default or {}
        self.raw: Dict[str, Any] = {}
        """The config as it was given, once it is loaded: `context.run_config`."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--config FILE` and `--set PATH=VALUE`, which may both be given several times."""
        group = parser.add_argument_group(
            "config", f"What config looks like: {self.schema.describe()}"
        )
        group.add_argument(
            "-c",
            "--config",
            action="append",
            default=[],
            metavar="FILE",
            help="config file (JSON, TOML or YAML); later files win",
        )
        group.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="PATH=VALUE",
            help="one config value, such as resources.db.config.path=cereals.db; VALUE is JSON or plain text",
        )

    def load(self, options: argparse.Namespace, pipeline: str = "") -> Any:
        """The resolved config: default, files, settings, in this order (4.5).

        Raises `ConfigFileError` for what cannot be read, `DagsterInvalidConfigError` for what does not fit.
        """
        preamble = f"Error in config for pipeline {pipeline}".rstrip()
        self.raw = self.given(options.config, options.set)
        return process_config(self.schema, self.raw, preamble)

    def given(self, files: Sequence[str], settings: Sequence[str]) -> Dict[str, Any]:
        """The config before it is checked: the default with files and settings merged into it."""
        config = dict(self.default)
        for file in files:
            config = merge(config, read_config_file(file))
        for setting in settings:
            config = merge(config, read_setting(setting))
        return config


def read_setting(setting: str) -> Dict[str, Any]:
    """`a.b=VALUE` as `{"a": {"b": VALUE}}`; VALUE is JSON if it parses, else text. Raises `ConfigFileError`."""
    path, equals, text = setting.partition("=")
    keys = path.split(".")
    if not equals or not all(keys):
        raise ConfigFileError(
            f"--set takes PATH=VALUE, such as resources.db.config.path=x.db, not {setting!r}"
        )
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    for key in reversed(keys):
        value = {key: value}
    return value  # type: ignore[no-any-return]


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> Dict[str, Any]:
    """`base` with `over` on top: dicts are merged recursively, everything else is replaced (4.5)."""
    merged = dict(base)
    for key, value in over.items():
        present = merged.get(key)
        both = isinstance(present, dict) and isinstance(value, dict)
        merged[key] = merge(present, value) if both else value  # type: ignore[arg-type]
    return merged
