"""Types are checked when values pass."""
from typing import Dict, List

from dagster import pipeline, solid


@solid(config_schema={"kind": str})
def produce(context):
    print("@ produce", context.solid_config["kind"])
    return {"int": 1, "bool": True, "str": "1", "none": None, "float": 1.5}[context.solid_config["kind"]]


@solid
def wants_int(_, x: int) -> int:
    print("@ wants int", x)
    return x


@solid
def wants_float(_, x: float):
    print("@ wants float", x)


@solid
def gives_wrong(_, x) -> str:
    print("@ gives wrong", x)
    return [x]


@solid
def after_wrong(_, x):
    print("@ after wrong", x)


@solid
def deep(_, x) -> Dict[str, List[int]]:
    print("@ deep", x)
    return {"a": [1, x]}


@pipeline
def checking():
    value = produce()
    wants_int(value)
    wants_float(value)
    after_wrong(gives_wrong(value))
    deep(value)
