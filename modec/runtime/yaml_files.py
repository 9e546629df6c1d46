"""YAML as `dagster.utils.yaml_utils` reads it. It takes PyYAML, as Dagster does."""

import glob
from typing import Any, Dict, List

import yaml

from modec.runtime.check import invariant, list_param, str_param
from modec.runtime.utilities import deep_merge_dicts


def load_yaml_from_path(path: str) -> Any:
    """What a YAML file holds."""
    str_param(path, "path")
    with open(path) as file:
        return yaml.safe_load(file)


def load_yaml_from_globs(*globs: str) -> Dict[Any, Any]:
    """The dicts of all YAML files that fit a pattern, merged: later patterns win."""
    return load_yaml_from_glob_list(list(globs))


def load_yaml_from_glob_list(glob_list: List[str]) -> Dict[Any, Any]:
    """The dicts of all YAML files that fit a pattern, merged: later patterns win."""
    list_param(glob_list, "glob_list", of_type=str)
    return merge_yamls([path for pattern in glob_list for path in glob.glob(pattern)])


def merge_yamls(file_list: List[str]) -> Dict[Any, Any]:
    """The dicts of YAML files, merged: later files win."""
    list_param(file_list, "file_list", of_type=str)
    merged: Dict[Any, Any] = {}
    for path in file_list:
        held = load_yaml_from_path(path) or {}
        said = f'Expected YAML from file {path} to parse to dictionary, instead got: "{held}"'
        invariant(isinstance(held, dict), said)
        merged = deep_merge_dicts(merged, held)
    return merged


def merge_yaml_strings(yaml_strs: List[str]) -> Dict[Any, Any]:
    """The dicts of YAML texts, merged: later texts win."""
    list_param(yaml_strs, "yaml_strs", of_type=str)
    held = [yaml.safe_load(text) for text in yaml_strs]
    for each in held:
        invariant(isinstance(each, dict), f'Expected YAML dictionary, instead got: "{each}"')
    merged: Dict[Any, Any] = {}
    for each in held:
        merged = deep_merge_dicts(merged, each)
    return merged
