"""Which modules are first-party, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.source import Program, read_program


def project(folder: Path, *paths: str, entry: str) -> Program:
    for path in (*paths, entry):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            target.write_text("")
    return read_program(folder / entry)


def shown(program: Program, name: str) -> str | None:
    module = program.find(name)
    return None if module is None else module.display


def test_siblings_packages_and_folders_without_init(tmp_path: Path):
    program = project(
        tmp_path, "helper.py", "pkg/__init__.py", "pkg/a.py", "ns/b.py", entry="pipeline.py"
    )
    assert shown(program, "helper") == "helper.py"
    assert shown(program, "pkg") == "pkg/__init__.py"
    assert shown(program, "pkg.a") == "pkg/a.py"
    assert shown(program, "ns.b") == "ns/b.py"
    assert shown(program, "ns") == "ns"
    assert shown(program, "pandas") is None


def test_modules_of_packages_that_are_called_like_the_library_that_they_wrap(tmp_path: Path):
    paths = ("pkg/__init__.py", "pkg/redis.py", "pkg/snowflake.py", "pkg/own.py")
    project(tmp_path, *paths, entry="pkg/pipeline.py")
    (tmp_path / "pkg/redis.py").write_text("from dagster import resource\nimport redis\n")
    (tmp_path / "pkg/snowflake.py").write_text("def f():\n    from snowflake.connector import x\n")
    (tmp_path / "pkg/own.py").write_text("import owner\n")
    program = read_program(tmp_path / "pkg/pipeline.py")
    assert shown(program, "redis") is None
    assert shown(program, "snowflake") is None
    assert shown(program, "own") == "pkg/own.py"
    assert shown(program, "pkg.redis") == "pkg/redis.py"
    own = ("pkg/slack/__init__.py", "pkg/slack/client.py", "pkg/lib/__init__.py", "pkg/lib/io.py")
    project(tmp_path, *own, entry="pkg/pipeline.py")
    (tmp_path / "pkg/slack/client.py").write_text("from slack import WebClient\n")
    (tmp_path / "pkg/lib/__init__.py").write_text("import lib.io\nfrom lib import (\n    io)\n")
    program = read_program(tmp_path / "pkg/pipeline.py")
    assert shown(program, "slack") is None
    assert shown(program, "pkg.slack.client") == "pkg/slack/client.py"
    assert shown(program, "lib.io") == "pkg/lib/io.py"
    # where the folder is no package, Python takes it for what is imported
    (tmp_path / "pkg/__init__.py").unlink()
    assert shown(read_program(tmp_path / "pkg/pipeline.py"), "redis") == "redis.py"


def test_folders_that_are_called_like_libraries(tmp_path: Path):
    text = """
import great_expectations as ge, alembic.config
from great_expectations.dataset import PandasDataset
from jobs import (
    nightly,
    weekly,
)
import_module("tasks.hourly")
"""
    folders = ("great_expectations/plugins/custom.py", "alembic/env.py", "jobs/weekly.py")
    project(tmp_path, *folders, "tasks/hourly.py", "dbt/macros/x.py", entry="pipeline.py")
    (tmp_path / "pipeline.py").write_text(text)
    program = read_program(tmp_path / "pipeline.py")
    assert shown(program, "great_expectations") is None
    assert shown(program, "alembic") is None
    assert shown(program, "jobs") == "jobs"
    assert shown(program, "tasks") == "tasks"
    (tmp_path / "other.py").write_text("from dbt.macros import x\n")
    assert shown(read_program(tmp_path / "pipeline.py"), "dbt") == "dbt"
    # one that has an `__init__.py` hides the library from Python as well
    (tmp_path / "alembic/__init__.py").write_text("")
    assert shown(read_program(tmp_path / "pipeline.py"), "alembic") == "alembic/__init__.py"


def test_a_folder_without_python_is_not_a_package(tmp_path: Path):
    assert shown(project(tmp_path, "docker/Dockerfile", entry="p.py"), "docker") is None


def test_ancestors_up_to_the_projects_root(tmp_path: Path):
    program = project(
        tmp_path,
        "outside.py",
        "proj/pyproject.toml",
        "proj/common/x.py",
        entry="proj/jobs/daily/p.py",
    )
    assert program.entry.display == "jobs/daily/p.py"
    assert shown(program, "common.x") == "common/x.py"
    assert shown(program, "outside") is None


def test_src_folders_and_configured_roots(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text('[tool.modec]\nroots = ["lib/python"]\n')
    program = project(tmp_path, "src/app/a.py", "lib/python/deep.py", entry="jobs/p.py")
    assert shown(program, "app.a") == "src/app/a.py"
    assert shown(program, "deep") == "lib/python/deep.py"


def test_extra_roots(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "extra.py").write_text("")
    (tmp_path / "proj").mkdir()
    (tmp_path / "proj" / "p.py").write_text("")
    program = read_program("proj/p.py", ["elsewhere"], directory=tmp_path)
    assert shown(program, "extra") == "../elsewhere/extra.py"


def test_names_in_packages(tmp_path: Path):
    program = project(tmp_path, "pkg/__init__.py", "pkg/sub/__init__.py", entry="pkg/sub/p.py")
    assert program.entry.name == "pkg.sub.p"
    assert program.entry.package == "pkg.sub"


def test_relative_imports_make_folders_packages(tmp_path: Path):
    (tmp_path / "outer" / "inner").mkdir(parents=True)
    (tmp_path / "outer" / "inner" / "p.py").write_text("from ..x import y\n")
    (tmp_path / "outer" / "x.py").write_text("y = 1\n")
    program = read_program(tmp_path / "outer" / "inner" / "p.py")
    assert program.entry.name == "outer.inner.p"
    assert program.find("outer.x") is not None


def test_the_standard_library_is_only_shadowed_by_the_scripts_folder(tmp_path: Path):
    files = ("statistics.py", "jobs/mailbox.py", "jobs/calendar.py")
    program = project(tmp_path, "setup.py", *files, entry="jobs/p.py")
    assert shown(program, "statistics") is None
    assert shown(program, "mailbox") == "jobs/mailbox.py"
    assert shown(program, "calendar") is None  # dagster has imported it already
    assert (
        shown(project(tmp_path / "b", "pkg/__init__.py", "pkg/types.py", entry="pkg/p.py"), "types")
        is None
    )


@pytest.mark.parametrize("name", ["dagster", "dagster.utils", "modec"])
def test_the_vocabulary_is_never_first_party(tmp_path: Path, name: str):
    program = project(tmp_path, "dagster/__init__.py", "modec/__init__.py", entry="p.py")
    assert program.find(name) is None


def test_a_file_is_one_module(tmp_path: Path):
    program = project(tmp_path, "setup.py", "jobs/x.py", entry="jobs/p.py")
    assert program.find("x") is program.find("jobs.x")
    assert program.find("p") is program.entry


@pytest.mark.parametrize("source", ["app.jobs", "app/jobs.py"])
def test_a_module_by_name_or_path(tmp_path: Path, source: str):
    project(tmp_path, "app/__init__.py", entry="app/jobs.py")
    assert read_program(source, directory=tmp_path).entry.name == "app.jobs"


def test_a_packages_folder(tmp_path: Path):
    project(tmp_path, entry="app/__init__.py")
    assert read_program("app", directory=tmp_path).entry.name == "app"


def test_a_folder_around_the_script_is_found_by_its_name_without_any_marker(tmp_path: Path):
    program = project(
        tmp_path, "shop/settings.py", "shop/parts/a.py", "other/x.py", entry="shop/jobs/daily/p.py"
    )
    assert (shown(program, "shop.settings") or "").endswith("settings.py")
    assert (shown(program, "shop.parts.a") or "").endswith("a.py")
    assert shown(program, "other.x") is None


def test_an_unpacked_archive_is_a_project_by_its_requirements(tmp_path: Path):
    program = project(
        tmp_path, "proj/requirements.txt", "proj/utils/naps.py", entry="proj/jobs/daily/p.py"
    )
    assert program.entry.display == "jobs/daily/p.py"
    assert shown(program, "utils.naps") == "utils/naps.py"


def test_a_folder_that_cannot_be_imported_is_no_package(tmp_path: Path):
    program = project(
        tmp_path, "my-jobs/__init__.py", "my-jobs/solids/__init__.py", entry="my-jobs/jobs/p.py"
    )
    (tmp_path / "my-jobs" / "jobs" / "__init__.py").write_text("")
    program = read_program(tmp_path / "my-jobs" / "jobs" / "p.py")
    assert program.entry.display == "jobs/p.py"
    assert shown(program, "solids") == "solids/__init__.py"


def test_distributions_of_the_projects_own(tmp_path: Path):
    program = project(
        tmp_path,
        "workspace.yaml",
        "packages/setup.py",
        "packages/shared/__init__.py",
        "libs/models/pyproject.toml",
        "libs/models/src/models.py",
        "node_modules/stray/setup.py",
        "node_modules/stray/strange.py",
        entry="dags/daily/p.py",
    )
    assert shown(program, "shared") == "packages/shared/__init__.py"
    assert shown(program, "models") == "libs/models/src/models.py"
    assert shown(program, "strange") is None


@pytest.mark.parametrize("marker", [None, "jobs/requirements.txt", "jobs/setup.py"])
def test_the_folder_that_holds_what_is_imported_is_the_projects(tmp_path: Path, marker: str | None):
    files = ["lib/__init__.py", "lib/store.py", "tool.py"] + ([marker] if marker else [])
    project(tmp_path, *files, entry="jobs/daily/p.py")
    entry = tmp_path / "jobs/daily/p.py"
    entry.write_text("import requests\nfrom lib.store import keep\n")
    program = read_program(entry)
    assert program.entry.display == "jobs/daily/p.py"
    assert shown(program, "lib.store") == "lib/store.py" and shown(program, "tool") == "tool.py"
    assert shown(program, "requests") is None


def test_nothing_beyond_a_checkout_is_the_projects(tmp_path: Path):
    project(tmp_path, "lib/__init__.py", "proj/.git/HEAD", entry="proj/p.py")
    (tmp_path / "proj/p.py").write_text("import lib\n")
    assert shown(read_program(tmp_path / "proj/p.py"), "lib") is None
