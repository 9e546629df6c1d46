"""Import statements, and the execution of first-party modules that they lead to."""

from __future__ import annotations

import ast
import typing
from typing import TYPE_CHECKING

from modec.definitions.checks import with_finding
from modec.diagnostics import Span, finding
from modec.diagnostics.near import did_you_mean
from modec.evaluate import foreseen, intrinsics
from modec.evaluate.names import bind, held
from modec.evaluate.paths import REASON
from modec.evaluate.residuals import residuals_in
from modec.evaluate.signals import Raised
from modec.evaluate.values import (
    Environment,
    External,
    Opaque,
    ProjectPath,
    Unsupported,
    UserFunction,
    UserModule,
    Value,
    VocabularyModule,
)
from modec.source.finder import is_namespace
from modec.source.libraries import how_to_provide, is_library

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine
    from modec.source.program import Module


def load(machine: Machine, name: str) -> Environment | None:
    """The environment of a first-party module, its packages' and its own code executed if they weren't yet.

    None for what isn't first-party. Raises `Refused` when a file cannot be read or parsed.
    """
    module = machine.program.find(name)
    if module is None:
        return None
    if module.name in machine.running:
        return machine.running[module.name]
    package = module.name.rpartition(".")[0]
    if package:
        load(machine, package)
    if module.name in machine.running:  # the package imports it
        return machine.running[module.name]
    environment = module_environment(module)
    machine.running[module.name] = environment
    before = machine.budget.statement, machine.nesting, machine.guarded, machine.constructing
    machine.nesting = machine.guarded = machine.constructing = 0
    machine.execute(module.tree.body, environment)
    machine.budget.statement, machine.nesting, machine.guarded, machine.constructing = before
    above = machine.running.get(package)
    if above is not None:  # Python binds it there whatever the package has under that name
        bind(machine, above, name.rpartition(".")[2], UserModule(module, environment))
    if not is_namespace(module):
        machine.environments[module.name] = environment
    return environment


def module_environment(module: Module) -> Environment:
    """A module's environment before its first statement."""
    environment = Environment(module, kind="module")
    file = ast.Name("__file__", ast.Load())
    environment.variables.update(
        __name__=module.name,
        __file__=ProjectPath(file, environment, None, REASON, path=str(module.path)),
        __doc__=ast.get_docstring(module.tree, clean=False),
    )
    if module.is_package:
        folder = module.path if is_namespace(module) else module.path.parent
        first = ast.parse("__path__[0]", mode="eval").body
        path = ProjectPath(first, environment, None, REASON, path=str(folder))
        environment.variables["__path__"] = [path]
    return environment


def execute_import(machine: Machine, node: ast.Import, scope: Environment) -> None:
    """`import a.b`, `import a.b as c`."""
    for alias in node.names:
        top = alias.name.split(".")[0]
        whole = _module(machine, alias.name, node, scope)
        if alias.asname is not None:
            bind(machine, scope, alias.asname, _renamed(machine, alias.name, whole))
        else:
            bind(
                machine,
                scope,
                top,
                whole if top == alias.name else _module(machine, top, node, scope),
            )


def execute_import_from(machine: Machine, node: ast.ImportFrom, scope: Environment) -> None:
    """`from a import b`. Raises `Raised` (ImportError) for what the project does not have."""
    if node.module == "__future__":
        return
    name = absolute_name(node, scope)
    environment = None if intrinsics.is_vocabulary(name) else load(machine, name)
    for alias in node.names:
        if alias.name == "*":
            _import_everything(machine, name, environment, scope, node)
            continue
        value = _imported(machine, name, environment, alias.name, node, scope)
        bind(machine, scope, alias.asname or alias.name, value)


def absolute_name(node: ast.ImportFrom, scope: Environment) -> str:
    """The module that a `from` names, a relative one made absolute. Raises `Raised` (ImportError)."""
    if not node.level:
        return node.module or ""
    parts = scope.module.package.split(".") if scope.module.package else []
    if node.level > len(parts):
        error = ImportError("attempted relative import beyond top-level package")
        raise Raised(error, scope.module.span(node))
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def _module(machine: Machine, name: str, node: ast.stmt, scope: Environment) -> Value:
    if intrinsics.is_vocabulary(name):
        return VocabularyModule(name)
    environment = load(machine, name)
    if environment is not None:
        return UserModule(environment.module, environment)
    return _outside(name, (), scope.module.span(node))


def _renamed(machine: Machine, name: str, whole: Value) -> Value:
    """What `import a.b as c` binds: the attribute `b` of `a`, which need not be the module."""
    package, _, last = name.rpartition(".")
    above = machine.running.get(package)
    if not isinstance(whole, UserModule) or above is None or last not in above.variables:
        return whole
    return held(machine, above, last, above.variables[last])


def _outside(name: str, path: tuple[str, ...], span: Span) -> External:
    """What is no part of the project. Of a library over dagster the script needs the source."""
    value = External(name, path, span)
    if is_library(name):
        value.cause = finding("MD108", span, module=name, help=how_to_provide(name))
    if name.partition(".")[0] == "dagstermill":
        reason = "notebooks talk to Dagster while they run"
        help = "write a solid that runs the notebook: papermill.execute_notebook(...)"
        shown = ".".join(path) or name
        value.cause = finding(
            "MD110", span, name=shown, module="dagstermill", reason=reason, help=help
        )
    return value


def _imported(
    machine: Machine,
    name: str,
    environment: Environment | None,
    attribute: str,
    node: ast.ImportFrom,
    scope: Environment,
) -> Value:
    span = scope.module.span(node)
    if intrinsics.is_vocabulary(name):
        found_there = intrinsics.attribute(name, attribute, span)
        if isinstance(found_there, Unsupported) and found_there.cause is not None:
            # Python could not import the program at all.
            if scope.kind == "module" and not machine.guarded:
                for alias in node.names:
                    each = intrinsics.attribute(name, alias.name, scope.module.span(alias))
                    if isinstance(each, Unsupported) and each.cause is not None:
                        machine.fatal.append(each.cause)
            error = ImportError(f"cannot import name {attribute!r} from {name!r}")
            raise Raised(with_finding(error, found_there.cause), span)
        return found_there
    if environment is not None:
        found = _attribute(machine, environment, name, attribute)
        if found is not None:
            return found[0]
        error = ImportError(f"cannot import name {attribute!r} from {name!r}")
        if scope.kind == "module" and not machine.guarded and name not in machine.environments:
            # Python could not import the program at all: that module is still being executed.
            reason = "this is a circular import, and that module has not got so far as to define it"
            machine.fatal.append(
                finding(
                    "MD106",
                    span,
                    name=attribute,
                    module=name,
                    reason=reason,
                    help="import it inside the function that uses it, or move it into a module of its own",
                )
            )
        raise Raised(error, span, did_you_mean(attribute, environment.variables).rstrip())
    if node.level:
        raise Raised(ModuleNotFoundError(f"No module named {name!r}"), span)
    if name == "typing":
        return intrinsics.typing_name(attribute, span)
    known = foreseen.constant(name, (attribute,))
    return _outside(name, (attribute,), span) if known is None else known


def _attribute(
    machine: Machine, environment: Environment, name: str, attribute: str
) -> tuple[Value] | None:
    """What a first-party module has under that name, in a tuple of one; None when it has nothing."""
    if attribute in environment.variables:
        return (held(machine, environment, attribute, environment.variables[attribute]),)
    inner = submodule(machine, f"{name}.{attribute}")
    if inner is not None:
        return (inner,)
    if is_namespace(environment.module):  # a folder of that name, but the package is another one
        return (External(name, (attribute,)),)
    if environment.stars:
        return (External(environment.stars[-1], (attribute,)),)
    return _made_up(machine, environment, attribute)


def _made_up(machine: Machine, environment: Environment, attribute: str) -> tuple[Value] | None:
    """What the `__getattr__` of a module gives for a name that it does not bind; None where there is none, or that raises."""
    function = environment.variables.get("__getattr__")
    if not isinstance(function, UserFunction) or attribute.startswith("__"):
        return None
    node = ast.copy_location(ast.Name(attribute, ast.Load()), function.node)
    try:
        value = machine.call(function, [attribute], {}, node, environment)
    except Raised as raised:
        if isinstance(raised.error, AttributeError):
            return None
        raise
    if any(residuals_in(value)):
        reason = "its module makes it up by __getattr__, when the script runs"
        return (Opaque(attribute, function.span, reason),)
    return (value,)


def submodule(machine: Machine, name: str) -> UserModule | None:
    """The first-party module of that name as a value, None when there is none."""
    environment = load(machine, name)
    return None if environment is None else UserModule(environment.module, environment)


def member(
    machine: Machine, owner: UserModule, name: str, node: ast.expr, scope: Environment
) -> Value:
    """`module.name`. Raises `Raised` (AttributeError)."""
    found = _attribute(machine, owner.environment, owner.module.name, name)
    if found is not None:
        return found[0]
    error = AttributeError(f"module {owner.module.name!r} has no attribute {name!r}")
    help = did_you_mean(name, owner.environment.variables).rstrip()
    raise Raised(error, scope.module.span(node), help)


def _import_everything(
    machine: Machine,
    name: str,
    environment: Environment | None,
    scope: Environment,
    node: ast.ImportFrom,
) -> None:
    if intrinsics.is_vocabulary(name):
        for each in intrinsics.public_names():
            bind(machine, scope, each, intrinsics.attribute(name, each, scope.module.span(node)))
    elif environment is not None:
        for each in exported(environment):
            found = _attribute(machine, environment, name, each)
            if found is not None:
                bind(machine, scope, each, found[0])
        scope.top.stars.extend(environment.stars)
    elif name == "typing":
        for each in typing.__all__:
            bind(machine, scope, each, intrinsics.typing_name(each, scope.module.span(node)))
    else:
        scope.top.stars.append(name)


def exported(environment: Environment) -> list[str]:
    """What `import *` takes of a module: `__all__`, or the names without an underscore, in order."""
    listed = environment.variables.get("__all__")
    if isinstance(listed, (list, tuple)):
        return [name for name in listed if isinstance(name, str)]
    return [name for name in environment.variables if not name.startswith("_")]
