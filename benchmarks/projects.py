"""Made-up projects of any size, the same for the same numbers.

A project is a package of modules with solids that compute something, helpers that they call, constants, resources
that need each other, two modes, and as much code that the pipeline does not reach as code that it does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

RESOURCES = ("settings", "database", "warehouse", "bucket", "mail")
"""Each needs the one before it."""

_RESOURCES_HEAD = '''"""Resources: each opens something on top of the one before it."""

from dagster import resource


class Connection:
    """Stands for a driver's connection."""

    def __init__(self, name, below=None, limit=100):
        self.name = name
        self.below = below
        self.limit = limit

    def scale(self, value):
        """A number from the service."""
        return value % self.limit

    def close(self):
        """Gives the connection back."""
        self.below = None
'''

_SHARED = '''"""Helpers that all modules share."""

import math

PRECISION = 6
UNUSED_TABLE = {name: len(name) for name in ("alpha", "beta", "gamma")}


def rounded(value):
    """A number with as many digits as are kept everywhere."""
    return round(value, PRECISION)


def mean(values):
    """The mean of the values, 0 where there are none."""
    return rounded(math.fsum(values) / len(values)) if values else 0


def unused_report(values):
    """Nobody calls this."""
    return "\\n".join(f"{name}: {value}" for name, value in sorted(values.items()))
'''


@dataclass(frozen=True)
class Size:
    """How large a project is. `per_module`: solids in a module."""

    solids: int
    per_module: int = 25

    @property
    def modules(self) -> int:
        """How many modules hold the solids."""
        return -(-self.solids // self.per_module)


def write_project(folder: Path, size: Size) -> Path:
    """Write a project of that size into `folder`, and give the path of its entry module."""
    package = folder / "steps"
    package.mkdir(parents=True, exist_ok=True)
    files = {
        package / "__init__.py": "",
        package / "shared.py": _SHARED,
        folder / "resources.py": _resources(),
        folder / "pipeline.py": _pipeline(size),
    }
    for module in range(size.modules):
        first = module * size.per_module
        numbers = range(first, min(first + size.per_module, size.solids))
        files[package / f"part_{module:03}.py"] = _module(module, numbers)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return folder / "pipeline.py"


def change_one_solid(folder: Path, size: Size, turn: int = 0) -> None:
    """Change a number in the body of the solid in the middle of the project, as an author would: another one each `turn`."""
    number = size.solids // 2
    path = folder / "steps" / f"part_{number // size.per_module:03}.py"
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(
        rf"range\(\d+\):  # {number}$", f"range({17 + turn}):  # {number}", text, flags=re.MULTILINE
    )
    if count != 1:
        raise ValueError(f"{path.name} has no solid {number} to change")
    path.write_text(changed, encoding="utf-8")


def upstream(number: int) -> tuple[int, ...]:
    """The solids that feed a solid: one close by, and for every third one far away."""
    if number < 10:
        return ()
    near = number - 10
    return (near, number // 2) if number % 3 == 0 and number // 2 != near else (near,)


def _resources() -> str:
    parts = [_RESOURCES_HEAD]
    for index, name in enumerate(RESOURCES):
        needs = f", required_resource_keys={{{RESOURCES[index - 1]!r}}}" if index else ""
        below = f"context.resources.{RESOURCES[index - 1]}" if index else "None"
        parts.append(f'''
@resource(config_schema={{"limit": int}}{needs})
def {name}(context):
    """Opens the {name}."""
    connection = Connection("{name}", {below}, context.resource_config["limit"])
    try:
        yield connection
    finally:
        connection.close()


@resource
def {name}_for_tests(_):
    """Stands in for the {name}."""
    return Connection("{name}")
''')
    return "\n".join(parts)


def _module(module: int, numbers: range) -> str:
    parts = [f'''"""The solids from {numbers.start} to {numbers.stop - 1}, with what they share."""

from dagster import solid

from steps.shared import mean, rounded

FACTOR = {module + 2}
LIMITS = {{"low": {module}, "high": FACTOR * 100}}


def within_limits(value):
    """The value, moved into the limits of this module."""
    return min(max(value, LIMITS["low"]), LIMITS["high"])


def unused_in_{module:03}(value):
    """Nobody calls this: it stands for the code that a pipeline does not need."""
    total = 0
    for index in range(value):
        total += index * FACTOR
    return {{"total": total, "mean": mean([total, value])}}
''']
    for number in numbers:
        parts.append(_solid(number))
        parts.append(_unused(number))
    return "\n".join(parts)


def _solid(number: int) -> str:
    key = RESOURCES[number % len(RESOURCES)]
    inputs = [f"value_{index}" for index in range(len(upstream(number)))]
    parameters = ", ".join(["context", *inputs])
    given = ", ".join(inputs) or str(number)
    return f'''
@solid(required_resource_keys={{"{key}"}})
def compute_{number:04}({parameters}):
    """Step {number}: means and limits."""
    total = mean([{given}])
    for step in range({number % 5 + 2}):  # {number}
        total += context.resources.{key}.scale(step * {number + 1})
        if total > LIMITS['high'] : total = total/FACTOR
    context.log.info("step {number}: %s" % total)
    return rounded(within_limits(total))
'''


def _unused(number: int) -> str:
    return f'''
@solid
def unused_{number:04}(context, value):
    """A solid of another pipeline."""
    context.log.info("not part of this one")
    return [value * factor for factor in range({number % 7})]
'''


def _pipeline(size: Size) -> str:
    imports = []
    for module in range(size.modules):
        first = module * size.per_module
        names = [f"compute_{n:04}" for n in range(first, min(first + size.per_module, size.solids))]
        lines = "".join(f"    {name},\n" for name in names)
        imports.append(f"from steps.part_{module:03} import (\n{lines})\n")
    resources = "".join(f"    {name},\n    {name}_for_tests,\n" for name in RESOURCES)
    real = "".join(f'        "{name}": {name},\n' for name in RESOURCES)
    tests = "".join(f'        "{name}": {name}_for_tests,\n' for name in RESOURCES)
    calls = []
    for number in range(size.solids):
        given = ", ".join(f"value_{each:04}" for each in upstream(number))
        calls.append(f"    value_{number:04} = compute_{number:04}({given})\n")
    return (
        f'"""A pipeline of {size.solids} solids."""\n\n'
        "from dagster import ModeDefinition, pipeline\n\n"
        f"from resources import (\n{resources})\n{''.join(imports)}\n"
        f'real = ModeDefinition(\n    name="real",\n    resource_defs={{\n{real}    }},\n)\n'
        f'tests = ModeDefinition(\n    name="tests",\n    resource_defs={{\n{tests}    }},\n)\n\n\n'
        f"@pipeline(mode_defs=[real, tests])\ndef large():\n{''.join(calls)}"
    )
