"""`dagster.check`, as far as libraries and programs call it while they run: arguments are what they must be."""

from typing import Any, NoReturn, Optional

from modec.runtime.errors import CheckError, ParameterCheckError


def failed(desc: str) -> NoReturn:
    """Raise `CheckError`: this place is not to be reached."""
    raise CheckError(f"Failure condition: {desc}")


def not_implemented(desc: str) -> NoReturn:
    """Raise `CheckError`: nobody has written this yet."""
    raise CheckError(f"Not implemented: {desc}")


def invariant(condition: Any, desc: Optional[str] = None) -> bool:
    """True, or `CheckError` when the condition does not hold."""
    if not condition:
        raise CheckError(f"Invariant failed. Description: {desc}" if desc else "Invariant failed.")
    return True


def param_invariant(condition: Any, param_name: str, desc: Optional[str] = None) -> None:
    """`ParameterCheckError` when what is asked of a parameter does not hold."""
    if not condition:
        raise ParameterCheckError(
            f"Invariant violation for parameter {param_name}. Description: {desc}"
        )


def not_none_param(obj: Any, param_name: str) -> Any:
    """`obj`, which is not None."""
    param_invariant(obj is not None, param_name, f"Param {param_name} cannot be none")
    return obj


def inst(obj: Any, ttype: Any, desc: Optional[str] = None) -> Any:
    """`obj`, which is an instance of `ttype`."""
    if not isinstance(obj, ttype):
        more = f" Desc: {desc}" if desc else ""
        raise CheckError(
            f"Object {obj!r} is not {_kind(ttype)}. Got {obj!r} with type {type(obj)}.{more}"
        )
    return obj


def opt_inst(obj: Any, ttype: Any, desc: Optional[str] = None, default: Any = None) -> Any:
    """`obj`, an instance of `ttype`, or `default` for None."""
    return default if obj is None else inst(obj, ttype, desc)


def inst_param(
    obj: Any, param_name: str, ttype: Any, additional_message: Optional[str] = None
) -> Any:
    """`obj`, which is an instance of `ttype`."""
    if not isinstance(obj, ttype):
        more = f" {additional_message}" if additional_message else ""
        raise ParameterCheckError(
            f'Param "{param_name}" is not {_kind(ttype)}. Got {obj!r} which is type {type(obj)}.{more}'
        )
    return obj


def opt_inst_param(obj: Any, param_name: str, ttype: Any, default: Any = None) -> Any:
    """`obj`, an instance of `ttype`, or `default` for None."""
    return default if obj is None else inst_param(obj, param_name, ttype)


def _kind(ttype: Any) -> str:
    if isinstance(ttype, tuple):
        return f"one of {sorted(each.__name__ for each in ttype)}"
    return f"a {ttype.__name__}"


def str_param(obj: Any, param_name: str) -> Any:
    """`obj`, which is a string."""
    return inst_param(obj, param_name, str)


def opt_str_param(obj: Any, param_name: str, default: Optional[str] = None) -> Any:
    """`obj`, a string, or `default` for None."""
    return opt_inst_param(obj, param_name, str, default)


def opt_nonempty_str_param(obj: Any, param_name: str, default: Optional[str] = None) -> Any:
    """`obj`, a string, or `default` for None and the empty one."""
    return opt_inst_param(obj, param_name, str) or default


def bool_param(obj: Any, param_name: str) -> Any:
    """`obj`, which is a bool."""
    return inst_param(obj, param_name, bool)


def opt_bool_param(obj: Any, param_name: str, default: Optional[bool] = None) -> Any:
    """`obj`, a bool, or `default` for None."""
    return opt_inst_param(obj, param_name, bool, default)


def int_param(obj: Any, param_name: str) -> Any:
    """`obj`, which is an int."""
    return inst_param(obj, param_name, int)


def opt_int_param(obj: Any, param_name: str, default: Optional[int] = None) -> Any:
    """`obj`, an int, or `default` for None."""
    return opt_inst_param(obj, param_name, int, default)


def float_param(obj: Any, param_name: str) -> Any:
    """`obj`, which is a float."""
    return inst_param(obj, param_name, float)


def opt_float_param(obj: Any, param_name: str, default: Optional[float] = None) -> Any:
    """`obj`, a float, or `default` for None."""
    return opt_inst_param(obj, param_name, float, default)


def numeric_param(obj: Any, param_name: str) -> Any:
    """`obj`, which is an int or a float."""
    return inst_param(obj, param_name, (int, float))


def opt_numeric_param(obj: Any, param_name: str, default: Any = None) -> Any:
    """`obj`, an int or a float, or `default` for None."""
    return opt_inst_param(obj, param_name, (int, float), default)


def callable_param(obj: Any, param_name: str) -> Any:
    """`obj`, which can be called."""
    if not callable(obj):
        raise ParameterCheckError(
            f'Param "{param_name}" is not callable. Got {obj!r} with type {type(obj)}.'
        )
    return obj


def opt_callable_param(obj: Any, param_name: str, default: Any = None) -> Any:
    """`obj`, which can be called, or `default` for None."""
    return default if obj is None else callable_param(obj, param_name)


def type_param(obj: Any, param_name: str) -> Any:
    """`obj`, which is a class."""
    if not isinstance(obj, type):
        raise ParameterCheckError(
            f'Param "{param_name}" was supposed to be a type. Got {obj!r} of type {type(obj)}'
        )
    return obj


def subclass_param(obj: Any, param_name: str, superclass: Any) -> Any:
    """`obj`, which is `superclass` or a subclass of it."""
    if not issubclass(type_param(obj, param_name), superclass):
        raise ParameterCheckError(
            f'Param "{param_name}" is a type but not a subclass of {superclass}. Got {obj} instead'
        )
    return obj


def opt_subclass_param(obj: Any, param_name: str, superclass: Any) -> Any:
    """`obj`, a subclass of `superclass`, or None."""
    return None if obj is None else subclass_param(obj, param_name, superclass)


def list_param(obj_list: Any, param_name: str, of_type: Any = None) -> Any:
    """`obj_list`, a list of instances of `of_type`."""
    return _members(inst_param(obj_list, param_name, list), of_type, "list")


def opt_list_param(obj_list: Any, param_name: str, of_type: Any = None) -> Any:
    """`obj_list`, a list of instances of `of_type`; an empty one for None."""
    return [] if obj_list is None else list_param(obj_list, param_name, of_type)


def opt_nullable_list_param(obj_list: Any, param_name: str, of_type: Any = None) -> Any:
    """`obj_list`, a list of instances of `of_type`, or None."""
    return None if obj_list is None else list_param(obj_list, param_name, of_type)


def set_param(obj_set: Any, param_name: str, of_type: Any = None) -> Any:
    """`obj_set`, a set of instances of `of_type`."""
    return _members(inst_param(obj_set, param_name, (set, frozenset)), of_type, "set")


def opt_set_param(obj_set: Any, param_name: str, of_type: Any = None) -> Any:
    """`obj_set`, a set of instances of `of_type`; an empty one for None."""
    return set() if obj_set is None else set_param(obj_set, param_name, of_type)


def tuple_param(obj: Any, param_name: str, of_type: Any = None) -> Any:
    """`obj`, a tuple of instances of `of_type`, or of as many types as that tuple has."""
    inst_param(obj, param_name, tuple)
    if not isinstance(of_type, tuple):
        return _members(obj, of_type, "tuple")
    if len(of_type) != len(obj):
        raise CheckError(f"Tuple mismatches type: got {len(obj)} members, not {len(of_type)}.")
    for member, expected in zip(obj, of_type):
        _members((member,), expected, "tuple")
    return obj


def opt_tuple_param(obj: Any, param_name: str, default: Any = None, of_type: Any = None) -> Any:
    """`obj`, a tuple, or `default` for None."""
    return default if obj is None else tuple_param(obj, param_name, of_type)


def _members(obj: Any, of_type: Any, kind: str) -> Any:
    for member in obj if of_type is not None else ():
        if not isinstance(member, of_type):
            raise CheckError(
                f"Member of {kind} mismatches type. Expected {of_type}. Got {member!r} of type {type(member)}."
            )
    return obj


def dict_param(obj: Any, param_name: str, key_type: Any = None, value_type: Any = None) -> Any:
    """`obj`, a dict of such keys and values."""
    inst_param(obj, param_name, dict)
    for key, value in obj.items():
        if key_type is not None and not isinstance(key, key_type):
            raise CheckError(
                f"Key in dictionary mismatches type. Expected {key_type!r}. Got {key!r}"
            )
        if value_type is not None and not isinstance(value, value_type):
            raise CheckError(
                f"Value in dictionary mismatches expected type for key {key}. Expected value of type "
                f"{value_type!r}. Got value {value} of type {type(value)}."
            )
    return obj


def opt_dict_param(obj: Any, param_name: str, key_type: Any = None, value_type: Any = None) -> Any:
    """`obj`, a dict of such keys and values; an empty one for None."""
    return {} if obj is None else dict_param(obj, param_name, key_type, value_type)


def opt_nullable_dict_param(
    obj: Any, param_name: str, key_type: Any = None, value_type: Any = None
) -> Any:
    """`obj`, a dict of such keys and values, or None."""
    return None if obj is None else dict_param(obj, param_name, key_type, value_type)
