"""The folders that a project says its packages are in: read from the files that say so, none of which is run.

`setup.py`, `setup.cfg`, `pyproject.toml` (setuptools, Poetry, Hatch, PDM), pytest's `pythonpath`, and `working_directory` of dagster's
`workspace.yaml`; and the distributions beside it that it is installed with: `-e ../common` in `requirements.txt`, paths as dependencies in
`pyproject.toml` and `Pipfile`.
"""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from modec.source.names import last_name
from modec.source.toml_files import toml_document

Reader = Callable[[str], Iterator[Any]]
_WORKING_DIRECTORY = re.compile(r"^[\s-]*working_directory\s*:\s*[\"']?([^\"'#\n]+)", re.MULTILINE)
_REQUIRED = re.compile(
    r"^[ \t]*(?:-e|--editable)?[ \t=]*(?:file:(?://)?)?(\.\.?(?:/[^\s#;\[]*)?)", re.MULTILINE
)
_FINDING = frozenset({"find_packages", "find_namespace_packages", "find"})


def package_folders(folder: Path) -> list[Path]:
    """The folders that the files in a project's folder name, in order; files that cannot be read say nothing."""
    own = _named(folder, _READERS)
    beside = [
        each
        for distribution in _named(folder, _DISTRIBUTIONS)
        for each in (distribution, *_named(distribution, _READERS), distribution / "src")
    ]
    return list(dict.fromkeys([*own, *(each for each in beside if each.is_dir())]))


def _named(folder: Path, readers: Mapping[str, Reader]) -> list[Path]:
    found: dict[Path, None] = {}
    for name, reader in readers.items():
        file = folder / name
        if not file.is_file():
            continue
        try:
            text = file.read_text(encoding="utf-8")
            named = [each.strip() for each in reader(text) if isinstance(each, str)]
        except (OSError, ValueError, SyntaxError, RecursionError, configparser.Error):
            continue
        for each in named:
            path = (folder / each).resolve()
            if each and path != folder and path.is_dir():
                found.setdefault(path)
    return list(found)


def _of_setup_py(text: str) -> Iterator[Any]:
    """`setup(package_dir={"": "python"}, packages=find_packages("python"))`; names stand for constants above."""
    tree = ast.parse(text)
    constants: dict[str, ast.expr] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            constants[statement.targets[0].id] = statement.value
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = last_name(node.func)
        named = {each.arg: each.value for each in node.keywords}
        if called == "setup" and "package_dir" in named:
            given = named["package_dir"]
            if isinstance(given, ast.Name):
                given = constants.get(given.id, given)
            if isinstance(given, ast.Dict):
                literal = {
                    key.value: value.value
                    for key, value in zip(given.keys, given.values)
                    if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
                }
                yield from _mapped(literal)
        elif called in _FINDING:
            where = node.args[0] if node.args else named.get("where")
            if isinstance(where, ast.Name):
                where = constants.get(where.id)
            if isinstance(where, ast.Constant):
                yield where.value


def _of_setup_cfg(text: str) -> Iterator[Any]:
    config = configparser.ConfigParser(interpolation=None)
    config.read_string(text)
    lines = config.get("options", "package_dir", fallback="").splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line)
    yield from _mapped({name.strip(): folder.strip() for name, _, folder in pairs})
    for section in ("options.packages.find", "options.packages.find_namespace"):
        yield config.get(section, "where", fallback="")
    yield from config.get("tool:pytest", "pythonpath", fallback="").split()


def _of_pytest(text: str) -> Iterator[Any]:
    config = configparser.ConfigParser(interpolation=None)
    config.read_string(text)
    yield from config.get("pytest", "pythonpath", fallback="").split()


def _of_pyproject(text: str) -> Iterator[Any]:
    tool = toml_document(text).get("tool", {})
    setuptools = _at(tool, "setuptools")
    yield from _mapped(_at(setuptools, "package-dir"))
    yield from _list(_at(setuptools, "packages", "find").get("where"))
    for each in _list(_at(tool, "poetry").get("packages")):
        yield each.get("from") if isinstance(each, dict) else None
    wheel = _at(tool, "hatch", "build", "targets", "wheel")
    yield from _list(wheel.get("sources"))
    for each in _list(wheel.get("packages")):
        yield str(Path(str(each)).parent)
    yield _at(tool, "pdm", "build").get("package-dir")
    given = _at(tool, "pytest", "ini_options").get("pythonpath")
    yield from given.split() if isinstance(given, str) else _list(given)


def _of_workspace(text: str) -> Iterator[Any]:
    yield from _WORKING_DIRECTORY.findall(text)


def _of_requirements(text: str) -> Iterator[Any]:
    yield from _REQUIRED.findall(text)


def _of_dependencies(text: str) -> Iterator[Any]:
    """`common = {path = "../common"}`, of Poetry, uv and Pipenv."""
    document = toml_document(text)
    tool = document.get("tool", {})
    tables = [_at(tool, "poetry", "dependencies"), _at(tool, "poetry", "dev-dependencies")]
    groups = _at(tool, "poetry", "group").values()
    tables += [_at(group, "dependencies") for group in groups]
    tables += [_at(tool, "uv", "sources"), _at(document, "packages"), _at(document, "dev-packages")]
    for table in tables:
        yield from (each.get("path") for each in table.values() if isinstance(each, dict))


def _mapped(folders: Mapping[Any, Any]) -> Iterator[str]:
    """The folders of `package_dir`: of all packages, or of one, whose own folder has its name."""
    for name, folder in folders.items():
        if not isinstance(name, str) or not isinstance(folder, str):
            continue
        if not name:
            yield folder
        elif Path(folder).parts[-name.count(".") - 1 :] == tuple(name.split(".")):
            yield str(Path(folder).joinpath(*[".."] * (name.count(".") + 1)))


def _at(table: Any, *names: str) -> dict[str, Any]:
    for name in names:
        table = table.get(name) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


_READERS: dict[str, Reader] = {
    "setup.py": _of_setup_py,
    "setup.cfg": _of_setup_cfg,
    "pyproject.toml": _of_pyproject,
    "pytest.ini": _of_pytest,
    "tox.ini": _of_pytest,
    "workspace.yaml": _of_workspace,
}
_DISTRIBUTIONS: dict[str, Reader] = {
    "requirements.txt": _of_requirements,
    "requirements-dev.txt": _of_requirements,
    "dev-requirements.txt": _of_requirements,
    "pyproject.toml": _of_dependencies,
    "Pipfile": _of_dependencies,
}
