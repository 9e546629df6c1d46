"""What a name of the author's can turn out to mean, and what there is in the script to be named.

A `Symbol` is something that gets one name in the script. The other meanings have no name of their own there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from modec.evaluate.values import Environment, UserClass, UserFunction
from modec.source.program import Module
from modec.unroll.code import Form


@dataclass(frozen=True)
class Global:
    """A module-level variable of a module of the author's or of the runtime."""

    module: Module
    name: str


@dataclass(frozen=True)
class Imported:
    """What an import of a module outside the project binds.

    `import a.b` binds `a` (`name` and `alias` None); `import a.b as c`, `from a import b as c`.
    """

    module: str
    name: str | None = None
    alias: str | None = None

    @property
    def binding(self) -> str:
        """The name that it is imported as, unless that is taken."""
        return self.alias or self.name or self.module

    @property
    def top_level(self) -> str:
        """The top-level package that has to be installed."""
        return self.module.partition(".")[0]


@dataclass(frozen=True)
class Product:
    """A function of the author's as a top-level function of its own, in the form that the script has it."""

    function: UserFunction
    form: Form

    def __hash__(self) -> int:
        return hash(self.function)  # hardly any function has two forms


@dataclass(frozen=True)
class Nested:
    """A class that was defined inside a factory."""

    value: UserClass


@dataclass(frozen=True, eq=False)
class Binding:
    """What a factory's product captured, as a module-level variable. One per object, so that sharing stays."""

    environment: Environment
    name: str
    value: Any
    hint: str


@dataclass(frozen=True)
class Namespace:
    """A first-party module as an object of the script's, for code that uses it as a value."""

    module: Module


Symbol = Global | Imported | Product | Nested | Binding | Namespace


@dataclass(frozen=True)
class ModuleObject:
    """A first-party module used as a value."""

    module: Module


@dataclass(frozen=True)
class Vocabulary:
    """A name of dagster or modec: `path` leads to it from the module of that name."""

    module: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Literal:
    """A name that stands for a constant: `__name__`, or what a factory's product captured."""

    value: Any


@dataclass(frozen=True)
class Builtin:
    """A builtin, a module's own `__file__` and the like, or a name that a third party's star import may bind."""

    name: str


@dataclass(frozen=True)
class Unknown:
    """A name that nothing binds, or only `if TYPE_CHECKING:`."""

    name: str
    made_up_by: str = ""
    """The file of the module whose `__getattr__` may give it."""


Target = Symbol | ModuleObject | Vocabulary | Literal | Builtin | Unknown
