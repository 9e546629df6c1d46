"""Resource definitions that code calls while it runs (semantics 1.3)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

BODY = """
from dagster import ModeDefinition, pipeline, resource, solid

@resource
def catalogue():
    return {"lemons": 3}

@resource
def larger():
    value = catalogue()
    value["limes"] = 4
    return value

@solid(required_resource_keys={"stock"})
def count(context):
    print(sorted(context.resources.stock.items()))

@pipeline(mode_defs=[ModeDefinition("m", resource_defs={"stock": larger})])
def shop():
    count()
"""


def _script(folder: Path, text: str) -> str:
    (folder / "shop.py").write_text(text)
    return build(analyse(folder / "shop.py")).text


def test_a_call_without_a_context_calls_the_function(tmp_path: Path):
    script = tmp_path / "script.py"
    script.write_text(_script(tmp_path, BODY))
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[('lemons', 3), ('limes', 4)]\n"
    assert re.search(r"^def catalogue\(\):", script.read_text(), re.M)


@pytest.mark.parametrize(
    "other",
    [
        '@resource\ndef catalogue():\n    yield {"lemons": 3}',
        '@resource\ndef catalogue(context):\n    return {"lemons": 3}',
        '@resource(config_schema={"n": int})\ndef catalogue():\n    return {"lemons": 3}',
        '@resource(required_resource_keys={"n"})\ndef catalogue():\n    return {"lemons": 3}',
    ],
)
def test_a_call_that_does_more_is_refused(tmp_path: Path, other: str):
    plain = '@resource\ndef catalogue():\n    return {"lemons": 3}'
    with pytest.raises(Refused) as refused:
        _script(tmp_path, BODY.replace(plain, other))
    assert [found.code for found in refused.value.diagnostics] == ["MD502"]
