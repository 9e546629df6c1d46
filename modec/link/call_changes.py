"""What the calls in an assignment's value change: `users = Table("users", metadata)`, `last = STACK.pop()`.

The assignment goes when nothing needs what it binds, unless it changes something that is needed. A call may change what it
is called on and what it is given: of the author's functions their text says whether it does, of others it is assumed, but
for those that are known to change nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator

from modec.evaluate.changed_objects import CHANGING, LEAVING_ALONE, is_logging
from modec.evaluate.values import GlobalRef, Residual, UserClass, UserFunction, UserInstance
from modec.link.effects import changed_inside, executed_by
from modec.link.meanings import Meanings, is_definition
from modec.link.modules import Modules
from modec.link.symbols import Builtin, Global, Imported, Target, Vocabulary
from modec.link.views import Statement
from modec.source.names import PARTS, dotted, start, start_name
from modec.source.program import Module

_CHANGING_BUILTINS = frozenset(["setattr", "delattr", "exec", "eval", "next", "__import__"])
_ASKING = frozenset(
    [
        "copy",
        "count",
        "difference",
        "endswith",
        "format",
        "get",
        "index",
        "intersection",
        "isdisjoint",
        "issubset",
        "issuperset",
        "items",
        "join",
        "keys",
        "split",
        "startswith",
        "symmetric_difference",
        "union",
        "values",
    ]
)
"""Methods of containers that change nothing."""
_ATOMS = (bool, int, float, complex, str, bytes)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class CallChanges:
    """Answers which variables the calls in an expression may change."""

    def __init__(self, modules: Modules, meanings: Meanings) -> None:
        self.modules = modules
        self.meanings = meanings

    def changed_by(self, executed: Iterable[ast.AST], module: Module) -> Iterator[Global]:
        """The module-level variables whose objects code at the top level of a module may change by its calls."""
        for node in executed:
            if isinstance(node, ast.Call):
                yield from self._changed_by_call(node, module)

    def changed_inside(
        self, executed: Iterable[ast.AST], module: Module, free: Container[str]
    ) -> Iterator[Global]:
        """The same for code of a function, whose names in `free` are module-level ones. Methods that it only names count as called."""
        nodes = list(executed)
        methods = _methods_held(nodes)
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in CHANGING:
                owner = self._owner(node, module)
                if owner is not None and _held_name(node) in free and self._is_changeable(owner):
                    yield owner
            if not isinstance(node, ast.Call) or is_logging(node.func):
                continue
            method = methods.get(getattr(node.func, "id", ""), node.func)
            owner = self._owner(method, module) if _held_name(method) in free else None
            if owner is not None and self._is_changeable(owner) and not self._is_known(owner):
                yield owner
            called = self._target(node.func, module) if _held_name(node.func) in free else None
            if _hands_functions_on(node) or _calls_what_it_is_given(called):
                called = None
            for argument, position in _arguments(node):
                if _held_name(argument) in free:
                    yield from self._changed_argument(argument, called, None, position, module)

    def _changed_argument(
        self,
        argument: ast.expr,
        called: Target | None,
        owner: Global | None,
        position: int | str,
        module: Module,
    ) -> Iterator[Global]:
        inner = argument.value if isinstance(argument, ast.Starred) else argument
        given = self._target(inner, module)
        if (
            isinstance(given, Global)
            and self._is_changeable(given)
            and self._changes_argument(called, owner, position)
        ):
            yield given

    def _changed_by_call(self, node: ast.Call, module: Module) -> Iterator[Global]:
        called = self._target(node.func, module)
        owner = self._owner(node.func, module)
        if owner is not None and self._is_changeable(owner):
            known = self._is_known(owner)
            if not (known and isinstance(node.func, ast.Attribute) and node.func.attr in _ASKING):
                yield owner
        for argument, position in _arguments(node):
            yield from self._changed_argument(argument, called, owner, position, module)

    def _target(self, node: ast.expr, module: Module) -> Target | None:
        """What a name or a path of attributes means; an attribute of an object is nothing that has a name."""
        path = dotted(node)
        return self.meanings.meaning(module, path[0], path[1:]) if path else None

    def _owner(self, called: ast.expr, module: Module) -> Global | None:
        """The variable whose method is called."""
        while isinstance(called, (ast.Attribute, ast.Subscript)):
            called = called.value
            path = dotted(called)
            if path:
                target = self.meanings.meaning(module, path[0], path[1:])
                return target if isinstance(target, Global) else None
        return None

    def _changes_argument(
        self, called: Target | None, owner: Global | None, position: int | str
    ) -> bool:
        """Whether what is called may change its argument at that position, or of that name."""
        if owner is not None:
            return True
        if isinstance(called, Vocabulary):
            return False
        if isinstance(called, Builtin):
            return called.name in _CHANGING_BUILTINS
        if isinstance(called, Imported):
            return called.top_level not in LEAVING_ALONE
        if not isinstance(called, Global):
            return True
        if self.modules.view(called.module).is_runtime:
            return False
        for binder in self.modules.view(called.module).binders.get(called.name, []):
            if isinstance(binder.node, _FUNCTIONS):
                return _changes_parameter(binder.node, position, 0)
            if isinstance(binder.node, ast.ClassDef):
                made = [m for m in binder.node.body if getattr(m, "name", "") == "__init__"]
                return any(
                    isinstance(each, ast.FunctionDef) and _changes_parameter(each, position, 1)
                    for each in made
                )
        return True

    def _is_known(self, symbol: Global) -> bool:
        """Whether evaluation knows the object that a variable holds."""
        return not isinstance(self.modules.value(symbol.module, symbol.name), Residual)

    def _is_changeable(self, symbol: Global) -> bool:
        """Whether the object that a variable holds is one that calls can change."""
        if self.modules.view(symbol.module).is_runtime:
            return False
        value = self.modules.value(symbol.module, symbol.name)
        if isinstance(value, UserClass):
            return any(
                isinstance(member, (ast.Assign, ast.AnnAssign)) for member in value.node.body
            )
        if isinstance(value, (*_ATOMS, UserFunction)) or is_definition(value):
            return False
        if isinstance(value, Residual) and not isinstance(value, UserInstance):
            if isinstance(value, GlobalRef) and value.broken:
                return False
            binders = self.modules.view(symbol.module).binders.get(symbol.name, [])
            return not all(self._gives_plain(binder) for binder in binders)
        return True

    def _gives_plain(self, binder: Statement) -> bool:
        """Whether a variable is given what cannot be changed: a text, a number, a path."""
        value = getattr(binder.node, "value", None)
        return isinstance(value, ast.expr) and self._is_plain(value, binder.module)

    def _is_plain(self, node: ast.expr, module: Module) -> bool:
        if isinstance(node, (ast.Constant, ast.JoinedStr, ast.Compare)):
            return True
        if isinstance(node, (ast.BinOp, ast.BoolOp, ast.IfExp, ast.UnaryOp)):
            parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
            return any(self._is_plain(part, module) for part in parts)
        root = start(node)
        if not isinstance(root, ast.Name):
            return isinstance(root, (ast.Constant, ast.JoinedStr))
        target = self.meanings.meaning(module, root.id)
        if isinstance(target, Builtin):
            return target.name in (
                "str",
                "int",
                "float",
                "bool",
                "len",
                "bytes",
                "repr",
                "max",
                "min",
                "sum",
            )
        return isinstance(target, Imported) and target.top_level in LEAVING_ALONE - {
            "collections",
            "copy",
            "json",
            "types",
        }


def _hands_functions_on(node: ast.Call) -> bool:
    """Whether a call is given a function, or asks an object for a method: what that does is not what is called does."""
    if isinstance(node.func, ast.Name) and node.func.id == "getattr":
        return True
    owner = getattr(node.func, "value", None)
    if getattr(owner, "id", "") in ("dict", "list", "set"):  # list.append(TABLE, value)
        return True
    return any(isinstance(each, ast.Lambda) for each, _ in _arguments(node))


def _methods_held(nodes: Iterable[ast.AST]) -> dict[str, ast.expr]:
    """The local variables that hold what an object has under a name: `put = QUEUE.put`."""
    return {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _calls_what_it_is_given(called: Target | None) -> bool:
    """Whether it is `functools.partial`, `map` or the like."""
    if isinstance(called, Imported):
        return called.top_level in ("functools", "itertools")
    return isinstance(called, Builtin) and called.name in ("filter", "map", "max", "min", "sorted")


def _held_name(node: ast.expr) -> str:
    """The name of the object that an expression, perhaps with a star before it, is or is a part of."""
    return start_name(node, (*PARTS, ast.Starred))


def _arguments(node: ast.Call) -> Iterator[tuple[ast.expr, int | str]]:
    yield from ((each, position) for position, each in enumerate(node.args))
    yield from ((keyword.value, keyword.arg or "") for keyword in node.keywords)


def _changes_parameter(
    function: ast.FunctionDef | ast.AsyncFunctionDef, position: int | str, skipped: int
) -> bool:
    """Whether a function stores to its parameter, calls its methods, or hands it on."""
    arguments = function.args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)][skipped:]
    if isinstance(position, str):
        name = position
    elif position < len(names):
        name = names[position]
    else:
        return True  # *args
    executed = executed_by(function)
    if any(changed.name == name for changed in changed_inside(executed)):
        return True
    for node in executed:
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Name)
            and node.func.id in ("len", "isinstance", "str", "repr", "print")
        ):
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            if isinstance(node.func, ast.Attribute):
                parts.append(node.func.value)
            if any(isinstance(part, ast.Name) and part.id == name for part in parts):
                return True
    return False
