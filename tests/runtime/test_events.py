"""The arguments of events (3.5, 3.16)."""

from __future__ import annotations

import pytest

from modec.runtime.dynamic import DynamicOutput
from modec.runtime.errors import ParameterCheckError
from modec.runtime.events import Output


def test_names_of_outputs_and_mapping_keys_are_texts() -> None:
    with pytest.raises(ParameterCheckError, match='Param "output_name" is not a str'):
        Output(1, 2)  # type: ignore[arg-type]
    with pytest.raises(ParameterCheckError, match='Param "mapping_key" is not a str'):
        DynamicOutput(1, 2)  # type: ignore[arg-type]
