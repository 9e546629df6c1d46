"""MD5xx: bringing the author's code into one namespace, and rewriting it."""

from modec.diagnostics.codes.code import Code

LINKING: tuple[Code, ...] = (
    Code("MD501", "cannot be inlined", "{name!r} cannot be carried into the script: {reason}"),
)
