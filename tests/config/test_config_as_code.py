"""A schema that is written into a script answers as the schema that it was made from."""

from __future__ import annotations

import importlib
import typing
from types import SimpleNamespace
from typing import Any

import config_cases
import pytest

from modec.definitions import config
from modec.definitions.config import to_config_type
from modec.runtime.config_errors import DagsterInvalidConfigError
from modec.runtime.config_types import ConfigType, process_config
from modec.unroll.code import Runtime
from modec.unroll.schema import schema_code


class Enum(config.Enum):
    """An Enum whose values can be written down: the classes of tests cannot."""

    @classmethod
    def from_python_enum(cls, enum: Any, name: str | None = None) -> Enum:
        return cls(
            name or enum.__name__, [config.EnumValue(each.name, each.value) for each in enum]
        )


VOCABULARY = SimpleNamespace(
    Any=typing.Any, **{**{name: getattr(config, name) for name in config.__all__}, "Enum": Enum}
)


def rebuilt(config_type: ConfigType) -> ConfigType:
    """What the code for a config type makes of the runtime's names."""
    names: dict[str, Any] = {}
    text = ""
    for part in schema_code(config_type).parts:
        if isinstance(part, Runtime):
            names[part.name] = getattr(
                importlib.import_module(f"modec.runtime.{part.module}"), part.name
            )
            text += part.name
        else:
            assert isinstance(part, str)
            text += part
    made = eval(text, names)
    assert isinstance(made, ConfigType)
    return made


def answer(config_type: ConfigType, value: Any) -> Any:
    try:
        return config_cases.encode(process_config(config_type, value, ""))
    except DagsterInvalidConfigError as error:
        return error.error_messages


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        pytest.param(schema, values, id=name)
        for name, schema, values in config_cases.schemas(VOCABULARY)
    ],
)
def test_rebuilt_schema(schema: Any, values: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in config_cases.ENVIRONMENT.items():
        monkeypatch.setenv(name, text)
    written = to_config_type(schema)
    again = rebuilt(written)
    assert again.describe() == written.describe()
    assert again.sample() == written.sample()
    assert [answer(again, value) for value in values] == [
        answer(written, value) for value in values
    ]
