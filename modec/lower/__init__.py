"""A function's source -> a function's source: decorators off, context dissolved, names settled. LibCST."""

from modec.lower.piece import lower

__all__ = ["lower"]
