"""What the script knows of its run config: which parts the run reads, their schema, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modec.plan.records import (
    FromConfig,
    FromRootManager,
    Plan,
    PlannedResource,
    PlannedStep,
    single_sources,
)
from modec.runtime.config_configured import Given, Mapped
from modec.runtime.config_shapes import Shape
from modec.runtime.config_types import ConfigType
from modec.unroll.code import Code, Form, Local, Runtime, code, join
from modec.unroll.forms_of_plan import Forms
from modec.unroll.loggers import own_loggers
from modec.unroll.memory import is_in_memory, taking_part
from modec.unroll.schema import Path, is_declared, reduced, schema_code
from modec.unroll.values import value_code

CONFIG = Local("config", "config")
"""The local variable of `run()` that holds the resolved config."""


NO_CONFIG = code("None")
"""What stands where a script takes no config."""


@dataclass(frozen=True)
class ScriptConfig:
    """The part of the run config that the script takes."""

    schema: ConfigType | None
    """None where the run reads no config at all."""
    default: Mapping[str, Any]
    """What is known of it at build time."""

    def at(self, path: Path, absent: Code | None = None) -> Code:
        """The expression that reads the resolved config at `path`; None where it is not part of the schema.

        `absent` is the value of an entry that may be left out, and is; None unless it is given.
        """
        result = code(CONFIG)
        here: Any = self.schema
        for name in path:
            while isinstance(here, (Given, Mapped)):
                # What a mapping computed stands in the place of what it was computed from.
                here = here.inner
            field = here.fields.get(name) if isinstance(here, Shape) else None
            if field is None:
                return NO_CONFIG
            always = field.is_required or field.has_default
            other = code(", ", absent) if absent is not None else Code()
            result = code(result, f"[{name!r}]" if always else code(f".get({name!r}", other, ")"))
            here = field.config_type
        return result

    @property
    def main_argument(self) -> Code:
        """The `config=` argument of `main`; empty where there is no config."""
        if self.schema is None:
            return Code()
        given = [code("CONFIG_SCHEMA")] + ([code("CONFIG_DEFAULTS")] if self.default else [])
        return code(", config=", Runtime("run_config", "RunConfig"), "(", join(", ", given), ")")

    @property
    def settings(self) -> tuple[tuple[str, Code], ...]:
        """The constants that stand before `run()`."""
        if self.schema is None:
            return ()
        found = [("CONFIG_SCHEMA", schema_code(self.schema))]
        if self.default:
            found.append(("CONFIG_DEFAULTS", value_code(self.default)))
        return tuple(found)


def script_config(plan: Plan, forms: Forms, retries: bool = False) -> ScriptConfig:
    """What the plan's definitions take of the run config, and the schema of just that.

    That is the config of whatever declares a schema (a run without it is as wrong as with Dagster, read or not), and of
    whatever reads its config.
    """
    read: set[Path] = set()
    managers = {
        source.key
        for step in plan.steps
        for planned in step.inputs
        for source in single_sources(planned.source)
        if isinstance(source, FromRootManager)
    }
    called = [resource for resource in plan.resources if resource.key in managers]
    for resource in [*taking_part(plan), *called]:
        if is_declared(resource.definition.config_field) or _resource_reads(resource, forms):
            read.add(resource_config_path(resource))
    for step in plan.steps:
        if (
            is_declared(step.solid.config_field)
            or step.solid.configured_by is not None
            or _step_reads(step, forms)
        ):
            read.add(step.config_path)
        for planned in step.inputs:
            for source in single_sources(planned.source):
                if isinstance(source, FromConfig):
                    read.add(source.path)
                elif isinstance(source, FromRootManager):
                    read.add(source.config_path)
        for output in step.outputs:
            if not is_in_memory(plan, output.io_manager_key):
                read.add((*step.config_path[:-1], "outputs", output.name))
    if any(step.retry_policy is not None for step in plan.steps) or retries:
        read.add(("execution",))
    if own_loggers(plan):
        read.add(("loggers",))
    read.update(mapping_paths(plan.schema, ()))
    return ScriptConfig(reduced(plan.schema, frozenset(read), plan.run_config), plan.run_config)


def mapping_paths(schema: Any, path: Path) -> Iterator[Path]:
    """Where composites have a config mapping: it gives config to what is inside, so it stays whole."""
    inner = schema
    while isinstance(inner, (Given, Mapped)):
        inner = inner.inner  # a composite that was `configured` has one mapping around another
    if inner is not schema and isinstance(inner, Shape) and path and path[0] in ("solids", "ops"):
        yield path
    elif isinstance(schema, Shape):
        for name, field in schema.fields.items():
            yield from mapping_paths(field.config_type, (*path, name))


def resource_config_path(resource: PlannedResource) -> Path:
    """Where a resource's config stands in the run config."""
    return ("resources", resource.key, "config")


READ_BY_KIND = frozenset(
    {"string", "values", "fs", "custom_path_fs", "local_file_manager", "fs_file_cache"}
)
"""The kinds of ready-made resources that read their config."""


def _resource_reads(resource: PlannedResource, forms: Forms) -> bool:
    """Whether making the resource reads its config, or a function computes it."""
    definition = resource.definition
    if definition.configured_by is not None or definition.kind in READ_BY_KIND:
        return True
    return definition.kind == "function" and _takes_config(forms.of_resource(resource))


def _step_reads(step: PlannedStep, forms: Forms) -> bool:
    return _takes_config(forms.of_step(step))


def _takes_config(form: Form) -> bool:
    """Whether the function has its config as a parameter. One that keeps its context has None where none is declared."""
    return any(what == "config" for what, _ in form.parameters)
