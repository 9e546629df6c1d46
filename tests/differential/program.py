"""A random program as records: what `generate` makes, `render` writes and `shrink` makes smaller."""

from __future__ import annotations

from dataclasses import dataclass, field

from .schemas import Schema


@dataclass
class Resource:
    """One definition. `kind` is value, object, generator, guarded (try/finally), factory or hardcoded;

    `fault` is init, teardown, no_yield or two_yields.
    """

    name: str
    kind: str
    needs: list[str] = field(default_factory=list)
    fault: str | None = None
    schema: Schema | None = None
    configured: str | None = None
    """constant or function: a configured copy stands for it."""
    module: int = 0


@dataclass
class Mode:
    name: str
    resources: dict[str, Resource] = field(default_factory=dict)
    """By key."""


@dataclass
class Input:
    """`kind` is int (annotated), any, optional, small (a type of the module's), list or ints (take a fan-in) or nothing."""

    name: str
    kind: str
    default: int | None = None
    root: bool = False
    """A root input manager gives it where nothing feeds it."""


@dataclass
class Output:
    """`kind` is int (annotated), small, any, nothing or dynamic; an optional output is `emitted` or not."""

    name: str
    kind: str
    required: bool = True
    emitted: bool = True
    manager: str | None = None


@dataclass
class Solid:
    """`fault` is raise, failure, sometimes, exit, retry, retry_too_often or wrong_type."""

    name: str
    function: str
    inputs: list[Input]
    outputs: list[Output]
    needs: list[str] = field(default_factory=list)
    schema: Schema | None = None
    style: str = "return"
    """return, yield, async or async_yield."""
    fault: str | None = None
    policy: int | None = None
    priority: int | None = None
    escapes: bool = False
    context: str = "context"
    """What the function calls its context; empty where it takes none."""
    made: bool = False
    """A function of the module makes it."""
    configured: str | None = None
    """constant or function: a configured copy stands for it."""
    events: bool = False
    number: int = 0
    module: int = 0


@dataclass
class Ref:
    """An output of an earlier invocation of the same body, by the invocation's id."""

    invocation: int
    output: str


@dataclass
class Source:
    """What an input is given: `kind` is ref, fan_in, collect, config, default, root, parameter or item."""

    kind: str
    refs: list[Ref] = field(default_factory=list)
    parameter: str = ""


@dataclass
class Invocation:
    id: int
    node: str
    """The name of the solid or composite."""
    sources: dict[str, Source]
    alias: str | None = None
    priority: int | None = None
    policy: int | None = None
    hook: str | None = None
    mapped: Ref | None = None
    """The dynamic output (or mapped invocation) that this one is mapped over."""


@dataclass
class Composite:
    name: str
    inputs: list[Input]
    body: list[Invocation]
    returns: dict[str, Ref]
    mapped_config: bool = False
    """Its config goes through a config_fn."""


@dataclass
class Program:
    seed: str
    solids: dict[str, Solid]
    composites: dict[str, Composite]
    body: list[Invocation]
    modes: list[Mode]
    modules: int = 0
    """Modules beside the entry; 0 is one file."""
    by_attribute: bool = False
    """Names of the other modules are reached by attribute rather than imported."""
    invalid: int = 0
    """Runs with a spoiled config, for each mode."""
    preset: bool = False
    spare_config: bool = False
    """Runs also configure what the pipeline does not need, and are given a config where none is wanted."""
    hooks: list[str] = field(default_factory=list)
    code: dict[int, list[str]] = field(default_factory=dict)
    """The names of each module's snippets of code."""
    pipeline_hook: str | None = None
    hook_needs: list[str] = field(default_factory=list)
    """Resources that the success hook requires."""
    policy: int | None = None
    """The retries that the pipeline's own policy allows."""
    roots: bool = False
    """Modes have a root input manager."""
    managers: dict[str, str | None] = field(default_factory=dict)
    """IO manager keys with their faults: handle, load or None."""


def node_names(body: list[Invocation]) -> dict[int, str]:
    """The name of each invocation in its scope, as Dagster gives it."""
    names: dict[int, str] = {}
    counts: dict[str, int] = {}
    for invocation in body:
        if invocation.alias is not None:
            names[invocation.id] = invocation.alias
            continue
        count = counts[invocation.node] = counts.get(invocation.node, 0) + 1
        names[invocation.id] = invocation.node if count == 1 else f"{invocation.node}_{count}"
    return names


def required_keys(program: Program, mode: Mode) -> set[str]:
    """The resource keys that solids, or any resource of the mode, require: their config may not be left out."""
    bodies = [program.body, *(each.body for each in program.composites.values())]
    invoked = {each.node for body in bodies for each in body}
    needs = [solid.needs for name, solid in program.solids.items() if name in invoked]
    needs += [resource.needs for resource in mode.resources.values()]
    if "on_success" in used_hooks(program):
        needs.append(program.hook_needs)
    return {key for keys in needs for key in keys}


def used_hooks(program: Program) -> set[str]:
    """The hooks that the pipeline or any invocation has."""
    bodies = [program.body, *(each.body for each in program.composites.values())]
    hooks = {each.hook for body in bodies for each in body} | {program.pipeline_hook}
    return {hook for hook in hooks if hook is not None}
