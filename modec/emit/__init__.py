"""Linked parts -> text: templates, Black piece by piece, and the last safety checks."""

from modec.emit.script import emit

__all__ = ["emit"]
