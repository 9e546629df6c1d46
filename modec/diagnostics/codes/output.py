"""MD6xx: writing and checking what was built."""

from modec.diagnostics.codes.code import Code

OUTPUT: tuple[Code, ...] = (Code("MD601", "cannot write", "cannot write {path!r}: {reason}"),)
