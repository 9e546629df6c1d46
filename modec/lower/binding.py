"""How the walk goes through statements and patterns that bind names, and through imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import libcst as cst

from modec.lower.names import Located
from modec.lower.nodes import bound_name, name_fields, spelled

if TYPE_CHECKING:
    from modec.lower.walking import Walker


def assign(walker: Walker, node: cst.Assign) -> None:
    walker.path.append(node)
    walker.walk(node.value)
    for target in node.targets:
        walker.target_in(target, target.target)
    walker.path.pop()


def annotated_assign(walker: Walker, node: cst.AnnAssign) -> None:
    walker.walk_in(node, node.annotation, node.value)
    walker.target_in(node, node.target)


def augmented_assign(walker: Walker, node: cst.AugAssign) -> None:
    if isinstance(node.target, cst.Name) and walker.scope.kind == "class":
        # It may read the global of that name and bind the class's own: no one spelling fits both.
        walker.path.append(node)
        walker.name(node.target, uncertain=spelled(node.target) not in walker.certain)
        walker.path.pop()
    walker.walk_in(node, node.value)
    walker.target_in(node, node.target)


def walrus(walker: Walker, node: cst.NamedExpr) -> None:
    walker.walk_in(node, node.value)
    walker.path.append(node)
    walker.bind(cast(cst.Name, node.target), scope=walker.scope.target_of_walrus())
    walker.path.pop()


def for_(walker: Walker, node: cst.For) -> None:
    walker.walk_in(node, node.iter)
    walker.blocks, walker.loops = walker.blocks + 1, walker.loops + 1
    walker.target_in(node, node.target)
    walker.walk_in(node, node.body)
    walker.loops -= 1
    walker.walk_in(node, node.orelse)
    walker.blocks -= 1


def while_(walker: Walker, node: cst.While) -> None:
    walker.blocks, walker.loops = walker.blocks + 1, walker.loops + 1
    walker.walk_in(node, node.test, node.body)
    walker.loops -= 1
    walker.walk_in(node, node.orelse)
    walker.blocks -= 1


def block(walker: Walker, node: cst.CSTNode) -> None:
    """`if`, `try`, `match`: what they hold need not run."""
    walker.blocks += 1
    walker.walk_fields(node, name_fields(type(node)))
    walker.blocks -= 1


def with_item(walker: Walker, node: cst.WithItem) -> None:
    walker.walk_in(node, node.item)
    walker.path.append(node)
    walker.as_name(node.asname)
    walker.path.pop()


def except_(walker: Walker, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
    walker.walk_in(node, node.type)
    walker.path.append(node)
    walker.as_name(node.name)
    walker.walk(node.body)
    walker.path.pop()


def delete(walker: Walker, node: cst.Del) -> None:
    walker.blocks += 1
    walker.target_in(node, node.target)
    walker.blocks -= 1


def declare(walker: Walker, node: cst.Global | cst.Nonlocal) -> None:
    declared = walker.scope.globals if isinstance(node, cst.Global) else walker.scope.nonlocals
    walker.path.append(node)
    for item in node.names:
        declared.add(walker.scope.mangled(spelled(item.name)))
        walker.walk_in(item, item.name)
    walker.path.pop()


def import_(walker: Walker, node: cst.Import | cst.ImportFrom) -> None:
    walker.names.imports.append(Located(node, tuple(walker.path)))
    if isinstance(node.names, cst.ImportStar):
        return
    still_bound = walker.replaced.get(len(walker.names.imports) - 1)
    if still_bound is not None:
        walker.scope.bound.update(still_bound)
        walker.certain.update(still_bound)
        if walker.scope.kind != "module":  # a module's names are renamed all over it
            walker.scope.released.update({bound_name(alias) for alias in node.names})
        return
    walker.path.append(node)
    for alias in node.names:
        if alias.asname is not None:
            walker.path.append(alias)
            walker.as_name(alias.asname)
            walker.path.pop()
        else:
            walker.bind(alias, bound_name(alias))
    walker.path.pop()


def match_as(walker: Walker, node: cst.MatchAs) -> None:
    walker.walk_in(node, node.pattern)
    capture(walker, node, node.name)


def match_star(walker: Walker, node: cst.MatchStar) -> None:
    capture(walker, node, node.name)


def match_mapping(walker: Walker, node: cst.MatchMapping) -> None:
    walker.walk_in(node, *node.elements)
    capture(walker, node, node.rest)


def match_keyword(walker: Walker, node: cst.MatchKeywordElement) -> None:
    walker.walk_in(node, node.pattern)


def capture(walker: Walker, node: cst.CSTNode, name: cst.Name | None) -> None:
    if name is not None:
        walker.target_in(node, name)
