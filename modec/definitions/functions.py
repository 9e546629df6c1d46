"""What constructors ask about functions, whether they are live or those of static evaluation.

A function of static evaluation is a callable with `__name__`, `__doc__`, `__signature__`, its syntax as `node`, and
`yields`: whether a `yield` stands in its body.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from typing import Any

from modec.definitions.checks import is_residual

Function = Callable[..., Any]

CONTEXT_NAMES = ("context", "_", "_context", "context_")
"""What a first parameter may be called to be a solid's context (3.1)."""


def name_of(fn: Any) -> str:
    """The function's name."""
    return str(getattr(fn, "__name__", type(fn).__name__))


def doc_of(fn: Any) -> str | None:
    """The function's docstring."""
    doc = getattr(fn, "__doc__", None)
    return doc if isinstance(doc, str) else None


def node_of(fn: Any) -> ast.AST | None:
    """The syntax of a function of static evaluation, None for a live one."""
    node = getattr(fn, "node", None)
    return node if isinstance(node, ast.AST) else None


def parameters(fn: Any) -> list[inspect.Parameter]:
    """The parameters in order; none where the signature cannot be known."""
    signature = _signature(fn)
    return [] if signature is None else list(signature.parameters.values())


def _signature(fn: Any) -> inspect.Signature | None:
    """The signature; None where it cannot be known. Static evaluation has made it: nothing is to be looked for."""
    made = getattr(fn, "__signature__", None) if node_of(fn) is not None else None
    if isinstance(made, inspect.Signature):
        return made
    try:
        return inspect.signature(fn)
    except (TypeError, ValueError):
        return None


def has_default(fn: Any, name: str) -> bool:
    """Whether the function's own signature has a default for the parameter `name`."""
    return any(param.name == name and param.default is not param.empty for param in parameters(fn))


def context_parameter(fn: Any) -> str | None:
    """The name of a solid's context parameter, None when the function has none (3.1)."""
    first = parameters(fn)[:1]
    return first[0].name if first and first[0].name in CONTEXT_NAMES else None


def positional_names(params: list[inspect.Parameter]) -> list[str]:
    """The names of those that can be passed by position."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [param.name for param in params if param.kind in kinds]


def extra_required(params: list[inspect.Parameter]) -> list[inspect.Parameter]:
    """The parameters without a default, `*args` and `**kwargs` aside."""
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [
        param
        for param in params
        if param.kind not in variable and param.default is inspect.Parameter.empty
    ]


def is_generator_function(fn: Any) -> bool:
    """Whether calling it gives a generator (an `async def` does not)."""
    node = node_of(fn)
    if node is None:
        return inspect.isgeneratorfunction(fn)
    return isinstance(node, ast.FunctionDef) and bool(getattr(fn, "yields", False))


def is_async(fn: Any) -> bool:
    """Whether it is an `async def`."""
    node = node_of(fn)
    if node is None:
        return inspect.iscoroutinefunction(fn) or inspect.isasyncgenfunction(fn)
    return isinstance(node, ast.AsyncFunctionDef)


def return_annotation(fn: Any) -> Any:
    """The evaluated return annotation; None when there is none. Raises `NameError` and the like for a bad text."""
    signature = _signature(fn)
    if signature is None or signature.return_annotation is inspect.Signature.empty:
        return None
    return evaluated(fn, signature.return_annotation)


def annotation_of(fn: Any, param: inspect.Parameter) -> Any:
    """The evaluated annotation of a parameter; None when there is none. Raises as `return_annotation`."""
    if param.annotation is inspect.Parameter.empty:
        return None
    return evaluated(fn, param.annotation)


def evaluated(fn: Any, annotation: Any) -> Any:
    """The annotation, evaluated in the live function's scope where it is text (`from __future__ import annotations`).

    Static evaluation gives its annotations evaluated.
    """
    if not isinstance(annotation, str) or is_residual(annotation) or node_of(fn) is not None:
        return annotation
    function = inspect.unwrap(fn)
    names = getattr(getattr(function, "__code__", None), "co_freevars", ())
    cells = getattr(function, "__closure__", None) or ()
    captured = dict(zip(names, (cell.cell_contents for cell in cells), strict=False))
    value: Any = annotation
    while isinstance(value, str):
        # Twice where an annotation in quotes stands in a module whose annotations are all text.
        value = eval(value, getattr(function, "__globals__", {}), captured)
    return value
