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
        "MD350",
        "undeclared resource",
        "{name!r} reads the resource {key!r}, which it does not declare in required_resource_keys",
    ),
)
