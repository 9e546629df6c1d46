"""A function's source -> a function's source: decorators off, context dissolved, names settled. LibCST."""

from modec.link.records import Piece

__all__ = ["lower"]


def lower(piece: Piece) -> str:
    """The piece's text, rewritten as its `Rewrite` says: see `modec.lower.piece`."""
    # Imported late, with LibCST: where nothing is new, nothing is rewritten.
    from modec.lower import piece as pieces

    return pieces.lower(piece)
