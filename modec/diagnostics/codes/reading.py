"""MD0xx: finding, reading and parsing the author's files."""

from modec.diagnostics.codes.code import Code

READING: tuple[Code, ...] = (
    Code("MD001", "file not found", "there is no file {path!r}"),
)
