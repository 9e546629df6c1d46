"""The project's folders, where code that builds definitions lists them or asks for what is in them: `glob`, `exists`.

The build sees what the original program sees, in the order of the names, which file systems do not promise.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from modec.evaluate.budget import SIZE
from modec.evaluate.paths import derived
from modec.evaluate.residuals import carried_scope, computed
from modec.evaluate.stateful import Coming
from modec.evaluate.values import (
    Environment,
    OneShot,
    ProjectFact,
    ProjectPath,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

LISTING = frozenset({"glob", "rglob", "iterdir"})
"""The methods of a path that list a folder."""
ASKING = frozenset({"exists", "is_file", "is_dir"})
"""The methods of a path that say whether it leads to something."""
_QUESTIONS: dict[str, Callable[[Path], bool]] = {
    "os.path.exists": Path.exists,
    "os.path.isfile": Path.is_file,
    "os.path.isdir": Path.is_dir,
}


def listed(
    machine: Machine,
    owner: ProjectPath,
    name: str,
    args: Sequence[Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What `path.glob(pattern)` and its like give; None where the folder is not the project's."""
    folder = folder_of_project(machine, Path(owner.path))
    if folder is None:
        return None
    if name == "iterdir":
        found = folder.iterdir() if not args else None
    else:
        pattern = args[0] if len(args) == 1 else None
        if not isinstance(pattern, str) or not pattern or pattern.startswith("/"):
            return None
        found = folder.rglob(pattern) if name == "rglob" else folder.glob(pattern)
    return None if found is None else _paths(_kept(found), node, scope)


def asked(
    machine: Machine, owner: ProjectPath, name: str, node: ast.expr, scope: Environment
) -> Value | None:
    """What `path.exists()` and its like give; None for a path outside of the project."""
    return _fact(machine, Path(owner.path), getattr(Path, name), node, scope)


def external_call(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What `os.listdir` and `glob.glob` of the project's folders give; None for others."""
    if len(args) != 1 or not isinstance(args[0], ProjectPath):
        return None
    place = Path(args[0].path)
    if name in _QUESTIONS and not kwargs:
        return _fact(machine, place, _QUESTIONS[name], node, scope)
    if name == "os.listdir" and not kwargs:
        folder = folder_of_project(machine, place)
        return None if folder is None else [path.name for path in _kept(folder.iterdir())]
    if name == "os.walk" and not kwargs:
        folder = folder_of_project(machine, place)
        return None if folder is None else _walked(folder, node, scope)
    if name in ("glob.glob", "glob.iglob") and set(kwargs) <= {"recursive"}:
        if "**" in str(place) or any("*" in part for part in place.parts[:-1]):
            return None
        folder = folder_of_project(machine, place.parent)
        if folder is None:
            return None
        return _paths([str(path) for path in _kept(folder.glob(place.name))], node, scope)
    return None


def _walked(folder: Path, node: ast.expr, scope: Environment) -> Value:
    """`os.walk(folder)`: each folder when it is asked for, so that code may take others off the list before."""
    ordered = ast.Call(ast.Name("sorted", ast.Load()), [node], [])
    ast.fix_missing_locations(ast.copy_location(ordered, node))

    def walk(place: Path) -> Iterator[Value]:
        found = _kept(place.iterdir())
        inner = [path.name for path in found if path.is_dir()]
        files = [path.name for path in found if not path.is_dir()]
        yield derived(ordered, str(place), scope), inner, files
        for name in inner:
            yield from walk(place / name)

    carried = computed(node, scope, reason="it is an iterator")
    return OneShot(
        carried.node, carried.scope, carried.span, carried.reason, rest=Coming(walk(folder))
    )


def _fact(
    machine: Machine,
    path: Path,
    question: Callable[[Path], bool],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    place = Path(os.path.normpath(path))
    root = machine.program.root.resolve()
    if place.resolve() != root and root not in place.resolve().parents:
        return None
    reason = "it is whether there is such a file when the script runs"
    span = scope.module.span(node)
    return ProjectFact(node, carried_scope(node, scope), span, reason, holds=question(place))


def folder_of_project(machine: Machine, path: Path) -> Path | None:
    """The folder, if it is the project's; None for others."""
    place = Path(os.path.normpath(path))
    root = machine.program.root.resolve()
    inside = place.resolve() == root or root in place.resolve().parents
    return place if inside and place.is_dir() else None


def _kept(paths: Iterable[Path]) -> list[Path]:
    # What Python leaves behind is there or not, as it happens.
    return sorted(path for path in paths if path.name != "__pycache__")


def _paths(paths: Sequence[str | Path], node: ast.expr, scope: Environment) -> Value | None:
    """Paths as the elements of the listing, sorted: the run finds each where the build did."""
    if len(paths) > SIZE:
        return None
    ordered = ast.Call(ast.Name("sorted", ast.Load()), [node], [])
    return derived(ast.fix_missing_locations(ast.copy_location(ordered, node)), list(paths), scope)
