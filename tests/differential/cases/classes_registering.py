"""Instances that enter themselves in tables when they are made, count themselves, and are gathered to make definitions of."""

import itertools
from dataclasses import dataclass, field
from typing import Dict, List

from dagster import ModeDefinition, pipeline, resource, solid

NUMBERS = itertools.count(1)
BY_NAME = {}


class Dataset:
    registry: Dict[str, "Dataset"] = {}
    order: List[str] = []
    made = 0

    def __init__(self, key, optional=False):
        self.key = key
        self.optional = optional
        self.number = next(NUMBERS)
        self.registry[key] = self
        self.order.append(key)
        Dataset.made += 1

    @classmethod
    def all(cls):
        return sorted(cls.registry.values(), key=lambda each: each.key)


class Source(Dataset):
    def __init__(self, key, *columns):
        super().__init__(key)
        self.columns = list(columns)
        remember(self)


def remember(source):
    BY_NAME[source.key] = source


@dataclass
class Target:
    name: str
    tags: List[str] = field(default_factory=list)

    def __post_init__(self):
        TARGETS.append(self)


TARGETS: List[Target] = []
permits = Dataset("permits")
trees = Dataset("trees", optional=True)
inspections = Source("inspections", "id", "score")
first = [Target("lake"), Target("mart", ["a"])][0]


def make(dataset):
    @solid(name=f"load_{dataset.key}", tags={"number": str(dataset.number)})
    def _load(context):
        print("@", dataset.key, dataset.number, dataset.optional, context.solid.tags["number"])

    return _load


@solid(required_resource_keys={"targets"})
def show(context):
    print("@", context.resources.targets, Dataset.order, Dataset.made, sorted(BY_NAME), next(NUMBERS))


def targets(names):
    @resource
    def _targets(_):
        return [f"{name}!" for name in names]

    return _targets


MODES = [ModeDefinition(each.name, {"targets": targets([t.name for t in TARGETS[: n + 1]])}) for n, each in enumerate(TARGETS)]


@pipeline(mode_defs=MODES)
def everything():
    for dataset in Dataset.all():
        load = make(dataset)
        load()
        if dataset.key in BY_NAME:
            load.alias(f"again_{dataset.key}")()
    show()
