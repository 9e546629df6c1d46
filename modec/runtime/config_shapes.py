"""Dicts of fields: Shape takes the declared keys only, Permissive takes others too."""

from typing import Any, Dict, List, Mapping, Optional, Union, cast

from modec.runtime.config_errors import ConfigPath, EvaluationError, at
from modec.runtime.config_types import ConfigType, Field
from modec.runtime.readonly import ReadOnlyDict


class FieldsType(ConfigType):
    """The base of the types that are dicts of fields: `Field`s, or bare types where those say it all.

    `fields` keeps the order of declaration.
    """

    has_fields = True

    def __init__(self, fields: Mapping[str, Union[Field, ConfigType]]) -> None:
        self.fields: Dict[str, Field] = {
            name: field if isinstance(field, Field) else Field(field)
            for name, field in fields.items()
        }

    def describe(self) -> str:
        parts = [
            f"{name}{'' if field.is_required else '?'}: {field.config_type.describe()}"
            for name, field in sorted(self.fields.items())
        ]
        return " ".join(["{", *parts, "}"])

    def unexpected_entry(self, name: Any, path: ConfigPath) -> EvaluationError:
        """The error about one key that is not a field."""
        message = (
            f'Received unexpected config entry "{name}" {at(path)}. Expected: "{self.describe()}".'
        )
        return EvaluationError(path, message)


class Shape(FieldsType):
    """A dict that has the declared fields and no others.

    `field_aliases` gives fields a second name under which they may be given instead.
    Rebuilt by: Shape(fields, field_aliases=...)
    """

    def __init__(
        self,
        fields: Mapping[str, Union[Field, ConfigType]],
        field_aliases: Optional[Mapping[str, str]] = None,
    ) -> None:
        super().__init__(fields)
        self.field_aliases: Dict[str, str] = dict(field_aliases or {})

    @property
    def is_required(self) -> bool:
        return any(field.is_required for field in self.fields.values())

    def sample(self) -> Any:
        return {
            name: field.config_type.sample()
            for name, field in sorted(self.fields.items())
            if field.is_required
        }

    def names_in(self, value: Dict[str, Any], name: str) -> List[str]:
        """Under which of its names the field `name` is given: none, one, or two by mistake."""
        alias = self.field_aliases.get(name)
        names = (name,) if alias is None else (name, alias)
        return [each for each in names if each in value]

    def validate_given(self, value: Any, path: ConfigPath) -> List[EvaluationError]:
        if not isinstance(value, dict):
            message = f'Value {at(path)} must be dict. Expected: "{self.describe()}".'
            return [EvaluationError(path, message)]
        errors = self.unexpected(value, path) + self.missing(value, path)
        for name, child in sorted(self.fields.items()):
            names = self.names_in(value, name)
            if len(names) == 1:
                errors += child.config_type.validate(value[names[0]], (*path, name))
            elif names:
                message = (
                    f"Received both field '{names[0]}' and field '{names[1]}' in config. "
                    "Please use one or the other."
                )
                errors.append(EvaluationError((*path, name), message))
        return errors

    def unexpected(self, value: Dict[str, Any], path: ConfigPath) -> List[EvaluationError]:
        """One error for all keys that are no fields."""
        known = {*self.fields, *self.field_aliases.values()}
        extra = sorted(str(key) for key in value if key not in known)
        if not extra:
            return []
        if len(extra) == 1:
            return [self.unexpected_entry(extra[0], path)]
        message = (
            f'Received unexpected config entries "{extra}" {at(path)}. '
            f'Expected: "{sorted(self.fields)}."'
        )
        return [EvaluationError(path, message)]

    def missing(self, value: Dict[str, Any], path: ConfigPath) -> List[EvaluationError]:
        """One error for all required fields that are not given, with a sample of what would do."""
        missing = [
            name
            for name, child in sorted(self.fields.items())
            if child.is_required and not self.names_in(value, name)
        ]
        if not missing:
            return []
        sample = {name: self.fields[name].config_type.sample() for name in missing}
        if len(missing) == 1:
            what, which = f'entry "{missing[0]}"', "entry"
        else:
            what, which = f"entries {missing}", "entries"
        message = (
            f"Missing required config {what} {at(path)}. "
            f"Sample config for missing {which}: {sample}"
        )
        return [EvaluationError(path, message)]

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        given = cast(Dict[str, Any], value or {})
        # What was validated lacks nothing; a Selector's only field can stand for a dict that nobody gave.
        errors += self.missing(given, path)
        resolved = {}
        for name, child in self.fields.items():
            names = self.names_in(given, name)
            if names or child.has_default:
                inner = given[names[0]] if names else child.default_value
                resolved[name] = child.config_type.resolve(inner, (*path, name), errors)
        return ReadOnlyDict(resolved)


class Permissive(Shape):
    """A dict that has the declared fields and may have others, which pass unchanged.

    Rebuilt by: Permissive(fields)
    """

    def __init__(self, fields: Optional[Mapping[str, Union[Field, ConfigType]]] = None) -> None:
        super().__init__(fields or {})

    def unexpected(self, value: Dict[str, Any], path: ConfigPath) -> List[EvaluationError]:
        return [
            EvaluationError(path, f"The config key {key!r} {at(path)} must be a string.")
            for key in value
            if not isinstance(key, str)
        ]

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        declared = super().resolve(value, path, errors)
        return ReadOnlyDict(
            {**declared, **{k: v for k, v in (value or {}).items() if k not in declared}}
        )
