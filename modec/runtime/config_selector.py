"""Selector: a choice of exactly one field."""

from typing import Any, List

from modec.runtime.config_errors import ConfigPath, EvaluationError, at
from modec.runtime.config_shapes import FieldsType
from modec.runtime.readonly import ReadOnlyDict


class Selector(FieldsType):
    """A dict with exactly one of the declared fields.

    A field whose type has fields itself may be chosen by its name alone (`key: null`). `{}` is accepted where
    there is but one field and it is optional (4.1).
    Rebuilt by: Selector(fields)
    """

    @property
    def is_required(self) -> bool:
        return len(self.fields) != 1 or any(field.is_required for field in self.fields.values())

    def sample(self) -> Any:
        return "<selector>"

    def validate_given(self, value: Any, path: ConfigPath) -> List[EvaluationError]:
        if not isinstance(value, dict):
            message = f"Value for selector type {at(path)} must be a dict"
            return [EvaluationError(path, message)]
        if not value:
            return self.validate_empty(path)
        if len(value) > 1:
            message = (
                f"You can only specify a single field {at(path)}. "
                f"You specified {sorted(map(str, value))}. "
                f"The available fields are {sorted(self.fields)}"
            )
            return [EvaluationError(path, message)]
        ((name, chosen),) = value.items()
        if name not in self.fields:
            return [self.unexpected_entry(name, path)]
        config_type = self.fields[name].config_type
        if chosen is None and config_type.has_fields:
            chosen = {}
        return config_type.validate(chosen, (*path, name))

    def validate_empty(self, path: ConfigPath) -> List[EvaluationError]:
        """The errors of `{}`."""
        if not self.is_required:
            return []
        names = sorted(self.fields)
        if len(names) > 1:
            message = (
                f"Must specify a field {at(path)} if more than one field is defined. "
                f"Defined fields: {names}"
            )
        else:
            message = f"Must specify the required field {at(path)}. Defined fields: {names}"
        return [EvaluationError(path, message)]

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        if value:
            ((name, chosen),) = value.items()
        else:
            ((name, field),) = self.fields.items()
            chosen = field.default_value
        resolved = self.fields[name].config_type.resolve(chosen, (*path, name), errors)
        return ReadOnlyDict({name: resolved})
