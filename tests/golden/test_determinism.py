"""The same inputs give the same bytes, wherever and however the build runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from golden_cases import GOLDEN, ROOT, Run, all_runs
from golden_runs import diff

CASES = ("penguins-prod", "colliding_helpers-default", "solid_factory-default")
RUNS = [run for run in all_runs() if run.id in CASES]
each_run = pytest.mark.parametrize("run", RUNS, ids=lambda run: run.id)


def built(run: Run, source: Path, folder: Path, **env: str) -> str:
    """The script that is built from `source` in a working directory of its own."""
    command = [sys.executable, "-m", "modec", "build", "--mode", run.mode, "-o", "-", str(source)]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", errors="replace")
    return done.stdout.decode("utf-8")


def assert_recorded(run: Run, text: str) -> None:
    """Fails with a diff unless the text is the recorded script."""
    recorded = run.script.read_text(encoding="utf-8")
    assert text == recorded, diff(recorded, text, "recorded", "built")


@each_run
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_hash_seed_does_not_matter(run: Run, seed: str) -> None:
    folder = run.case.folder
    assert_recorded(run, built(run, folder / run.entry, folder, PYTHONHASHSEED=seed))


@each_run
def test_the_working_directory_and_the_locale_do_not_matter(run: Run, tmp_path: Path) -> None:
    text = built(
        run, run.case.folder / run.entry, tmp_path, LC_ALL="C", TZ="Asia/Tokyo", COLUMNS="40"
    )
    assert_recorded(run, text)


@each_run
def test_the_place_of_the_project_its_line_ends_and_its_file_order_do_not_matter(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").touch()  # the root, from which paths are shown
    project = tmp_path / run.case.folder.relative_to(ROOT)
    sources = sorted(run.case.folder.rglob("*.py"), reverse=True)
    for path in sources:
        copy = project / path.relative_to(run.case.folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert_recorded(run, built(run, project / run.entry, project))


@each_run
def test_a_script_says_nothing_about_the_machine_that_built_it(run: Run) -> None:
    text = run.script.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert str(Path.home()) not in text
    assert shutil.which("python3") is None or str(shutil.which("python3")) not in text


def test_the_cases_are_there() -> None:
    assert sorted(run.id for run in RUNS) == sorted(CASES), GOLDEN
