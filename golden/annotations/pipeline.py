"""dagster's List, Dict, Optional and Any stand where typing's would."""

import typing
from collections import namedtuple

from dagster import (
    Any,
    Bool,
    DagsterType,
    Dict,
    InputDefinition,
    Int,
    List,
    Nothing,
    Optional,
    OutputDefinition,
    String,
    pipeline,
    solid,
)

Score = namedtuple("Score", "value")


def all_positive(_, value):
    return isinstance(value, list) and all(n > 0 for n in value)


PositiveInts = DagsterType(name="PositiveInts", type_check_fn=all_positive)


@solid(config_schema=[int])
def scores(context) -> List[Int]:
    return list(context.solid_config)


@solid(output_defs=[OutputDefinition(PositiveInts)])
def check(_, numbers: typing.List[int]):
    print("checking", numbers)
    return numbers


@solid
def best(_, numbers: PositiveInts) -> Optional[Score]:
    return Score(max(numbers)) if numbers else None


@solid
def describe(_, score: Optional[Score], prefix: String) -> Dict[String, Any]:
    values: typing.Dict[str, object] = {prefix: score.value if score else None}
    return values


@solid
def wrong_type(_, text: Dict) -> Bool:
    print("a list where a truth value is expected")
    return [text]


@solid(input_defs=[InputDefinition("start", Nothing)])
def unreached(_) -> Any:
    print("not printed: its upstream fails")


@solid
def independent(_, text: Dict[String, Any]) -> None:
    print(sorted(text.items()))


@pipeline
def typed_pipeline():
    text = describe(best(check(scores())))
    independent(text)


@pipeline
def failing_types():
    text = describe(best(check(scores())))
    unreached(wrong_type(text))
    independent(text)
