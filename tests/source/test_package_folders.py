"""Folders that a project's files say its packages are in."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.source import read_program

SAYING = {
    "setup.py package_dir": ("setup.py", 'setup(name="x", package_dir={"": "code"})'),
    "setup.py find_packages": (
        "setup.py",
        'import setuptools\nsetuptools.setup(packages=setuptools.find_packages(where="code"))',
    ),
    "setup.py names": (
        "setup.py",
        'WHERE = "code"\nDIRS = {"": "code"}\nsetup(packages=find_packages(WHERE), package_dir=DIRS)',
    ),
    "setup.py one package": ("setup.py", 'setup(package_dir={"shop": "code/shop"})'),
    "setup.cfg package_dir": ("setup.cfg", "[options]\npackage_dir =\n    = code\n"),
    "setup.cfg find": ("setup.cfg", "[options.packages.find]\nwhere = code\n"),
    "setup.cfg pytest": ("setup.cfg", "[tool:pytest]\npythonpath = tests code\n"),
    "setuptools": ("pyproject.toml", '[tool.setuptools]\npackage-dir = {"" = "code"}\n'),
    "setuptools find": ("pyproject.toml", '[tool.setuptools.packages.find]\nwhere = ["code"]\n'),
    "poetry": (
        "pyproject.toml",
        '[tool.poetry]\npackages = [{include = "shop", from = "code"}]\n',
    ),
    "hatch": (
        "pyproject.toml",
        '[tool.hatch.build.targets.wheel]\npackages = ["code/shop"]\n',
    ),
    "hatch sources": ("pyproject.toml", '[tool.hatch.build.targets.wheel]\nsources = ["code"]\n'),
    "pdm": ("pyproject.toml", '[tool.pdm.build]\npackage-dir = "code"\n'),
    "pytest": ("pyproject.toml", '[tool.pytest.ini_options]\npythonpath = ["code"]\n'),
    "pytest.ini": ("pytest.ini", "[pytest]\npythonpath = . code\n"),
    "tox.ini": ("tox.ini", "[pytest]\npythonpath = code\n"),
    "workspace": (
        "workspace.yaml",
        "load_from:\n  - python_file:\n      relative_path: jobs/p.py\n      working_directory: ./code\n",
    ),
}
BESIDE = {
    "requirements": ("requirements.txt", "dagster\n-e ../common\n"),
    "requirements with extras": ("requirements.txt", "-e ../common[dev]  # ours\n"),
    "requirements, not editable": ("requirements-dev.txt", "../common/\npytest\n"),
    "requirements as a URL": ("requirements.txt", "file:../common\n"),
    "poetry": ("pyproject.toml", '[tool.poetry.dependencies]\nshop = {path = "../common"}\n'),
    "poetry's groups": (
        "pyproject.toml",
        '[tool.poetry.group.dev.dependencies]\nshop = {path = "../common", develop = true}\n',
    ),
    "uv": ("pyproject.toml", '[tool.uv.sources]\nshop = {path = "../common"}\n'),
    "pipenv": ("Pipfile", '[packages]\nshop = {path = "./../common", editable = true}\n'),
}
SAYING_NOTHING = {
    "no such folder": ("setup.py", 'setup(package_dir={"": "elsewhere"})'),
    "computed": ("setup.py", 'setup(package_dir={"": where()})'),
    "another package's name": ("setup.py", 'setup(package_dir={"other": "code/shop"})'),
    "broken Python": ("setup.py", "setup(package_dir={"),
    "broken settings": ("setup.cfg", "package_dir = code\n[["),
    "another table": ("pyproject.toml", '[tool.other]\npackage-dir = {"" = "code"}\n'),
    "wrong kinds": (
        "pyproject.toml",
        '[tool.setuptools]\npackage-dir = ["code"]\n[tool.poetry]\npackages = ["code", {from = 3}]\n',
    ),
    "a comment": ("workspace.yaml", "# working_directory: code\nload_from: []\n"),
}


def found(folder: Path, name: str, text: str) -> bool:
    """Whether the package in `code/` is found by a script in `jobs/`, where a file says so."""
    for part in ("jobs", "code/shop"):
        (folder / part).mkdir(parents=True)
    (folder / "code" / "shop" / "__init__.py").touch()
    (folder / ".git").mkdir()
    (folder / name).write_text(text)
    entry = folder / "jobs" / "p.py"
    entry.write_text("import shop\n")
    module = read_program(entry).find("shop")
    assert module is None or module.display == "code/shop/__init__.py"
    return module is not None


@pytest.mark.parametrize(("name", "text"), SAYING.values(), ids=SAYING)
def test_packages_are_found_there(name: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, name, text)


@pytest.mark.parametrize(("name", "text"), SAYING_NOTHING.values(), ids=SAYING_NOTHING)
def test_nothing_is_said(name: str, text: str, tmp_path: Path) -> None:
    assert not found(tmp_path, name, text)


@pytest.mark.parametrize("layout", ["shop", "src/shop", "code/shop"])
@pytest.mark.parametrize(("name", "text"), BESIDE.values(), ids=BESIDE)
def test_distributions_beside(name: str, text: str, layout: str, tmp_path: Path) -> None:
    package = tmp_path / "common" / layout
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (tmp_path / "common" / "setup.py").write_text('setup(packages=find_packages("code"))')
    (tmp_path / "etl" / "jobs").mkdir(parents=True)
    (tmp_path / "etl" / ".git").mkdir()
    (tmp_path / "etl" / name).write_text(text)
    entry = tmp_path / "etl" / "jobs" / "p.py"
    entry.write_text("import shop\n")
    module = read_program(entry).find("shop")
    assert module is not None and module.path == package / "__init__.py"
    (tmp_path / "etl" / name).write_text("")
    assert read_program(entry).find("shop") is None
