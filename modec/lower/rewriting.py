"""The rewriting of one parsed statement: every edit that its `Rewrite` asks for, applied in one pass."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import NoReturn, cast

import libcst as cst

from modec.diagnostics import InternalError, Span, refuse
from modec.link.records import Rewrite
from modec.lower.edits import Edits
from modec.lower.expressions import Chain, is_stored, keep_described, literal, rename, replaced
from modec.lower.names import Place, Quoted
from modec.lower.nodes import bound_name
from modec.lower.signature import drop_annotations, with_parameters, without_decorators
from modec.lower.statements import (
    drop_small_statement,
    keep_bindings,
    replace_small_statement,
    with_first,
)
from modec.lower.walking import read_names
from modec.unroll.context_use import READS
from modec.unroll.scopes import Scope


def rewritten(module: cst.Module, node: ast.AST, rewrite: Rewrite, path: str = "") -> cst.Module:
    """The statement that `module` consists of, rewritten. `node` is the same statement as `ast` has it."""
    return _Rewriting(module, node, rewrite, path).result()


class _Rewriting:
    def __init__(self, module: cst.Module, node: ast.AST, rewrite: Rewrite, path: str) -> None:
        self.module = module
        self.node = node
        self.rewrite = rewrite
        self.path = path
        self.edits = Edits()
        form = rewrite.form
        dissolved = form is not None and form.context is not None and not form.kept
        self.context = form.context if form is not None and dissolved else None
        self.parameters = dict(form.parameters) if form is not None and dissolved else {}
        self.captured = dict(rewrite.captured)
        self.imports = _numbered_imports(node, rewrite.imports)
        bound = {number: _bound_by(lines) for number, lines in self.imports.items()}
        self.occurrences = {name: iter(each) for name, each in rewrite.occurrences.items()}
        self.names = read_names(module, self._wanted(), bound)
        self.definition = self._find_definition()
        self.own: Scope | None = None
        self.aliases: set[cst.CSTNode] = set()
        """The targets of assignments that say nothing any more: `db = db`."""
        self.replaced: set[cst.CSTNode] = set()
        """The imports of packages that other statements stand for."""

    def _wanted(self) -> frozenset[str]:
        roots = (name.partition(".")[0] for name in self.rewrite.attributes)
        wanted = {
            *self.rewrite.names,
            *self.rewrite.occurrences,
            *roots,
            *self.parameters.values(),
            *self.captured,
        }
        return frozenset(wanted if self.context is None else wanted | {self.context})

    def _find_definition(self) -> cst.FunctionDef | cst.ClassDef | None:
        statement = self.module.body[0] if len(self.module.body) == 1 else None
        return statement if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) else None

    def result(self) -> cst.Module:
        """The rewritten module."""
        rewrite = self.rewrite
        if rewrite.targets is not None:
            keep_bindings(self.edits, self.module, rewrite.targets)
        if rewrite.drop_annotations:
            drop_annotations(
                self.edits, self.node, self.names.annotations, rewrite.drop_annotations
            )
        for number, lines in self.imports.items():
            located = self.names.imports[number]
            replace_small_statement(self.edits, located.node, located.path, lines)
        if self.definition is not None:
            self._edit_head(self.definition)
        before = self._bind_new_variables()
        for place in self.names.places:
            self._edit_place(place, before)
        for quoted in self.names.quoted:
            self._edit_quoted(quoted)
        return self.edits.applied(self.module) if self.edits else self.module

    # -- the head

    def _edit_head(self, definition: cst.FunctionDef | cst.ClassDef) -> None:
        path = (self.module,)
        dropped = self.rewrite.drop_decorators
        if dropped:
            self.edits.add(definition, path, lambda updated: without_decorators(updated, dropped))
        name = self.rewrite.name
        if name is not None and name != definition.name.value:
            self.edits.add(definition.name, (*path, definition), lambda _: cst.Name(name))
        if not isinstance(definition, cst.FunctionDef):
            if self.captured:
                raise InternalError("a class is to capture variables")
            return
        self.own = self.names.functions[definition]
        if self.context is not None:
            names = list(self.parameters.values())
            self.edits.add(
                definition.params,
                (*path, definition),
                lambda updated: with_parameters(updated, names),
            )
        if self.captured:
            lines = [
                cst.parse_statement(f"{variable} = {value}\n", self.module.config_for_parsing)
                for variable, value in self.captured.items()
            ]
            self.edits.add(
                definition.body,
                (*path, definition),
                lambda updated: with_first(updated, cast("list[cst.BaseStatement]", lines)),
            )

    def _bind_new_variables(self) -> frozenset[str]:
        """Bind the new parameters and the captured variables. Gives what the function bound before."""
        if self.own is None:
            return frozenset()
        before = frozenset(self.own.bound)
        new = {*self.parameters.values(), *self.captured}
        for name in sorted(new & (self.own.globals | self.own.nonlocals)):
            self._refuse(name, "its function rebinds a variable of the function around it")
        self.own.bound |= new
        return before

    # -- names

    def _edit_place(self, place: Place, before: frozenset[str]) -> None:
        name, target = place.name, place.target
        if name in self.occurrences and not place.binds:
            new = next(self.occurrences[name])
            if new != name:
                self._rename(place, new)
        if place.doubtful:
            self._refuse(name, "a class body may or may not have bound it at this point")
        if target is None:
            self._edit_global(place)
        elif target is not self.own:
            return
        elif name == self.context:
            if not place.binds:
                self._edit_context(place)
        elif name in self.parameters.values():
            if name not in before or (place.binds and place.node not in self.aliases):
                raise InternalError(f"the parameter {name!r} would hide another {name!r}")
        elif name in self.captured and name in place.scope.nonlocals:
            self._refuse(name, "a function inside it rebinds the captured variable")

    def _edit_global(self, place: Place) -> None:
        own_name = self.definition.name if self.definition is not None else None
        if place.node is own_name and self.rewrite.name is not None:
            return
        name = place.name
        chain = Chain.from_place(place)
        found: tuple[int, str] | None = None
        for length in range(1, len(chain.nodes)):
            if is_stored(chain.nodes[length], chain.path(length)):
                break  # the variable is the module's: what is stored to is its object
            prefix = ".".join([name, *chain.attributes[: length - 1]])
            new = self.rewrite.attributes.get(prefix, {}).get(chain.attributes[length - 1])
            if (
                new is not None
            ):  # `a.b` may be an object, and `a.b.c` something that has a name itself
                found = length, new
        if found is not None:
            self._replace(place, chain, *found, None)
        elif name in self.captured and not place.binds:
            value = cst.parse_expression(f"({self.captured[name]})", self.module.config_for_parsing)
            self.edits.add(place.node, place.path, lambda _: value)
        elif name in self.occurrences and not place.binds:
            return  # renamed already, each as it is meant
        elif name in self.rewrite.names and not place.scope.is_released(name):
            self._rename(place, self.rewrite.names[name])

    def _edit_quoted(self, quoted: Quoted) -> None:
        """Rename in an annotation that is a string as in any other."""
        outside, self.edits = self.edits, Edits()
        for place in quoted.places:
            if place.target is None:
                self._edit_global(place)
        inside, self.edits = self.edits, outside
        if inside:
            changed = inside.applied(quoted.tree)
            text = self.module.code_for_node(cast(cst.CSTNode, changed))
            spelled = f"{quoted.node.quote}{text}{quoted.node.quote}"
            value = spelled if "\\" not in text and "\n" not in text else repr(text)
            self.edits.add(quoted.node, quoted.path, lambda node: node.with_changes(value=value))

    def _rename(self, place: Place, new: str) -> None:
        keep_described(self.edits, self.module, place.path)
        if new.isidentifier():
            self._check(place, new, None)
            if isinstance(place.node, cst.ImportAlias) and isinstance(
                place.node.name, cst.Attribute
            ):
                self._rename_package(place)
            else:
                self.edits.add(place.node, place.path, lambda updated: rename(updated, new))
            return
        value = literal(new, place.path)
        if value is None or place.binds:
            self._refuse(place.name, f"{new} cannot stand there")
        self.edits.add(place.node, place.path, lambda _: value)

    def _rename_package(self, place: Place) -> None:
        """`import a.b` binds `a`, whatever `as` would make of it: the function behind it gives that, too."""
        statement = cst.ensure_type(place.path[-1], cst.Import)
        if statement in self.replaced:
            return
        self.replaced.add(statement)
        lines = []
        for alias in statement.names:
            written = alias.evaluated_name
            bound = bound_name(alias)
            new = self.rewrite.names.get(bound, bound)
            if alias.asname is None and new != bound and written != bound:
                lines.append(f"{new} = __import__({written!r})")
            else:
                lines.append(f"import {written}" + (f" as {new}" if new != written else ""))
        replace_small_statement(self.edits, statement, place.path[:-1], lines)

    def _edit_context(self, place: Place) -> None:
        chain = Chain.from_place(place)
        attribute = chain.attributes[0] if chain.attributes else ""
        if attribute != "resources":
            new = self.parameters.get(READS.get(attribute, ""))
            length = 1
        else:
            chain = chain.through_getattr()
            new = self.parameters.get(".".join(chain.attributes[:2]))
            length = 2
        if new is None:
            raise InternalError(f"`{self.context}` is dissolved, though it escapes")
        self._replace(place, chain, length, new, self.own)
        self._drop_alias(place, chain, length, new)

    def _replace(
        self, place: Place, chain: Chain, length: int, new: str, target: Scope | None
    ) -> None:
        """Put the name `new` in place of the first `length` attributes of a chain."""
        self._check(place, new, target)
        node, path = chain.nodes[length], chain.path(length)
        keep_described(self.edits, self.module, path)
        if new.isidentifier():
            self.edits.add(node, path, lambda updated: replaced(updated, new))
            return
        value = literal(new, path)
        if value is None:
            self._refuse(place.name, f"{new} cannot stand there")
        self.edits.add(node, path, lambda _: value)

    def _drop_alias(self, place: Place, chain: Chain, length: int, new: str) -> None:
        """`db = context.resources.db` would become `db = db`: leave it out."""
        value, path = chain.nodes[length], chain.path(length)
        statement = path[-1]
        match statement:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name) as target)]):
                pass
            case cst.AnnAssign(target=cst.Name(value=name) as target):
                pass
            case _:
                return
        if name == new and place.scope is self.own and statement.value is value:
            self.aliases.add(target)
            drop_small_statement(self.edits, statement, path[:-1])

    # -- guards

    def _check(self, place: Place, new: str, target: Scope | None) -> None:
        """That `new`, standing at `place`, means the variable of `target`."""
        if place.scope.hides(new, target) or place.scope.mangled(new) != new:
            raise InternalError(
                f"{place.name!r} is to be {new!r}, which means something else there"
            )

    def _refuse(self, name: str, reason: str) -> NoReturn:
        refuse("MD550", Span.of(self.path, self.node), name=name, reason=reason)


def _numbered_imports(
    node: ast.AST, imports: Mapping[tuple[int, int], Sequence[str]]
) -> dict[int, Sequence[str]]:
    """The import statements to replace by their number in the order of the text, in place of their places."""
    if not imports:
        return {}
    statements = (part for part in ast.walk(node) if isinstance(part, (ast.Import, ast.ImportFrom)))
    places = sorted((part.lineno, part.col_offset) for part in statements)
    return {number: imports[place] for number, place in enumerate(places) if place in imports}


def _bound_by(lines: Sequence[str]) -> frozenset[str]:
    """The names that lines of imports and plain assignments bind."""
    bound: set[str] = set()
    for part in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            bound.add(part.id)
        elif isinstance(part, ast.alias):
            bound.add(part.asname or part.name.partition(".")[0])
    return frozenset(bound)
