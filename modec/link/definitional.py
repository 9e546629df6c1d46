"""What has to do with definitions only: it was carried out by evaluation and means nothing when a script runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.evaluate.values import UserClass, UserFunction, Value
from modec.link.meanings import Meanings, definition_in, is_definition
from modec.link.modules import Modules
from modec.link.symbols import Builtin, Global, Imported, ModuleObject, Target, Unknown, Vocabulary
from modec.link.uses import analyse
from modec.link.views import Statement
from modec.link.vocabulary import runtime_home
from modec.source.program import Module

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


_COMPOSING = (("pipeline",), ("graph",), ("composite_solid",))


class Definitional:
    """Tells code that builds definitions from code that a script needs."""

    def __init__(self, modules: Modules, meanings: Meanings) -> None:
        self.modules = modules
        self.meanings = meanings
        self._touching: dict[Global, bool] = {}
        self._asked: frozenset[str] | None = None

    def is_statement(self, statement: Statement) -> bool:
        """Whether a statement uses dagster or a definition, itself or through what it names."""
        return any(map(self._touches, self.meanings.targets(statement)))

    def _touches(self, target: Target) -> bool:
        if isinstance(target, Vocabulary):
            return True
        if isinstance(target, Imported):
            return is_library(target)
        if not isinstance(target, Global) or self.modules.view(target.module).is_runtime:
            return False
        if target not in self._touching:
            self._touching[target] = False
            value = self.modules.value(target.module, target.name)
            binders = self.modules.view(target.module).binders.get(target.name, [])
            self._touching[target] = is_definition(value) or any(map(self.is_statement, binders))
        return self._touching[target]

    def only_definition(self, statement: Statement) -> Value:
        """The first of the definitions that a statement binds, where it binds nothing else; else None."""
        binds = [self.modules.value(statement.module, name) for name in statement.binds]
        return definition_in(binds[0]) if binds and all(map(is_definition, binds)) else None

    def leaves_alone(self, statement: Statement, symbol: Global) -> bool:
        """Whether a statement that makes definitions left a variable as it was: only what they do when they run changes it."""
        binds = [self.modules.value(statement.module, name) for name in statement.binds]
        if not binds or not all(map(is_definition, binds)):
            return False
        value = self.modules.value(symbol.module, symbol.name)
        if isinstance(value, UserFunction):
            return not value.attributes  # all that can be changed about a function
        if isinstance(value, UserClass):
            written = _variables_of(value.node)
            return all(
                isinstance(known, UserFunction)
                or (name in written and _is_as_written(written[name], known))
                for name, known in value.attributes.items()
                if not name.startswith("__")
            )
        binders = self.modules.view(symbol.module).binders.get(symbol.name, [])
        return len(binders) == 1 and _is_as_written(getattr(binders[0].node, "value", None), value)

    def in_annotation(self, target: Target, module: Module) -> bool:
        """Whether a name in an annotation of `module` means nothing outside dagster."""
        if isinstance(target, (Vocabulary, Unknown, ModuleObject)):
            return True
        if isinstance(target, Imported):
            return is_library(target)
        if not isinstance(target, Global):
            return False
        if self.modules.view(target.module).is_runtime:
            return not self.modules.view(module).is_runtime
        return self._is_dagster_type(target)

    def _is_dagster_type(self, symbol: Global) -> bool:
        value = self.modules.value(symbol.module, symbol.name)
        if is_definition(value) or type(value).__module__.startswith("modec.runtime"):
            return True
        for statement in self.modules.view(symbol.module).binders.get(symbol.name, []):
            if isinstance(statement.node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            for target in self.meanings.targets(statement):
                if isinstance(target, Vocabulary) or (
                    isinstance(target, Imported) and is_library(target)
                ):
                    return True
                if isinstance(target, Global) and self.modules.view(target.module).is_runtime:
                    return True
        return False

    def decorators(self, node: ast.AST, module: Module) -> frozenset[int]:
        """The decorators of a class that only mean something to dagster (`@usable_as_dagster_type`).

        A function that dagster decorates is a definition: it has no such decorators.
        """
        found: set[int] = set()
        for index, decorator in enumerate(
            node.decorator_list if isinstance(node, ast.ClassDef) else []
        ):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if any(
                isinstance(target, Vocabulary)
                for target in self.meanings.targets_in(called, module)
            ):
                found.add(index)
        return frozenset(found)

    def members(self, statement: Statement) -> frozenset[int]:
        """The members of a class that are definitions: `@resource def as_resource(context)` in its body."""
        found: set[int] = set()
        if self.modules.view(statement.module).is_runtime:
            return frozenset()
        body = statement.node.body if isinstance(statement.node, ast.ClassDef) else []
        for index, member in enumerate(body):
            made_by: list[ast.expr] = []
            if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)):
                made_by = member.decorator_list
            elif isinstance(member, (ast.Assign, ast.AnnAssign)) and isinstance(
                member.value, ast.Call
            ):
                made_by = [member.value.func]
            targets = [
                t for node in made_by for t in self.meanings.targets_in(node, statement.module)
            ]
            if any(isinstance(target, Vocabulary) for target in targets) or (
                (self._builds(member, statement.module) or self._is_schema(member, statement))
                and not self._is_asked_for(member)
                and self._is_all_ours(statement)
            ):
                found.add(index)
        return frozenset(found)

    def _is_schema(self, member: ast.stmt, statement: Statement) -> bool:
        """Whether a class's variable is made of definitions, and nothing else in the class reads it by its bare name."""
        name = _variable_of(member)
        if not name or not self._is_made_of_definitions(member, statement.module):
            return False
        return not any(
            isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Load)
            for other in getattr(statement.node, "body", ())
            for part in ast.walk(other)
        )

    def _is_made_of_definitions(self, member: ast.stmt, module: Module) -> bool:
        """Whether a class's variable holds a table of what no script has: `schema = {"k": Field(int)}`."""
        value = getattr(member, "value", None)
        if not _variable_of(member) or not isinstance(value, (ast.Dict, ast.List, ast.Tuple)):
            return False
        return any(
            isinstance(target, Vocabulary) and runtime_home(target.path[-1], target.module) is None
            for target in self.meanings.targets_in(value, module)
            if not isinstance(target, Vocabulary) or target.path
        )

    def _builds(self, member: ast.stmt, module: Module) -> bool:
        """Whether a method only makes definitions: it uses what no script has."""
        if not isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        if member.name.startswith("__"):
            return False  # Python asks for it itself
        resolve = self.meanings.of_module(module)
        for use in analyse(member).uses:
            if use.annotation is None and not use.unevaluated:
                target = self.meanings.link(use, resolve, module).target
                if isinstance(target, Vocabulary):
                    return True
                if isinstance(target, Global) and self._touches(target):
                    return True
        return False

    def _is_all_ours(self, statement: Statement) -> bool:
        """Whether nothing that a class inherits from can call its methods by names of its own."""
        for base in getattr(statement.node, "bases", ()):
            for target in self.meanings.targets_in(base, statement.module):
                if isinstance(target, Imported):
                    if target.module not in ("abc", "typing", "enum"):
                        return False
                elif isinstance(target, Global):
                    if self.modules.view(target.module).is_runtime:
                        return False  # the runtime asks IO managers and the like
                    binders = self.modules.view(target.module).binders.get(target.name, [])
                    if not all(map(self._is_all_ours, binders)):
                        return False
                elif not (isinstance(target, Builtin) and target.name == "object"):
                    return False
        return True

    def _composes(self, function: ast.AST, module: Module) -> bool:
        """Whether a function is the body of a pipeline, which no script calls."""
        for decorator in getattr(function, "decorator_list", ()):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            for target in self.meanings.targets_in(called, module):
                if isinstance(target, Vocabulary) and target.path[-1:] in _COMPOSING:
                    return True
        return False

    def _is_definition(self, function: ast.AST, module: Module) -> bool:
        """Whether dagster decorates a function: no script has its decorators."""
        for decorator in getattr(function, "decorator_list", ()):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if any(isinstance(t, Vocabulary) for t in self.meanings.targets_in(called, module)):
                return True
        return False

    def _is_asked_for(self, member: ast.stmt) -> bool:
        """Whether code that may run asks an object for an attribute of that name."""
        if self._asked is None:
            self._asked = frozenset(
                name
                for environment in self.modules.environments.values()
                for statement in self.modules.view(environment.module).statements
                for name in self._attributes(statement)
            )
        return (getattr(member, "name", "") or _variable_of(member)) in self._asked

    def _attributes(self, statement: Statement) -> Iterator[str]:
        """The attributes that a statement reads, those left out that are read while definitions are made."""
        node = statement.node
        parts: list[ast.AST] = [node]
        if isinstance(node, ast.ClassDef):
            parts = []
            for member in node.body:
                if self._is_made_of_definitions(member, statement.module):
                    continue
                if self._builds(member, statement.module):
                    inner = (part for child in member.body for part in ast.walk(child))  # type: ignore[attr-defined]
                    functions = [part for part in inner if isinstance(part, _FUNCTIONS)]
                    parts += [
                        each
                        for function in functions
                        if not self._composes(function, statement.module)
                        for each in _body(function)
                    ]
                else:
                    parts.append(member)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            defines = self._is_definition(node, statement.module)
            parts = [] if defines else list(node.decorator_list)
            parts += [] if self._composes(node, statement.module) else [node.args, *node.body]
        elif self.is_statement(statement):
            return
        left_out = {
            id(each)
            for root in parts
            for inner in ast.walk(root)
            if isinstance(inner, _FUNCTIONS[:2]) and self._is_definition(inner, statement.module)
            for decorator in inner.decorator_list
            for each in ast.walk(decorator)
        }
        for part in (each for root in parts for each in ast.walk(root)):
            if id(part) in left_out:
                continue
            if isinstance(part, ast.Attribute):
                yield part.attr
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value  # getattr(self, "make")


def _variable_of(member: ast.stmt) -> str:
    """The one variable that an assignment in a class binds; empty for anything else."""
    targets = member.targets if isinstance(member, ast.Assign) else []
    if isinstance(member, ast.AnnAssign):
        targets = [member.target]
    names = [each.id for each in targets if isinstance(each, ast.Name)]
    return names[0] if len(names) == len(targets) == 1 else ""


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.AST]:
    return [function.body] if isinstance(function, ast.Lambda) else list(function.body)


def is_library(symbol: Imported) -> bool:
    """Whether it is of `dagster_aws` or another library that imports dagster."""
    return symbol.top_level.startswith("dagster")


def _is_as_written(written: ast.expr | None, value: Value) -> bool:
    """Whether a variable still has the constant value that its author wrote down."""
    if written is None:
        return False
    try:
        return bool(ast.literal_eval(written) == value)
    except (ValueError, TypeError, SyntaxError):
        return False


def _variables_of(node: ast.ClassDef) -> dict[str, ast.expr]:
    """What a class's variables are bound to in its body."""
    found: dict[str, ast.expr] = {}
    for member in node.body:
        targets = member.targets if isinstance(member, ast.Assign) else []
        if isinstance(member, ast.AnnAssign) and member.value is not None:
            targets = [member.target]
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(member, (ast.Assign, ast.AnnAssign)):
                assert member.value is not None
                found[target.id] = member.value
    return found
