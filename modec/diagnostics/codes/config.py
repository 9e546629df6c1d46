"""MD4xx: config schemas, run config and presets' config."""

from modec.diagnostics.codes.code import Code

CONFIG: tuple[Code, ...] = (
    Code("MD401", "invalid config", "{reason}"),
)
