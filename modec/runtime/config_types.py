"""Config types: what a schema is made of, and the two passes over a value.

The first pass, `validate`, collects everything that is wrong. Only when nothing is, the second, `resolve`,
fills in defaults, reads environment variables and gives the read-only value that the run sees. Each type
brings its own behaviour and knows no other type by name, so a script holds only the types it uses.
"""

from typing import Any, List, Optional

from modec.runtime.config_errors import ConfigPath, DagsterInvalidConfigError, EvaluationError, at


class ConfigType:
    """The base of all config types: a value that must be there and must not be None."""

    has_fields = False
    """Whether it is a dict of fields, so that a Selector may name it without a value."""

    nullable = False
    """Whether an Array may hold None in the place of such a value."""

    @property
    def is_required(self) -> bool:
        """Whether a field of this type must be given unless it says otherwise (4.2)."""
        return True

    def describe(self) -> str:
        """The type as messages show it: `Int`, `[String]`, `{ a: Int b?: String }` (4.3)."""
        raise NotImplementedError

    def sample(self) -> Any:
        """A smallest value, for messages about what is missing (4.3)."""
        return "<unknown>"

    def validate(self, value: Any, path: ConfigPath = ()) -> List[EvaluationError]:
        """Everything that is wrong with `value`, in the order of section 4.3."""
        return [self.none_error(path)] if value is None else self.validate_given(value, path)

    def none_error(self, path: ConfigPath) -> EvaluationError:
        """The error about a None."""
        message = f'Value {at(path)} must not be None. Expected "{self.describe()}"'
        return EvaluationError(path, message)

    def validate_given(self, value: Any, path: ConfigPath) -> List[EvaluationError]:
        """What `validate` does with a value that is not None."""
        raise NotImplementedError

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        """What the run sees for a valid `value`; None stands for "not given" where that is allowed.

        What only now turns out to be wrong is appended to `errors`.
        """
        return value


class AnyConfigType(ConfigType):
    """Anything, None included. Rebuilt by: AnyConfig"""

    def describe(self) -> str:
        return "Any"

    def sample(self) -> Any:
        return "AnyType"

    def validate(self, value: Any, path: ConfigPath = ()) -> List[EvaluationError]:
        return []


AnyConfig = AnyConfigType()

NO_DEFAULT = object()
"""Stands for a default value that was not given, since None is a default like others."""


class Field:
    """A config type as an entry of a dict: may it be left out, and what stands for it then (4.2).

    `has_default` says whether an entry that is left out is filled in. `default_is_implicit`: by what its
    type stands for when nothing is given; `default_value` is None then.
    Rebuilt by: Field(config_type, default_value=..., is_required=...)

    Raises `DagsterInvalidConfigError` when the default does not fit the type.
    """

    def __init__(
        self,
        config_type: ConfigType,
        default_value: Any = NO_DEFAULT,
        is_required: Optional[bool] = None,
        description: Optional[str] = None,
    ) -> None:
        self.config_type = config_type
        self.description = description
        explicit = default_value is not NO_DEFAULT
        self.default_is_implicit = (
            not explicit and is_required is None and not config_type.is_required
        )
        self.has_default = explicit or self.default_is_implicit
        self.is_required = not self.has_default if is_required is None else is_required
        self.default_value = default_value if explicit else None
        if explicit:
            self.check_default()

    def check_default(self) -> None:
        """Raise unless the default fits the type."""
        errors = self.config_type.validate(self.default_value)
        if errors:
            raise DagsterInvalidConfigError(
                "Invalid default_value for Field.", errors, self.default_value
            )


def process_config(config_type: ConfigType, value: Any, preamble: str) -> Any:
    """The resolved form of `value`, read-only.

    Raises `DagsterInvalidConfigError`, whose text starts with `preamble`, holding all errors of the pass
    that found any (4.3).
    """
    errors = config_type.validate(value)
    resolved = None if errors else config_type.resolve(value, (), errors)
    if errors:
        raise DagsterInvalidConfigError(preamble, errors, value)
    return resolved
