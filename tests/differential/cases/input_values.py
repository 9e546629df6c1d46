"""Where the value of an input comes from."""
from typing import Dict, List, Optional

from dagster import InputDefinition, pipeline, solid


@solid
def typed(_, count: int, names: List[str], ratio: float = 0.5, label: Optional[str] = None):
    print("@ typed", count, names, ratio, label)
    return count


@solid(input_defs=[InputDefinition("table", dict), InputDefinition("size", int, default_value=3)])
def defined(_, table, size):
    print("@ defined", sorted(table.items()), size)


@solid
def both(_, given: int, from_config: str):
    print("@ both", given, from_config)


@pipeline
def loading():
    both(given=typed())
    defined()
