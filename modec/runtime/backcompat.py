"""Helpers of `dagster.utils.backcompat`: what is experimental, and what has been renamed.

A script does not warn that Dagster's API may change: it is made of the one that it was built from.
"""

import warnings
from typing import Any, Callable, Optional

from modec.runtime.errors import CheckError


def experimental(callable_: Any) -> Any:
    """The decorator of what may change: gives the function or class as it is."""
    return callable_


def experimental_decorator(decorator: Any) -> Any:
    """The decorator of decorators that may change: gives the decorator as it is."""
    return decorator


def experimental_fn_warning(name: str, stacklevel: int = 3) -> None:
    """Says nothing of a function that may change."""


def experimental_decorator_warning(name: str, stacklevel: int = 3) -> None:
    """Says nothing of a decorator that may change."""


def experimental_class_warning(name: str, stacklevel: int = 3) -> None:
    """Says nothing of a class that may change."""


def experimental_arg_warning(arg_name: str, fn_name: str, stacklevel: int = 3) -> None:
    """Says nothing of an argument that may change."""


def experimental_functionality_warning(desc: str, stacklevel: int = 3) -> None:
    """Says nothing of anything else that may change."""


def rename_warning(
    new_name: str,
    old_name: str,
    breaking_version: str,
    additional_warn_txt: Optional[str] = None,
    stacklevel: int = 3,
) -> None:
    """Warns of a name that is deprecated."""
    more = f" {additional_warn_txt}" if additional_warn_txt else ""
    warnings.warn(
        f'"{old_name}" is deprecated and will be removed in {breaking_version}, use "{new_name}" instead.{more}',
        stacklevel=stacklevel,
    )


def canonicalize_backcompat_args(
    new_val: Any,
    new_arg: str,
    old_val: Any,
    old_arg: str,
    breaking_version: str,
    coerce_old_to_new: Optional[Callable[[Any], Any]] = None,
    additional_warn_txt: Optional[str] = None,
    stacklevel: int = 3,
) -> Any:
    """The value of an argument that was renamed, given under either name. Raises CheckError for both."""
    if new_val is not None:
        if old_val is not None:
            raise CheckError(
                f'Do not use deprecated "{old_arg}" now that you are using "{new_arg}".'
            )
        return new_val
    if old_val is None:
        return new_val
    more = f" {additional_warn_txt}" if additional_warn_txt else ""
    warnings.warn(
        f'"{old_arg}" is deprecated and will be removed in {breaking_version}, use "{new_arg}" instead.{more}',
        stacklevel=stacklevel,
    )
    return coerce_old_to_new(old_val) if coerce_old_to_new else old_val
