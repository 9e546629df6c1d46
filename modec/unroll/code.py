"""Code before its names are settled: text with references in it.

`unroll` writes what the script does for a plan as `Code`; `link` finds everything that the references reach
and settles their names; `emit` fills them in. So names are chosen last, and nothing is shipped that no
reference reaches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from modec.evaluate.values import (
    ClassMaker,
    Computed,
    Environment,
    External,
    GlobalRef,
    UserClass,
    UserFunction,
)


@dataclass(frozen=True)
class Runtime:
    """A name of `modec.runtime`: `Runtime("run", "Run")` is `modec.runtime.run.Run`."""

    module: str
    name: str


@dataclass(frozen=True)
class Function:
    """A function of the author's in the form in which the script has it."""

    function: UserFunction
    form: Form

    def __hash__(self) -> int:
        return hash(self.function)  # hardly any function has two forms


@dataclass(frozen=True)
class Standard:
    """A module of the standard library or a third-party name: `Standard(External("sys"))`."""

    external: External


@dataclass(frozen=True)
class Carried:
    """A class of the author's, a module-level variable's run-time value, an object that was changed after it was made."""

    value: UserClass | GlobalRef | Computed


@dataclass(frozen=True, eq=False)
class Shared:
    """An object that something else holds, too: a variable of its own, unless one of the author's has it.

    `scope` and `name` are those of a variable that holds it, or something that it is in.
    """

    value: Any
    scope: Environment
    name: str


@dataclass(frozen=True)
class Inline:
    """An expression of the author's that is carried over, its names read in the scope it was written in."""

    node: Any
    scope: Environment


@dataclass(frozen=True)
class Local:
    """A local variable of the code's own: named as near to `hint` as the settled globals allow.

    Two `Local`s are one variable when their `identity` is equal.
    """

    hint: str
    identity: str


Reference = Runtime | Function | Standard | Carried | Shared | Inline | Local


@dataclass(frozen=True)
class Code:
    """Text and references, in order."""

    parts: tuple[str | Reference, ...] = ()

    def __add__(self, other: Code | str | Reference) -> Code:
        return Code(self.parts + code(other).parts)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The references, in the order they stand."""
        return tuple(part for part in self.parts if not isinstance(part, str))


def code(*parts: Code | str | Reference) -> Code:
    """One piece of code of several."""
    flat: list[str | Reference] = []
    for part in parts:
        if isinstance(part, Code):
            flat.extend(part.parts)
        else:
            flat.append(part)
    return Code(tuple(flat))


def join(separator: str, pieces: Iterable[Code | str | Reference]) -> Code:
    """The pieces with `separator` between them."""
    result: list[Code | str | Reference] = []
    for index, piece in enumerate(pieces):
        if index:
            result.append(separator)
        result.append(piece)
    return code(*result)


@dataclass(frozen=True)
class Form:
    """What a function of the author's becomes in the script.

    `context` is the name of the context parameter in the author's text, None when it has none. Where the
    context is dissolved, `parameters` takes its place: (what is read, name) pairs such as
    (`resources.db`, `db`), (`config`, `config`), (`log`, `log`), in the order the parameters stand. Where it
    escapes, `kept` is true and the function takes the context object itself.
    """

    name: str
    """What it would be called: the solid's or resource function's name."""
    context: str | None = None
    kept: bool = False
    parameters: tuple[tuple[str, str], ...] = ()
    section: str = "code"
    """Where it stands in the script: `resources`, `solids` or `code`."""
    comment: str = ""
    """What is said above it: `from pipeline.py:18, needed by: store`."""


PLAIN = Form("")
"""A helper, as it stands in the author's file."""

SOURCE_LINES = "SOURCE_LINES"
"""The setting that says which of the script's lines are from which of the author's: filled in when it is laid out."""


@dataclass(frozen=True)
class Unrolled:
    """The script's own code for a plan, in the order it stands in the script."""

    run: Code
    """`def run(pipeline): ...`."""
    settings: tuple[tuple[str, Code], ...] = ()
    """Module-level constants, evaluated when everything else is there: (`CONFIG_SCHEMA`, code of its value)."""
    main: Code = Code()
    """The expression handed to `sys.exit` under `if __name__ == "__main__"`."""
    has_retries: bool = False
    """Whether `run` knows of second attempts."""


def function_code(function: UserFunction | ClassMaker, form: Form) -> Code:
    """A function of the author's, in that form, under the decorators that are applied when the script runs."""
    if isinstance(function, ClassMaker):
        made = code(Carried(function.made))
        return code(made, f".{function.method}") if function.method else made
    if function.made is not None:
        return code(Inline(function.made.node, function.made.scope))
    made = code(Function(function.undecorated or function, form))
    for decorator, scope in function.applied:
        made = code(Inline(decorator, scope), "(", made, ")")
    return made
