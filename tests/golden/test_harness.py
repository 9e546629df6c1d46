"""The golden runner itself: what it records, what it refuses to record, what it notices."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import golden_runs
import pytest
from golden_cases import ROOT, BadCase, Run, read_case, unclaimed
from golden_runs import (
    Failed,
    Outcome,
    against_oracle,
    build,
    build_command,
    compare,
    refusal,
    run_script,
    update,
)

SCRIPT = 'import pathlib\nprint(pathlib.Path("data.txt").read_text())\n'


def make_case(folder: Path, settings: str = "", oracle: str = "seven\n-- exit 0 --\n") -> Run:
    """A case with one run, its data and Dagster's answer."""
    case = folder / "case"
    (case / "expected").mkdir(parents=True)
    (case / "pipeline.py").write_text("print('never imported')\n")
    (case / "data.txt").write_text("seven")
    (case / "case.toml").write_text(
        f'idea = "a case"\nentry = "pipeline.py"\ndata = ["data.txt"]\n[runs.prod]\n{settings}'
    )
    (case / "expected" / "prod.oracle.out").write_text(oracle)
    (run,) = read_case(case)
    return run


def test_a_run_is_named_after_its_mode_unless_it_says_otherwise(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    assert run.mode == "prod"
    assert run.id == "case-prod"
    assert build_command(run)[3:] == ["build", "-o", "-", "--mode", "prod", "pipeline.py"]


def test_a_preset_stands_instead_of_a_mode(tmp_path: Path) -> None:
    run = make_case(tmp_path, 'preset = "nightly"\npipeline = "p"\n')
    assert build_command(run)[6:] == ["--preset", "nightly", "--pipeline", "p", "pipeline.py"]


@pytest.mark.parametrize(
    "settings, complaint",
    [
        ("expect = 1\n", "unknown expect"),
        ('preset = "a"\nmode = "b"\n', "mode or preset, not both"),
        ('config = "a"\nbuild_config = "b"\n', "config or build_config, not both"),
    ],
)
def test_a_case_file_with_a_mistake_is_refused(
    tmp_path: Path, settings: str, complaint: str
) -> None:
    with pytest.raises(BadCase, match=complaint):
        make_case(tmp_path, settings)


def test_a_folder_without_a_case_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCase, match=r"no case\.toml"):
        read_case(tmp_path)


def test_a_case_whose_data_is_missing_is_refused(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    (run.case.folder / "data.txt").unlink()
    with pytest.raises(BadCase, match=r"data\.txt is not there"):
        read_case(run.case.folder)


def test_a_script_runs_alone_with_the_cases_data(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    assert run_script(run, SCRIPT).render() == "seven\n-- exit 0 --\n"
    assert run_script(run, "import modec\n").exit == 1
    assert run_script(run, "import pytest\n").exit == 1
    assert run_script(run, "import pipeline\n").exit == 1


def test_a_script_sees_the_cases_variables_and_hardly_any_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRAY", "1")
    run = make_case(tmp_path, 'env = { WANTED = "yes" }\n')
    text = 'import os\nprint(os.environ.get("STRAY"), os.environ["WANTED"])\n'
    assert run_script(run, text).stdout == "None yes\n"


def test_written_files_are_compared_like_output(tmp_path: Path) -> None:
    run = make_case(tmp_path, 'files = ["out/*.txt"]\n')
    text = (
        'import os\nos.mkdir("out")\nfor n in "ba":\n    print(n, file=open(f"out/{n}.txt", "w"))\n'
    )
    assert (
        run_script(run, text).render() == "-- out/a.txt --\na\n-- out/b.txt --\nb\n-- exit 0 --\n"
    )


def test_the_run_config_is_given_to_the_script(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "c.json").write_text('{"a": 1}')
    (tmp_path / "case" / "pipeline.py").touch()
    (tmp_path / "case" / "case.toml").write_text(
        'idea = "a case"\nentry = "pipeline.py"\n[runs.prod]\nconfig = "c.json"\n'
    )
    (run,) = read_case(tmp_path / "case")
    text = "import sys\nassert sys.argv[1] == '--config'\nprint(open(sys.argv[2]).read())\n"
    assert run_script(run, text).stdout == '{"a": 1}\n'
    assert run.run_config() == {"a": 1}


def test_output_without_a_line_end_is_not_the_same_as_with_one() -> None:
    assert Outcome("a", 0).render() != Outcome("a\n", 0).render()


def test_a_right_script_is_recorded_with_what_it_did(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    changes = update(run, SCRIPT)
    assert "+++ case/prod.py (new)" in changes
    assert "+import pathlib" in changes
    assert run.script.read_text() == SCRIPT
    assert run.out.read_text() == "seven\n-- exit 0 --\n"
    assert update(run, SCRIPT) == ""


def test_a_script_that_fails_is_not_recorded(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    with pytest.raises(Failed, match="exits 1, not 0"):
        update(run, "raise SystemExit(1)\n")
    assert not run.script.exists()


def test_a_script_that_does_something_else_than_dagster_is_not_recorded(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    with pytest.raises(Failed, match="-seven\n\\+eight"):
        update(run, "print('eight')\n")
    assert not run.script.exists()


def test_a_script_that_dagster_was_not_asked_about_is_not_recorded(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    run.oracle_out.unlink()
    with pytest.raises(Failed, match="Dagster's answer is not recorded"):
        update(run, SCRIPT)


def test_a_deliberate_difference_excuses_the_exit_code_and_nothing_else(tmp_path: Path) -> None:
    run = make_case(tmp_path, 'exit = 1\ndiffers = "failed-teardown"\n')
    assert against_oracle(run, "seven\n-- exit 1 --\n") == ""
    assert "+eight" in against_oracle(run, "eight\n-- exit 1 --\n")


def test_a_changed_script_is_shown_as_a_diff(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    update(run, SCRIPT)
    assert compare(run.script, SCRIPT) == ""
    difference = compare(run.script, SCRIPT + "print()\n")
    assert "prod.py (recorded)" in difference
    assert "+print()" in difference


def test_a_recorded_file_without_a_run_is_noticed(tmp_path: Path) -> None:
    run = make_case(tmp_path)
    update(run, SCRIPT)
    assert unclaimed(tmp_path) == []
    (run.case.expected / "dev.py").write_text(SCRIPT)
    assert unclaimed(tmp_path) == ["case/expected/dev.py"]


def test_a_build_that_fails_says_what_the_compiler_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_case(tmp_path)
    failing = "import sys; sys.exit('error: no such mode')"
    monkeypatch.setattr(golden_runs, "build_command", lambda run: [sys.executable, "-c", failing])
    with pytest.raises(Failed, match="error: no such mode"):
        build(run)


def test_a_refusal_is_what_the_compiler_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_case(tmp_path, "refused = true\n")
    compiler = "import sys; sys.exit('error: no such mode')"
    monkeypatch.setattr(golden_runs, "build_command", lambda run: [sys.executable, "-c", compiler])
    assert refusal(run) == "error: no such mode\n"


@pytest.mark.parametrize(
    "compiler", ["print('a script')", "1 / 0", "raise SystemExit(1)", "raise SystemExit(2)"]
)
def test_a_script_a_crash_silence_or_wrong_usage_is_no_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiler: str
) -> None:
    run = make_case(tmp_path, "refused = true\n")
    monkeypatch.setattr(golden_runs, "build_command", lambda run: [sys.executable, "-c", compiler])
    with pytest.raises(Failed, match="should refuse"):
        refusal(run)


def test_golden_files_are_not_recorded_in_ci() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--update-golden", "--collect-only", "tests/golden"],
        cwd=ROOT,
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "never writes them" in done.stderr


def test_updating_shows_the_diff_and_records(tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    (tests / "golden").mkdir(parents=True)
    for name in ("conftest.py", "golden/conftest.py"):
        shutil.copyfile(ROOT / "tests" / name, tests / name)
    (tests / "golden/test_it.py").write_text(
        "def test_it(updating):\n    updating('+++ new line\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--update-golden", "-p", "no:cacheprovider", "tests"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "CI"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "+++ new line" in done.stdout
