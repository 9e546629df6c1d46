"""What linking gives: the pieces of the script in order, each with the rewriting that its text needs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from modec.diagnostics import Diagnostic
from modec.evaluate.values import UserFunction
from modec.source.program import Module
from modec.unroll.code import Code, Form, Reference


@dataclass(frozen=True)
class Rewrite:
    """How the text of one top-level statement changes on its way into the script.

    `names`: a global name of its module -> the name in the script, only where they differ. `attributes`: a
    name that is bound to a first-party module -> {attribute: name in the script}, so that `db.connect()`
    becomes `connect()`; nested modules have dotted keys (`helpers.db`). `form`: what becomes of the context
    and of the function's own name. `captured`: (variable, code of its value) pairs for what a factory's
    product captured, first statements of its body. `drop_decorators`: indices of decorators that go.
    `drop_annotations`: annotations to leave out, by the place (line, column) of the annotation expression;
    True for all of them.

    `imports`: import statements below the top level of the text (in a function, a `try`), by the place
    (line, column) of the statement -> the lines that stand for it, none where it goes away (and `pass` where
    nothing else is left in its block). A name that only removed imports bound in a function counts as global
    there: `attributes` apply to it. `captured` comes before everything else in the body but the docstring.
    Values of `names` are names, except for `__name__`, which becomes a string literal.

    `occurrences`: a global name that does not mean the same wherever it is read -> what stands at each place, in the
    order of the text, local variables of that name counted in. What `names` has of these is for where they are bound.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    form: Form | None = None
    name: str | None = None
    """The function's or class's own name in the script, when it is a definition."""
    captured: tuple[tuple[str, str], ...] = ()
    drop_decorators: frozenset[int] = frozenset()
    drop_annotations: frozenset[tuple[int, int]] | bool = frozenset()
    imports: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    targets: frozenset[str] | None = None
    """Of an import: the bindings that stay. None for all."""
    occurrences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Piece:
    """One top-level statement of the script: text of the author's or of the runtime's, to be rewritten."""

    section: str
    """`future`, `imports`, `code`, `resources`, `solids`, `early support` (needed while the script loads) or `support`."""
    module: Module
    """Where the text comes from (a module of `modec.runtime` for support)."""
    node: ast.stmt | ast.Lambda | None
    """The statement, cut from the module's text with the comments above it, and dedented when it stands inside
    another one (a factory's product). A lambda becomes a function of the name that the rewrite gives. None when
    `text` is given."""
    binds: tuple[str, ...]
    """The names it binds, as in the script."""
    rewrite: Rewrite = Rewrite()
    comment: str = ""
    text: str = ""
    """The ready text, where nothing of the author's stands behind it (an import, a captured constant)."""


@dataclass(frozen=True)
class Shipped:
    """Something that is in the script, and why.

    `needed_by` is the place in `Linked.shipped` of what needs it first; None where that is the script's own code,
    or, with `is_effect`, where nothing does: it is there for what it does when its module is imported.
    """

    name: str
    """What its author calls it; empty for a statement that binds nothing."""
    module: Module | None
    """None for a package outside the project."""
    line: int
    needed_by: int | None
    is_effect: bool = False
    is_runtime: bool = False
    """Of modec's own runtime."""
    function: UserFunction | None = None
    """The function of a resource, a solid or a factory's product."""


@dataclass(frozen=True)
class Linked:
    """The linked script: pieces in order, and what each reference of the unrolled code is called."""

    pieces: tuple[Piece, ...]
    names: Mapping[Reference, str]
    """The text that stands for each reference (a name, a dotted name, a parenthesised expression)."""
    globals: frozenset[str]
    """Every module-level name of the script."""
    third_party: tuple[str, ...]
    """Top-level names of third-party packages that are imported, sorted."""
    resolve: Callable[[Code], str] = field(repr=False, default=lambda code: "")
    """The text of a piece of code, its locals named last."""
    sources: tuple[Module, ...] = ()
    """The author's modules that linking looked into, those that only functions import included, by name."""
    files: Mapping[str, int] = field(default_factory=dict)
    """The project's data files that the script carries, as they are shown, sorted, with their sizes in bytes."""
    warnings: tuple[Diagnostic, ...] = ()
    shipped: tuple[Shipped, ...] = ()
    """Everything that is in the script, what needs something before what it needs."""

    def ships(self, name: str) -> bool:
        """Whether that class or function of the runtime is in the script."""
        return any(each.is_runtime and each.name == name for each in self.shipped)
