"""The methods of the author's classes by their names: what a call may mean of an object whose class nobody knows."""

from __future__ import annotations

import ast
from functools import cached_property

from modec.link.modules import Modules
from modec.link.views import Statement
from modec.source.names import last_name

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_PROPERTIES = frozenset({"property", "cached_property"})


class Methods:
    """Looks through the classes of all modules once, when it is asked first."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules

    @cached_property
    def by_name(self) -> dict[str, list[Statement]]:
        """The classes that have a method of each name."""
        found: dict[str, list[Statement]] = {}
        for environment in self._modules.environments.values():
            for statement in self._modules.view(environment.module).statements:
                if isinstance(statement.node, ast.ClassDef):
                    for method in statement.node.body:
                        if isinstance(method, _FUNCTIONS):
                            found.setdefault(method.name, []).append(statement)
        return found

    @cached_property
    def properties(self) -> frozenset[str]:
        """The names of the author's properties."""
        return frozenset(
            method.name
            for classes in self.by_name.values()
            for statement in classes
            for method in getattr(statement.node, "body", ())
            if isinstance(method, _FUNCTIONS)
            and any(_called(each) in _PROPERTIES for each in method.decorator_list)
        )


def _called(decorator: ast.expr) -> str:
    return last_name(decorator)
