"""Random programs, by seed: a csmith for pipelines.

Every choice comes from `random.Random(seed)`, so a seed and a set of features name a program. What a feature
switches on is the set below; without any, programs have plain solids, one mode and plain resources.
"""

from __future__ import annotations

from collections.abc import Iterable

from .generated_definitions import KEYS, Definitions
from .module_text import AMONG_MODULES, SNIPPETS
from .program import (
    Composite,
    Input,
    Invocation,
    Output,
    Program,
    Ref,
    Source,
)
from .streams import collected_by, stream_of

_LISTS = ("list", "ints")
_VALUES = ("any", "int", "small")


def generate(seed: str, features: Iterable[str]) -> Program:
    """The program of a seed. It is valid for Dagster but for the runs that are marked invalid."""
    return _Generator(seed, frozenset(features)).program()


class _Generator(Definitions):
    """One program in the making."""

    def program(self) -> Program:
        self.keys = self.random.sample(KEYS, self.random.randint(1, 5))
        modes = self._modes()
        hooks = ["on_success", "on_failure"] if "hooks" in self.features else []
        self.pipeline_hook = (
            self.random.choice(hooks) if hooks and self._has("pipeline_hooks") else None
        )
        # Of several hooks that act on one step, Dagster's order changes from process to process.
        if hooks and self.pipeline_hook != "on_success" and self._has("pipeline_hooks"):
            hooks.append("broken_hook")
        self.hooks = hooks
        for _ in range(self.random.randint(2, 7)):
            self._solid()
        if self._has("dynamic", 0.7):
            # Left to chance, hardly any program maps over what it yields and collects it.
            self._solid([], [Output("result", "dynamic")])
            self._solid([Input("x", "any")], [Output("result", "any")])
            self._solid([Input("every", "list")])
        if "composites" in self.features:
            for number in range(self.random.randint(1, 2)):
                self._composite(f"comp{number}")
        body = self._body(self.random.randint(3, 9), top=True)
        return Program(
            seed=self.seed,
            solids=self.solids,
            composites=self.composites,
            body=body,
            modes=modes,
            modules=self.modules,
            by_attribute=self.random.random() < 0.5,
            invalid=self.random.randint(1, 3) if "invalid_config" in self.features else 0,
            preset=self._has("presets"),
            spare_config=self._has("spare_config"),
            hooks=hooks,
            code=self._code(),
            pipeline_hook=self.pipeline_hook,
            hook_needs=[self.random.choice(self.keys)] if self._has("pipeline_hooks", 0.3) else [],
            policy=self.random.randint(1, 2) if self._has("pipeline_policy", 0.3) else None,
            roots="root_managers" in self.features,
            managers=self.managers,
        )

    def _code(self) -> dict[int, list[str]]:
        """Snippets for each module; those of two modules mostly share some."""
        if "module_code" not in self.features:
            return {}
        code = {}
        for module in range(max(self.modules, 1)):
            pool = [*SNIPPETS, *(AMONG_MODULES if module else ())]
            names = self.random.sample(pool, self.random.randint(0, 8))
            # What shadows a builtin in its module must not meet what needs it.
            code[module] = [name for name in names if name != "builtin" or "shadow" not in names]
        return code

    # -- bodies --------------------------------------------------------------------------

    def _composite(self, name: str) -> None:
        parameters: list[Input] = []
        body = self._body(self.random.randint(1, 3), top=False, parameters=parameters)
        if not body:
            return
        refs = self._refs(body, _VALUES)
        returns: dict[str, Ref] = {}
        if refs:
            count = self.random.randint(1, min(2, len(refs)))
            picked = self.random.sample(refs, count)
            names = ["result"] if count == 1 else ["first", "second"]
            returns = dict(zip(names, picked))
        configurable = all(each.node in self.solids for each in body)
        mapped = configurable and self._has("composite_config")
        self.composites[name] = Composite(name, parameters, body, returns, mapped)

    def _body(
        self, length: int, top: bool, parameters: list[Input] | None = None
    ) -> list[Invocation]:
        body: list[Invocation] = []
        candidates = list(self.solids) + (list(self.composites) * 2)
        # Some can't be: nothing there yet gives what they need.
        for _ in range(3 * length):
            wanted = self._wanted(body) if top else []
            node = self.random.choice(wanted or candidates)
            invocation = self._invocation(node, body, top, parameters)
            if invocation is not None:
                body.append(invocation)
            if len(body) == length:
                break
        return body

    def _wanted(self, body: list[Invocation]) -> list[str]:
        """Mostly the solids that can be mapped over, or collect, what is dynamic so far."""
        if not self._refs(body, ("dynamic",)) or self.random.random() < 0.4:
            return []
        collecting = bool(self._refs(body, ("mapped",))) and self.random.random() < 0.6
        kinds = _LISTS if collecting else ("any", "int")
        return [
            name
            for name in [*self.solids, *self.composites]
            if any(each.kind in kinds for each in self._node_inputs(name))
        ]

    def _invocation(
        self, node: str, body: list[Invocation], top: bool, parameters: list[Input] | None
    ) -> Invocation | None:
        """An invocation of the node, or None where an input of it can't be had here."""
        random = self.random
        inputs = self._node_inputs(node)
        solid = self.solids.get(node)
        if not top and solid and any(each.kind == "dynamic" for each in solid.outputs):
            return None
        sources: dict[str, Source] = {}
        new: list[Input] = []
        mapped: Ref | None = None
        streams = [ref for ref in self._refs(body, ("dynamic",)) if top]
        if solid:
            mappable = [each.kind for each in solid.outputs] in (["any"], ["int"], ["small"])
        else:
            composite = self.composites[node]
            mappable = list(composite.returns) == ["result"] and self._has("mapped_composites", 0.8)
        if any(each.kind in _LISTS for each in inputs) and not self._has("mapped_fan_in", 0.3):
            mappable = False
        for each in inputs:
            if (
                streams
                and mappable
                and mapped is None
                and each.kind in ("any", "int")
                # A solid may not collect a stream and be downstream of it.
                and all(source.kind != "collect" for source in sources.values())
                and random.random() < 0.7
            ):
                mapped = random.choice(streams)
                sources[each.name] = Source("item")
                continue
            source = self._source(each, body, top and mapped is None, parameters, new)
            if source is None:
                return None
            sources[each.name] = source
        if parameters is not None:
            parameters += new
        invocation = Invocation(self.next_id, node, sources, mapped=mapped)
        if mapped is not None and collected_by(invocation, body) - {stream_of(mapped, body)}:
            # Dagster may collect what it gives too soon: collect-waits in docs/differences.md.
            return None
        self.next_id += 1
        if self._has("aliases", 0.4):
            invocation.alias = f"{random.choice('amz')}_alias{invocation.id}"
        if self._has("priorities", 0.2):
            invocation.priority = random.choice([-1, 3, 10])
        if solid and self._has("retries", 0.1):
            invocation.policy = random.randint(1, 2)
        if solid and self._has("hooks", 0.3):
            hook = random.choice(self.hooks)
            # It may need a resource, which Dagster forgets inside composites: hooks-in-composites in docs/differences.md.
            invocation.hook = hook if top or hook != "on_success" else None
        return invocation

    def _source(
        self,
        each: Input,
        body: list[Invocation],
        top: bool,
        parameters: list[Input] | None,
        new: list[Input],
    ) -> Source | None:
        random = self.random
        refs = self._refs(body, ("nothing", *_VALUES) if each.kind == "nothing" else _VALUES)
        if each.kind in _LISTS:
            streams = self._refs(body, ("mapped",)) if top else []
            if streams and random.random() < 0.7:
                return Source("collect", [random.choice(streams)])
            picked = random.sample(refs, min(len(refs), random.randint(1, 3)))
            return Source("fan_in", picked) if picked else None
        if each.kind == "nothing":
            if refs and random.random() < 0.8:
                return Source("ref", [random.choice(refs)])
            return Source("default")
        if each.root and random.random() < 0.6:
            return Source("root")
        # The entry has no name for another module's type.
        typed = each.kind == "small"
        if parameters is not None and not typed and (random.random() < 0.5 or not refs):
            return self._parameter(each, parameters, new)
        if each.default is not None and random.random() < 0.5:
            return Source("default")
        if top and each.kind == "int" and self._has("config_inputs", 0.4):
            return Source("config")
        return Source("ref", [random.choice(refs)]) if refs else None

    def _parameter(self, each: Input, parameters: list[Input], new: list[Input]) -> Source:
        """A parameter of the composite: one that is there, or a new one, of the input's type."""
        fitting = [one for one in parameters + new if one.kind == each.kind]
        if fitting and self.random.random() < 0.4:
            return Source("parameter", parameter=self.random.choice(fitting).name)
        parameter = Input(f"p{len(parameters) + len(new)}", each.kind)
        new.append(parameter)
        return Source("parameter", parameter=parameter.name)

    def _node_inputs(self, node: str) -> list[Input]:
        return self.solids[node].inputs if node in self.solids else self.composites[node].inputs

    def _refs(self, body: list[Invocation], kinds: tuple[str, ...]) -> list[Ref]:
        """The outputs of a body that are of these kinds; a mapped invocation's are "mapped" and "dynamic"."""
        found = []
        for invocation in body:
            for name, kind in self._node_outputs(invocation):
                if kind in kinds or (kind == "mapped" and "dynamic" in kinds):
                    found.append(Ref(invocation.id, name))
        return found

    def _node_outputs(self, invocation: Invocation) -> list[tuple[str, str]]:
        if invocation.mapped is not None:
            return [("result", "mapped")]
        if invocation.node in self.composites:
            # The outer definition is of type Any, whatever the inner one is.
            return [(name, "any") for name in self.composites[invocation.node].returns]
        return [(each.name, each.kind) for each in self.solids[invocation.node].outputs]
