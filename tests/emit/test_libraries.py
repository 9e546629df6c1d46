"""A library over dagster is inlined as the project's own modules are; what it imports stays an import."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

LIBRARY = {
    "__init__.py": """
        from dagster.core.utils import check_dagster_package_version

        from .resources import counter_resource
        from .solids import create_counting_solid
        from .version import __version__

        check_dagster_package_version("dagster-counting", __version__)
    """,
    "version.py": '__version__ = "0.12.15"',
    "resources.py": """
        import csv
        from dagster import Field, StringSource, check, resource
        from dagster.utils.merger import merge_dicts
        from dagster.core.storage.file_manager import FileManager

        BASE = {"start": Field(int, is_required=False, default_value=1)}


        class CountingFileManager(FileManager):
            pass


        class Counter:
            def __init__(self, start, label):
                self.value = check.int_param(start, "start")
                self.label = check.opt_str_param(label, "label", default="none")


        @resource(merge_dicts(BASE, {"label": Field(StringSource)}), description="A counter")
        def counter_resource(context):
            return Counter(context.resource_config["start"], context.resource_config.get("label"))
    """,
    "solids.py": """
        from dagster import InputDefinition, Nothing, OutputDefinition, check, solid
        from dagster.utils import safe_tempfile_path


        def create_counting_solid(by, name="count"):
            check.str_param(name, "name")

            @solid(
                name=name,
                input_defs=[InputDefinition("start", Nothing)],
                output_defs=[OutputDefinition(int, "result")],
                required_resource_keys={"counter"},
            )
            def _count(context):
                check.int_param(by, "by")
                with safe_tempfile_path() as path:
                    open(path, "w").write(context.resources.counter.label)
                    return context.resources.counter.value + by

            return _count
    """,
}

PIPELINE = """
from dagster import ModeDefinition, pipeline, solid
from dagster_counting import counter_resource, create_counting_solid

@solid
def show(context, n: int):
    print("counted", n)

@pipeline(mode_defs=[ModeDefinition(resource_defs={"counter": counter_resource})])
def shop():
    show(create_counting_solid(by=4, name="by_four")())
"""


def _project(folder: Path) -> Path:
    import textwrap

    library = folder / "elsewhere" / "dagster_counting"
    library.mkdir(parents=True)
    for name, text in LIBRARY.items():
        (library / name).write_text(textwrap.dedent(text))
    (folder / "project").mkdir()
    source = folder / "project" / "shop.py"
    source.write_text(PIPELINE)
    return source


def test_named_by_library_path(tmp_path: Path):
    source = _project(tmp_path)
    text = build(analyse(source, libraries=(str(tmp_path / "elsewhere"),))).text
    assert not re.search(r"^\s*(from|import) dagster", text, re.M)
    assert "CountingFileManager" not in text and "import csv" not in text
    assert '"dagster_counting/solids.py":"sha256:' in text
    assert str(tmp_path) not in text
    script = tmp_path / "script.py"
    script.write_text(text)
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"resources": {"counter": {"config": {"label": "x"}}}}))
    done = subprocess.run(
        [sys.executable, str(script), "--config", str(config)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "counted 5\n"), done.stderr
    lacking = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert lacking.returncode == 2


def test_installed_where_modec_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source = _project(tmp_path)
    asked = build(analyse(source, libraries=(str(tmp_path / "elsewhere"),))).text
    monkeypatch.syspath_prepend(str(tmp_path / "elsewhere"))
    assert build(analyse(source)).text == asked
    assert "dagster_counting" not in sys.modules


def test_not_there(tmp_path: Path):
    source = _project(tmp_path)
    with pytest.raises(Refused) as refused:
        build(analyse(source))
    (found,) = refused.value.diagnostics
    assert found.code == "MD108" and "'dagster_counting'" in found.message
    assert "pip install --no-deps dagster-counting" in found.help


def test_a_resource_of_one_that_is_not_there(tmp_path: Path):
    text = PIPELINE.replace('create_counting_solid(by=4, name="by_four")()', "one()")
    text = text.replace(
        "@pipeline",
        '@solid(required_resource_keys={"counter"})\ndef one(_):\n    return 1\n\n@pipeline',
    )
    (tmp_path / "shop.py").write_text(text)
    with pytest.raises(Refused) as refused:
        build(analyse(tmp_path / "shop.py"))
    assert [found.code for found in refused.value.diagnostics] == ["MD108"]
