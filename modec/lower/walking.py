"""The walk that finds names in a LibCST tree, scope by scope.

One walk over the nodes that can hold a name, white space left aside: LibCST's own visitors and scope metadata
take several times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, cast

import libcst as cst

from modec.lower import binding
from modec.lower.names import Located, Names, Place, Quoted
from modec.lower.nodes import name_fields, parameters_of, spelled
from modec.unroll.scopes import Scope


def read_names(
    tree: cst.CSTNode,
    wanted: Collection[str],
    replaced: Mapping[int, Collection[str]] | None = None,
) -> Names:
    """The places in `tree` where one of the `wanted` names stands.

    `replaced`: import statements that are going to be replaced, by their number in the order of the text, with
    the names that their replacements bind.
    """
    walker = Walker(frozenset(wanted), replaced or {})
    walker.walk(tree)
    return walker.names


class Walker:
    def __init__(self, wanted: frozenset[str], replaced: Mapping[int, Collection[str]]) -> None:
        self.names = Names()
        self.wanted = wanted
        self.replaced = replaced
        self.scope = Scope("module")
        self.path: list[cst.CSTNode] = []
        self.blocks = 0
        """How many blocks that need not run (or run several times) stand around, in this scope."""
        self.loops = 0
        self.quotes = False
        """Whether a string is an expression here: in an annotation."""
        self.certain: set[str] = set()
        """Names that this class body has bound for certain."""

    # -- walking

    def walk(self, node: cst.CSTNode) -> None:
        kind = type(node)
        handler = _HANDLERS.get(kind)
        if handler is None:
            self.walk_fields(node, name_fields(kind))
        else:
            handler(self, node)

    def walk_fields(self, node: cst.CSTNode, fields: Iterable[str]) -> None:
        self.path.append(node)
        for name in fields:
            value = getattr(node, name)
            if isinstance(value, cst.CSTNode):
                self.walk(value)
            elif isinstance(value, (tuple, list)):
                for item in value:
                    self.walk(item)
        self.path.pop()

    def walk_in(self, node: cst.CSTNode, *children: cst.CSTNode | None) -> None:
        """Walk some children of `node`."""
        self.path.append(node)
        for child in children:
            if child is not None:
                self.walk(child)
        self.path.pop()

    def enter(self, kind: str, class_name: str | None = None) -> Callable[[], None]:
        """Go into a new scope; call the result to leave it."""
        before = (self.scope, self.blocks, self.loops, self.certain)
        owner = self.scope.class_name if class_name is None else class_name
        self.scope = Scope(kind, self.scope, class_name=owner)
        self.blocks, self.loops, self.certain = 0, 0, set()

        def leave() -> None:
            self.scope, self.blocks, self.loops, self.certain = before

        return leave

    # -- names

    def name(self, node: cst.Name, uncertain: bool = False) -> None:
        name = self.scope.mangled(spelled(node))
        if name in self.wanted:
            known = name in self.scope.bound
            self.names.places.append(
                Place(
                    name,
                    node,
                    self.scope,
                    tuple(self.path),
                    binds=False,
                    early=not known,
                    uncertain=uncertain or (name not in self.certain if known else self.loops > 0),
                )
            )

    def bind(
        self, node: cst.Name | cst.ImportAlias, name: str | None = None, scope: Scope | None = None
    ) -> None:
        scope = scope or self.scope
        name = scope.mangled(name if name is not None else spelled(cast(cst.Name, node)))
        if name in self.wanted:
            self.names.places.append(Place(name, node, scope, tuple(self.path), binds=True))
        scope.bound.add(name)
        if not self.blocks:
            self.certain.add(name)

    def target(self, node: cst.CSTNode) -> None:
        """An assignment's target."""
        if isinstance(node, cst.Name):
            self.bind(node)
        elif isinstance(node, (cst.Tuple, cst.List)):
            self.path.append(node)
            for element in node.elements:
                self.path.append(element)
                self.target(element.value)
                self.path.pop()
            self.path.pop()
        elif isinstance(node, cst.StarredElement):
            self.path.append(node)
            self.target(node.value)
            self.path.pop()
        else:
            self.walk(node)

    def target_in(self, node: cst.CSTNode, target: cst.CSTNode) -> None:
        self.path.append(node)
        self.target(target)
        self.path.pop()

    def as_name(self, node: cst.AsName | None) -> None:
        if node is not None:
            self.target_in(node, node.name)

    # -- functions and classes

    def function(self, node: cst.FunctionDef) -> None:
        self.walk_in(node, *node.decorators)
        self.path.append(node)
        self.bind(node.name)
        leave_types = self.type_parameters(node)
        self.defaults_and_annotations(node.params)
        if node.returns is not None:
            self.walk(node.returns)
        self.function_scope(node, node.params, node.body)
        leave_types()
        self.path.pop()

    def lambda_(self, node: cst.Lambda) -> None:
        self.path.append(node)
        self.defaults_and_annotations(node.params)
        self.function_scope(node, node.params, node.body)
        self.path.pop()

    def defaults_and_annotations(self, params: cst.Parameters) -> None:
        self.path.append(params)
        for param in parameters_of(params):
            self.walk_in(param, param.annotation, param.default)
        self.path.pop()

    def function_scope(self, node: cst.CSTNode, params: cst.Parameters, body: cst.CSTNode) -> None:
        leave = self.enter("function")
        self.names.functions[node] = self.scope
        self.path.append(params)
        for param in parameters_of(params):
            self.target_in(param, param.name)
        self.path.pop()
        self.walk(body)
        leave()

    def class_(self, node: cst.ClassDef) -> None:
        self.walk_in(node, *node.decorators)
        self.path.append(node)
        leave_types = self.type_parameters(node)
        for argument in (*node.bases, *node.keywords):
            self.walk(argument)
        leave = self.enter("class", spelled(node.name))
        self.walk(node.body)
        leave()
        leave_types()
        self.bind(node.name)
        self.path.pop()

    def type_parameters(
        self, node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias
    ) -> Callable[[], None]:
        if node.type_parameters is None:
            return lambda: None
        leave = self.enter("function")
        self.path.append(node.type_parameters)
        for parameter in node.type_parameters.params:
            self.path.append(parameter)
            self.target_in(parameter.param, parameter.param.name)
            if isinstance(parameter.param, cst.TypeVar):
                self.walk_in(parameter.param, parameter.param.bound)
            if parameter.default is not None:
                self.walk(parameter.default)
            self.path.pop()
        self.path.pop()
        return leave

    def type_alias(self, node: cst.TypeAlias) -> None:
        self.target_in(node, node.name)
        self.path.append(node)
        leave = self.type_parameters(node)
        self.walk(node.value)
        leave()
        self.path.pop()

    # -- comprehensions

    def comprehension(
        self, node: cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp
    ) -> None:
        self.path.append(node)
        self.walk_in(node.for_in, node.for_in.iter)
        leave = self.enter("comprehension")
        self.comprehension_for(node.for_in, first=True)
        if isinstance(node, cst.DictComp):
            self.walk(node.key)
            self.walk(node.value)
        else:
            self.walk(node.elt)
        leave()
        self.path.pop()

    def comprehension_for(self, node: cst.CompFor, first: bool = False) -> None:
        self.path.append(node)
        if not first:
            self.walk(node.iter)
        self.target(node.target)
        for condition in node.ifs:
            self.walk(condition)
        if node.inner_for_in is not None:
            self.comprehension_for(node.inner_for_in)
        self.path.pop()

    # -- annotations

    def annotation(self, node: cst.Annotation) -> None:
        self.names.annotations.append(Located(node, tuple(self.path)))
        before, self.quotes = self.quotes, True
        self.walk_in(node, node.annotation)
        self.quotes = before

    def string(self, node: cst.SimpleString) -> None:
        """A quoted annotation, `"Optional[Order]"`: its names are found as if no quotes were there."""
        text = node.evaluated_value if self.quotes else None
        if not isinstance(text, str) or self.wanted.isdisjoint(re.findall(r"\w+", text)):
            return
        try:
            tree = cst.parse_expression(text.strip())
        except cst.ParserSyntaxError:
            return
        places, path = self.names.places, self.path
        self.names.places, self.path = [], []
        self.walk(tree)
        found = tuple(self.names.places)
        self.names.places, self.path = places, path
        if found:
            self.names.quoted.append(Quoted(node, tuple(self.path), tree, found))

    def subscript(self, node: cst.Subscript) -> None:
        """The strings of `Literal["a"]` are no expressions."""
        self.walk_in(node, node.value)
        name = getattr(node.value, "attr", node.value)
        before = self.quotes
        if isinstance(name, cst.Name) and name.value in {"Literal", "Annotated"}:
            self.quotes = False
        self.walk_in(node, *node.slice)
        self.quotes = before

    def call(self, node: cst.Call) -> None:
        before, self.quotes = self.quotes, False
        self.walk_in(node, node.func, *node.args)
        self.quotes = before

    # -- names that are no variables

    def attribute(self, node: cst.Attribute) -> None:
        self.walk_in(node, node.value)

    def argument(self, node: cst.Arg) -> None:
        self.walk_in(node, node.value)


_HANDLERS: dict[type[cst.CSTNode], Callable[[Walker, Any], None]] = {
    cst.Name: Walker.name,
    cst.Attribute: Walker.attribute,
    cst.Arg: Walker.argument,
    cst.Call: Walker.call,
    cst.Subscript: Walker.subscript,
    cst.SimpleString: Walker.string,
    cst.FunctionDef: Walker.function,
    cst.Lambda: Walker.lambda_,
    cst.ClassDef: Walker.class_,
    cst.TypeAlias: Walker.type_alias,
    cst.ListComp: Walker.comprehension,
    cst.SetComp: Walker.comprehension,
    cst.DictComp: Walker.comprehension,
    cst.GeneratorExp: Walker.comprehension,
    cst.Assign: binding.assign,
    cst.AnnAssign: binding.annotated_assign,
    cst.AugAssign: binding.augmented_assign,
    cst.Annotation: Walker.annotation,
    cst.NamedExpr: binding.walrus,
    cst.For: binding.for_,
    cst.While: binding.while_,
    cst.If: binding.block,
    cst.Try: binding.block,
    cst.TryStar: binding.block,
    cst.Match: binding.block,
    cst.WithItem: binding.with_item,
    cst.ExceptHandler: binding.except_,
    cst.ExceptStarHandler: binding.except_,
    cst.Del: binding.delete,
    cst.Global: binding.declare,
    cst.Nonlocal: binding.declare,
    cst.Import: binding.import_,
    cst.ImportFrom: binding.import_,
    cst.MatchAs: binding.match_as,
    cst.MatchStar: binding.match_star,
    cst.MatchMapping: binding.match_mapping,
    cst.MatchKeywordElement: binding.match_keyword,
}
# Kinds of nodes that not every supported LibCST has: what came to Python after it.
for _name, _handler in (("LazyImport", binding.import_), ("LazyImportFrom", binding.import_)):
    if hasattr(cst, _name):
        _HANDLERS[getattr(cst, _name)] = _handler
