"""The text of a random program's resources and solids."""

from __future__ import annotations

import textwrap
from random import Random

from .program import Input, Output, Resource, Solid
from .schemas import fitting

# No name of what a module defines or imports anyway; snippets come before the definitions and use theirs.
_TAKEN = (
    *("resource", "helper", "solid", "typed", "MISSING", "run", "time", "step", "steps", "scale"),
    *("cached", "fast", "base", "max", "counted", "index", "first", "rest"),
)
_ANNOTATIONS = {
    "int": ": int",
    "optional": ": typing.Optional[int]",
    "ints": ": typing.List[int]",
    "small": ": Small",
}
_TYPES = {
    "int": ", Int",
    "nothing": ", Nothing",
    "optional": ", typing.Optional[int]",
    "ints": ", typing.List[int]",
    "small": ", Small",
}


def function_name(solid: Solid) -> str:
    """The function's name in its own module: no name of the vocabulary or of the helpers."""
    return f"{solid.function}_" if solid.function in _TAKEN else solid.function


def defined_name(solid: Solid) -> str:
    """The variable that bodies use."""
    return f"{function_name(solid)}_configured" if solid.configured else function_name(solid)


def annotation(each: Input) -> str:
    """What follows a parameter's name."""
    return _ANNOTATIONS.get(each.kind, "")


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
    bare = resource.kind == "object" and not resource.needs and not resource.schema
    if resource.fault == "init":
        body.append(f"raise Broken({name + ' cannot start'!r})")
    value = f'"/".join(["{name}"{"".join(f", str(context.resources.{key})" for key in resource.needs)}])'
    down = f'print("@ teardown {name}")'
    if resource.kind == "object":
        body.append(f"return Client({value})")
    elif resource.kind in ("value", "factory"):
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
    parameters = "" if bare else "context"
    text = "\n".join([decorator, f"def {function}({parameters}):", *indented(body)])
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
    return _configured_by_function(resource.name, value, "")


def _configured_by_function(variable: str, value: object, more: str) -> str:
    return (
        f"def {variable}_config(config):\n"
        f"    return {{**{value!r}, **config.get('more', {{}})}}\n\n\n"
        f"{variable}_configured = {variable}.configured("
        f"{variable}_config, {more}config_schema={{'more': Field(Permissive(), is_required=False)}})"
    )


# -- solids ------------------------------------------------------------------------------


def solid_text(solid: Solid) -> str:
    """A solid definition."""
    inner = "made" if solid.made else function_name(solid)
    name = f"{solid.name}_base" if solid.configured else solid.name
    arguments = [f"name={name!r}"] if name != inner else []
    special = [each for each in solid.inputs if each.kind in ("list", "nothing") or each.root]
    if special:
        definitions = [input_definition(each) for each in solid.inputs]
        arguments.append(f"input_defs=[{', '.join(definitions)}]")
    plain = [
        each.kind in ("any", "int") and each.required and not each.manager for each in solid.outputs
    ]
    returned = ""
    if [each.name for each in solid.outputs] == ["result"] and all(plain):
        returned = " -> int" if solid.outputs[0].kind == "int" and solid.style == "return" else ""
        if solid.outputs[0].kind == "int" and not returned:
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
    parameters = [solid.context] if solid.context else []
    parameters += _parameters(solid.inputs, bool(special))
    prefix = "async def" if solid.style.startswith("async") else "def"
    head = f"{prefix} {inner}({', '.join(parameters)}){returned}:"
    text = "\n".join([decorator, head, *indented(_solid_body(solid))])
    variable = function_name(solid)
    if solid.made:
        body = textwrap.indent(text, "    ")
        text = f"def make_{variable}(label):\n{body}\n\n    return made\n\n\n{variable} = make_{variable}({solid.name!r})"
    if solid.configured and solid.schema:
        value = fitting(solid.schema, Random(f"configured {solid.name}"))
        more = f"name={solid.name!r}"
        if solid.configured == "constant":
            text += f"\n\n\n{variable}_configured = {variable}.configured({value!r}, {more})"
        else:
            text += f"\n\n\n{_configured_by_function(variable, value, more + ', ')}"
    return text


def _parameters(inputs: list[Input], defined: bool) -> list[str]:
    texts = []
    # A parameter with a default may not stand before one without.
    for each in sorted(inputs, key=lambda one: one.default is not None):
        if each.kind == "nothing":
            continue
        told = annotation(each) if not defined else ""
        equals = " = " if told else "="
        default = f"{equals}{each.default}" if each.default is not None and not defined else ""
        texts.append(f"{each.name}{told}{default}")
    return texts


def input_definition(each: Input) -> str:
    """An `InputDefinition(...)`."""
    kind = _TYPES.get(each.kind, "")
    more = f", default_value={each.default}" if each.default is not None else ""
    more += ', root_manager_key="loader"' if each.root else ""
    return f'InputDefinition("{each.name}"{kind}{more})'


def output_definition(each: Output) -> str:
    if each.kind == "dynamic":
        return "DynamicOutputDefinition()"
    kind = {"int": "int, ", "nothing": "Nothing, ", "small": "Small, "}.get(each.kind, "")
    more = "" if each.required else ", is_required=False"
    more += f', io_manager_key="{each.manager}"' if each.manager else ""
    return f'OutputDefinition({kind}name="{each.name}"{more})'


def _solid_body(solid: Solid) -> list[str]:
    values = [each.name for each in solid.inputs if each.kind != "nothing"]
    label = "label" if solid.made else repr(solid.name)
    shown = [f"told({solid.context}, {label})" if solid.escapes else label, *values]
    shown += [f"{solid.context}.resources.{key}" for key in solid.needs]
    shown += [f"shown({solid.context}.solid_config)"] if solid.schema else []
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
            f"if {solid.context}.retry_number < 1:",
            '    print("@ again")',
            "    raise RetryRequested(max_retries=2)",
        ],
        "retry_too_often": [
            f'print("@ attempt", {solid.context}.retry_number)',
            "raise RetryRequested(max_retries=1)",
        ],
    }
    body += faults.get(solid.fault or "", [])
    if solid.style in ("return", "async"):
        return body + _returned(solid)
    if solid.events:
        body += [
            f'yield AssetMaterialization("{solid.name}", description="kept")',
            'yield ExpectationResult(value % 2 == 0, label="even")',
        ]
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
        body += ["if value < 0:", f'    yield Output(value, "{solid.outputs[0].name}")']
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
