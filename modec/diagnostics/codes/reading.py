"""MD0xx: finding, reading and parsing the author's files."""

from modec.diagnostics.codes.code import Code

READING: tuple[Code, ...] = (
    Code("MD001", "file not found", "there is no file {path!r}"),
    Code("MD002", "module not found", "there is no module {name!r} in the project"),
    Code("MD003", "not a pipeline module", "{path!r} is not a Python module: {reason}"),
    Code("MD004", "unreadable file", "{path!r} cannot be read: {reason}"),
    Code("MD005", "undecodable file", "{path!r} is not valid {encoding} text: {reason}"),
    Code("MD006", "syntax error", "{reason}"),
    Code("MD007", "bad project settings", "{path!r} cannot be used: {reason}"),
)
