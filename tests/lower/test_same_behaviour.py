"""Random functions do the same before and after: context dissolved where it can be, globals renamed."""

from __future__ import annotations

import ast
import inspect
from types import SimpleNamespace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lowering import module_of

from modec.diagnostics import Refused
from modec.evaluate.values import Environment, UserFunction
from modec.link.records import Piece, Rewrite
from modec.lower import lower
from modec.unroll.context_use import SOLID_READS
from modec.unroll.forms import form_of

NAMES = ("db", "config", "log", "value", "connect", "run_id")
READS = (
    "context.resources.db",
    "context.resources.value",
    "context.solid_config",
    "context.log",
    "context.run_id",
    "getattr(context.resources, 'db')",
)
GLOBALS = {name: f"global {name}" for name in NAMES}
RENAMED = {name: f"script_{name}" for name in NAMES}

Draw = Any


@st.composite
def expressions(draw: Draw, depth: int = 2) -> str:
    """An expression: mostly names and reads of the context."""
    kind = draw(st.integers(0, 5 if depth == 0 else 11))
    if kind <= 2:
        return draw(st.sampled_from(NAMES))
    if kind <= 4:
        return draw(st.sampled_from(READS))
    if kind == 5:
        return draw(st.sampled_from(("'a'", "1", "context" if depth == 0 else "'b'")))
    name, one, two = (
        draw(st.sampled_from(NAMES)),
        draw(expressions(depth - 1)),
        draw(expressions(depth - 1)),
    )
    return (
        f"({one}, {two})",
        f"[{one} for {name} in [{two}]]",
        f"(lambda {name}={one}: {two})()",
        f"({name} := {one})",
        f'f"{{{one}}} {{{name}=}}"',
        f"[({one}, inner) for inner in [{two}] if {name}]",
    )[kind - 6]


def indented(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]


@st.composite
def blocks(draw: Draw, depth: int = 2) -> list[str]:
    """The lines of a body."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        lines += draw(statements(depth))
    return lines


@st.composite
def statements(draw: Draw, depth: int) -> list[str]:
    """The lines of one statement."""
    name, value = draw(st.sampled_from(NAMES)), draw(expressions())
    kind = draw(st.integers(0, 6 if depth == 0 else 13))
    if kind <= 1:
        return [f"note({value})"]
    if kind <= 3:
        return [f"{name} = {draw(st.sampled_from(READS))}"]
    if kind <= 6:
        return (
            [f"{name} = {value}"],
            [f"import math as {name}"],
            [f"{name}: str = {value}; note({name})"],
        )[kind - 4]
    body = indented(draw(blocks(depth - 1)))
    if kind <= 9:
        declared = draw(st.sampled_from(("", f"global {name}", f"nonlocal {name}")))
        parameter = draw(st.sampled_from(NAMES))
        first = ["    " + declared] if declared else []
        return [f"def helper({parameter}={value}):", *first, *body, "helper()"]
    return (
        [f"if {value}:", *body],
        [f"for {name} in [{value}]:", *body],
        ["class Inner:", *body],
        ["try:", *body, f"except Exception as {name}:", "    note('caught')"],
    )[kind - 10]


class Notes(list[str]):
    """What a function has noted, in a form that does not depend on how it was spelled."""

    def __call__(self, value: object) -> None:
        plain = isinstance(value, (str, int, list, tuple))
        self.append(repr(value) if plain and "<" not in repr(value) else type(value).__name__)


def run(text: str, names: dict[str, str], arguments: list[Any]) -> tuple[list[str], str]:
    """The notes that `f` takes, and how it ends."""
    notes = Notes()
    namespace: dict[str, Any] = {names.get(name, name): value for name, value in GLOBALS.items()}
    namespace["note"] = notes
    exec(compile(text, "m.py", "exec", dont_inherit=True), namespace)
    try:
        namespace["f"](*arguments)
    except Exception as error:
        return notes, "NameError" if isinstance(error, NameError) else type(error).__name__
    return notes, "returned"


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(blocks())
def test_behaviour_is_kept(lines: list[str]) -> None:
    text = "\n".join(["def f(context):", *indented(lines)]) + "\n"
    try:
        compile(text, "m.py", "exec", dont_inherit=True)
    except SyntaxError:
        assume(False)
    module = module_of(text)
    node = module.tree.body[0]
    assert isinstance(node, ast.FunctionDef)
    function = UserFunction(
        node, Environment(module), "f", None, inspect.Signature(), lambda *_: None
    )
    form = form_of(function, "f", "solids", SOLID_READS, {"db", "value"}, "context")
    try:
        after = lower(Piece("solids", module, node, ("f",), Rewrite(names=RENAMED, form=form)))
    except Refused:
        return
    what = {
        "resources.db": "a db",
        "resources.value": "a value",
        "config": "a config",
        "log": "a log",
        "run_id": "a run_id",
    }
    resources = SimpleNamespace(db="a db", value="a value")
    context = SimpleNamespace(
        resources=resources, solid_config="a config", log="a log", run_id="a run_id"
    )
    given_after = [context] if form.kept else [what[read] for read, _ in form.parameters]
    assert run(after, RENAMED, given_after) == run(text, {}, [context]), after
