"""MD4xx: config schemas, run config and presets' config."""

from modec.diagnostics.codes.code import Code

CONFIG: tuple[Code, ...] = (
    Code("MD401", "invalid config", "{reason}"),
    Code("MD402", "unreadable config", "the config file {path} cannot be used: {reason}"),
)
