"""The resources of a run: which take part, and the statements that initialise them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from modec.diagnostics import placed
from modec.evaluate.values import External
from modec.plan.records import Plan, PlannedResource
from modec.unroll.code import Code, Local, Runtime, Standard, code
from modec.unroll.config import READ_BY_KIND, ScriptConfig, resource_config_path
from modec.unroll.forms_of_plan import Forms
from modec.unroll.locals import resource_local
from modec.unroll.memory import IN_MEMORY, taking_part
from modec.unroll.steps import PIPELINE, call, context_arguments
from modec.unroll.values import value_code

READY_MADE = {
    "fs": ("io_managers", "fs_io_manager"),
    "custom_path_fs": ("io_managers", "custom_path_fs_io_manager"),
    "local_file_manager": ("file_managers", "local_file_manager"),
    "fs_file_cache": ("file_caches", "fs_file_cache"),
    "tempfile_resource": ("file_managers", "tempfile_resource"),
}
"""Kinds of ready-made resources -> module and function of the runtime, which is given the config, if it has one."""


def resource_lines(plan: Plan, forms: Forms, config: ScriptConfig) -> list[Code]:
    """One statement a resource, in initialisation order (1.8)."""
    return [
        code(resource_local(resource.key), " = ", _value(plan, resource, forms, config))
        for resource in taking_part(plan)
    ]


def named_where_read(body: Sequence[Code]) -> list[Code]:
    """The statements of `run()`; resources that are only there for what making them does have no variable."""
    read = Counter(part for line in body for part in line.references if isinstance(part, Local))
    return [_unnamed(line) if _is_alone(line, read) else line for line in body]


def _is_alone(line: Code, read: Mapping[Local, int]) -> bool:
    """Whether a statement runs something for a resource's variable that no other reads."""
    target = line.parts[0]
    if not isinstance(target, Local) or not target.identity.startswith("resource "):
        return False
    return read[target] == 1 and line.parts[1:3] == (" = ", PIPELINE)


def _unnamed(line: Code) -> Code:
    return Code(line.parts[2:])


def _value(plan: Plan, resource: PlannedResource, forms: Forms, config: ScriptConfig) -> Code:
    """The expression that initialises a resource, or is its value where there is nothing to run."""
    definition = resource.definition.innermost
    if definition.has_value:
        with placed(definition.origin):
            return value_code(definition.value)
    own_config = config.at(resource_config_path(resource))
    if definition.kind in ("string", "values"):
        return own_config
    key = code(repr(resource.key))
    if definition.kind == "mock":
        return call(
            code(PIPELINE, ".resource"),
            [key, code(Standard(External("unittest.mock", ("MagicMock",))))],
        )
    if definition.kind in IN_MEMORY:
        function = code(Runtime("io_managers", "mem_io_manager"))
        return call(code(PIPELINE, ".resource"), [key, function])
    if definition.kind in READY_MADE:
        function = code(Runtime(*READY_MADE[definition.kind]))
        configurable = definition.kind in READ_BY_KIND
        given = [key, function, own_config] if configurable else [key, function]
        return call(code(PIPELINE, ".resource"), given)
    form = forms.of_resource(resource)
    arguments = [key, code(forms.resource_function(resource))]
    if form.context is not None:
        arguments += context_arguments(plan, form, resource.key, own_config, resource.needs)
    return call(code(PIPELINE, ".resource"), arguments)
