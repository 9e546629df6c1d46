"""The header says what the script was made from, so that anybody can tell whether it is up to date."""

import hashlib
import json
from pathlib import Path

from modec.compiler import analyse, build

PIPELINE = """\
from dagster import ModeDefinition, PresetDefinition, file_relative_path, pipeline

from modes import quiet


@pipeline(
    mode_defs=[quiet],
    preset_defs=[
        PresetDefinition.from_files("p", [file_relative_path(__file__, "p.yaml")], mode="quiet")
    ],
)
def empty():
    pass
"""


def header(folder: Path) -> "dict[str, object]":
    text = build(analyse(folder / "pipeline.py"), preset="p").text
    line = next(line for line in text.splitlines() if line.startswith("# modec: "))
    found: dict[str, object] = json.loads(line.removeprefix("# modec: "))
    without = text.replace(line + "\n", "")
    assert found["body"] == "sha256:" + hashlib.sha256(without.encode()).hexdigest()
    return found


def project(folder: Path) -> None:
    (folder / "pipeline.py").write_text(PIPELINE)
    (folder / "modes.py").write_text(
        'from dagster import ModeDefinition\nquiet = ModeDefinition("quiet")\n'
    )
    (folder / "p.yaml").write_text("execution: {in_process: {}}\n")


def test_everything_that_was_read_is_there(tmp_path: Path) -> None:
    project(tmp_path)
    sources = header(tmp_path)["sources"]
    assert isinstance(sources, dict)
    # The modes' module ships no line, and yet the script depends on it.
    assert list(sources) == ["modes.py", "p.yaml", "pipeline.py"]
    assert (
        sources["p.yaml"]
        == "sha256:" + hashlib.sha256((tmp_path / "p.yaml").read_bytes()).hexdigest()
    )


def test_line_endings_do_not_count(tmp_path: Path) -> None:
    project(tmp_path)
    before = header(tmp_path)
    for name in ("pipeline.py", "modes.py", "p.yaml"):
        path = tmp_path / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert header(tmp_path) == before
