"""`Program` -> definitions: an abstract interpreter over module-level code (see README.md beside this file)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modec.evaluate.evaluation import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]


def __getattr__(name: str) -> Any:
    # The records in `values` are everybody's; the interpreter needs the whole vocabulary of definitions.
    if name in __all__:
        from modec.evaluate import evaluation

        return getattr(evaluation, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
