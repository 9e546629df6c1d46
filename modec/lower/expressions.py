"""Edits of names and of attributes read from them."""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from typing import Any

import libcst as cst

from modec.lower.edits import Edits
from modec.lower.names import Path, Place


@dataclass(frozen=True)
class Chain:
    """A name and the attributes read from it: `a.b.c` has the nodes `a`, `a.b`, `a.b.c`."""

    nodes: tuple[cst.CSTNode, ...]
    attributes: tuple[str, ...]
    around: Path
    """The nodes around the name."""

    @classmethod
    def from_place(cls, place: Place) -> Chain:
        """The chain that begins with the name at `place`."""
        nodes: list[cst.CSTNode] = [place.node]
        attributes: list[str] = []
        for above in reversed(place.path):
            if not isinstance(above, cst.Attribute) or above.value is not nodes[-1]:
                break
            nodes.append(above)
            attributes.append(above.attr.value)
        return cls(tuple(nodes), tuple(attributes), place.path)

    def path(self, length: int) -> Path:
        """The path of the chain's node with so many attributes."""
        depth = self.around.index(self.nodes[length]) if length else len(self.around)
        return self.around[:depth]

    def through_getattr(self) -> Chain:
        """Where the first attribute is read by `getattr(name.attribute, "key")`: with `key` as the second."""
        if len(self.attributes) > 1:
            return self
        match self.path(1)[-2:]:
            case (
                cst.Call(
                    func=cst.Name(value="getattr"),
                    args=[cst.Arg(value=value), cst.Arg(value=cst.SimpleString() as key)],
                ) as call,
                cst.Arg(),
            ) if (
                value is self.nodes[1]
            ):
                attributes = (*self.attributes, str(ast.literal_eval(key.value)))
                return Chain((*self.nodes, call), attributes, self.around)
        return self


def is_stored(node: cst.CSTNode, path: Path) -> bool:
    """Whether an expression is assigned to or deleted, alone or in a tuple of targets."""
    for above in reversed(path):
        if isinstance(above, (cst.AssignTarget, cst.AsName, cst.Del)):
            return True
        if not isinstance(above, (cst.Element, cst.StarredElement, cst.Tuple, cst.List)):
            return getattr(above, "target", None) is node
        node = above
    return False


def rename(node: Any, new: str) -> Any:
    """A `Name`, or an import without `as`, that binds or reads `new`."""
    if isinstance(node, cst.Name):
        return node.with_changes(value=new)
    return node.with_changes(asname=cst.AsName(cst.Name(new)))


def literal(text: str, path: Path) -> cst.BaseExpression | None:
    """A string literal (or another display) that can stand at the end of `path`, None when none can.

    Before Python 3.12 the quotes of an f-string cannot be used inside its replacement fields.
    """
    taken = {node.quote[0] for node in path if isinstance(node, cst.FormattedString)}
    if not taken:
        return cst.parse_expression(text)
    if text[0] not in "'\"":
        return None
    value = ast.literal_eval(text)
    for quote in "'\"":
        spelling = f"{quote}{value}{quote}"
        if quote not in taken and "\\" not in spelling and ast.literal_eval(spelling) == value:
            return cst.SimpleString(spelling)
    return None


def replaced(node: Any, new: str) -> cst.Name:
    """A name in place of an expression, in its parentheses."""
    return cst.Name(new, lpar=node.lpar, rpar=node.rpar)


def keep_described(edits: Edits, module: cst.Module, path: Path) -> None:
    """What lies on `path` is about to change; where an f-string prints it (`{x=}`), print what it was."""
    for depth, node in enumerate(path):
        if isinstance(node, cst.FormattedStringExpression) and node.equal is not None:
            text = _described(module, node)
            edits.add(node, path[:depth], functools.partial(_spelled_out, text))


def _described(module: cst.Module, node: cst.FormattedStringExpression) -> str:
    """What `{x=}` prints before the value: the text from the brace to the equals sign and beyond."""
    bare = node.with_changes(conversion=None, format_spec=None)
    return module.code_for_node(bare)[1:-1].replace("{", "{{").replace("}", "}}")


def _spelled_out(text: str, node: Any) -> Any:
    if not isinstance(node, cst.FormattedStringExpression) or node.equal is None:
        return node  # done, for another change inside it
    conversion = node.conversion or ("r" if node.format_spec is None else None)
    bare = node.with_changes(
        equal=None,
        conversion=conversion,
        whitespace_before_expression=cst.SimpleWhitespace(""),
        whitespace_after_expression=cst.SimpleWhitespace(""),
    )
    return cst.FlattenSentinel([cst.FormattedStringText(text), bare])
