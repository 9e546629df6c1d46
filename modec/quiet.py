"""What Python remarks on the author's code when it is parsed is not shown."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_syntax_warnings() -> Iterator[None]:
    """Inside, Python says nothing of `x is 1` or `"\\d"`: that is the author's business, who is told by running the module."""
    with warnings.catch_warnings():
        for kind in (SyntaxWarning, DeprecationWarning):
            warnings.simplefilter("ignore", kind)
        yield
