"""Functions that remember what they find out: `if env not in _CACHE: _CACHE[env] = read(env)`, and `return _CACHE[env]`.

Nobody but the function itself sees what it keeps, and it gives the same whether it has kept anything or not. So a script may do
without the statements that make definitions and called such a function on the way: it finds out anew. What the text of a function
has to be like for that is written down in `_Reading`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from modec.evaluate.values import Computed, Environment, GlobalRef, UserClass, UserInstance, Value
from modec.source.names import last_name
from modec.source.program import Module, Program
from modec.unroll.code import Carried, Code, code


@dataclass(frozen=True)
class Memo:
    """A function, and where it keeps what it finds out."""

    module: Module
    function: ast.FunctionDef
    owner: ast.ClassDef | None
    """The class that it is a method of."""
    slot: str
    """The variable, or the attribute, that it keeps it in."""
    key: str
    """The parameter that it keeps it by; empty where it keeps one thing."""

    @property
    def call(self) -> str:
        """What follows the function's name where it is asked: `({!r})`."""
        if "property" in _decorators(self.function):
            return ""
        return "({!r})" if self.key else "()"


_Method = tuple[ast.FunctionDef, ast.ClassDef | None]


class Memos:
    """The functions of a program that remember, as far as carrying out its modules had them keep something."""

    def __init__(self, program: Program, environments: Mapping[str, Environment]) -> None:
        self._program = program
        self._environments = environments
        self._judged: dict[ast.AST, Memo | None] = {}
        self._inside: dict[Module, dict[ast.AST, _Method]] = {}
        """The functions and methods of each module by the nodes that may stand for them in a note of a change."""

    def of(self, module: Module, by: ast.AST) -> Memo | None:
        """The function that keeps something by the assignment to a target, or that assigns a `global` variable."""
        if module not in self._inside:
            self._inside[module] = {
                node: (function, owner)
                for function, owner in _functions(module)
                for node in ast.walk(function)
                if node is function or isinstance(node, (ast.Attribute, ast.Subscript))
            }
        found = self._inside[module].get(by)
        if found is None:
            return None
        function, owner = found
        if function not in self._judged:
            memo = _Reading(module, function, owner).memo
            is_alone = memo is not None and not self._is_seen_elsewhere(memo)
            self._judged[function] = memo if is_alone else None
        return self._judged[function]

    def keeps(self, module: Module, name: str) -> bool:
        """Whether a module-level variable is where a function keeps what it finds out."""
        return any(each.owner is None for each in self.keeping(module, name))

    def keeping(self, module: Module, name: str) -> list[Memo]:
        """The functions that keep something in a module-level variable, or in the class or the object that it holds."""
        environment = self._environments.get(module.name)
        value = environment.variables.get(name) if environment is not None else None
        cls = value if isinstance(value, UserClass) else getattr(value, "cls", None)
        owner = cls.node if isinstance(cls, UserClass) else None
        return [
            each
            for each in self._known
            if (each.owner is not None and each.owner is owner)
            or (each.owner is None and (each.module, each.slot) == (module, name))
        ]

    def code_for(self, value: Value) -> Code | None:
        """The call that gives an object which a function has kept; None where none has, and for what cannot be changed."""
        if not isinstance(value, (Computed, dict, list, set)):
            return None
        for memo in self._known:
            for owner, kept in self._kept(memo):
                found = [key for key, held in kept if held is value]
                if found:
                    return code(owner, memo.call.format(*found))
        return None

    @cached_property
    def _known(self) -> list[Memo]:
        noted: list[tuple[Module, ast.AST] | None] = []
        for environment in self._environments.values():
            for changed in environment.changed.values():
                noted += (by for change in changed.values() for by in change.by)
            for assigned in environment.assigned.values():
                for (module, _), functions in assigned.items():
                    noted += ((module, each) for each in functions if each is not None)
        memos = (self.of(*by) for by in dict.fromkeys(noted) if by is not None)
        return list(dict.fromkeys(memo for memo in memos if memo is not None))

    def _kept(self, memo: Memo) -> Iterator[tuple[Any, list[tuple[Value, Value]]]]:
        """The expressions to call a function by, each with the keys and values that it keeps."""
        environment = self._environments[memo.module.name]
        if memo.owner is None:
            held = environment.variables.get(memo.slot)
            yield Carried(GlobalRef(memo.module, memo.function.name)), _entries(memo, held)
            return
        for where in self._environments.values():
            for name, value in where.variables.items():
                if (
                    not isinstance(value, (UserClass, UserInstance))
                    or memo.slot not in value.attributes
                ):
                    continue
                cls = value if isinstance(value, UserClass) else value.cls
                if cls is not None and cls.node is memo.owner:
                    asked = code(Carried(GlobalRef(where.module, name)), f".{memo.function.name}")
                    yield asked, _entries(memo, value.attributes[memo.slot])

    def _is_seen_elsewhere(self, memo: Memo) -> bool:
        """Whether anything but the function, and what makes the variable, may look at it: by that name, as far as texts tell."""
        inside = set(ast.walk(memo.function))
        made = False
        for module in list(self._program.modules.values()):
            if memo.slot not in module.text:
                continue
            for node in ast.walk(module.tree):
                if node in inside:
                    continue
                if module is memo.module and _makes_empty(node, memo):
                    made = True
                    inside.update(ast.walk(node))
                elif memo.slot in _names(node):
                    return True
        return not made and not (memo.owner is not None and not memo.key)


def _entries(memo: Memo, held: Value) -> list[tuple[Value, Value]]:
    if not memo.key:
        return [(None, held)]
    is_plain = isinstance(held, dict) and all(isinstance(k, (str, int, bool)) for k in held)
    return list(held.items()) if is_plain else []


def _functions(module: Module) -> Iterator[_Method]:
    """The functions at the top level of a module, and the methods of the classes there."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node, None
        elif isinstance(node, ast.ClassDef):
            yield from ((inner, node) for inner in node.body if isinstance(inner, ast.FunctionDef))


def _makes_empty(node: ast.AST, memo: Memo) -> bool:
    """Whether a statement gives the variable, or the attribute, nothing to remember yet: `{}` or None."""
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
        return False
    (target,) = node.targets if isinstance(node, ast.Assign) and len(node.targets) == 1 else [None]
    target = node.target if isinstance(node, ast.AnnAssign) else target
    name = last_name(target)
    wanted = ("{}", "dict()") if memo.key else ("None",)
    return name == memo.slot and ast.unparse(node.value) in wanted


def _names(node: ast.AST) -> tuple[str, ...]:
    """What a node may name an attribute or a variable by."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (node.attr,)
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        return tuple(node.names)
    if isinstance(node, ast.alias):
        return (node.name, node.asname or "")
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    return (getattr(node, "name", ""), getattr(node, "arg", None) or "")


def _decorators(function: ast.FunctionDef) -> list[str]:
    return [ast.unparse(each) for each in function.decorator_list]


class _Reading:
    """What the text of one function says.

    It remembers if it stores to one place only, by its one parameter (or it has none), never looks at the place but to ask
    whether there is something, or for it, does not make the value of what is there, and gives back what is there.
    """

    def __init__(self, module: Module, function: ast.FunctionDef, owner: ast.ClassDef | None):
        self.function = function
        self.parents = {
            child: node for node in ast.walk(function) for child in ast.iter_child_nodes(node)
        }
        self.nodes = list(ast.walk(function))
        self.memo: Memo | None = None
        kind = _decorators(function)
        arguments = function.args
        names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
        if (owner is None and kind) or kind not in ([], ["classmethod"], ["property"]):
            return
        self.first = names.pop(0) if owner is not None and names else ""
        if (owner is not None and not self.first) or len(names) > 1 or arguments.kwonlyargs:
            return
        if arguments.vararg or arguments.kwarg or arguments.defaults:
            return
        self.owner_names = {self.first, owner.name} if owner is not None else set()
        self.parameter = names[0] if names else ""
        self.globals = {
            name for node in self.nodes if isinstance(node, ast.Global) for name in node.names
        }
        place = self._place()
        if place is not None and self._is_only_asked(*place) and self._gives_it_back(*place):
            self.memo = Memo(module, function, owner, place[1], place[2])

    def _place(self) -> tuple[str, str, str] | None:
        """The place that it stores to, as a text, with the name of its variable or attribute, and the key; None for several."""
        found: set[tuple[str, str, str]] = set()
        for node in self.nodes:
            if isinstance(node, (ast.Yield, ast.YieldFrom, ast.Await, ast.Nonlocal, ast.Delete)):
                return None
            if isinstance(node, ast.AugAssign):
                return None
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                if node.id in (self.parameter, self.first):
                    return None
                if node.id in self.globals:
                    found.add((node.id, node.id, ""))
            elif isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(
                node.ctx, ast.Store
            ):
                place = self._stored(node)
                if place is None:
                    return None
                found.add(place)
        if len(found) != 1:
            return None
        (place,) = found
        return place if place[2] == self.parameter else None

    def _stored(self, node: ast.Attribute | ast.Subscript) -> tuple[str, str, str] | None:
        container: ast.expr = node
        key = ""
        if isinstance(node, ast.Subscript):
            if isinstance(node.slice, ast.Name) and node.slice.id == self.parameter:
                container, key = node.value, self.parameter
            else:
                return None
        if isinstance(container, ast.Name) and key and not self._is_local(container.id):
            return container.id, container.id, key
        if (
            isinstance(container, ast.Attribute)
            and isinstance(container.value, ast.Name)
            and container.value.id in self.owner_names
        ):
            return ast.unparse(container), container.attr, key
        return None

    def _is_local(self, name: str) -> bool:
        return any(
            isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
            for node in self.nodes
        ) or name in (self.parameter, self.first)

    def _is_only_asked(self, place: str, name: str, key: str) -> bool:
        """Whether every other mention asks if there is something, or for what is there."""
        for node in self.nodes:
            if isinstance(node, ast.Constant) and node.value == name:
                call = self.parents.get(node)
                if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "hasattr"):
                    return False
            if not isinstance(node, (ast.Name, ast.Attribute)) or name not in _names(node):
                continue
            if ast.unparse(node) != place or not self._is_asked(node, key):
                return False
        return True

    def _is_asked(self, node: ast.expr, key: str) -> bool:
        parent = self.parents[node]
        if not key:
            return self._is_slot_asked(node, parent)
        if isinstance(parent, ast.Subscript):
            if ast.unparse(parent.slice) != key:
                return False
            return self._is_slot_asked(parent, self.parents[parent])
        if isinstance(parent, ast.Compare):
            is_in = isinstance(parent.ops[0], (ast.In, ast.NotIn)) and len(parent.ops) == 1
            return is_in and ast.unparse(parent.left) == key
        call = self.parents.get(parent)
        if (
            isinstance(parent, ast.Attribute)
            and parent.attr == "get"
            and isinstance(call, ast.Call)
        ):
            given = [ast.unparse(each) for each in call.args]
            if given in ([key], [key, "None"]) and not call.keywords:
                return self._is_slot_asked(call, self.parents[call])
        return False

    def _is_slot_asked(self, slot: ast.expr, parent: ast.AST) -> bool:
        """Whether what is there is stored, given back, kept in a variable, or compared with None."""
        if isinstance(parent, (ast.Assign, ast.AnnAssign, ast.Return)):
            return True
        if isinstance(parent, ast.Compare):
            return len(parent.ops) == 1 and isinstance(parent.ops[0], (ast.Is, ast.IsNot))
        is_test = isinstance(parent, ast.If) and parent.test is slot
        return is_test or (isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not))

    def _gives_it_back(self, place: str, name: str, key: str) -> bool:
        """Whether every way through the function ends by giving what is there, at last."""
        slots = {f"{place}[{key}]", f"{place}.get({key})"} if key else {place}
        kept = self._variables_of(slots)
        returns = [node for node in self.nodes if isinstance(node, ast.Return)]
        given = [ast.unparse(each.value) if each.value is not None else "" for each in returns]
        return _returns(self.function.body) and all(each in slots | kept for each in given)

    def _variables_of(self, slots: set[str]) -> set[str]:
        """The local variables that hold what is there: all that they are given is taken from there, or stored there."""
        found: dict[str, bool] = {}
        stored = {
            ast.unparse(node.value): node.lineno
            for node in self.nodes
            if isinstance(node, ast.Assign) and any(ast.unparse(t) in slots for t in node.targets)
        }
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                parent = self.parents[node]
                holds = isinstance(parent, ast.Assign) and (
                    ast.unparse(parent.value) in slots
                    or any(ast.unparse(target) in slots for target in parent.targets)
                    or parent.lineno < stored.get(node.id, 0)
                )
                found[node.id] = found.get(node.id, True) and holds
        return {name for name, holds in found.items() if holds}


def _returns(body: list[ast.stmt]) -> bool:
    """Whether a block ends by `return` or `raise`, whichever way it is left."""
    last = body[-1]
    if isinstance(last, (ast.Return, ast.Raise)):
        return True
    if isinstance(last, ast.If):
        return bool(last.orelse) and _returns(last.body) and _returns(last.orelse)
    if isinstance(last, ast.With):
        return _returns(last.body)
    if isinstance(last, ast.Try):
        ends = _returns(last.orelse or last.body)
        return ends and all(_returns(handler.body) for handler in last.handlers)
    return False
