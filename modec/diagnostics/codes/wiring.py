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
    Code("MD308", "wrong kind of argument", "{what} takes {expected}, and {given}"),
    Code(
        "MD309",
        "name of an input or output taken twice",
        "{name!r} has two {kind}s of the name {taken!r}",
    ),
    Code(
        "MD306",
        "input that nothing can feed",
        "nothing feeds input {input!r} of {solid!r}, and the type {type} cannot be given in run config",
    ),
    Code("MD307", "unknown input or output", "{name!r} has no {kind} {unknown!r}"),
    Code(
        "MD355",
        "solid that nothing invokes",
        "{name!r} is defined, and nothing invokes it",
        "warning",
    ),
    Code(
        "MD356",
        "types that never agree",
        "output {output!r} of step {upstream!r} is {given}, and input {input!r} of step {step!r} must be {expected}",
    ),
    Code(
        "MD357",
        "output that is not declared",
        "{name!r} yields the output {output!r}, which it does not have",
    ),
    Code(
        "MD358",
        "output yielded twice",
        "{name!r} yields the output {output!r} twice",
    ),
    Code(
        "MD304",
        "nodes of one name",
        "step {step!r} depends on {meant!r}, and Dagster 0.12.15 takes {taken!r} for it, which is called the same, of which "
        "one is dynamic and the other is not",
    ),
    Code(
        "MD305",
        "input from another step",
        "the input {input!r} of step {step!r} is fed by {taken!r}, not by {meant!r} as written: Dagster 0.12.15 mixes up "
        "nodes that are called the same in a pipeline and in its composites",
        "warning",
    ),
    Code(
        "MD310",
        "list within a mapped region",
        "the input {input!r} of step {step!r} is a list with a value of a mapped step, which Dagster does not take",
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
        "MD362",
        "part of a context that a script lacks",
        "{name!r} reads {attribute!r} of its context, which a script does not have: there is no Dagster around it",
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
