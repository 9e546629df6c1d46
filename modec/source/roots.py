"""Where a project's first-party modules are looked for, without running or importing anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from modec.diagnostics import Span, refuse
from modec.source.package_folders import package_folders
from modec.source.toml_files import toml_document

MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
"""What the folder of a project holds."""

LESSER_MARKERS = (
    *("workspace.yaml", "dagster.yaml", "Pipfile", "poetry.lock", "requirements.txt"),
    *("environment.yml", "environment.yaml", "tox.ini", ".gitignore", "LICENSE"),
)
"""What it holds as a rule, where none of the above is to be found: in a project's unpacked archive."""

_FURTHEST = 3
"""How many folders above what looks like a project its imports are looked for."""

SETTINGS = ("builds", "embed", "ignore", "roots", "source-map")
"""What `[tool.modec]` takes."""

_NOT_OURS = ("node_modules", "site-packages", "venv", "env")


def top_package_parent(folder: Path) -> Path:
    """The folder that the outermost package around `folder` stands in; `folder` itself outside of packages.

    A folder whose name is no identifier cannot be imported, `__init__.py` or not: a checkout called `my-pipelines`.
    """
    while (folder / "__init__.py").is_file() and folder.name.isidentifier():
        folder = folder.parent
    return folder


def project_root(folder: Path) -> Path:
    """The nearest folder upwards that is marked as a project's, else the outermost package's parent."""
    outside = top_package_parent(folder)
    for markers in (MARKERS, LESSER_MARKERS):
        for candidate in (folder, *folder.parents):
            if any(os.path.exists(candidate / marker) for marker in markers):
                # A marker inside of a package (a stray setup.py) does not cut the package in two.
                return outside if outside in candidate.parents else candidate
    return outside


def root_by_imports(
    packages: Iterable[str], root: Path, found: Callable[[str], object | None]
) -> Path | None:
    """The folder above `root` that holds packages which the program imports and `found` does not find.

    People run their pipelines from such a folder, and need no marker there: `cd project; dagit -f jobs/daily.py`,
    where jobs/daily.py imports `lib.store`. Not looked for beyond a checkout's own folder, nor further than three
    folders up; None where nothing is missing or nothing is there.
    """
    missing = [
        name for name in packages if name not in sys.stdlib_module_names and found(name) is None
    ]
    if (root / ".git").exists():
        return None
    for folder in root.parents[:_FURTHEST]:
        if any(_is_module(folder, name) for name in missing):
            return folder
        if (folder / ".git").exists() or folder == folder.parent:
            break
    return None


def _is_module(folder: Path, name: str) -> bool:
    return os.path.isfile(folder / name / "__init__.py") or os.path.isfile(folder / f"{name}.py")


def search_roots(folder: Path, root: Path, extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders to look in, in order: the script's own (as Python does), those that were asked for,
    then the ancestors up to the project's root, then those that their files say packages are in, then their `src`
    folders, then distributions of its own in it.
    """
    ancestors = [
        folder,
        *(parent for parent in folder.parents if parent == root or root in parent.parents),
    ]
    if root != folder and root not in folder.parents:
        ancestors = [folder]
    asked = [*extra, *configured_roots(root)]
    sources = [ancestor / "src" for ancestor in ancestors]
    distributions = _distributions(root)
    declared = [each for part in (*ancestors, *distributions) for each in package_folders(part)]
    return _distinct([folder, *asked, *ancestors, *declared, *sources, *distributions])


def _distributions(root: Path, depth: int = 2) -> list[Path]:
    """Folders below the project's root from which packages of its own are installed: `packages/setup.py`."""
    found = []
    try:
        folders = sorted(each for each in root.iterdir() if os.path.isdir(each))
    except OSError:
        return []
    for folder in folders:
        if folder.name.startswith(".") or folder.name in _NOT_OURS:
            continue
        if any(os.path.isfile(folder / marker) for marker in MARKERS):
            found += [folder, folder / "src"]
        elif depth > 1:
            found += _distributions(folder, depth - 1)
    return found


def configured_roots(root: Path) -> list[Path]:
    """`roots` of `[tool.modec]` in the project's pyproject.toml. Raises `Refused` (MD007)."""
    path = root / "pyproject.toml"
    settings = modec_settings(path)
    roots = settings.get("roots", [])
    if isinstance(roots, str):
        roots = [roots]
    if not isinstance(roots, list) or not all(isinstance(entry, str) for entry in roots):
        refuse(
            "MD007",
            Span(path.name),
            path=path.name,
            reason="[tool.modec] roots must be a list of folder names",
        )
    return [(root / entry).resolve() for entry in roots]


def modec_settings(path: Path) -> dict[str, Any]:
    """`[tool.modec]` of a pyproject.toml; empty when there is none. Raises `Refused` (MD007)."""
    if not path.is_file():
        return {}
    try:
        document = toml_document(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse("MD007", Span(path.name), path=path.name, reason=reason)
    tools = document.get("tool", {})
    settings = tools.get("modec", {}) if isinstance(tools, dict) else None
    if not isinstance(settings, dict):
        refuse("MD007", Span(path.name), path=path.name, reason="[tool.modec] must be a table")
    unknown = [key for key in settings if key not in SETTINGS]
    if unknown:
        reason = f"[tool.modec] has {unknown[0]!r}; it takes {', '.join(SETTINGS)}"
        refuse("MD007", Span(path.name), path=path.name, reason=reason)
    return settings


def _distinct(folders: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folders))
