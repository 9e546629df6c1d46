"""MD3xx: solids, composition, inputs and outputs."""

from modec.diagnostics.codes.code import Code

WIRING: tuple[Code, ...] = (
    Code("MD301", "invalid definition", "{reason}"),
)
