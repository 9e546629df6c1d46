"""Resources that hand steps to a cluster: what a script cannot do."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from modec.definitions.mode import ModeDefinition
from modec.definitions.resource import ResourceDefinition
from modec.diagnostics import refuse
from modec.evaluate.values import (
    Computed,
    Environment,
    Unsupported,
    UserClass,
    UserFunction,
    UserModule,
    Value,
)
from modec.plan.records import PlannedResource, PlannedStep


def check_step_launchers(
    mode: ModeDefinition, resources: Sequence[PlannedResource], steps: Sequence[PlannedStep]
) -> None:
    """Raises `Refused` (MD221) for a resource of a step's that would have the step run elsewhere."""
    for resource in resources:
        launcher = next(filter(_launches, _made_by(resource.definition.innermost)), None)
        step = next((step.key for step in steps if resource.key in step.resource_keys), None)
        if launcher is not None and step is not None:
            refuse(
                "MD221",
                resource.definition.origin or launcher.span,
                help="build a mode that binds no_step_launcher (of dagster.core.definitions.no_step_launcher) to "
                f"{resource.key!r}, and run the script itself where the steps are to run: spark-submit, for one",
                mode=mode.name,
                key=resource.key,
                launcher=launcher.__name__,
                step=step,
            )


def _made_by(definition: ResourceDefinition) -> Iterator[UserClass]:
    """The classes of the author's whose instance the resource may be."""
    made: Value = definition.value if definition.has_value else definition.resource_fn
    if not isinstance(made, (Computed, UserFunction)):
        return
    for node in ast.walk(made.node):
        if isinstance(node, ast.Call):
            called = _named(node.func, made.scope)
            if isinstance(called, UserClass):
                yield called


def _named(node: ast.expr, scope: Environment) -> Value:
    """What a name, or an attribute of a module of the project, is."""
    if isinstance(node, ast.Name):
        found = scope.lookup(node.id)
        return None if found is None else found[1]
    if isinstance(node, ast.Attribute):
        owner = _named(node.value, scope)
        if isinstance(owner, UserModule):
            return owner.environment.variables.get(node.attr)
    return None


def _launches(cls: UserClass) -> bool:
    return any(
        (
            _launches(base)
            if isinstance(base, UserClass)
            else isinstance(base, Unsupported) and base.name == "StepLauncher"
        )
        for base in cls.bases
    )
