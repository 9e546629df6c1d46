"""MD3xx: solids, composition, inputs and outputs."""

from modec.diagnostics.codes.code import Code

WIRING: tuple[Code, ...] = (
    Code("MD301", "invalid definition", "{reason}"),
    Code(
        "MD302",
        "input without a value",
        "input {input!r} of step {step!r} gets no value: nothing feeds it, and run config cannot",
    ),
    Code(
        "MD303",
        "bad priority",
        "step {step!r} has the priority {value!r}, which is no whole number",
    ),
    Code(
        "MD351",
        "unknown config key",
        "{name!r} reads the config key {key!r}, which its config_schema does not have",
    ),
    Code(
        "MD352",
        "declared and not used",
        "{name!r} declares the resource {key!r} and does not use it",
        "warning",
    ),
    Code(
        "MD353",
        "context manager that nobody opens",
        "the resource {key!r} is a context manager, and is used without being opened",
        "warning",
    ),
    Code(
        "MD354",
        "config field that is not read",
        "{name!r} never reads its config field {key!r}",
        "warning",
    ),
    Code(
        "MD360",
        "value returned from a pipeline",
        "the pipeline {pipeline!r} returns a value, which goes nowhere",
        "warning",
    ),
    Code(
        "MD361",
        "prepared and not invoked",
        "{within!r} gives {solid!r} an alias, tags, hooks or a retry policy, and never invokes it",
        "warning",
    ),
    Code(
        "MD350",
        "undeclared resource",
        "{name!r} reads the resource {key!r}, which it does not declare in required_resource_keys",
    ),
)
