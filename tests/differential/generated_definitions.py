"""The definitions of random programs: resources and solids, each with what its features may give it."""

from __future__ import annotations

from random import Random

from .program import Composite, Input, Mode, Output, Resource, Solid
from .schemas import random_schema

KEYS = ["db", "api", "cache", "queue", "auth", "zeta", "mail", "store"]
# Names of the runtime's, of what `run` calls its variables, and of modules that scripts import.
_COLLIDING = [
    "run",
    "main",
    "step",
    "log",
    "helper",
    "result",
    "resource",
    "logger",
    "fetch",
    "Run",
    "Log",
    "Step",
    "From",
    "Source",
    "Out",
    "Schedule",
    "Execution",
    "RunConfig",
    "MISSING",
    "typed",
    "yields",
    "body",
    "script",
    "events",
    "execution",
    "run_steps",
    "open_log",
    "argparse",
    "sys",
    "json",
    "logging",
    "time",
    "uuid",
    "schema",
    "print_config",
    "Mapped",
    "Keeper",
    "context_of",
    "pipeline_name",
    "types",
]
_CONTEXTS = ["context", "_context", "context_", "_"]
_INPUTS = ["a", "b", "c", "x", "y"]
_COLLIDING_INPUTS = ["log", "db", "run_id", "api", "resources"]


class Definitions:
    """The choices of a seed, and the definitions made so far."""

    keys: list[str]
    """Of the resources."""

    def __init__(self, seed: str, features: frozenset[str]) -> None:
        self.seed = seed
        self.random = Random(seed)
        # Not every program has everything: what one feature hides another may show.
        self.features = frozenset(each for each in sorted(features) if self.random.random() < 0.75)
        self.modules = self.random.randint(2, 3) if "modules" in self.features else 0
        self.solids: dict[str, Solid] = {}
        self.composites: dict[str, Composite] = {}
        self.next_id = 0
        self.names = self._names()
        self.managers: dict[str, str | None] = {}
        if "io_managers" in self.features:
            for key in self.random.sample(["files", "tables"], self.random.randint(1, 2)):
                fault = (
                    self.random.choice(["handle", "load"]) if self._rarely("io_faults") else None
                )
                self.managers[key] = fault

    def _names(self) -> list[str]:
        names = [f"s{number}" for number in range(30)]
        if "collisions" in self.features:
            pool = _COLLIDING + KEYS
            self.random.shuffle(pool)
            names = pool[: self.random.randint(2, 6)] + names
            # An alias, or the numbering of a second invocation, may meet a name too.
        return names

    def _has(self, feature: str, chance: float = 0.5) -> bool:
        return feature in self.features and self.random.random() < chance

    def _rarely(self, feature: str) -> bool:
        return self._has(feature, 0.15)

    # -- resources -----------------------------------------------------------------------

    def _modes(self) -> list[Mode]:
        count = self.random.randint(2, 3) if "modes" in self.features else 1
        names = self.random.sample(["dev", "prod", "test_mode", "local"], count)
        # Dependencies go from later to earlier in this order, so that there is no cycle.
        order = self.random.sample(self.keys, len(self.keys))
        modes: list[Mode] = []
        for name in names:
            resources: dict[str, Resource] = {}
            for position, key in enumerate(order):
                shared = modes[-1].resources[key] if modes and self.random.random() < 0.4 else None
                earlier = order[:position]
                resources[key] = shared or self._resource(f"{key}_{name}", earlier)
            self.random.shuffle(order_of := list(resources))
            modes.append(Mode(name, {key: resources[key] for key in order_of}))
        return modes

    def _resource(self, name: str, earlier: list[str]) -> Resource:
        kinds = ["value", "value"]
        kinds += ["generator", "generator", "guarded"] if "generators" in self.features else []
        kinds += ["factory", "hardcoded"] if "factories" in self.features else []
        kinds += ["object"] if "objects" in self.features else []
        kind = self.random.choice(kinds)
        resource = Resource(name, kind, module=self._module())
        if kind == "hardcoded":
            return resource
        resource.needs = self.random.sample(earlier, min(len(earlier), self.random.randint(0, 2)))
        if self._has("resource_config"):
            resource.schema = random_schema(self.random)
            if self._has("configured"):
                resource.configured = self.random.choice(["constant", "function"])
        if self.random.random() < 0.1 and "resource_faults" in self.features:
            resource.fault = "init"
        elif (
            kind == "generator"
            and self.random.random() < 0.15
            and "teardown_faults" in self.features
        ):
            resource.fault = self.random.choice(["teardown", "teardown", "two_yields", "no_yield"])
        return resource

    def _module(self) -> int:
        return self.random.randrange(self.modules) if self.modules else 0

    # -- solids --------------------------------------------------------------------------

    def _solid(
        self, inputs: list[Input] | None = None, outputs: list[Output] | None = None
    ) -> Solid:
        name = self.names.pop(0)
        function = "run" if self.modules and self._has("collisions", 0.3) else name
        module = self._module()
        taken = {solid.function for solid in self.solids.values() if solid.module == module}
        function = f"{name}_solid" if function in taken else function
        random = self.random
        solid = Solid(
            name,
            function,
            (
                self._inputs() if self.solids and inputs is None else inputs or []
            ),  # Something has to begin.
            self._outputs() if outputs is None else outputs,
            number=random.randint(1, 9),
            module=module,
        )
        solid.needs = random.sample(self.keys, random.randint(0, min(2, len(self.keys))))
        if self._has("config"):
            solid.schema = random_schema(random)
            if self._has("configured_solids", 0.3):
                solid.configured = random.choice(["constant", "function"])
        solid.style = self._style(solid)
        if self._rarely("faults"):
            solid.fault = random.choice(["raise", "raise", "failure", "sometimes"])
        elif self._rarely("retries"):
            solid.fault = random.choice(["retry", "retry_too_often", "raise"])
            solid.policy = random.choice([None, 1, 2]) if solid.fault != "raise" else 1
        elif self._has("exits", 0.04):
            solid.fault = "exit"
        elif self._has("types", 0.1) and any(each.kind == "int" for each in solid.outputs):
            solid.fault = "wrong_type"
        if self._has("priorities", 0.3):
            solid.priority = random.choice([-2, 1, 5])
        solid.escapes = self._has("escapes", 0.3)
        solid.events = "yield" in solid.style and self._has("events")
        if "solid_forms" in self.features:
            solid.made = random.random() < 0.15
            solid.context = random.choice(_CONTEXTS)
            bare = not (solid.needs or solid.schema or solid.escapes)
            if bare and solid.fault not in ("retry", "retry_too_often") and random.random() < 0.6:
                solid.context = ""
        self.solids[name] = solid
        return solid

    def _inputs(self) -> list[Input]:
        pool = list(_INPUTS)
        if "collisions" in self.features:
            pool += self.random.sample(_COLLIDING_INPUTS, 2)
        inputs = []
        for name in self.random.sample(pool, self.random.choice([0, 0, 1, 1, 2, 2, 3])):
            kinds = ["any", "any"]
            kinds += ["int", "int"] if "types" in self.features else []
            kinds += ["list"] if "fan_in" in self.features else []
            if "custom_types" in self.features:
                kinds += ["small", "optional", *(["ints"] if "fan_in" in self.features else [])]
            kinds += ["nothing"] if "nothing" in self.features else []
            kind = self.random.choice(kinds)
            default = (
                self.random.randint(0, 9) if kind == "int" and self._has("defaults", 0.4) else None
            )
            root = kind == "any" and self._has("root_managers", 0.15)
            inputs.append(Input(name, kind, default, root))
        return inputs

    def _outputs(self) -> list[Output]:
        random = self.random
        if self._has("dynamic", 0.25):
            return [Output("result", "dynamic")]
        kinds = ["any", "any", "int"] if "types" in self.features else ["any"]
        kinds += ["small"] if "custom_types" in self.features else []
        kinds += ["nothing"] if "nothing" in self.features and random.random() < 0.4 else []
        if self._has("multi_outputs", 0.35):
            names = random.sample(["left", "right", "middle", "rest"], random.randint(2, 3))
        elif random.random() < 0.07:
            names = []
        else:
            names = ["result"]
        outputs = [Output(name, random.choice(kinds)) for name in names]
        for output in outputs:
            if self._has("optional_outputs", 0.35):
                output.required = False
                output.emitted = random.random() < 0.5
            if self.managers and random.random() < 0.4:
                output.manager = random.choice(sorted(self.managers))
        return outputs

    def _style(self, solid: Solid) -> str:
        optional = any(not each.required for each in solid.outputs)
        dynamic = any(each.kind == "dynamic" for each in solid.outputs)
        styles = [] if optional or dynamic else ["return", "return"]
        styles += ["yield"] if "generator_solids" in self.features or optional or dynamic else []
        if "async_solids" in self.features and self.random.random() < 0.3:
            styles = ["async_yield"] if optional or dynamic else ["async"]
        return self.random.choice(styles) if solid.outputs else "return"
