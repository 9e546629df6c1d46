"""Random config schemas: their text, values that fit them, and values that don't."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

SCALARS = ("int", "str", "bool", "float")
_SAMPLES: dict[str, tuple[Any, ...]] = {
    "int": (0, 1, 7, -3),
    "str": ("", "a", "word", "é"),
    "bool": (True, False),
    "float": (0.5, 2, -1.25),
}
_WRONG: dict[str, tuple[Any, ...]] = {
    "int": ("1", 1.5, True, None, [1]),
    "str": (1, None, ["a"], {"a": 1}),
    "bool": (0, "True", None),
    "float": ("0.5", None, [0.5]),
}


@dataclass
class Field:
    """A field of a shape: `mode` is required, default, optional (no default) or plain."""

    schema: Schema
    mode: str = "plain"
    default: Any = None


@dataclass
class Schema:
    """A config type: a scalar, or list, noneable, shape, permissive, selector or source over others."""

    kind: str
    inner: Schema | None = None
    fields: dict[str, Field] = field(default_factory=dict)

    def text(self) -> str:
        """As Python source."""
        if self.kind in SCALARS:
            return self.kind
        if self.kind == "source":
            return "StringSource"
        if self.kind in ("list", "noneable"):
            assert self.inner is not None
            inner = self.inner.text()
            return f"[{inner}]" if self.kind == "list" else f"Noneable({inner})"
        body = ", ".join(f"{name!r}: {_field_text(each)}" for name, each in self.fields.items())
        wrapper = {"shape": "{}", "permissive": "Permissive({})", "selector": "Selector({})"}
        return wrapper[self.kind].replace("{}", "{" + body + "}")

    def required(self) -> bool:
        """Whether an entry of this type may not be left out."""
        if self.kind in ("shape", "permissive"):
            return any(_field_required(each) for each in self.fields.values())
        return self.kind != "noneable"


def _field_required(each: Field) -> bool:
    return each.mode == "required" or (each.mode == "plain" and each.schema.required())


def _field_text(each: Field) -> str:
    text = each.schema.text()
    if each.mode == "default":
        return f"Field({text}, default_value={each.default!r})"
    if each.mode == "optional":
        return f"Field({text}, is_required=False)"
    return f"Field({text})" if each.mode == "required" else text


def random_schema(random: Random, depth: int = 2) -> Schema:
    """A shape, as solids and resources mostly have."""
    names = random.sample(
        ["size", "name", "mode", "limit", "path", "deep", "items"], random.randint(1, 3)
    )
    return Schema("shape", fields={name: _random_field(random, depth - 1) for name in names})


def _random_field(random: Random, depth: int) -> Field:
    schema = _random_type(random, depth)
    mode = random.choice(["plain", "plain", "default", "optional", "required"])
    if mode == "required" and not schema.required():
        mode = "plain"  # A default that the type implies and is_required=True exclude each other.
    if mode == "default":
        return Field(schema, "default", fitting(schema, random))
    return Field(schema, mode)


def _random_type(random: Random, depth: int) -> Schema:
    kind = random.choice(
        [*SCALARS, *SCALARS, "list", "noneable", "source", "shape", "permissive", "selector"]
    )
    if kind in SCALARS or kind == "source":
        return Schema(kind)
    if kind in ("list", "noneable") or depth <= 0:
        return Schema("list" if kind != "noneable" else kind, inner=Schema(random.choice(SCALARS)))
    names = random.sample(["a", "b", "c"], random.randint(1, 2))
    if kind == "selector":
        return Schema(kind, fields={name: Field(_random_type(random, depth - 1)) for name in names})
    return Schema(kind, fields={name: _random_field(random, depth - 1) for name in names})


def fitting(schema: Schema, random: Random) -> Any:
    """A value that the schema accepts."""
    if schema.kind in SCALARS:
        return random.choice(_SAMPLES[schema.kind])
    if schema.kind == "source":
        return random.choice(["plain", {"env": "DIFF_FUZZ"}])
    if schema.kind == "list":
        assert schema.inner is not None
        return [fitting(schema.inner, random) for _ in range(random.randint(0, 3))]
    if schema.kind == "noneable":
        assert schema.inner is not None
        return random.choice([None, fitting(schema.inner, random)])
    if schema.kind == "selector":
        name = random.choice(sorted(schema.fields))
        return {name: fitting(schema.fields[name].schema, random)}
    value = {}
    for name, each in schema.fields.items():
        if _field_required(each) or random.random() < 0.6:
            value[name] = fitting(each.schema, random)
    if schema.kind == "permissive" and random.random() < 0.5:
        value["extra"] = [1, {"deep": None}]
    return value


def spoiled(schema: Schema, value: Any, random: Random) -> Any:
    """A value like `value` that the schema refuses, or nearly always does."""
    if schema.kind in SCALARS:
        return random.choice(_WRONG[schema.kind])
    if schema.kind == "source":
        return random.choice([3, {"env": "DIFF_NOT_SET"}, {"envv": "X"}])
    if schema.kind in ("list", "noneable"):
        assert schema.inner is not None
        wrong = spoiled(schema.inner, None, random)
        if schema.kind == "list":
            return random.choice([[wrong], "text", {"a": 1}])
        return wrong if wrong is not None else [[]]
    if schema.kind == "selector":
        name = random.choice(sorted(schema.fields))
        wrong = {name: spoiled(schema.fields[name].schema, None, random)}
        return random.choice([wrong, {"zzz": 1}, "text"])
    spoiled_value = dict(value or {})
    for _ in range(random.randint(1, 2)):
        name = random.choice(sorted(schema.fields))
        kind = random.choice(["wrong", "missing", "unexpected"])
        if kind == "unexpected":
            spoiled_value[random.choice(["zzz", "aaa", name + "s"])] = 1
        elif kind == "missing":
            spoiled_value.pop(name, None)
        else:
            field_value = spoiled_value.get(name)
            spoiled_value[name] = spoiled(schema.fields[name].schema, field_value, random)
    return spoiled_value
