"""Why something is in a script: the chain from the pipeline to it, as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from modec.evaluate.values import Environment, UserClass, UserFunction
from modec.link.records import Linked, Shipped
from modec.plan.describe import bound_name, function_place, hidden
from modec.plan.plain import place
from modec.plan.records import Plan, PlannedStep
from modec.show.tables import listed


@dataclass(frozen=True)
class Answer:
    """One meaning of the name that was asked about: is it in the script, and why or why not."""

    is_there: bool
    text: str


def why(
    name: str, plan: Plan, linked: Linked, environments: Mapping[str, Environment]
) -> list[Answer]:
    """What can be said about `name`: a resource key, a step or solid, a function, class or variable of the project,
    a module of it, or a package from outside. Empty if there is nothing of that name."""
    answers = list(dict.fromkeys(_Reasons(plan, linked).about(name)))
    return answers or _not_there(name, plan, environments)


def known_names(plan: Plan, linked: Linked) -> list[str]:
    """What can be asked about in a script, sorted."""
    names = {resource.key for resource in plan.resources}
    names |= {step.key for step in plan.steps} | {step.solid.name for step in plan.steps}
    for shipped in linked.shipped:
        if not shipped.is_runtime and shipped.name:
            names.add(shipped.name)
            if shipped.module is not None:
                names.add(shipped.module.name)
    return sorted(names)


class _Reasons:
    def __init__(self, plan: Plan, linked: Linked) -> None:
        self.plan = plan
        self.shipped = linked.shipped
        self.solid = "op" if plan.pipeline.uses_ops else "solid"
        self.resources = {resource.key: resource for resource in plan.resources}
        self.steps = {step.key: step for step in plan.steps}

    def about(self, name: str) -> Iterator[Answer]:
        if name in self.resources:
            yield Answer(True, self._resource(name))
        for step in self.plan.steps:
            if name in (step.key, step.name, step.solid.name):
                yield Answer(True, self._step(step))
        for number, item in enumerate(self.shipped):
            told = item.function is not None and self._is_step(item.function, name)
            if item.name == name and not item.is_runtime and not told:
                reason = self._because(number)
                yield Answer(True, f"{self._title(item)} is in the script because {reason}.")
        yield from self._module(name)

    def _is_step(self, function: UserFunction, name: str) -> bool:
        """Whether the steps that the function belongs to have been told about under that name."""
        steps = self._steps_of(function)
        return bool(steps) and all(name in (s.key, s.name, s.solid.name) for s in steps)

    # -- resources --------------------------------------------------------------------------------

    def _resource(self, key: str) -> str:
        resource = self.resources[key]
        where = function_place(resource.definition)
        bound = f"`{bound_name(resource.definition)}`" + (f" ({where})" if where else "")
        if hidden(resource.definition):
            mode = f"every mode has {bound} there"
        else:
            mode = f"mode {self.plan.mode.name} binds {bound} to it"
        return (
            f"resource `{key}` is in the script because {_sentence(self._required(key))}; {mode}."
        )

    def _required(self, key: str) -> list[str]:
        """Who requires a resource, up to the solids."""
        chain = self._chain(key)
        clauses = [f"`{each}` requires {{it}}" for each in chain[1:]]
        steps = [each for each in self.resources[chain[-1]].needed_by if each in self.steps]
        if steps:
            kind = self.solid if len(steps) == 1 else f"{self.solid}s"
            clauses.append(f"{kind} {listed(steps)} require{'s' if len(steps) == 1 else ''} {{it}}")
        return clauses or ["the pipeline requires {it}"]

    def _chain(self, key: str) -> list[str]:
        """The shortest way from a key over the resources that require it to one that solids require."""
        pending = [[key]]
        seen = {key}
        for chain in pending:
            users = self.resources[chain[-1]].needed_by
            if any(each in self.steps for each in users):
                return chain
            for each in users:
                if each in self.resources and each not in seen:
                    seen.add(each)
                    pending.append([*chain, each])
        return pending[-1]

    # -- steps ------------------------------------------------------------------------------------

    def _invoked(self, step: PlannedStep) -> list[str]:
        kind = "job" if self.plan.pipeline.is_job else "pipeline"
        outer = [f"`{each}`" for each in reversed(step.key.split(".")[:-1])]
        users = [*outer, f"{kind} {self.plan.pipeline.name}"]
        return [f"{user} invokes {{it}}" for user in users]

    def _step(self, step: PlannedStep) -> str:
        solid = f" ({self.solid} {step.solid.name})" if step.solid.name != step.name else ""
        reason = _sentence(self._invoked(step))
        return f"{self.solid} `{step.key}`{solid} is in the script because {reason}."

    def _steps_of(self, function: UserFunction) -> list[PlannedStep]:
        return [step for step in self.plan.steps if step.solid.innermost.compute_fn is function]

    # -- code -------------------------------------------------------------------------------------

    def _title(self, item: Shipped) -> str:
        if item.module is None:
            return f"`{item.name}`"
        where = f"{item.module.display}:{item.line}" if item.line else item.module.display
        return f"`{item.name}` ({where})" if item.name else f"the statement at {where}"

    def _because(self, number: int) -> str:
        """The chain from what needs an item up to the pipeline, as the end of a sentence."""
        item = self.shipped[number]
        clauses: list[str] = []
        while item.needed_by is not None:
            item = self.shipped[item.needed_by]
            if item.is_runtime:
                return _sentence([*clauses, "modec's runtime uses {it}"])
            steps = self._steps_of(item.function) if item.function else []
            user = f"{self.solid} {steps[0].key}" if steps else self._title(item)
            clauses.append(f"{user} uses {{it}}")
        return _sentence([*clauses, *self._root(item)])

    def _root(self, item: Shipped) -> list[str]:
        """Why what nothing else needs is there."""
        if item.is_effect and item.module is not None:
            return [f"importing module {item.module.name} executes {{it}}"]
        for step in self._steps_of(item.function) if item.function else []:
            return self._invoked(step)
        for resource in self.plan.resources:
            if item.function and resource.definition.innermost.resource_fn is item.function:
                bound = f"mode {self.plan.mode.name} binds `{resource.key}` to {{it}}"
                return [bound, *self._required(resource.key)]
        if item.module is None:
            return ["the script itself uses {it}"]
        return ["config, a default value, a type or a hook of the pipeline uses {it}"]

    def _module(self, name: str) -> Iterator[Answer]:
        within: dict[str, int] = {}
        for number, item in enumerate(self.shipped):
            if item.module is not None and item.module.name == name and not item.is_runtime:
                within.setdefault(self._title(item), number)
        if within:
            lines = [f"of module {name} the script has"]
            lines += [f"  {title}, because {self._because(n)}" for title, n in within.items()]
            yield Answer(True, "\n".join(lines))


def _sentence(clauses: Sequence[str]) -> str:
    """Each clause about what stands in the one before it: `a uses it, which b uses, to which c binds k`."""
    first, *others = clauses
    parts = [first.replace("{it}", "it")]
    for clause in others:
        before = clause.removesuffix(" {it}")
        to = before.removesuffix(" to")
        parts.append(f"to which {to}" if to != before else f"which {before}")
    return ", ".join(parts)


def _not_there(name: str, plan: Plan, environments: Mapping[str, Environment]) -> list[Answer]:
    """What can be said about what the script does not have."""
    mode = plan.mode
    if name in mode.resource_defs:
        bound = bound_name(mode.resource_defs[name])
        text = f"mode {mode.name} binds `{bound}` to it, but nothing that pipeline {plan.pipeline.name} runs requires it"
        return [Answer(False, f"resource `{name}` is not in the script: {text}.")]
    others = [each.name for each in plan.pipeline.mode_defs if name in each.resource_defs]
    if others:
        modes = f"mode{'s' if len(others) > 1 else ''} {listed(others)}"
        text = f"mode {mode.name} does not have it, {modes} {'do' if len(others) > 1 else 'does'}"
        return [Answer(False, f"resource `{name}` is not in the script: {text}.")]
    if name in environments:
        text = f"nothing that mode {mode.name} runs needs any of it"
        return [Answer(False, f"module {name} is not in the script: {text}.")]
    found = []
    for environment in environments.values():
        value = environment.variables.get(name)
        if name in environment.variables and not name.startswith("__"):
            span = value.span if isinstance(value, (UserFunction, UserClass)) else getattr(value, "origin", None)  # fmt: skip
            where = place(span) or environment.module.display
            text = f"nothing that mode {mode.name} runs needs it"
            found.append(Answer(False, f"`{name}` ({where}) is not in the script: {text}."))
    return list(dict.fromkeys(found))
