"""modec's answers about config beside those of Dagster 0.12.15, recorded by `record_oracle.py`.

Where Dagster crashes on a value, modec reports an ordinary config error: a deliberate difference.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import config_cases
import pytest

from modec.definitions import config
from modec.definitions.config import to_config_type
from modec.runtime.config_errors import DagsterInvalidConfigError
from modec.runtime.config_types import process_config

VOCABULARY = SimpleNamespace(
    Any=typing.Any, **{name: getattr(config, name) for name in config.__all__}
)
ANSWERS = json.loads((Path(__file__).parent / "oracle_answers.json").read_text(encoding="utf-8"))
PAIRS = [
    pytest.param(schema, value, answer, id=f"{name} <- {value!r}"[:80])
    for name, schema, values in config_cases.schemas(VOCABULARY)
    for value, answer in zip(values, ANSWERS["values"][name], strict=True)
]
FIELDS = config_cases.fields(VOCABULARY)


def test_the_record_is_of_these_cases() -> None:
    assert set(ANSWERS["values"]) == {name for name, _, _ in config_cases.schemas(VOCABULARY)}
    assert set(ANSWERS["fields"]) == {name for name, _ in FIELDS}
    assert len(PAIRS) >= 150


@pytest.mark.parametrize(("schema", "value", "answer"), PAIRS)
def test_value(
    schema: Any, value: Any, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in config_cases.ENVIRONMENT.items():
        monkeypatch.setenv(name, text)
    monkeypatch.delenv("MODEC_UNSET", raising=False)
    try:
        ours = {"value": config_cases.encode(process_config(to_config_type(schema), value, "Bad:"))}
    except DagsterInvalidConfigError as error:
        ours = {"errors": error.error_messages}
    if "crash" in answer:
        assert ours.get("errors")
    else:
        # encode() tells our read-only values from plain ones as it does Dagster's, by their type.
        assert ours == answer


@pytest.mark.parametrize(("name", "make"), FIELDS, ids=[name for name, _ in FIELDS])
def test_field(name: str, make: Callable[[], Any]) -> None:
    answer = ANSWERS["fields"][name]
    if "error" not in answer:
        made = make()
        assert (made.is_required, made.has_default) == (
            answer["is_required"],
            answer["has_default"],
        )
    elif answer["error"] == "AttributeError" or name.endswith("that nothing can stand for"):
        # Here, too, Dagster crashes.
        with pytest.raises(DagsterInvalidConfigError):
            make()
    else:
        with pytest.raises(Exception) as raised:
            make()
        assert type(raised.value).__name__ == answer["error"]
        assert getattr(raised.value, "error_messages", []) == answer["messages"]
