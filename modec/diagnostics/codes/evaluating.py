"""MD1xx: static evaluation: what must be known at build time and is not."""

from modec.diagnostics.codes.code import Code

EVALUATING: tuple[Code, ...] = (
    Code("MD101", "unknown name of dagster", "modec does not know {name!r} of {module}"),
)
