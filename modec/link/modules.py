"""Modules as the linker sees them: their top-level statements, and what a name in them means."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import modec.runtime
from modec.diagnostics import InternalError
from modec.evaluate.values import Environment, Value
from modec.link.facts import Facts, ImportStatement
from modec.link.rebinding import stores_to_modules
from modec.link.scopes import bound_names, import_binding
from modec.link.symbols import (
    Builtin,
    Global,
    Imported,
    Literal,
    ModuleObject,
    Target,
    Unknown,
    Vocabulary,
)
from modec.link.uses import analyse
from modec.link.vocabulary import is_known
from modec.source.finder import is_namespace
from modec.source.program import Module, Program

RUNTIME = "modec.runtime"
_OF_OBJECTS = frozenset(dir(object)) - {"__doc__"} | {
    "__dict__",
    "__path__",
    "__loader__",
    "__spec__",
}
"""Attributes that every module object has, and that are no variables of the module."""
MODULE_CONSTANTS = ("__name__", "__doc__", "__package__")
"""Variables that a module has from the start, with values that the build knows."""
_NEED_NOT_BIND = (ast.If, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.Match)
_MODULE_VARIABLES = frozenset({"__file__", "__builtins__", "__spec__"})


@dataclass(eq=False)
class Statement:
    """A top-level statement."""

    module: Module
    node: ast.stmt
    lazy_annotations: bool = False

    @cached_property
    def binds(self) -> tuple[str, ...]:
        """The module-level names that it binds."""
        return bound_names(self.node)

    @cached_property
    def facts(self) -> Facts:
        """All there is to know about its names."""
        return analyse(self.node, self.lazy_annotations)

    @property
    def imports(self) -> Iterator[ImportStatement]:
        """The import statements that executing it executes."""
        pending: list[ast.AST] = [self.node]
        while pending:
            node = pending.pop(0)
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                yield node
            elif not isinstance(
                node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.expr)
            ):
                pending[:0] = ast.iter_child_nodes(node)


class ModuleView:
    """One module's statements, without those that never run in a script: `if __name__ == "__main__"`, docstrings."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.is_runtime = module.name == RUNTIME or module.name.startswith(RUNTIME + ".")
        self.lazy_annotations = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in module.tree.body
        )

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements that importing the module executes, in order."""
        nodes = [node for node in _executed(self.module.tree.body) if not _is_future(node)]
        return [Statement(self.module, node, self.lazy_annotations) for node in nodes]

    @cached_property
    def binders(self) -> dict[str, list[Statement]]:
        """The statements that bind each module-level name."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for name in statement.binds:
                found.setdefault(name, []).append(statement)
        return found

    @cached_property
    def stars(self) -> list[Statement]:
        """The star imports."""
        return [
            statement
            for statement in self.statements
            if isinstance(statement.node, ast.ImportFrom) and statement.node.names[0].name == "*"
        ]

    def is_read_between(self, name: str, first: Statement, last: Statement) -> bool:
        """Whether a statement after `first` and up to `last` reads a name while it is executed."""
        start, end = self.statements.index(first), self.statements.index(last)
        return any(
            use.name == name and use.eager
            for statement in self.statements[start + 1 : end + 1]
            for use in statement.facts.uses
        )

    @cached_property
    def late_bound(self) -> frozenset[str]:
        """Names that functions bind by way of `global`."""
        nodes = ast.walk(self.module.tree) if "global" in self.module.text else ()
        return frozenset(
            name for node in nodes if isinstance(node, ast.Global) for name in node.names
        )

    @cached_property
    def by_line(self) -> dict[int, Statement]:
        """The statement that stands on each line; the last, where there are several."""
        found: dict[int, Statement] = {}
        for statement in self.statements:
            decorators = getattr(statement.node, "decorator_list", [])
            first = min([statement.node.lineno, *(each.lineno for each in decorators)])
            last = statement.node.end_lineno or first
            found.update(dict.fromkeys(range(first, last + 1), statement))
        return found

    @cached_property
    def public_names(self) -> tuple[str, ...] | None:
        """`__all__` where it is a literal list of strings."""
        for statement in self.binders.get("__all__", ()):
            node = statement.node
            value = getattr(node, "value", None)
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(
                value, (ast.List, ast.Tuple)
            ):
                names = [item.value for item in value.elts if isinstance(item, ast.Constant)]
                return tuple(name for name in names if isinstance(name, str))
        return None

    def exports(self, name: str) -> bool:
        """Whether `from module import *` brings `name`, provided the module has it."""
        if self.public_names is not None:
            return name in self.public_names
        return not name.startswith("_")


class Modules:
    """Every module that the linker looks into, and what names mean in them."""

    def __init__(self, program: Program, environments: Mapping[str, Environment]) -> None:
        self.program = program
        self.environments = environments
        self._views: dict[Module, ModuleView] = {}
        self._resolved: dict[tuple[Module, str], Target] = {}
        self._resolving: set[tuple[Module, str]] = set()
        self._consulted: dict[str, Module] = {}
        self._stored: frozenset[tuple[Module, str]] | None = None

    def view(self, module: Module) -> ModuleView:
        """The module's statements."""
        if module not in self._views:
            self._views[module] = ModuleView(module)
        return self._views[module]

    def runtime(self, name: str) -> Module:
        """The module `modec.runtime.<name>`."""
        module = self._runtime_module(f"{RUNTIME}.{name}")
        if module is None:
            raise InternalError(f"there is no modec.runtime.{name}")
        return module

    def find(self, name: str) -> Module | None:
        """A module that the script takes text from: the author's or the runtime's."""
        if name == RUNTIME or name.startswith(RUNTIME + "."):
            return self._runtime_module(name)
        found = self.program.find(name) if name else None
        if found is not None and not is_namespace(found):
            self._consulted.setdefault(name, found)
        return found

    @property
    def consulted(self) -> tuple[Module, ...]:
        """The author's modules that were found so far, by name: what linking depends on."""
        return tuple(module for _, module in sorted(self._consulted.items()))

    def _runtime_module(self, name: str) -> Module | None:
        view = _runtime_view(name)
        if view is None:
            return None
        self._views.setdefault(view.module, view)
        return view.module

    def value(self, module: Module, name: str) -> Value | None:
        """What evaluation found in a module-level variable, None where it found nothing."""
        environment = self.environments.get(module.name)
        return None if environment is None else environment.variables.get(name)

    # -- imports ----------------------------------------------------------------------------------

    def absolute(self, module: Module, node: ast.ImportFrom) -> str:
        """The absolute name of the module that a `from` import names."""
        if not node.level:
            return node.module or ""
        parts = module.package.split(".") if module.package else []
        kept = parts[: len(parts) - node.level + 1]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def from_import(self, module: Module, node: ast.ImportFrom, alias: ast.alias) -> Target:
        """What one alias of `from x import y as z` means."""
        source = self.absolute(module, node)
        found = self.find(source)
        if found is not None:
            return self.member(found, alias.name)
        if _is_vocabulary(source):
            return Vocabulary(source, (alias.name,))
        renamed = alias.asname if alias.asname != alias.name else None
        return Imported(source, alias.name, renamed)

    def plain_import(self, alias: ast.alias) -> Target:
        """What one alias of `import x.y as z` means."""
        wanted = alias.name if alias.asname else alias.name.partition(".")[0]
        found = self.find(wanted)
        if found is not None:
            return ModuleObject(found)
        if _is_vocabulary(wanted):
            return Vocabulary(wanted)
        return Imported(alias.name, None, alias.asname) if alias.asname else Imported(wanted)

    def top_level_imports(self, statement: Statement) -> Iterator[Module]:
        """The author's modules that executing a top-level statement executes."""
        for node in statement.imports:
            yield from self.imported_modules(statement.module, node)

    def import_target(self, module: Module, node: ImportStatement, name: str) -> Target:
        """What `name` means after an import statement of `module` that binds it."""
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            found = self.find(self.absolute(module, node))
            source = self.absolute(module, node)
            return Vocabulary(source, (name,)) if found is None else self.resolve(found, name)
        for alias in reversed(node.names):
            if import_binding(alias, isinstance(node, ast.ImportFrom)) == name:
                if isinstance(node, ast.ImportFrom):
                    return self.from_import(module, node, alias)
                return self.plain_import(alias)
        raise InternalError(f"{name} is not bound by the import in {module.span(node)}")

    def imported_modules(self, module: Module, node: ImportStatement) -> Iterator[Module]:
        """The author's modules that executing an import statement executes, parents first."""
        if isinstance(node, ast.ImportFrom):
            source = self.absolute(module, node)
            names = [source, *(f"{source}.{alias.name}" for alias in node.names)]
        else:
            names = [alias.name for alias in node.names]
        seen: set[str] = set()
        for name in names:
            parts = name.split(".")
            for end in range(1, len(parts) + 1):
                part = ".".join(parts[:end])
                if part and part not in seen:
                    seen.add(part)
                    found = self.find(part)
                    if found is not None:
                        yield found

    # -- names ------------------------------------------------------------------------------------

    def resolve(self, module: Module, name: str) -> Target:
        """What a module-level name means, through re-exports to the statement that makes it."""
        key = (module, name)
        if key in self._resolved:
            return self._resolved[key]
        if key in self._resolving:
            return Unknown(name)
        self._resolving.add(key)
        try:
            self._resolved[key] = self._resolve(module, name)
        finally:
            self._resolving.discard(key)
        return self._resolved[key]

    def _resolve(self, module: Module, name: str) -> Target:
        view = self.view(module)
        bindings = self.bindings(module, name)
        if bindings:
            return self._bound(module, name, bindings)
        if name in view.late_bound or self.is_stored_to(module, name):
            return Global(module, name)
        if self._may_be_starred(module, name):
            return Builtin(name)
        if name in MODULE_CONSTANTS:
            return Builtin(name) if view.is_runtime else Literal(module_constant(module, name))
        if name in _MODULE_VARIABLES or hasattr(builtins, name):
            return Builtin(name)
        return Unknown(name)

    def is_stored_to(self, module: Module, name: str) -> bool:
        """Whether code outside a module assigns its variable: `config.client = connect()`."""
        if self.view(module).is_runtime:
            return False
        if self._stored is None:
            self._stored = frozenset()  # for what is asked on the way
            executed = [each.module for each in self.environments.values()]
            self._stored = frozenset(stores_to_modules(executed, self._led_to))
            self._resolved.clear()
        return (module, name) in self._stored

    def is_rebound(self, target: Target) -> bool:
        """Whether a variable may get another value once it is there: an import of it is a variable of its own then."""
        if not isinstance(target, Global) or self.view(target.module).is_runtime:
            return False
        rebound = target.name in self.view(target.module).late_bound
        return rebound or self.is_stored_to(target.module, target.name)

    def _led_to(
        self, module: Module, node: ImportStatement, name: str, path: tuple[str, ...]
    ) -> Module | None:
        target = self.import_target(module, node, name)
        for attribute in path:
            if isinstance(target, ModuleObject):
                target = self.member(target.module, attribute)
        return target.module if isinstance(target, ModuleObject) else None

    def _bound(self, module: Module, name: str, binders: list[Statement]) -> Target:
        if name in self.view(module).late_bound or self.is_stored_to(module, name):
            return Global(module, name)
        imports = [self._as_import(statement, name) for statement in binders]
        last = imports[-1]
        if last is not None and all(found is not None for found in imports):
            target = self.import_target(module, last, name)
            same = all(
                self.import_target(module, found, name) == target
                for found in imports
                if found is not None
            )
            alike = same or not (isinstance(target, Imported) or self._differ(name, binders))
            if alike and not self.is_rebound(target):
                return target
        return Global(module, name)

    def _differ(self, name: str, binders: list[Statement]) -> bool:
        """Whether something read a name while it still was what an earlier one of its statements bound."""
        view = self.view(binders[0].module)
        return any(
            view.is_read_between(name, earlier, later) for earlier, later in pairwise(binders)
        )

    def bindings(self, module: Module, name: str) -> list[Statement]:
        """The statements that bind a module-level name, star imports of the author's included, in order.

        What a star import overwrites, or is overwritten by, counts only where something was read in between.
        """
        view = self.view(module)
        binders = view.binders.get(name, [])
        stars = [each for each in view.stars if self._star_target(each, name) is not None]
        if not stars:
            return binders
        found = sorted([*binders, *stars], key=view.statements.index)
        kept = found[-1:]
        for later, earlier in pairwise(reversed(found)):
            has_star = earlier in stars or later in stars
            is_certain = has_star and not isinstance(later.node, _NEED_NOT_BIND)
            if is_certain and not view.is_read_between(name, earlier, later):
                break
            kept.insert(0, earlier)
        return kept

    def _star_target(self, statement: Statement, name: str) -> Target | None:
        """What a star import brings under that name, None where it does not."""
        assert isinstance(statement.node, ast.ImportFrom)
        source = self.absolute(statement.module, statement.node)
        found = self.find(source)
        if found is None:
            known = _is_vocabulary(source) and is_known(name, source)
            return Vocabulary(source, (name,)) if known else None
        if not self.view(found).exports(name):
            return None
        target = self.resolve(found, name)
        return None if isinstance(target, (Unknown, Literal, Builtin)) else target

    def _may_be_starred(self, module: Module, name: str) -> bool:
        """Whether only a star import from outside the project can have brought a name."""
        if hasattr(builtins, name) or name in _MODULE_VARIABLES or name in MODULE_CONSTANTS:
            return False
        return bool(self.outside_stars(module))

    def _as_import(self, statement: Statement, name: str) -> ImportStatement | None:
        """The import that binds `name` in a statement that is an import, or tries imports of the author's."""
        node = statement.node
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return node
        if isinstance(node, ast.Try):
            for inner in (
                *node.body,
                *(inner for handler in node.handlers for inner in handler.body),
            ):
                if isinstance(inner, (ast.Import, ast.ImportFrom)):
                    bound = [
                        import_binding(a, isinstance(inner, ast.ImportFrom)) for a in inner.names
                    ]
                    if name in bound:
                        target = self.import_target(statement.module, inner, name)
                        if isinstance(target, (Global, ModuleObject)):
                            return inner
        return None

    def is_of_object(self, module: Module, name: str) -> bool:
        """Whether an attribute is one of the module object's own, or one that only other modules' code gives it."""
        if name in _OF_OBJECTS:
            return not self.view(module).binders.get(name)
        return self.is_stored_to(module, name) and not self.view(module).binders.get(name)

    def member(self, module: Module, name: str) -> Target:
        """What an attribute of a first-party module means: a variable of it, or a module in the package."""
        target = self.resolve(module, name)
        if isinstance(target, (Unknown, Builtin)) and module.is_package:
            inner = self.find(f"{module.name}.{name}")
            if inner is not None:
                return ModuleObject(inner)
        return target

    def outside_stars(self, module: Module) -> list[str]:
        """The modules outside the project that a star import takes everything from."""
        found: list[str] = []
        for statement in self.view(module).stars:
            assert isinstance(statement.node, ast.ImportFrom)
            source = self.absolute(module, statement.node)
            if self.find(source) is None and not _is_vocabulary(source):
                found.append(source)
        return found


@cache
def _runtime_view(name: str) -> ModuleView | None:
    """A module of `modec.runtime`, read once a process: it is the same for all builds."""
    base = Path(modec.runtime.__file__).parent
    parts = name.split(".")[2:]
    path = base.joinpath(*parts).with_suffix(".py") if parts else base / "__init__.py"
    package = not parts or base.joinpath(*parts, "__init__.py").is_file()
    if parts and package:
        path = base.joinpath(*parts, "__init__.py")
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    shown = "/".join(["modec", *path.relative_to(base.parent).parts])
    return ModuleView(Module(name, path, shown, text, ast.parse(text), package))


def module_constant(module: Module, name: str) -> str | None:
    """What Python sets `__name__`, `__doc__` or `__package__` of a module to."""
    if name == "__doc__":
        return ast.get_docstring(module.tree, clean=False)
    return module.name if name == "__name__" else module.package


def _executed(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and (_is_type_checking(node.test) or _is_main_guard(node.test)):
            if _is_elif(node.orelse, node) and _is_type_checking(node.test):
                yield node  # an `elif` cannot be cut out; `TYPE_CHECKING` is false in a script, too
            else:
                yield from _executed(node.orelse)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        elif not isinstance(node, ast.Pass):
            yield node


def _is_elif(orelse: list[ast.stmt], node: ast.If) -> bool:
    # The `if` of an `elif` stands in the column of the `if` before it, where the text has `elif`.
    return (
        bool(orelse) and isinstance(orelse[0], ast.If) and orelse[0].col_offset == node.col_offset
    )


def _is_type_checking(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", None)
    return name == "TYPE_CHECKING"


def _is_main_guard(test: ast.expr) -> bool:
    if not (
        isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)
    ):
        return False
    sides = (test.left, test.comparators[0])
    names = [side.id for side in sides if isinstance(side, ast.Name)]
    constants = [side.value for side in sides if isinstance(side, ast.Constant)]
    return names == ["__name__"] and constants == ["__main__"]


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _is_vocabulary(module: str) -> bool:
    return module.partition(".")[0] in {"dagster", "modec"}
