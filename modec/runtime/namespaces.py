"""Modules of the author's as objects, for code that hands one on or reaches into it by a name it computes."""

import sys
import types
from typing import Any, Iterable, List, Mapping, MutableMapping, Optional

_PARTS = "__of_script__"


class Namespace(types.ModuleType):
    """A module of the project. Its variables are the script's: what is read is what they hold now, what is stored they hold.

    `names`: the module's names -> those of the script, where `variables` (the script's `globals()`) has them.
    `stored`: those that may be assigned. `absent`: names that a script has nothing for. Asking for one of these, or assigning
    one that is not in `stored`, raises `NotImplementedError`. `findable`: code imports it by its name.
    """

    def __init__(
        self,
        name: str,
        variables: MutableMapping[str, Any],
        names: Mapping[str, str],
        doc: Optional[str] = None,
        stored: Iterable[str] = (),
        absent: Iterable[str] = (),
        findable: bool = False,
    ) -> None:
        super().__init__(name, doc)
        super().__setattr__(_PARTS, (variables, names, stored, absent))
        if findable:
            sys.modules[name] = self

    def __getattr__(self, name: str) -> Any:
        variables, names, _, absent = self.__getattribute__(_PARTS)
        if names.get(name) in variables:
            return variables[names[name]]
        if name in absent:
            raise NotImplementedError(f"{self.__name__}.{name} is not part of this script")
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        variables, names, stored, _ = self.__getattribute__(_PARTS)
        if name in stored and name in names:
            variables[names[name]] = value
        elif name in stored:
            super().__setattr__(name, value)
        else:
            raise NotImplementedError(f"{self.__name__}.{name} cannot be assigned in this script")

    def __delattr__(self, name: str) -> None:
        raise NotImplementedError(f"{self.__name__}.{name} cannot be deleted in this script")

    @property
    def __spec__(self) -> Any:  # type: ignore[override]
        """What finds the module's data files, where the script carries some."""
        found = sys.modules.get(self.__name__)
        return None if found is self else getattr(found, "__spec__", None)

    def __dir__(self) -> List[str]:
        return sorted(self.__dict__)

    @property
    def __dict__(self) -> Mapping[str, Any]:  # type: ignore[override]
        """What the module holds now, to be read only: `setattr` is what changes it."""
        variables, names, _, absent = self.__getattribute__(_PARTS)
        if absent:
            missing = ", ".join(sorted(absent))
            raise NotImplementedError(f"not part of this script, of {self.__name__}: {missing}")
        own = vars(types.ModuleType)["__dict__"].__get__(self)
        held = {name: variables[called] for name, called in names.items() if called in variables}
        return types.MappingProxyType({**{k: v for k, v in own.items() if k != _PARTS}, **held})
