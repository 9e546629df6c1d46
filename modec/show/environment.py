"""The environment variables that a script reads: in its config and in its code. Their values are nobody's business."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modec.evaluate.values import Environment
from modec.link.records import Linked, Piece
from modec.plan.config_entries import ABSENT, config_entries, environment_variables
from modec.plan.records import Plan
from modec.source.program import Module
from modec.unroll.code import Inline

ANY = "(any)"
"""Where the whole environment is handed on, or a name is computed."""

_GETTERS = ("get", "setdefault", "pop")


@dataclass(frozen=True)
class Reading:
    """One place that reads an environment variable. `is_required`: there it must be set."""

    name: str
    where: str
    is_required: bool


def readings(
    plan: Plan, linked: Linked, environments: Mapping[str, Environment]
) -> list[Reading]:  # fmt: skip
    """Where the script reads which variable: config first, then code in the order of the script."""
    found: list[Reading] = []
    for entry in config_entries(plan):
        for leaf in entry.leaves():
            if leaf.value is not ABSENT:
                given = "given at build" if leaf.is_given else "default"
                for name in environment_variables(leaf.config_type, leaf.value):
                    found.append(Reading(name, f"{'.'.join(leaf.path)} ({given})", True))
    for module, node, constants in _shipped_code(linked):
        values = dict(environments[module.name].variables) if module.name in environments else {}
        names = {name: value for name, value in values.items() if isinstance(value, str)}
        found += _in_code(module, node, {**names, **constants})
    return list(dict.fromkeys(found))


def _shipped_code(linked: Linked) -> Iterator[tuple[Module, ast.AST, dict[str, str]]]:
    """The author's code in the script: (module, what stands there, the texts that a factory's product captured)."""
    for reference in linked.names:
        if isinstance(reference, Inline):
            yield reference.scope.module, reference.node, {}
    for piece in linked.pieces:
        if piece.node is not None and not piece.module.name.startswith("modec.runtime"):
            for node in _kept(piece):
                yield piece.module, node, _captured(piece)


def _kept(piece: Piece) -> Iterator[ast.AST]:
    """The parts of a statement that stay: without the decorators that go."""
    for field, value in ast.iter_fields(piece.node) if piece.node is not None else ():
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            dropped = field == "decorator_list" and index in piece.rewrite.drop_decorators
            if isinstance(child, ast.AST) and not dropped:
                yield child


def _captured(piece: Piece) -> dict[str, str]:
    found = {}
    for name, text in piece.rewrite.captured:
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError):
            continue
        if isinstance(value, str):
            found[name] = value
    return found


def _in_code(module: Module, root: ast.AST, constants: Mapping[str, str]) -> Iterator[Reading]:
    names = _Names(module)
    parents = {child: node for node in ast.walk(root) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(root):
        where = f"{module.display}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and names.is_getenv(node.func):
            yield Reading(_name(node.args[0] if node.args else None, constants), where, False)
        elif isinstance(node, ast.expr) and names.is_environ(node):
            parent = parents.get(node)
            above = parents.get(parent) if parent is not None else None
            if isinstance(parent, ast.Subscript):
                if isinstance(parent.ctx, ast.Load):
                    yield Reading(_name(parent.slice, constants), where, True)
            elif isinstance(parent, ast.Compare) and isinstance(parent.ops[0], (ast.In, ast.NotIn)):
                yield Reading(_name(parent.left, constants), where, False)
            elif (
                isinstance(parent, ast.Attribute)
                and parent.attr in _GETTERS
                and isinstance(above, ast.Call)
                and above.args
            ):
                yield Reading(_name(above.args[0], constants), where, False)
            elif not (isinstance(parent, ast.Attribute) and parent.attr == "update"):
                yield Reading(ANY, where, False)


def _name(node: ast.expr | None, constants: Mapping[str, str]) -> str:
    """The variable that an argument names."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name) and node.id in constants:
        return constants[node.id]
    return ANY if node is None else f"({ast.unparse(node)})"


class _Names:
    """What a module calls `os`, `os.environ` and `os.getenv`."""

    def __init__(self, module: Module) -> None:
        self.os: set[str] = set()
        self.own: dict[str, str] = {}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                self.os |= {
                    alias.asname or "os"
                    for alias in node.names
                    if alias.name == "os" or (alias.name.startswith("os.") and not alias.asname)
                }
            elif isinstance(node, ast.ImportFrom) and node.module == "os" and not node.level:
                self.own |= {alias.asname or alias.name: alias.name for alias in node.names}

    def is_environ(self, node: ast.expr) -> bool:
        """Whether it is `os.environ`."""
        return self._is(node, "environ")

    def is_getenv(self, node: ast.expr) -> bool:
        """Whether it is `os.getenv`."""
        return self._is(node, "getenv")

    def _is(self, node: ast.expr, name: str) -> bool:
        if isinstance(node, ast.Name):
            return self.own.get(node.id) == name
        return (
            isinstance(node, ast.Attribute)
            and node.attr == name
            and isinstance(node.value, ast.Name)
            and node.value.id in self.os
        )
