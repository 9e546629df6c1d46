"""Forms: what becomes of the context of a solid's or resource's function.

Dissolved, each thing that is read through the context is a parameter: the resources in the order of their
first use, then `config`, `log`, `run_id`. A parameter is called after what it is (`db` for
`context.resources.db`), unless that name already means something else in the body; then `db_resource`,
`solid_config`, `context_log`, `context_run_id`.
"""

from __future__ import annotations

import ast
import keyword
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from modec.cache import remembered
from modec.diagnostics import Refused, refuse
from modec.evaluate.values import ClassMaker, UserFunction
from modec.unroll.code import Form
from modec.unroll.context_use import RESOURCE_READS, SOLID_READS, ContextUse, Read, context_use
from modec.unroll.scopes import FunctionScopes
from modec.unroll.texts import key_of
from modec.unroll.undeclared import undeclared_findings

if TYPE_CHECKING:
    from modec.definitions.resource import ResourceDefinition
    from modec.definitions.solid import SolidDefinition

AFTER_RESOURCES = ("config", "log", "run_id")


def form_of(
    function: UserFunction,
    name: str,
    section: str,
    reads: Mapping[str, str],
    declared: Collection[str],
    context: str | None,
    comment: str = "",
) -> Form:
    """The form of a function whose context parameter is called `context` (None when it has none).

    `reads` says what may be dissolved (`SOLID_READS`, `RESOURCE_READS`), `declared` which resource keys its
    definition declares. Raises `Refused` (MD350) where it reads a resource that is not declared: Dagster
    refuses when the read is reached (semantics 1.11), modec when it builds.
    """
    if context is None:
        return Form(name, section=section, comment=comment)
    known = remembered(
        lambda: _key(function, reads, declared, context),
        lambda: _parameters_if_certain(function, reads, declared, context),
    )
    if known is not False:
        given = tuple((what, parameter) for what, parameter in known)
        return Form(name, context, False, given, section, comment)
    use = context_use(function, context, reads)
    undeclared = undeclared_findings(function, use, declared, name)
    if undeclared:
        raise Refused(undeclared)
    _refuse_fields(function, use)
    kept = not _is_plain_first(function, context) or any(
        key not in declared for key in use.resource_keys
    )
    if kept or use.escapes or function.is_decorated_at_run:
        return Form(name, context, kept=True, section=section, comment=comment)
    return Form(name, context, False, _parameters(use, context), section, comment)


def _parameters_if_certain(
    function: UserFunction, reads: Mapping[str, str], declared: Collection[str], context: str
) -> list[tuple[str, str]] | Literal[False]:
    """The parameters in place of a context that is only read, of what is declared; False for all that takes a closer look.

    What it gives depends on nothing but what `_key` says.
    """
    if function.is_decorated_at_run or not _is_plain_first(function, context):
        return False
    use = context_use(function, context, reads)
    if use.escapes or any(key not in declared for key in use.resource_keys):
        return False
    return list(_parameters(use, context))


def _key(
    function: UserFunction, reads: Mapping[str, str], declared: Collection[str], context: str
) -> str:
    """All that the parameters in place of a context depend on."""
    about = (function.is_decorated_at_run, sorted(reads.items()), sorted(declared), context)
    return f"form {about}\n{key_of(function)}"


def _is_plain_first(function: UserFunction, context: str) -> bool:
    """Whether the context is the first positional parameter: parameters can take its place."""
    arguments = function.node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    return bool(positional) and positional[0].arg == context


def _refuse_fields(function: UserFunction, use: ContextUse) -> None:
    """Refuse asking `context.resources` for all that it has: Dagster's has its own IO managers, too (1.11)."""
    if not use.resources_escape:
        return
    looked_up = {
        node.value.func
        for node in ast.walk(function.node)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call)
    }
    for node in ast.walk(function.node):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("_fields", "_asdict")
            and node not in looked_up
        ):
            refuse(
                "MD503",
                function.module.span(node),
                name=node.attr,
                module="context.resources",
                help="name the resources: those that the solid declares are all that there are",
            )


def _parameters(use: ContextUse, context: str) -> tuple[tuple[str, str], ...]:
    """What is read, and the name of the parameter for it, in the order of the parameters."""
    wanted = [f"resources.{key}" for key in use.resource_keys]
    wanted += [what for what in AFTER_RESOURCES if any(read.what == what for read in use.reads)]
    chosen: dict[str, str] = {}
    for what in wanted:
        reads = [read for read in use.reads if read.what == what]
        for name in _candidates(what, reads[0].attribute):
            if name not in chosen.values() and _is_free(name, reads, use.scopes, context):
                chosen[what] = name
                break
    return tuple(chosen.items())


def _candidates(what: str, attribute: str) -> Iterator[str]:
    """Names for a parameter, best first; the last of them are free in any function that people write."""
    key = what.rpartition(".")[2]
    second = f"{key}_resource" if what.startswith("resources.") else attribute
    second = f"context_{key}" if second == key else second
    second = second if second.isidentifier() else f"resource_{key}"
    yield key
    yield second
    yield from (f"{second}_{number}" for number in range(2, 1000))


def _is_free(name: str, reads: list[Read], scopes: FunctionScopes, context: str) -> bool:
    """Whether a parameter of that name changes nothing else in the body, and is seen wherever it is read."""
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("__"):
        return False
    own = scopes.own
    if name in own.globals or name in own.nonlocals:
        return False
    if any(read.scope.hides(name, own) for read in reads):
        return False
    aliases = {id(read.node) for read in reads}
    first_own = True
    for place in scopes.named(name):
        target = place.scope.resolve(name)
        if target is None and name not in place.scope.globals:
            return False
        if target is own:
            if name == context:
                continue  # every place of it goes
            alias = _aliased(place.node, scopes) if place.binds else None
            if place.binds and id(alias) not in aliases:
                return False
            if first_own and not (alias and _is_statement_of_body(place.node, scopes)):
                return False
            first_own = False
    return True


def _aliased(target: ast.AST, scopes: FunctionScopes) -> ast.expr | None:
    """The value of the statement `target = value` that binds this name, when it does nothing else."""
    match scopes.parents.get(target):
        case ast.Assign(targets=[only], value=value) if only is target:
            return value
        case ast.AnnAssign(target=only, value=value) if only is target:
            return value
    return None


def _is_statement_of_body(target: ast.AST, scopes: FunctionScopes) -> bool:
    """Whether the assignment to `target` is a statement of the function's own body, so always runs."""
    statement = scopes.parents[target]
    return scopes.parents.get(statement) is scopes.node


def solid_form(definition: SolidDefinition, comment: str = "") -> Form:
    """The form of a solid's function."""
    return form_of(
        definition.compute_fn,
        definition.name,
        "solids",
        SOLID_READS,
        definition.required_resource_keys,
        definition.context_parameter,
        comment,
    )


def resource_form(definition: ResourceDefinition, name: str = "", comment: str = "") -> Form:
    """The form of a resource's function: its first parameter, whatever it is called, is the context (1.2)."""
    if isinstance(definition.resource_fn, ClassMaker):
        context = definition.context_parameter
        return Form(name, context, kept=context is not None, section="resources")
    return form_of(
        definition.resource_fn,
        name or definition.resource_fn.__name__,
        "resources",
        RESOURCE_READS,
        definition.required_resource_keys,
        definition.context_parameter,
        comment,
    )
