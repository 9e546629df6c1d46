"""MD2xx: pipelines, modes, presets and the resource graph."""

from modec.diagnostics.codes.code import Code

MODES: tuple[Code, ...] = (
    Code("MD201", "missing resource", "mode {mode!r} has no resource {key!r}"),
    Code("MD205", "unknown pipeline", "there is no pipeline {name!r} in {source}"),
    Code("MD206", "several pipelines", "{source} has several pipelines, and none was named"),
    Code("MD207", "no pipeline", "{source} defines no pipeline"),
)
