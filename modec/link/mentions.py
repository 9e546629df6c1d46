"""Classes that a class names by string: libraries look them up when the program runs.

Object-relational mappers and validating models let a class refer to one that is defined further down, or in another
module: `biases: List["Bias"]`, `relationship("Bias")`, `ForeignKey("bias.id")`. A script without that class would load,
and fail at the first query.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from modec.link.modules import Modules
from modec.link.views import Statement

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
_PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


class Mentions:
    """Finds the classes that the strings in a class's body name."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._classes: dict[str, dict[str, Statement]] = {}

    def of(self, statement: Statement) -> list[Statement]:
        """The classes that a class names by string: of its own module, else of those that have such a class."""
        node = statement.node
        if not isinstance(node, ast.ClassDef) or not node.bases:
            return []
        if self.modules.view(statement.module).is_runtime:
            return []  # a class of the author's that happens to have such a name is not meant
        found: dict[Statement, None] = {}
        for name in dict.fromkeys(_names(node)):
            own = self._known(statement.module.name).get(name)
            others = (self._known(module).get(name) for module in self.modules.environments)
            for each in [own] if own is not None else others:
                if each is not None and each is not statement:
                    found[each] = None
        return list(found)

    def _known(self, module: str) -> dict[str, Statement]:
        """A module's classes by what strings call them: their names, and those of their tables."""
        if module not in self._classes:
            environment = self.modules.environments.get(module)
            statements = (
                self.modules.view(environment.module).statements if environment is not None else ()
            )
            known: dict[str, Statement] = {}
            for statement in statements:
                if isinstance(statement.node, ast.ClassDef) and statement.node.bases:
                    for name in _called(statement.node):
                        known.setdefault(name, statement)
            self._classes[module] = known
        return self._classes[module]


def _called(node: ast.ClassDef) -> Iterator[str]:
    yield node.name
    yield node.name.lower()  # what a table is called when nobody says otherwise
    for inner in node.body:
        if isinstance(inner, ast.Assign) and isinstance(inner.value, ast.Constant):
            named = [t.id for t in inner.targets if isinstance(t, ast.Name)]
            if named == ["__tablename__"] and isinstance(inner.value.value, str):
                yield inner.value.value


def _names(node: ast.ClassDef) -> Iterator[str]:
    """The names in the strings of a class's annotations, and in those that calls in its body are given."""
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign):
            for text in _strings([statement.annotation]):
                yield from _IDENTIFIER.findall(text)
        for inner in ast.walk(statement):
            if isinstance(inner, ast.Call):
                for text in _strings([*inner.args, *(keyword.value for keyword in inner.keywords)]):
                    if _PATH.fullmatch(text):
                        first, *rest = text.split(".")
                        yield first
                        yield from rest[-1:]  # "models.Bias"


def _strings(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value
