"""What the tests of lowering share: a piece made of a module's text."""

from __future__ import annotations

import ast
import textwrap
from pathlib import Path
from typing import Any

from modec.link.records import Piece, Rewrite
from modec.lower import lower
from modec.source.program import Module
from modec.unroll.code import Form


def module_of(text: str) -> Module:
    return Module("m", Path("m.py"), "m.py", text, ast.parse(text))


def dedented(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def find(module: Module, name: str | None) -> Any:
    """The definition of that name, wherever it stands; the last statement when no name is given."""
    if name is None:
        return module.tree.body[-1]
    return next(node for node in ast.walk(module.tree) if getattr(node, "name", None) == name)


def lowered(text: str, of: str | None = None, **rewrite: Any) -> str:
    """The lowered text of one statement of a module."""
    module = module_of(dedented(text))
    return lower(Piece("code", module, find(module, of), (), Rewrite(**rewrite)))


def dissolved(context: str, **parameters: str) -> Form:
    """A form that takes parameters for the context: `config="config"`, `db="db"` for a resource."""
    own = {"config", "log", "run_id"}
    pairs = (
        (what if what in own else f"resources.{what}", name) for what, name in parameters.items()
    )
    return Form("f", context, False, tuple(pairs))
