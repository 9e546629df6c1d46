"""What two scripts, modes or revisions are compared by."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modec.plan.describe import describe
from modec.plan.plain import text as shown
from modec.plan.records import Plan
from modec.source.names import last_name

PARTS = ("resources", "order", "steps", "config", "code")

_SECTION = re.compile(r"^# -- (.*?) -*$")
_SETTINGS = "config"
_OWN = ("support", "run", _SETTINGS, "source lines")


@dataclass(frozen=True)
class Snapshot:
    """A mode of a pipeline: of each part, names with a text that says all that counts about them."""

    label: str
    parts: Mapping[str, Mapping[str, str]]


def snapshot_of_plan(label: str, plan: Plan, script: str) -> Snapshot:
    """The snapshot of a plan and the script that carries it out."""
    described = describe(plan)
    resources = [each for each in described["resources"] if not each["hidden"]]
    order = described["order"] or [step["key"] for step in described["steps"]]
    return Snapshot(
        label,
        {
            "resources": {each["key"]: _resource(each) for each in resources},
            "order": _order([each["key"] for each in resources], order),
            "steps": {step["key"]: _step(step) for step in described["steps"]},
            "config": {leaf["path"]: _leaf(leaf) for leaf in described["config"]},
            "code": dict(_code(script)),
        },
    )


def snapshot_of_script(label: str, script: str) -> Snapshot:
    """The snapshot of a script alone. Raises SyntaxError."""
    tree = ast.parse(script)
    rows = _docstring_rows(ast.get_docstring(tree) or "")
    keys = {**_values(tree), **_calls(tree, "resource")}
    resources = {key: keys.get(key, "") for key in rows.get("resources", [])}
    return Snapshot(
        label,
        {
            "resources": resources,
            "order": _order(list(resources), rows.get("steps", [])),
            "steps": _calls(tree, "step"),
            "config": dict(_schema(tree)),
            "code": dict(_code(script)),
        },
    )


def _order(resources: list[str], steps: list[str]) -> dict[str, str]:
    return {"resources": " -> ".join(resources), "steps": " -> ".join(steps)}


# -- of a described plan ----------------------------------------------------------------------------


def _resource(resource: dict[str, Any]) -> str:
    needs = f", needs {', '.join(resource['needs'])}" if resource["needs"] else ""
    return f"{resource['function']}{needs}"


def _step(step: dict[str, Any]) -> str:
    inputs = ", ".join(
        f"{each['name']}: {each['type']} <- {_source(each['source'])}" for each in step["inputs"]
    )
    outputs = ", ".join(
        f"{'dynamic ' if each['dynamic'] else ''}{'' if each['required'] else 'optional '}"
        f"{each['name']}: {each['type']} in {each['io_manager']}"
        for each in step["outputs"]
    )
    text = f"{step['solid']}({inputs}) -> {outputs}"
    text += f" [{', '.join(step['resources'])}]" if step["resources"] else ""
    text += f" tags {shown(step['tags'])}" if step["tags"] else ""
    text += f" hooks {', '.join(step['hooks'])}" if step["hooks"] else ""
    return text + (" retried" if step["retried"] else "")


def _source(source: dict[str, Any]) -> str:
    if "step" in source:
        kind = "" if source["kind"] == "step" else f" ({source['kind']})"
        return f"{source['step']}.{source['output']}{kind}"
    if "sources" in source:
        return f"[{', '.join(_source(each) for each in source['sources'])}]"
    if source["kind"] == "default":
        return shown(source["value"])
    return str(source.get("key") or source["kind"])


def _leaf(leaf: dict[str, Any]) -> str:
    for kind in ("given", "default"):
        if kind in leaf:
            return f"{leaf['type']}, {kind} {shown(leaf[kind])}"
    return f"{leaf['type']}, {'required' if leaf['required'] else 'optional'}"


# -- of a script ------------------------------------------------------------------------------------


def _docstring_rows(docstring: str) -> dict[str, list[str]]:
    """`resources   a -> b` and its like, with the lines that they go on in."""
    rows: dict[str, str] = {}
    name = ""
    for line in docstring.splitlines()[1:]:
        head = line[:12].strip()
        name = head or name
        if name:
            rows[name] = f"{rows.get(name, '')} {line[12:]}"
    return {name: [each.strip() for each in row.split("->")] for name, row in rows.items()}


def _calls(tree: ast.Module, method: str) -> dict[str, str]:
    """What `run` hands to `pipeline.resource("key", ...)` or `pipeline.step("key", ...)`, by the key."""
    found = {}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name == "run":
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and node.args:
                    key = node.args[0]
                    name = last_name(node.func).lower()
                    if name == method and isinstance(key, ast.Constant):
                        values = [*node.args[1:], *(word.value for word in node.keywords)]
                        found[str(key.value)] = ", ".join(ast.unparse(value) for value in values)
    return found


def _values(tree: ast.Module) -> dict[str, str]:
    """What `run` assigns: a resource whose value is there already is no call."""
    return {
        node.targets[0].id: ast.unparse(node.value)
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and function.name == "run"
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _schema(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The leaves of the run config's type."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name == "CONFIG_SCHEMA":
                yield from _leaves(node.value, ())
            elif name.isupper() and name.startswith("DEFAULT"):
                yield name, ast.unparse(node.value)


def _leaves(node: ast.expr, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Call) and node.args:
        inner = node.args[0]
        name = getattr(node.func, "id", "")
        if name == "Shape" and isinstance(inner, ast.Dict):
            for key, value in zip(inner.keys, inner.values):
                yield from _leaves(value, (*path, str(getattr(key, "value", ""))))
            return
        if name == "Field" and len(node.args) == 1 and not node.keywords:
            yield from _leaves(inner, path)
            return
    yield ".".join(path), ast.unparse(node)


def _code(script: str) -> Iterator[tuple[str, str]]:
    """The author's code in a script: each top-level statement under the name that it binds, and what it imports."""
    lines = script.split("\n")
    sections = {}
    section = ""
    used: set[str] = set()
    for number, line in enumerate(lines, start=1):
        match = _SECTION.match(line)
        section = match.group(1) if match else section
        sections[number] = section
    for node in ast.parse(script).body:
        own = sections[node.lineno].startswith(_OWN)
        if own or isinstance(node, (ast.Import, ast.ImportFrom)) or _is_docstring(node) or _is_main(node):  # fmt: skip
            continue
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        text = "\n".join(lines[first - 1 : node.end_lineno])
        yield _bound(node) or text.split("\n")[0], text
        used |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    for node in ast.parse(script).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                if (alias.asname or alias.name).partition(".")[0] in used:
                    text = ast.unparse(type(node)(**{**vars(node), "names": [alias]}))
                    yield text, text


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_main(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def _bound(node: ast.stmt) -> str:
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0])
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.target)
    return str(getattr(node, "name", ""))
