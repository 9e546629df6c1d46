"""Writes a random program as modules, and works out its runs."""

from __future__ import annotations

from random import Random
from typing import Any

from .cases import Run
from .definitions_text import (
    annotation,
    defined_name,
    indented,
    input_definition,
    resource_text,
    set_text,
    solid_text,
    variable_name,
)
from .module_text import SHARED, module_code
from .program import (
    Composite,
    Invocation,
    Program,
    Resource,
    Solid,
    Source,
    node_names,
)
from .run_configs import run_config, spoil
from .schemas import fitting

_IMPORTS = """
from dagster import (
    AssetMaterialization,
    DagsterType,
    DynamicOutput,
    DynamicOutputDefinition,
    ExpectationResult,
    Failure,
    Field,
    InputDefinition,
    Int,
    IOManager,
    ModeDefinition,
    Noneable,
    Nothing,
    Output,
    OutputDefinition,
    Permissive,
    PresetDefinition,
    ResourceDefinition,
    RetryPolicy,
    RetryRequested,
    Selector,
    StringSource,
    composite_solid,
    failure_hook,
    io_manager,
    pipeline,
    resource,
    root_input_manager,
    solid,
    success_hook,
)
"""

_HELPERS = '''
FACTOR = {factor}
MISSING = {factor}
Small = DagsterType(
    name="Small{factor}", type_check_fn=lambda _, value: isinstance(value, int) and value < 80
)


class Client:
    """A resource's value, of {where}."""

    def __init__(self, name):
        self.name = name

    def __str__(self):
        return f"<{{self.name}} {{FACTOR}}>"


class Broken(Exception):
    """Raised by what is meant to fail in {where}."""


def size(value):
    if isinstance(value, (list, tuple)):
        return sum(size(item) for item in value)
    return value if isinstance(value, int) else len(str(value))


def typed(value):
    return value % 101


def helper(*values):
    return typed(sum(size(value) for value in values) * FACTOR + MISSING + bumps(len(values)))


def told(context, what):
    return [what, context.solid.name]


def shown(config):
    return dumps(config, sort_keys=True, default=str)
'''


def render(program: Program) -> tuple[dict[str, str], list[Run]]:
    """The files of a program (paths in its folder) and its runs; the entry is `program.py`."""
    files: dict[str, str] = {}
    parts: dict[int, list[str]] = {}
    for mode in program.modes:
        for resource in mode.resources.values():
            text = resource_text(resource)
            if text not in parts.setdefault(resource.module, []):
                parts[resource.module].append(text)
    for solid in program.solids.values():
        parts.setdefault(solid.module, []).append(solid_text(solid))
    if not program.modules:
        text = [*parts.get(0, []), *_entry(program)]
        files["program.py"] = _module(0, "the program", text, "", program.code.get(0))
    else:
        for module in range(program.modules):
            files[f"parts/part_{module}.py"] = _module(
                module, f"part {module}", parts.get(module, []), "", program.code.get(module)
            )
        files["parts/__init__.py"] = ""
        files["parts/shared.py"] = SHARED
        files["program.py"] = _module(9, "the program", _entry(program), _part_imports(program))
    return files, runs(program)


def runs(program: Program) -> list[Run]:
    """One run for each mode, some with a spoiled config, and one by preset."""
    rows: list[Run] = []
    environment = {"DIFF_FUZZ": "from the environment"}
    for mode in program.modes:
        config = run_config(program, mode)
        row: Run = {"name": mode.name, "mode": mode.name, "env": environment}
        if config or program.spare_config:
            row["run_config"] = config
        rows.append(row)
        for number in range(program.invalid):
            random = Random(f"{program.seed}:{mode.name}:{number}")
            wrong = spoil(program, mode, config, random)
            row = {"mode": mode.name, "run_config": wrong, "env": environment}
            rows.append({"name": f"{mode.name}, spoiled {number}", **row})
    if program.preset:
        rows.append({"name": "preset", "preset": "preset", "env": environment})
    return rows


def _module(
    factor: int, where: str, parts: list[str], imports: str = "", code: list[str] | None = None
) -> str:
    head = f'"""Made by the generator: {where}."""\nimport typing\nfrom json import dumps\n{_IMPORTS}{imports}'
    helpers = _HELPERS.format(factor=factor + 2, where=where)
    body = "\n\n".join(part.strip("\n") + "\n" for part in parts)
    return f"{head}\n{helpers.strip(chr(10))}\n\n\n{module_code(code or [])}\n\n\n{body}"


def _part_imports(program: Program) -> str:
    if program.by_attribute:
        return "".join(f"from parts import part_{number}\n" for number in range(program.modules))
    lines = set()
    for mode in program.modes:
        for resource in mode.resources.values():
            lines.add(f"from parts.part_{resource.module} import {variable_name(resource)}\n")
    for solid in program.solids.values():
        renamed = f" as {_imported(solid)}" if _imported(solid) != defined_name(solid) else ""
        lines.add(f"from parts.part_{solid.module} import {defined_name(solid)}{renamed}\n")
    return "".join(sorted(lines))


def _imported(solid: Solid) -> str:
    return (
        defined_name(solid)
        if solid.function == solid.name
        else f"{solid.name}_of_part_{solid.module}"
    )


def _reach(program: Program, node: str) -> str:
    """How the entry's body calls a node."""
    if node in program.composites:
        return node
    solid = program.solids[node]
    if not program.modules:
        return defined_name(solid)
    return (
        f"part_{solid.module}.{defined_name(solid)}" if program.by_attribute else _imported(solid)
    )


# -- the entry ---------------------------------------------------------------------------


def _entry(program: Program) -> list[str]:
    parts = [_manager(key, fault) for key, fault in sorted(program.managers.items())]
    if program.hooks:
        needs = (
            f"(required_resource_keys={set_text(program.hook_needs)})" if program.hook_needs else ""
        )
        resources = "".join(f", context.resources.{key}" for key in program.hook_needs)
        parts.append(
            f"@success_hook{needs}\ndef on_success(context):\n"
            f'    print("@ hook: success of", context.solid.name{resources})\n\n\n'
            "@failure_hook\ndef on_failure(context):\n"
            '    print("@ hook: failure of", context.solid.name, type(context.solid_exception).__name__)\n\n\n'
            "@success_hook\ndef broken_hook(context):\n"
            '    print("@ hook: breaks", context.step_key)\n    raise Broken("a hook broke")'
        )
    if program.roots:
        parts.append(
            "@root_input_manager\ndef root_loader(context):\n"
            '    print("@ root load", context.name, context.upstream_output)\n    return 5'
        )
    parts += [_composite(program, each) for each in program.composites.values()]
    modes = []
    for mode in program.modes:
        rows = [
            f"{key!r}: {_reach_resource(program, resource)}"
            for key, resource in mode.resources.items()
        ]
        rows += [f"{key!r}: {key}_manager" for key in sorted(program.managers)]
        rows += ["'loader': root_loader"] if program.roots else []
        modes.append(f"ModeDefinition({mode.name!r}, resource_defs={{{', '.join(rows)}}})")
    arguments = f"mode_defs=[{', '.join(modes)}]"
    if program.pipeline_hook:
        arguments += f", hook_defs={{{program.pipeline_hook}}}"
    if program.policy is not None:
        arguments += f", solid_retry_policy=RetryPolicy(max_retries={program.policy})"
    if program.preset:
        first = program.modes[0]
        config = run_config(program, first)
        arguments += f', preset_defs=[PresetDefinition("preset", mode={first.name!r}, run_config={config!r})]'
    body = _body(program, program.body, {})
    parts.append(
        "\n".join([f"@pipeline({arguments})", "def program():", *indented(body or ["pass"])])
    )
    return parts


def _reach_resource(program: Program, resource: Resource) -> str:
    attribute = program.modules and program.by_attribute
    return (
        f"part_{resource.module}.{variable_name(resource)}"
        if attribute
        else variable_name(resource)
    )


def _manager(key: str, fault: str | None) -> str:
    name = f"{key.title()}Manager"
    handle = [f'print("@ {key} handle", context.step_key, context.name, obj)']
    load = [f'print("@ {key} load", context.upstream_output.step_key, context.name)']
    if fault == "handle":
        handle.append(f'raise Broken("{key} is full")')
    if fault == "load":
        load.append(f'raise Broken("{key} is gone")')
    identifier = "tuple({}.get_output_identifier()[1:])"
    return "\n".join(
        [
            f"class {name}(IOManager):",
            "    def __init__(self):",
            "        self.values = {}",
            "",
            "    def handle_output(self, context, obj):",
            *indented([*handle, f"self.values[{identifier.format('context')}] = obj"], 2),
            "",
            "    def load_input(self, context):",
            *indented(
                [*load, f"return self.values[{identifier.format('context.upstream_output')}]"], 2
            ),
            "",
            "",
            "@io_manager",
            f"def {key}_manager(_):",
            f'    print("@ init manager {key}")',
            f"    return {name}()",
        ]
    )


def _composite(program: Program, composite: Composite) -> str:
    arguments = []
    optional = {
        name: _optional(program, composite.body, ref) for name, ref in composite.returns.items()
    }
    if list(composite.returns) != ["result"] or any(optional.values()):
        texts = [
            f'OutputDefinition(name="{name}"{", is_required=False" if optional[name] else ""})'
            for name in composite.returns
        ]
        arguments.append(f"output_defs=[{', '.join(texts)}]")
    head = ""
    if composite.mapped_config:
        function = f"{composite.name}_config"
        inner = {}
        for id_, name in node_names(composite.body).items():
            node = next(each.node for each in composite.body if each.id == id_)
            schema = program.solids[node].schema
            if schema is not None and not program.solids[node].configured:
                inner[name] = {"config": fitting(schema, Random(f"{composite.name}.{name}"))}
        head = (
            f'def {function}(config):\n    print("@ mapping", config["size"]) if config["size"] < 0 else None\n'
            f"    return {inner!r}\n\n\n"
        )
        arguments.append(f'config_schema={{"size": int}}, config_fn={function}')
    parameters = [each.name + annotation(each) for each in composite.inputs]
    special = [each for each in composite.inputs if each.kind == "nothing"]
    if special:
        definitions = ", ".join(input_definition(each) for each in composite.inputs)
        arguments.append(f"input_defs=[{definitions}]")
        parameters = [each.name for each in composite.inputs]
    body = _body(program, composite.body, dict.fromkeys(each.name for each in composite.inputs))
    if list(composite.returns) == ["result"]:
        body.append(f"return {_ref(program, composite.body, composite.returns['result'])}")
    elif composite.returns:
        rows = [
            f'"{name}": {_ref(program, composite.body, ref)}'
            for name, ref in composite.returns.items()
        ]
        body.append(f"return {{{', '.join(rows)}}}")
    decorator = f"@composite_solid({', '.join(arguments)})" if arguments else "@composite_solid"
    signature = f"def {composite.name}({', '.join(parameters)}):"
    return head + "\n".join([decorator, signature, *indented(body)])


def _optional(program: Program, body: list[Invocation], ref: Any) -> bool:
    invocation = next(each for each in body if each.id == ref.invocation)
    if invocation.node in program.composites:
        composite = program.composites[invocation.node]
        return _optional(program, composite.body, composite.returns[ref.output])
    outputs = program.solids[invocation.node].outputs
    return any(not each.required for each in outputs if each.name == ref.output)


def _body(program: Program, body: list[Invocation], parameters: dict[str, None]) -> list[str]:
    lines = []
    for invocation in body:
        called = _reach(program, invocation.node)
        called += f'.alias("{invocation.alias}")' if invocation.alias else ""
        if invocation.priority is not None:
            called += f'.tag({{"dagster/priority": "{invocation.priority}"}})'
        called += f".with_hooks({{{invocation.hook}}})" if invocation.hook else ""
        if invocation.policy is not None:
            called += f".with_retry_policy(RetryPolicy(max_retries={invocation.policy}))"
        arguments = []
        for name, source in invocation.sources.items():
            text = _source(program, body, source)
            if text is not None:
                arguments.append(f"{name}={text}")
        call = f"{called}({', '.join(arguments)})"
        if invocation.mapped is not None:
            stream = _ref(program, body, invocation.mapped)
            call = f"{stream}.map(lambda item: {call})"
        lines.append(f"v{invocation.id} = {call}")
    return lines


def _source(program: Program, body: list[Invocation], source: Source) -> str | None:
    if source.kind == "parameter":
        return source.parameter
    if source.kind == "item":
        return "item"
    refs = [_ref(program, body, each) for each in source.refs]
    if source.kind == "ref":
        return refs[0]
    if source.kind == "collect":
        return f"{refs[0]}.collect()"
    return f"[{', '.join(refs)}]" if source.kind == "fan_in" else None


def _ref(program: Program, body: list[Invocation], ref: Any) -> str:
    """An output handle of an invocation: several outputs are reached by attribute."""
    invocation = next(each for each in body if each.id == ref.invocation)
    if invocation.node in program.composites:
        count = len(program.composites[invocation.node].returns)
    else:
        count = len(program.solids[invocation.node].outputs)
    return f"v{ref.invocation}.{ref.output}" if count > 1 else f"v{ref.invocation}"
