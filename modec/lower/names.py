"""Where names stand in a LibCST tree, and which variable each of them means.

`modec.lower.walking` finds the places. The rules of scoping are those of `modec.unroll.scopes.Scope`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst

from modec.unroll.scopes import Scope

Path = tuple[cst.CSTNode, ...]
"""The nodes around a node, outermost first."""


@dataclass(frozen=True, eq=False)
class Place:
    """A place where a name stands. `node` is its `Name`, or an `ImportAlias` that binds it without `as`.

    `early`: its scope has not bound the name yet. `uncertain`: it depends on the run whether it has. Both matter
    in class bodies only, where a name means the global until the body binds it.
    """

    name: str
    node: cst.Name | cst.ImportAlias
    scope: Scope
    path: Path
    binds: bool
    early: bool = False
    uncertain: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether it may mean the class's own variable as well as a global."""
        return self.uncertain and self.scope.kind == "class" and self.name in self.scope.bound

    @property
    def target(self) -> Scope | None:
        """The scope of the variable it means, None for a global or builtin."""
        if self.scope.kind == "class" and self.early and self.name in self.scope.bound:
            return None
        return self.scope.resolve(self.name)


@dataclass(frozen=True, eq=False)
class Located:
    """A node with its path."""

    node: cst.CSTNode
    path: Path


@dataclass(frozen=True, eq=False)
class Quoted:
    """A string in an annotation that is an expression, and the places of names in it. Their paths begin in `tree`."""

    node: cst.SimpleString
    path: Path
    tree: cst.BaseExpression
    places: tuple[Place, ...]


@dataclass(eq=False)
class Names:
    """What the walk found: the places of the wanted names, in the order of the text, and some nodes."""

    places: list[Place] = field(default_factory=list)
    annotations: list[Located] = field(default_factory=list)
    """Every annotation, in the order of the text."""
    imports: list[Located] = field(default_factory=list)
    """Every import statement, in the order of the text."""
    quoted: list[Quoted] = field(default_factory=list)
    functions: dict[cst.CSTNode, Scope] = field(default_factory=dict)
    """The scope of each function and lambda."""
