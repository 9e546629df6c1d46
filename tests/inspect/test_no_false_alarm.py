"""`modec check` finds in the golden cases and the differential cases only what they mean to do.

`intended_findings.txt` lists all of it by place; `--update-golden` records it anew, to be read line by line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from modec.cli import main

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
INTENDED = Path(__file__).with_name("intended_findings.txt")


def entries() -> list[tuple[str, str]]:
    """The entry modules, with the folder that their imports start from, relative to this repository."""
    found = []
    for case in sorted((ROOT / "golden").glob("*/case.toml")):
        table = tomllib.loads(case.read_text(encoding="utf-8"))
        names = [table.get("entry", "pipeline.py")]
        names += [run["entry"] for run in table.get("runs", {}).values() if "entry" in run]
        found += [(case.parent / name, case.parent) for name in dict.fromkeys(names)]
    folder = ROOT / "tests/differential/cases"
    for runs in sorted(folder.glob("*.runs.json")):
        name = runs.name.removesuffix(".runs.json")
        root = folder / name if (folder / name).is_dir() else folder
        entry = json.loads(runs.read_text(encoding="utf-8")).get("entry", name)
        found.append((root / f"{entry.replace('.', '/')}.py", root))
    return [
        (path.relative_to(ROOT).as_posix(), root.relative_to(ROOT).as_posix())
        for path, root in found
        if path.exists()
    ]


ENTRIES = entries()


def findings(entry: str, root: str) -> list[str]:
    """`entry: path:line:column CODE` for each finding, in the order in which they are shown."""
    done = CliRunner().invoke(main, ["check", "--output-format", "json", "--root", root, entry])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [
        f"{entry}: {each['path']}:{each['line']}:{each['column']} {each['code']}" for each in found
    ]


@pytest.mark.parametrize(("entry", "root"), ENTRIES, ids=[entry for entry, _ in ENTRIES])
def test_only_intended_findings(
    entry: str, root: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(ROOT)
    lines = INTENDED.read_text(encoding="utf-8").splitlines() if INTENDED.exists() else []
    own = [line for line in lines if line.startswith(f"{entry}: ")]
    found = findings(entry, root)
    if request.config.getoption("--update-golden"):
        others = [line for line in lines if line not in own]
        INTENDED.write_text("".join(f"{line}\n" for line in sorted([*others, *found])), "utf-8")
    else:
        assert sorted(found) == own
