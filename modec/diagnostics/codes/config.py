"""MD4xx: config schemas, run config and presets' config."""

from modec.diagnostics.codes.code import Code

CONFIG: tuple[Code, ...] = (
    Code("MD401", "invalid config", "{reason}"),
    Code(
        "MD403",
        "secret in a script",
        "the value of {path} looks like a secret, and would stand in the script",
        "warning",
    ),
    Code(
        "MD404",
        "ambiguous YAML",
        "{text} is {old} to YAML 1.1, which is read here, and {new} to YAML 1.2",
        "warning",
    ),
    Code(
        "MD405",
        "truth value from the environment",
        "{path} is true for every text in {variable} but the empty one: for False, 0 and no, too",
        "warning",
    ),
    Code("MD402", "unreadable config", "the config file {path} cannot be used: {reason}"),
)
