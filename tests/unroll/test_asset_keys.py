"""Asset keys of outputs and inputs reach IO managers (3.15)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from modec.compiler import analyse, build

PROGRAM = """
from dagster import (
    AssetKey, InputDefinition, IOManager, ModeDefinition, OutputDefinition, io_manager, pipeline, solid,
)

class Kept(IOManager):
    values = {}
    def handle_output(self, context, obj):
        print(context.name, context.asset_key)
        self.values[context.name] = obj
    def load_input(self, context):
        print(context.name, context.asset_key, context.upstream_output.asset_key)
        return self.values[context.upstream_output.name]

@io_manager
def kept():
    return Kept()

@solid(output_defs=[
    OutputDefinition(name="a", asset_key=AssetKey(["x", "y"])),
    OutputDefinition(name="b", asset_key=lambda context: AssetKey(context.name)),
])
def make():
    return 1, 2

@solid(input_defs=[InputDefinition("a", asset_key=AssetKey("in")), InputDefinition("b")])
def take(a, b):
    pass

@pipeline(mode_defs=[ModeDefinition(resource_defs={"io_manager": kept})])
def assets():
    take(*make())
"""


def test_keys_and_functions_of_the_context(tmp_path: Path) -> None:
    (tmp_path / "assets.py").write_text(PROGRAM)
    script = tmp_path / "script.py"
    script.write_text(build(analyse(tmp_path / "assets.py")).text)
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [
        "a AssetKey(['x', 'y'])",
        "b AssetKey(['b'])",
        "a AssetKey(['in']) AssetKey(['x', 'y'])",
        "b None AssetKey(['b'])",
        "result None",
    ]
