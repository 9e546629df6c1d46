"""What a program does outside of itself when it is imported: environment variables, patches, calls that are made for what they do."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from modec.evaluate.changed_objects import CHANGING
from modec.evaluate.values import Computed, Environment, External, GlobalRef, Residual, Value
from modec.source.names import PARTS, last_name, start, start_name

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

TELLING = frozenset({"builtins", "logging", "time", "traceback", "warnings"})
"""Modules whose functions tell somebody something, as a rule."""
_SETTING_UP = frozenset(
    {"addLevelName", "basicConfig", "captureWarnings", "dictConfig", "disable", "fileConfig"}
    | {"filterwarnings", "resetwarnings", "setLogRecordFactory", "setLoggerClass", "simplefilter"}
)
"""Those of them that do more."""
_DOING = frozenset(
    {"activate", "chdir", "configure", "disable", "enable", "init", "initialise", "initialize"}
    | {"install", "makedirs", "mkdir", "putenv", "register", "seed", "set", "setup", "unsetenv"}
    | {"use"}
)
"""First words of the names of functions that are called for what they do, whatever they give back."""
_KNOWN = frozenset(
    {"load_dotenv", "patch_all", "setdefaulttimeout", "setlocale", "setrecursionlimit"}
    | {"__delitem__", "__setitem__"}
)


def note_call(machine: Machine, callee: External) -> None:
    """A call that the build does not follow, wherever it stands: `_ = load_dotenv()`, `os.environ.setdefault(...)`."""
    if not callee.path:
        return
    name = callee.path[-1]
    is_method = len(callee.path) > 1 and name in CHANGING
    if is_method or name in _KNOWN | _SETTING_UP or name.split("_")[0] in _DOING:
        machine.acts()


def note_statement(machine: Machine, node: ast.Call, scope: Environment) -> None:
    """A call that is a statement of its own in a function or a class: it is there for what it does."""
    if scope.kind == "module":
        return
    found = scope.lookup(start_name(node.func))
    if found is None or not isinstance(found[1], External):
        return
    name = getattr(node.func, "attr", "") or (found[1].path or ("",))[-1]
    if only_tells(found[1].module, name):
        return
    is_of_result = isinstance(start(node.func, PARTS), ast.Call)
    callee = found[1] if is_of_result else machine.evaluate(node.func, scope)
    if isinstance(callee, External):  # logging.getLogger("x").setLevel(10), too
        machine.acts()
        if not is_of_result:
            _remember(machine, node, f"{_dotted(callee)}() is called", scope)


def only_tells(module: str, name: str) -> bool:
    """Whether calling a function of a module, or a method of what one gave, only tells somebody something."""
    is_set_up = name in _SETTING_UP or name.startswith(("add", "set"))
    return module.partition(".")[0] in TELLING and not is_set_up


def note_store(machine: Machine, owner: Value, target: ast.AST | None, scope: Environment) -> None:
    """An attribute or an item of something outside gets a value: `os.environ["A"] = ...`, `json.dumps = ...`."""
    if isinstance(owner, External):
        machine.acts()
        if target is not None:
            _remember(machine, target, f"{_dotted(owner)} is changed", scope)
    elif isinstance(owner, Residual) and isinstance(target, (ast.Attribute, ast.Subscript)):
        # decimal.getcontext().prec = 5: what is got is there already
        made: object = target.value
        if isinstance(owner, GlobalRef) and owner.module.name in machine.running:
            held = machine.running[owner.module.name].variables.get(owner.name)
            made = held.node if isinstance(held, Computed) else None
        if isinstance(made, ast.Call) and last_name(made.func).startswith("get"):
            machine.acts()


def _remember(machine: Machine, node: ast.AST, what: str, scope: Environment) -> None:
    """Remember what is done in a function: where that makes definitions, no script does it."""
    if scope.kind == "function" and machine.under_way is not None and not machine.unrecorded:
        module, statement = machine.under_way
        machine.running[module.name].effects.append((statement, scope.module, node, what))


def _dotted(value: External) -> str:
    return ".".join((value.module, *value.path))
