"""The text of a random program's resources and solids."""

from __future__ import annotations

import textwrap
from random import Random

from .program import Input, Output, Resource, Solid
from .schemas import fitting


def defined_name(solid: Solid) -> str:
    """The solid's variable in its own module: no name of the vocabulary or of the helpers."""
    taken = ("resource", "helper", "solid")
    return f"{solid.function}_" if solid.function in taken else solid.function


def variable_name(resource: Resource) -> str:
    """The variable that a mode names."""
    return f"{resource.name}_configured" if resource.configured else resource.name


def set_text(keys: list[str]) -> str:
    """A set, in the order given."""
    return "{" + ", ".join(f'"{key}"' for key in keys) + "}"


def indented(lines: list[str], levels: int = 1) -> list[str]:
    """Lines, some levels further in."""
    return [("    " * levels + line) if line else "" for line in lines]


# -- resources ---------------------------------------------------------------------------


def resource_text(resource: Resource) -> str:
    """A resource definition, with its configured copy."""
    name = resource.name
    if resource.kind == "hardcoded":
        return f"{name} = ResourceDefinition.hardcoded_resource({name!r})"
    arguments = []
    if resource.needs:
        arguments.append(f"required_resource_keys={set_text(resource.needs)}")
    if resource.schema:
        arguments.append(f"config_schema={resource.schema.text()}")
    decorator = f"@resource({', '.join(arguments)})" if arguments else "@resource"
    shown = [f"{'label' if resource.kind == 'factory' else repr(name)}"]
    shown += [f"context.resources.{key}" for key in resource.needs]
    shown += ["shown(context.resource_config)"] if resource.schema else []
    body = [f'print("@ init", {", ".join(shown)})']
    if resource.fault == "init":
        body.append(f"raise Broken({name + ' cannot start'!r})")
    value = f'"/".join(["{name}"{"".join(f", str(context.resources.{key})" for key in resource.needs)}])'
    down = f'print("@ teardown {name}")'
    if resource.kind in ("value", "factory"):
        body.append(f"return {value}")
    elif resource.kind == "guarded":
        body += ["try:", f"    yield {value}", '    print("@ resumed")', "finally:", f"    {down}"]
    else:
        body += {
            "no_yield": ["if False:", f"    yield {value}"],
            "two_yields": [f"yield {value}", 'yield "again"', down],
            "teardown": [f"yield {value}", down, f"raise Broken({name + ' cannot stop'!r})"],
        }.get(resource.fault or "", [f"yield {value}", down])
    function = name if resource.kind != "factory" else "made"
    text = "\n".join([decorator, f"def {function}(context):", *indented(body)])
    if resource.kind == "factory":
        inner = textwrap.indent(text, "    ")
        text = f"def make_{name}(label):\n{inner}\n\n    return made\n\n\n{name} = make_{name}({name!r})"
    if resource.configured and resource.schema:
        text += f"\n\n\n{_configured(resource)}"
    return text


def _configured(resource: Resource) -> str:
    assert resource.schema is not None
    value = fitting(resource.schema, Random(f"configured {resource.name}"))
    if resource.configured == "constant":
        return f"{resource.name}_configured = {resource.name}.configured({value!r})"
    function = f"{resource.name}_config"
    return (
        f"def {function}(config):\n"
        f"    return {{**{value!r}, **config.get('more', {{}})}}\n\n\n"
        f"{resource.name}_configured = {resource.name}.configured("
        f"{function}, config_schema={{'more': Field(Permissive(), is_required=False)}})"
    )


# -- solids ------------------------------------------------------------------------------


def solid_text(solid: Solid) -> str:
    """A solid definition."""
    arguments = [f"name={solid.name!r}"] if solid.name != defined_name(solid) else []
    special = [each for each in solid.inputs if each.kind in ("list", "nothing")]
    if special:
        definitions = [input_definition(each) for each in solid.inputs]
        arguments.append(f"input_defs=[{', '.join(definitions)}]")
    plain = [
        each.kind in ("any", "int") and each.required and not each.manager for each in solid.outputs
    ]
    annotation = ""
    if [each.name for each in solid.outputs] == ["result"] and all(plain):
        annotation = " -> int" if solid.outputs[0].kind == "int" and solid.style == "return" else ""
        if solid.outputs[0].kind == "int" and not annotation:
            arguments.append("output_defs=[OutputDefinition(int)]")
    else:
        arguments.append(
            f"output_defs=[{', '.join(output_definition(each) for each in solid.outputs)}]"
        )
    if solid.needs:
        arguments.append(f"required_resource_keys={set_text(solid.needs)}")
    if solid.schema:
        arguments.append(f"config_schema={solid.schema.text()}")
    if solid.policy is not None and solid.fault == "raise":
        arguments.append(f"retry_policy=RetryPolicy(max_retries={solid.policy})")
    if solid.priority is not None:
        arguments.append(f'tags={{"dagster/priority": "{solid.priority}"}}')
    decorator = f"@solid({', '.join(arguments)})" if arguments else "@solid"
    parameters = ["context", *_parameters(solid.inputs, bool(special))]
    prefix = "async def" if solid.style.startswith("async") else "def"
    head = f"{prefix} {defined_name(solid)}({', '.join(parameters)}){annotation}:"
    return "\n".join([decorator, head, *indented(_solid_body(solid))])


def _parameters(inputs: list[Input], defined: bool) -> list[str]:
    texts = []
    # A parameter with a default may not stand before one without.
    for each in sorted(inputs, key=lambda one: one.default is not None):
        if each.kind == "nothing":
            continue
        annotation = ": int" if each.kind == "int" and not defined else ""
        equals = " = " if annotation else "="
        default = f"{equals}{each.default}" if each.default is not None and not defined else ""
        texts.append(f"{each.name}{annotation}{default}")
    return texts


def input_definition(each: Input) -> str:
    """An `InputDefinition(...)`."""
    kind = {"int": ", Int", "nothing": ", Nothing"}.get(each.kind, "")
    default = f", default_value={each.default}" if each.default is not None else ""
    return f'InputDefinition("{each.name}"{kind}{default})'


def output_definition(each: Output) -> str:
    if each.kind == "dynamic":
        return "DynamicOutputDefinition()"
    kind = {"int": "int, ", "nothing": "Nothing, "}.get(each.kind, "")
    more = "" if each.required else ", is_required=False"
    more += f', io_manager_key="{each.manager}"' if each.manager else ""
    return f'OutputDefinition({kind}name="{each.name}"{more})'


def _solid_body(solid: Solid) -> list[str]:
    values = [each.name for each in solid.inputs if each.kind != "nothing"]
    shown = [
        "told(context, " + repr(solid.name) + ")" if solid.escapes else repr(solid.name),
        *values,
    ]
    shown += [f"context.resources.{key}" for key in solid.needs]
    shown += ["shown(context.solid_config)"] if solid.schema else []
    body = [f'print("@", {", ".join(shown)})']
    body.append(f"value = (helper({', '.join(values)}) + {solid.number}) % 101")
    faults = {
        "raise": [f"raise Broken({solid.name + ' is broken'!r})"],
        "failure": [f"raise Failure({solid.name + ' gives up'!r})"],
        "sometimes": [
            "if value % 3 == 1:",
            f"    raise Broken({solid.name + ' dislikes'!r} + str(value))",
        ],
        "exit": ["raise SystemExit(5)"],
        "retry": [
            "if context.retry_number < 1:",
            '    print("@ again")',
            "    raise RetryRequested(max_retries=2)",
        ],
        "retry_too_often": [
            'print("@ attempt", context.retry_number)',
            "raise RetryRequested(max_retries=1)",
        ],
    }
    body += faults.get(solid.fault or "", [])
    if solid.style in ("return", "async"):
        return body + _returned(solid)
    emitted = [each for each in solid.outputs if each.emitted]
    for number, each in enumerate(emitted):
        if each.kind == "dynamic":
            body += [
                "for number in range(value % 4):",
                '    print("@ yield", number)',
                '    yield DynamicOutput(value + number, mapping_key=f"k{number}")',
            ]
        else:
            body.append(f'yield Output({_value(solid, each, number)}, "{each.name}")')
    if not emitted:
        body += ["if value < 0:", "    yield Output(value)"]
    return [*body, f'print("@ end of", {solid.name!r})']


def _returned(solid: Solid) -> list[str]:
    values = [_value(solid, each, number) for number, each in enumerate(solid.outputs)]
    return [f"return {', '.join(values)}"] if values else []


def _value(solid: Solid, output: Output, number: int) -> str:
    if output.kind == "nothing":
        return "None"
    if solid.fault == "wrong_type" and output.kind == "int":
        return '"text"'
    return f"value + {number}" if number else "value"
