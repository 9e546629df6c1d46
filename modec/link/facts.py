"""What there is to know about the names of a piece of code: the records that `modec.link.uses` makes."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

ImportStatement = ast.Import | ast.ImportFrom
Place = tuple[int, int]


@dataclass(eq=False, slots=True)
class Use:
    """One occurrence of a free name. Nobody changes it; it is not frozen because so many are made.

    `path` are the attributes read from it on the spot: `helpers.db.connect` is `helpers` + (`db`, `connect`).
    `eager`: evaluated while the statement itself is executed, not when a function in it is called.
    `inherits`: it is a base class, which is needed eagerly but not called. `annotation`: the place of the
    annotation it is part of, where that annotation can be left out. `hidden`: the names that enclosing
    functions bind, which a new spelling of this name must avoid. `imported`: the import statement inside a
    function that binds it, None for a global name. `unevaluated`: in an annotation that is never evaluated.
    `called`: it is called on the spot, without arguments.
    """

    name: str
    path: tuple[str, ...]
    node: ast.expr
    eager: bool
    inherits: bool = False
    stored: bool = False
    annotation: Place | None = None
    hidden: frozenset[str] = frozenset()
    imported: ImportStatement | None = None
    unevaluated: bool = False
    called: bool = False
    asked: str | None = None
    """The attribute that `getattr`, `hasattr` or `setattr` is called for, by a constant."""
    declares: bool = False
    """It is part of the annotation of a class's attribute: what the field of a dataclass is said to be."""


@dataclass(frozen=True, eq=False)
class InnerImport:
    """An import statement below the top level. `elsewhere`: names it binds that its scope binds otherwise, too.

    `optional`: what it imports may be missing, a `try` around it says what happens then. `scope` is `function`, `class` or `module` (inside a `try` or an `if` at the top level).
    """

    node: ImportStatement
    scope: str
    elsewhere: frozenset[str]
    hidden: frozenset[str] = frozenset()
    optional: bool = False


@dataclass
class Facts:
    """What there is to know about the names of a piece of code."""

    binds: tuple[str, ...] = ()
    """Module-level names that executing it binds (or deletes), in the order they stand."""
    uses: list[Use] = field(default_factory=list)
    imports: list[InnerImport] = field(default_factory=list)
    dynamic: list[tuple[str, ast.Call]] = field(default_factory=list)
    """Calls of `globals`, `eval`, `exec`, `vars`, `locals` that may reach module-level names."""
    names_classes: bool = False
    """Whether a table in it has a key under which a class may be named by a text: `{"class": "shop.logs.Handler"}`."""
    late_binds: set[str] = field(default_factory=set)
    """Names that functions in it bind by way of `global`."""
