"""MD3xx: solids, composition, inputs and outputs."""

from modec.diagnostics.codes.code import Code

WIRING: tuple[Code, ...] = (
    Code("MD301", "invalid definition", "{reason}"),
    Code(
        "MD350",
        "undeclared resource",
        "{name!r} reads the resource {key!r}, which it does not declare in required_resource_keys",
    ),
)
