"""`sys.path.append(folder)` and the like: further folders that the program's modules are found in."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.values import Environment, External, ProjectPath, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_PATH = ("sys", ("path",))
_METHODS = frozenset({"append", "extend", "insert"})


def note_call(
    machine: Machine, callee: External, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> None:
    """Have modules looked for in the folders that a call of one of `sys.path`'s methods adds, where the build knows them.

    Those are folders by their way from `__file__`, and relative ones, which are taken to start from the script's folder or the
    project's root. Absolute ones are another machine's. The call stays the run's.
    """
    if (callee.module, callee.path[:-1]) != _PATH or kwargs or not args:
        return
    method = callee.path[-1]
    if method == "append" and len(args) == 1:
        _add(machine, args, None)
    elif method == "extend" and isinstance(args[0], (list, tuple)):
        _add(machine, args[0], None)
    elif method == "insert" and len(args) == 2 and isinstance(args[0], int):
        _add(machine, args[1:], args[0])


def note_extension(machine: Machine, extended: Value, folders: Value) -> None:
    """The same for `sys.path += [folder]`."""
    is_path = isinstance(extended, External) and (extended.module, extended.path) == _PATH
    if is_path and isinstance(folders, (list, tuple)):
        _add(machine, folders, None)


def note_possible(machine: Machine, nodes: Iterable[ast.AST], scope: Environment) -> None:
    """The same for calls that evaluation did not come to: `if folder not in sys.path: sys.path.append(folder)`."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(attr=method)) if method in _METHODS:
                try:
                    callee = machine.evaluate(node.func, scope)
                    if isinstance(callee, External) and (callee.module, callee.path[:-1]) == _PATH:
                        args = [machine.evaluate(each, scope) for each in node.args]
                        note_call(machine, callee, args, {})
                except (Raised, Unfollowed):
                    continue


def _add(machine: Machine, folders: Iterable[Value], index: int | None) -> None:
    for each in folders:
        if isinstance(each, ProjectPath):
            given = [Path(each.path)]
        elif isinstance(each, str) and not os.path.isabs(each):
            starts = (machine.program.entry.path.parent, machine.program.root)
            given = [start / each for start in starts]
        else:
            continue
        for folder in dict.fromkeys(Path(os.path.realpath(each)) for each in given):
            if folder.is_dir():
                machine.program.add_root(folder, index)
