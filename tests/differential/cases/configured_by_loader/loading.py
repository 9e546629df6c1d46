"""The fields of a resource filled from the YAML files of a mode, those that they leave out left open."""

import os
import warnings
from dataclasses import dataclass
from typing import Dict, List, Set

import yaml
from dagster import Noneable, configured


@dataclass
class Loader:
    name: str
    folder: str
    required: Set[str]
    optional: Set[str]

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def read(self, name: str):
        path = self.path(name)
        if os.path.exists(path):
            with open(path, "r") as file:
                return dict(yaml.safe_load(file))
        return None

    def read_all(self, names: List[str]) -> List[Dict]:
        found = [self.read(name) for name in names]
        if not any(found):
            raise FileNotFoundError(f"no configuration of {self.name} in {self.folder}")
        return [each for each in found if each is not None]

    def checked(self, config: Dict) -> Dict:
        permitted = self.required | self.optional
        if any(self.required - set(config)):
            raise ValueError(f"missing: {', '.join(sorted(self.required - set(config)))}")
        extra = set(config) - permitted
        if any(extra):
            warnings.warn(f"ignored for {self.name}: " + ", ".join(sorted(extra)))
        return {name: value for name, value in config.items() if name in permitted}

    def of_mode(self, mode: str) -> Dict:
        merged: Dict = {}
        for config in self.read_all(["global.yaml", f"{mode}.yaml"]):
            merged = {**merged, **config}
        return self.checked(merged)


def loader_of(folder):
    def preconfigured(definition, mode, left_open={}, subfolder=None):
        fields = definition.config_schema.config_type.fields
        optional = [name for name, field in fields.items() if isinstance(field.config_type, Noneable)]
        loader = Loader(
            name=definition.__name__,
            folder=os.path.join(folder, subfolder or definition.__name__),
            required=set(fields) - set(optional) - set(left_open),
            optional=set(optional) - set(left_open),
        )
        loaded = loader.of_mode(mode)

        @configured(definition, left_open)
        def filled(config):
            return {**loaded, **config}

        return filled

    return preconfigured
