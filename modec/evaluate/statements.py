"""Statements: one function a kind of node, and what becomes of those that evaluation cannot follow."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from modec.diagnostics import Diagnostic, InternalError, Refused, finding
from modec.evaluate import (
    changes,
    classes,
    control,
    imports,
    operators,
    outside,
    search_path,
    stores,
)
from modec.evaluate.applying import apply
from modec.evaluate.decorators import decorate
from modec.evaluate.functions import make_function
from modec.evaluate.intrinsics import is_host, raises
from modec.evaluate.machine import Failure
from modec.evaluate.names import bind, read, unbind
from modec.evaluate.signals import Flow, Jump, Raised, Return, Unfollowed
from modec.evaluate.targets import assign
from modec.evaluate.unknown import forget, own_nodes
from modec.evaluate.values import (
    Environment,
    Residual,
    Unsupported,
    UserInstance,
    Value,
    VocabularyModule,
)
from modec.source.names import dotted, last_name

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

NO_SUCH_NAME = "it has no such name"

Rule = Callable[["Machine", Any, Environment], Flow]


def execute(machine: Machine, body: Sequence[ast.stmt], scope: Environment) -> Flow:
    """Carry out statements in order; how they end.

    Those of a module never stop its execution: the names that a failing one binds become residual. Inside of
    functions, raises `Raised`, `Unfollowed` and `Refused`.
    """
    step = _at_module_level if scope.kind == "module" else _carry_out
    for statement in body:
        flow = step(machine, statement, scope)
        if flow is not None:
            return flow
    return None


def _carry_out(machine: Machine, statement: ast.stmt, scope: Environment) -> Flow:
    machine.budget.step(scope.module, statement)
    rule = RULES.get(type(statement))
    if rule is None:
        what = f"`{type(statement).__name__.lower()}`"
        raise Unfollowed(finding("MD105", scope.module.span(statement), what=what))
    return rule(machine, statement, scope)


def _at_module_level(machine: Machine, statement: ast.stmt, scope: Environment) -> Flow:
    # The parts of a compound statement come here as well: each may fail for itself, within the whole's budget.
    if not machine.nesting:
        machine.budget.next_statement()
    machine.nesting += 1
    before, machine.under_way = machine.under_way, (scope.module, statement)
    try:
        return _carry_out(machine, statement, scope)
    except Raised as error:
        if machine.guarded:
            raise
        _give_up(machine, statement, scope, error)
    except InternalError:
        raise
    except Exception as error:  # a statement that evaluation trips over is not carried out either
        _give_up(machine, statement, scope, error)
    finally:
        machine.nesting -= 1
        machine.under_way = before
    return None


def _give_up(machine: Machine, statement: ast.stmt, scope: Environment, error: Exception) -> None:
    """The statement's names become residual; a wrong definition is remembered as a failure."""
    if isinstance(error, Refused):
        diagnostics = error.diagnostics
    elif isinstance(error, Raised):
        diagnostics = (_raised_at_import(error, statement, scope),)
    elif isinstance(error, Unfollowed):
        diagnostics = (error.diagnostic,)
    elif isinstance(error, RecursionError):
        span = scope.module.span(statement)
        diagnostics = (finding("MD104", span, reason="expressions nest too deeply"),)
    else:
        span = scope.module.span(statement)
        diagnostics = (finding("MD105", span, what="this statement"),)
    broken = isinstance(error, Refused) or _defines(statement, scope)
    reason, cause = diagnostics[0].message, diagnostics[0]
    names = forget(machine, [statement], scope, reason, cause=cause, broken=broken)
    if broken:
        machine.failures.append(Failure(scope.module.name, tuple(names), diagnostics))


def _defines(statement: ast.stmt, scope: Environment) -> bool:
    """Whether the statement uses the vocabulary, other than inside of functions: it was to define something."""
    if not isinstance(statement, (ast.FunctionDef, ast.Assign, ast.AnnAssign)):
        return False
    for node in own_nodes([statement]):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found = scope.lookup(node.id)
            if found is not None and (is_host(found[1]) or isinstance(found[1], VocabularyModule)):
                return True
    return False


def _raised_at_import(error: Raised, statement: ast.stmt, scope: Environment) -> Diagnostic:
    if isinstance(error.error, ImportError) and isinstance(statement, (ast.Import, ast.ImportFrom)):
        name = ", ".join(alias.name for alias in statement.names)
        source = getattr(statement, "module", None) or "."
        said = str(error.error)
        reason = NO_SUCH_NAME if said.startswith("cannot import name") else said
        return finding(
            "MD106", error.span, help=error.help, name=name, module=source, reason=reason
        )
    return raises(error)


def _expression(machine: Machine, node: ast.Expr, scope: Environment) -> Flow:
    if changes.note_call(machine, node, scope):
        with machine.made_by_run():
            machine.evaluate(node.value, scope)
        if isinstance(node.value, ast.Call):
            outside.note_statement(machine, node.value, scope)
        return None
    machine.evaluate(node.value, scope)
    if isinstance(node.value, ast.Call):
        _passed_on(machine, node, node.value, scope)
        outside.note_statement(machine, node.value, scope)
    return None


def _passed_on(machine: Machine, statement: ast.Expr, node: ast.Call, scope: Environment) -> None:
    """A call for its effects of something outside of the project may change the containers it is handed."""
    try:
        callee = machine.evaluate(node.func, scope) if dotted(node.func) else None
    except (Raised, Unfollowed):
        return
    if not isinstance(callee, Residual) or isinstance(callee, (UserInstance, Unsupported)):
        return
    for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
        if isinstance(argument, ast.Name):
            found = scope.lookup(argument.id)
            if found is not None and not _only_reads(node.func):
                machine.taint(
                    found[1], "it is handed to code that is not known", scope.module.span(node)
                )
                changes.note_passed(machine, statement, argument, scope)


def _only_reads(callee: ast.expr) -> bool:
    name = last_name(callee)
    return name in _READERS or name.startswith(_READING)


# Called for their effects, but not on what they are handed.
_READERS = frozenset(
    {"print", "pprint", "info", "debug", "warning", "error", "critical", "exception", "log"}
    | {"dictConfig", "basicConfig", "dump", "write"}
)
_READING = ("assert", "check", "ensure", "is_", "validate")


def _assign(machine: Machine, node: ast.Assign, scope: Environment) -> Flow:
    value = machine.evaluate(node.value, scope)
    changes.note_stores(machine, node, scope)
    for target in node.targets:
        assign(machine, target, value, scope)
    return None


def _annotated(machine: Machine, node: ast.AnnAssign, scope: Environment) -> Flow:
    if node.value is not None:
        value = machine.evaluate(node.value, scope)
        changes.note_stores(machine, node, scope)
        assign(machine, node.target, value, scope)
    return None


def _augmented(machine: Machine, node: ast.AugAssign, scope: Environment) -> Flow:
    load: ast.expr
    if isinstance(node.target, ast.Name):
        load = ast.Name(node.target.id, ast.Load())
        before = read(machine, ast.copy_location(load, node.target), scope)
    else:
        copied = ast.Attribute if isinstance(node.target, ast.Attribute) else ast.Subscript
        fields = {**dict(ast.iter_fields(node.target)), "ctx": ast.Load()}
        load = ast.copy_location(copied(**fields), node.target)
        before = machine.evaluate(load, scope)
    operand = machine.evaluate(node.value, scope)
    search_path.note_extension(machine, before, operand)
    changes.note_stores(machine, node, scope)
    if isinstance(before, (list, set, dict)):
        machine.changes(before)
    if isinstance(before, (list, set, dict)) and isinstance(operand, Residual):
        machine.taint(before, "it is extended by what only the run knows", scope.module.span(node))
        return None
    result: Value
    whole = ast.copy_location(ast.BinOp(load, node.op, node.value), node)
    if (
        isinstance(before, list)
        and isinstance(node.op, ast.Add)
        and not isinstance(operand, Residual)
    ):
        before.extend(machine.call(list, [operand], {}, whole, scope))
        result = before
    elif isinstance(before, (set, dict)) and isinstance(node.op, ast.BitOr):
        before.update(operand)
        result = before
    else:
        result = operators.binary(machine, whole, node.op, before, operand, scope)
    assign(machine, node.target, result, scope)
    return None


def _function(
    machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Environment
) -> Flow:
    made = decorate(machine, make_function(machine, node, scope), node, scope)
    bind(machine, scope, node.name, made)
    return None


def _class(machine: Machine, node: ast.ClassDef, scope: Environment) -> Flow:
    bind(machine, scope, node.name, classes.make_class(machine, node, scope))
    return None


def _return(machine: Machine, node: ast.Return, scope: Environment) -> Flow:
    return Return(machine.evaluate(node.value, scope) if node.value is not None else None)


def _delete(machine: Machine, node: ast.Delete, scope: Environment) -> Flow:
    changes.note_stores(machine, node, scope)
    for target in node.targets:
        if isinstance(target, ast.Name):
            unbind(scope, target.id)
        elif isinstance(target, ast.Attribute):
            owner = machine.evaluate(target.value, scope)
            stores.delete_attribute(machine, [owner, target.attr], target, scope)
        elif isinstance(target, ast.Subscript):
            owner = machine.evaluate(target.value, scope)
            index = machine.evaluate(target.slice, scope)
            span = scope.module.span(target)
            if isinstance(owner, (dict, list)):
                machine.changes(owner)
            if isinstance(index, Residual):
                machine.taint(owner, "an element is deleted that only the run knows", span)
            elif isinstance(owner, (dict, list)):
                apply(_remove, target, scope, owner, index)
    return None


def _remove(container: Any, index: Any) -> None:
    del container[index]


def _global(machine: Machine, node: ast.Global, scope: Environment) -> Flow:
    for name in node.names:
        scope.elsewhere[name] = scope.top
    return None


def _nonlocal(machine: Machine, node: ast.Nonlocal, scope: Environment) -> Flow:
    for name in node.names:
        found = scope.parent.lookup(name) if scope.parent is not None else None
        if found is not None:
            scope.elsewhere[name] = found[0]
    return None


def _note_import(machine: Machine, node: ast.Import | ast.ImportFrom, scope: Environment) -> None:
    if scope.kind in ("module", "class"):
        scope.top.executed.add(node)
    elif machine.under_way is not None:
        module, statement = machine.under_way
        machine.running[module.name].inner_imports.append((statement, scope.module, node))


def _import(machine: Machine, node: ast.Import, scope: Environment) -> Flow:
    _note_import(machine, node, scope)
    imports.execute_import(machine, node, scope)
    return None


def _import_from(machine: Machine, node: ast.ImportFrom, scope: Environment) -> Flow:
    _note_import(machine, node, scope)
    imports.execute_import_from(machine, node, scope)
    return None


def _pass(machine: Machine, node: ast.stmt, scope: Environment) -> Flow:
    return None


def _break(machine: Machine, node: ast.stmt, scope: Environment) -> Flow:
    return Jump.BREAK


def _continue(machine: Machine, node: ast.stmt, scope: Environment) -> Flow:
    return Jump.CONTINUE


RULES: dict[type[ast.stmt], Rule] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.Return: _return,
    ast.Delete: _delete,
    ast.Global: _global,
    ast.Nonlocal: _nonlocal,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Pass: _pass,
    ast.Break: _break,
    ast.Continue: _continue,
    **control.RULES,
}
