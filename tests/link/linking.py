"""Projects made of texts, linked and lowered without the stages before: what the tests of linking share."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modec.evaluate.values import Environment, UserFunction
from modec.link import link
from modec.link.records import Linked
from modec.lower import lower
from modec.source.program import Module, Program
from modec.source.text import parse
from modec.unroll.code import PLAIN, Code, Form, Function, Reference, Unrolled, code


@dataclass
class Project:
    """Modules by name; the first one is the entry. `environments` are what evaluation would have found."""

    program: Program
    environments: dict[str, Environment] = field(default_factory=dict)

    def module(self, name: str | None = None) -> Module:
        found = self.program.find(name) if name is not None else self.program.entry
        assert found is not None
        return found

    def environment(self, name: str | None = None) -> Environment:
        module = self.module(name)
        return self.environments.setdefault(module.name, Environment(module))

    def function(
        self,
        name: str,
        module: str | None = None,
        variables: Mapping[str, Any] | None = None,
        keep: tuple[int, ...] = (),
    ) -> UserFunction:
        """A function of the module; `variables` are what the factory around it captured."""
        scope = self.environment(module)
        tree = scope.module.tree
        node = next(
            node
            for node in ast.walk(tree)
            if (isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name)
            or (isinstance(node, ast.Lambda) and name == "<lambda>")
        )
        if variables is not None:
            scope = Environment(scope.module, dict(variables), scope, "factory")
        decorators = tuple(getattr(node, "decorator_list", ())[index] for index in keep)
        return UserFunction(
            node, scope, name, None, inspect.Signature(), lambda *args: None, decorators
        )

    def link(self, *main: Code | str | Reference, **parts: Any) -> Linked:
        """Link a script whose last expression is `main`."""
        return link(
            Unrolled(parts.pop("run", Code()), main=code(*main), **parts), self, self.program
        )

    def call(self, name: str, form: Form = PLAIN, module: str | None = None) -> Linked:
        """Link a script that calls a function."""
        return self.link(Function(self.function(name, module), form), "()")


def script(linked: Linked) -> str:
    """The pieces' text, in order."""
    return "\n".join(lower(piece).strip("\n") for piece in linked.pieces) + "\n"


def run(linked: Linked) -> dict[str, Any]:
    """The script's namespace after loading it."""
    namespace: dict[str, Any] = {"__name__": __name__}
    exec(compile(script(linked), "script", "exec"), namespace)
    return namespace


def project(**sources: str) -> Project:
    """A project of texts by module name, `__` for dots; the first one is the entry."""
    modules: dict[str, Module] = {}
    names = [name.replace("__", ".") for name in sources]
    texts = dict(zip(names, map(textwrap.dedent, sources.values())))
    for name in list(names):
        for end in range(1, len(name.split("."))):
            texts.setdefault(".".join(name.split(".")[:end]), "")
    for name, text in texts.items():
        text = text.lstrip("\n")
        package = any(other.startswith(name + ".") for other in texts)
        shown = name.replace(".", "/") + ("/__init__.py" if package else ".py")
        modules[name] = Module(name, Path(shown), shown, text, parse(text, shown), package)
    entry = modules[names[0]]
    return Project(Program(entry, Path(), modules.get, {entry.name: entry}))
