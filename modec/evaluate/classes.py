"""Classes of the author's: what definitions read of them, and instances of them."""

from __future__ import annotations

import ast
import copy
import dataclasses
import typing
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from modec.diagnostics import Refused, finding
from modec.evaluate import attributes, intrinsics
from modec.evaluate.class_views import lineage
from modec.evaluate.data_classes import record_of, set_fields
from modec.evaluate.enums import ENUMS, standard_base
from modec.evaluate.makers import calls_or_stores, give_up, makers
from modec.evaluate.members import make_members, member_of
from modec.evaluate.residuals import computed, needed
from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.truth import (
    builtin_container,
    truth,
)
from modec.evaluate.unknown import forget, spoil
from modec.evaluate.values import (
    Computed,
    Environment,
    External,
    Residual,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)
from modec.runtime.types import DagsterType

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_GENERIC = (("Generic",), ("Protocol",))
# Bases that leave the attributes of instances to the class itself.
_TRANSPARENT = frozenset({"ABC", "Generic", "Protocol", "NamedTuple", *ENUMS})


def make_class(machine: Machine, node: ast.ClassDef, scope: Environment) -> Value:
    """What a `class` statement binds: the class, its decorators applied where evaluation follows them."""
    bases = tuple(_base(machine, base, scope) for base in node.bases)
    label = f"{scope.label}.{node.name}" if scope.label else node.name
    body = Environment(scope.module, {}, scope, label, "class", entered=machine.moment())
    for statement in node.body:
        _carry_out(machine, statement, body)
    cls = UserClass(node, scope, node.name, body.variables, bases)
    if standard_base(cls) is not None:
        make_members(machine, cls)
    cls.record = record_of(machine, cls)
    for base in bases:
        if isinstance(base, UserClass):
            base.subclasses.append(cls)
    _told_of(machine, cls, node, scope)
    return _decorated(machine, cls, node, scope)


def _base(machine: Machine, node: ast.expr, scope: Environment) -> Value:
    """A base of a class: of `Generic[T]` and `Box[int]` it is the class that counts."""
    if isinstance(node, ast.Starred):
        return machine.evaluate(node.value, scope)
    if isinstance(node, ast.Subscript):
        generic = machine.evaluate(node.value, scope)
        if isinstance(generic, UserClass):
            return generic
        if generic is typing.Generic or getattr(generic, "path", None) in _GENERIC:
            return External("typing", ("Generic",), scope.module.span(node))
    return machine.evaluate(node, scope)


def _told_of(machine: Machine, cls: UserClass, node: ast.ClassDef, scope: Environment) -> None:
    """What making the class does: `__init_subclass__` of its bases is called, and its metaclass, which is not followed."""
    for kind in metaclasses(machine, cls):
        reason = f"the metaclass {kind.__name__} may have changed it"
        for value in kind.attributes.values():
            if isinstance(value, UserFunction):
                spoil(machine, value, [], reason)
            else:
                machine.taint(value, reason, cls.span)
    for base in cls.bases:
        if not isinstance(base, UserClass):
            continue
        found, function = attributes.class_lookup(base, "__init_subclass__")
        if found and isinstance(function, UserFunction):
            keywords = {
                keyword.arg: machine.evaluate(keyword.value, scope)
                for keyword in node.keywords
                if keyword.arg not in (None, "metaclass")
            }
            call = ast.copy_location(ast.Name(node.name, ast.Load()), node)
            machine.call(function, [cls], {str(k): v for k, v in keywords.items()}, call, scope)
            return


def metaclasses(machine: Machine, cls: UserClass) -> list[UserClass]:
    """The author's metaclasses of a class."""
    found = []
    for each in lineage(cls):
        if isinstance(each, UserClass):
            for keyword in each.node.keywords:
                if keyword.arg == "metaclass":
                    kind = machine.evaluate(keyword.value, each.scope)
                    found += (
                        [every for every in lineage(kind) if isinstance(every, UserClass)]
                        if (isinstance(kind, UserClass))
                        else []
                    )
    return found


def _carry_out(machine: Machine, statement: ast.stmt, body: Environment) -> None:
    """A class's statements never stop the build by themselves: the class ships as it stands."""
    try:
        machine.execute([statement], body)
    except (Raised, Unfollowed, Refused) as error:
        if isinstance(error, Refused):
            cause = error.diagnostics[0]
        elif isinstance(error, Unfollowed):
            cause = error.diagnostic
        else:
            cause = intrinsics.raises(error)
        forget(machine, [statement], body, cause.message, cause=cause)


def _decorated(machine: Machine, cls: UserClass, node: ast.ClassDef, scope: Environment) -> Value:
    value: Value = cls
    for expression in reversed(node.decorator_list):
        decorator = machine.evaluate(expression, scope)
        if isinstance(decorator, Residual):
            continue  # it stays on the class in the script
        result = machine.call(decorator, [value], {}, expression, scope)
        value = value if isinstance(result, Computed) or result is None else result
    return value


def instantiate(
    machine: Machine,
    cls: UserClass,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`Class(...)`: an instance, which the run makes.

    An `__init__` that may do more than set attributes (it may enter the instance in a table) is interpreted at once, others when
    the instance is looked into.
    """
    if cls.members:
        return member_of(cls, args, node, scope)
    if any(isinstance(b, External) and b.path == ("TypedDict",) for b in lineage(cls)):
        return machine.call(dict, args, kwargs, node, scope)
    for base in lineage(cls):
        if isinstance(base, type) and _is_definition(base):
            return _definition(machine, cls, base, args, kwargs, node, scope)
    carried = computed(node, scope, reason=f"it is an instance of {cls.__name__}")
    instance = UserInstance(
        carried.node, carried.scope, carried.span, carried.reason, cls=cls, attributes={}
    )
    instance.says = lambda: _truth(machine, instance, node, scope)
    kind = builtin_container(cls)
    if kind in (dict, list) and transparent(cls) and not _is_filled_by_author(cls):
        filled = machine.call(kind, args, kwargs, node, scope)
        instance.contents = None if isinstance(filled, Residual) else filled
        return instance
    if not transparent(cls):
        if machine.constructing:
            raise needed(
                carried, "what is made in the body of a pipeline", carried.scope.module.span(node)
            )
        give_up(machine, cls, f"making an instance of {cls.__name__} may have changed it")
        return carried
    given, named = tuple(args), dict(kwargs)
    if machine.constructing:  # in the body of a pipeline, `__init__` may invoke solids
        with machine.made_by_run(), machine.making(instance):
            _construct(machine, instance, cls, given, named)
        return instance

    def initialise(target: UserInstance) -> None:
        _initialise(machine, target, cls, given, named)

    if any(map(calls_or_stores, makers(cls))):
        initialise(instance)
    else:
        instance.initialise = initialise
    return instance


def _is_filled_by_author(cls: UserClass) -> bool:
    return any(attributes.class_lookup(cls, name)[0] for name in ("__init__", "__setitem__"))


def _truth(
    machine: Machine, instance: UserInstance, node: ast.expr, scope: Environment
) -> bool | None:
    """Whether an instance is true, by `__bool__` or else by `__len__`; None where only the run knows."""
    for name in ("__bool__", "__len__"):
        said = attributes.special(machine, instance, name, [], node, scope)
        if said is not None:
            return truth(said)
    known = instance.contents is not None and not instance.is_spoiled
    return bool(instance.contents) if known else None


def _definition(
    machine: Machine,
    cls: UserClass,
    base: type,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """The definition that an instance of the author's subclass of one is: a class that only says what it is made of.

    Raises `Refused` (MD105) for a class that says more.
    """
    init = cls.attributes.get("__init__")
    if cls.bases == (base,) and set(cls.attributes) <= {"__init__", "__doc__"}:
        if init is None:
            return machine.call(base, args, kwargs, node, scope)
        made = _made_of(init, base) if isinstance(init, UserFunction) else None
        if made is not None:
            return machine.interpret(made, (None, *args), kwargs)
    what = f"instances of {cls.__name__}, a subclass of dagster's {base.__name__}"
    raise Refused([finding("MD105", scope.module.span(node), what=what)])


def _made_of(init: UserFunction, base: type) -> UserFunction | None:
    """An `__init__` that just calls that of `base`, as a function that gives an instance of `base`; None for others."""
    body = list(getattr(init.node, "body", ()))
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        del body[0]  # the docstring
    match body:
        case [
            ast.Expr(
                ast.Call(ast.Attribute(ast.Call(ast.Name("super")), "__init__"), args, keywords)
            )
        ]:
            pass
        case [
            ast.Expr(
                ast.Call(ast.Attribute(ast.Name(), "__init__"), [ast.Name("self"), *args], keywords)
            )
        ]:
            pass
        case _:
            return None
    call = ast.copy_location(ast.Call(ast.Name("__base__", ast.Load()), args, keywords), body[0])
    node = copy.copy(init.node)
    node.body = [ast.copy_location(ast.Return(call), body[0])]
    ast.fix_missing_locations(node)
    scope = Environment(init.module, {"__base__": base}, init.scope, init.scope.label)
    return dataclasses.replace(init, node=node, scope=scope)


def _is_definition(base: type) -> bool:
    return base.__module__.startswith("modec.definitions") or issubclass(base, DagsterType)


def transparent(cls: UserClass) -> bool:
    """Whether instances have just the attributes that the author's own classes say."""
    if "__getattribute__" in cls.attributes or "__new__" in cls.attributes:
        return False
    for base in cls.bases:
        if isinstance(base, UserClass):
            if not transparent(base):
                return False
        elif isinstance(base, External):
            if not base.path or base.path[-1] not in _TRANSPARENT:
                return False
        elif isinstance(base, Residual):
            return False
    return True


def _initialise(
    machine: Machine,
    instance: UserInstance,
    cls: UserClass,
    args: tuple[Value, ...],
    kwargs: dict[str, Value],
) -> None:
    constructing, machine.constructing = machine.constructing, 0
    try:
        with machine.made_by_run(), machine.making(instance):
            _construct(machine, instance, cls, args, kwargs)
    except (Raised, Unfollowed, Refused) as error:
        # Half of the attributes is not a basis to build on.
        instance.attributes.clear()
        instance.is_spoiled = True
        if isinstance(error, Unfollowed):
            instance.cause = error.diagnostic
        give_up(machine, cls, f"making an instance of {cls.__name__} may have changed it")
    finally:
        machine.constructing = constructing


def _construct(
    machine: Machine,
    instance: UserInstance,
    cls: UserClass,
    args: tuple[Value, ...],
    kwargs: dict[str, Value],
) -> None:
    found, init = attributes.class_lookup(cls, "__init__")
    if found and isinstance(init, UserFunction):
        machine.interpret(init, (instance, *args), kwargs)
    else:
        set_fields(machine, instance, cls, args, kwargs)
