"""MD2xx: pipelines, modes, presets and the resource graph."""

from modec.diagnostics.codes.code import Code

MODES: tuple[Code, ...] = (
    Code("MD201", "missing resource", "mode {mode!r} has no resource {key!r}"),
)
