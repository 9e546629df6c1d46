"""What the script knows of its run config: which parts the run reads, their schema, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modec.plan.records import FromConfig, Plan, PlannedResource
from modec.runtime.config_shapes import Shape
from modec.unroll.code import Code, Local, Runtime, code, join
from modec.unroll.forms_of_plan import Forms
from modec.unroll.schema import reduced, schema_code
from modec.unroll.values import value_code

CONFIG = Local("config", "config")
"""The local variable of `run()` that holds the resolved config."""

Path = tuple[str, ...]


@dataclass(frozen=True)
class ScriptConfig:
    """The part of the run config that the script takes."""

    schema: Shape | None
    """None where the run reads no config at all."""
    default: Mapping[str, Any]
    """What is known of it at build time."""
    read: frozenset[Path]

    def at(self, path: Path) -> Code:
        """The expression that reads the resolved config at `path`; None where it is not part of the schema."""
        if self.schema is None:
            return code("None")
        result = code(CONFIG)
        here: Any = self.schema
        for name in path:
            field = here.fields.get(name) if isinstance(here, Shape) else None
            if field is None:
                return code("None")
            always = field.is_required or field.has_default
            result = code(result, f"[{name!r}]") if always else code(result, f".get({name!r})")
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


def script_config(plan: Plan, forms: Forms) -> ScriptConfig:
    """What the plan's run reads of its config, and the schema of just that."""
    read: set[Path] = set()
    for resource in plan.resources:
        if reads_config(resource, forms):
            read.add(resource_config_path(resource))
    for step in plan.steps:
        form = forms.of_step(step)
        if form.kept or any(what == "config" for what, _ in form.parameters):
            read.add(step.config_path)
        read.update(
            planned.source.path for planned in step.inputs if isinstance(planned.source, FromConfig)
        )
    frozen = frozenset(read)
    schema = reduced(plan.schema, frozen, plan.run_config)
    return ScriptConfig(schema, plan.run_config, frozen)


def resource_config_path(resource: PlannedResource) -> Path:
    """Where a resource's config stands in the run config."""
    return ("resources", resource.key, "config")


def reads_config(resource: PlannedResource, forms: Forms) -> bool:
    """Whether making the resource reads its config."""
    kind = resource.definition.innermost.kind
    if kind in ("string", "values", "fs", "custom_path_fs"):
        return True
    if kind in ("value", "mock", "mem"):
        return False
    form = forms.of_resource(resource)
    return form.kept or any(what == "config" for what, _ in form.parameters)
