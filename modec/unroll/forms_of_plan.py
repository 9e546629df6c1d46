"""The form of every function that a plan runs, each with the comment that says where it is from and who needs it."""

from __future__ import annotations

from collections.abc import Iterable

from modec.diagnostics import Diagnostic, Refused
from modec.evaluate.values import UserFunction
from modec.plan.records import Plan, PlannedResource, PlannedStep
from modec.unroll.code import Code, Form, function_code
from modec.unroll.forms import resource_form, solid_form


class Forms:
    """The forms of a plan's functions. One function has one form, however many definitions share it.

    Raises `Refused` (MD350, MD503) for what functions do with their context and cannot.
    """

    def __init__(self, plan: Plan) -> None:
        self._comments: dict[int, str] = {}
        self._of_solids: dict[int, Form] = {}
        self._of_resources: dict[str, Form] = {}
        needed_by: dict[int, dict[str, None]] = {}
        for resource in plan.resources:
            function = resource.definition.resource_fn
            if isinstance(function, UserFunction):
                needed_by.setdefault(id(function), {}).update(dict.fromkeys(resource.needed_by))
                self._comments[id(function)] = _comment(function, needed_by[id(function)])
        for step in plan.steps:
            function = step.solid.compute_fn
            if isinstance(function, UserFunction):
                self._comments[id(function)] = _comment(function, ())
        self._make_all(plan)

    def _make_all(self, plan: Plan) -> None:
        """Raises `Refused` with what is wrong with any of the functions, so that all of it is said at once."""
        found: dict[Diagnostic, None] = {}
        for resource in plan.resources:
            if isinstance(resource.definition.resource_fn, UserFunction):
                try:
                    self.of_resource(resource)
                except Refused as refused:
                    found.update(dict.fromkeys(refused.diagnostics))
        for step in plan.steps:
            if isinstance(step.solid.compute_fn, UserFunction):
                try:
                    self.of_step(step)
                except Refused as refused:
                    found.update(dict.fromkeys(refused.diagnostics))
        if found:
            raise Refused(tuple(found))

    def of_step(self, step: PlannedStep) -> Form:
        """The form of a step's function."""
        solid = step.solid
        if id(solid) not in self._of_solids:
            comment = self._comments.get(id(solid.compute_fn), "")
            self._of_solids[id(solid)] = solid_form(solid, comment)
        return self._of_solids[id(solid)]

    def of_resource(self, resource: PlannedResource) -> Form:
        """The form of a resource's function."""
        if resource.key not in self._of_resources:
            function = resource.definition.resource_fn
            name = function.__name__ if function.__name__.isidentifier() else resource.key
            comment = self._comments.get(id(function), "")
            self._of_resources[resource.key] = resource_form(resource.definition, name, comment)
        return self._of_resources[resource.key]

    def step_function(self, step: PlannedStep) -> Code:
        """The reference to a step's function."""
        return function_code(step.solid.compute_fn, self.of_step(step))

    def resource_function(self, resource: PlannedResource) -> Code:
        """The reference to a resource's function."""
        return function_code(resource.definition.resource_fn, self.of_resource(resource))


def _comment(function: UserFunction, needed_by: Iterable[str]) -> str:
    place = f"from {function.module.display}:{function.node.lineno}"
    users = ", ".join(needed_by)
    return f"{place}, needed by: {users}" if users else place
