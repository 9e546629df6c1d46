"""Read-only dicts and lists: what resolved config is made of (3.13).

They are real dicts and lists, so `json.dumps`, `**config`, `isinstance` and comparison work as usual.
"""

from typing import Any, Dict, List, NoReturn, Tuple


class ReadOnlyDict(Dict[str, Any]):
    """A dict that refuses every change with `RuntimeError`; `.copy()` gives a plain dict."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError("Cannot modify ReadOnlyDict")

    __setitem__ = __delitem__ = __ior__ = _refuse
    pop = popitem = clear = update = setdefault = _refuse

    def __reduce__(self) -> Tuple[Any, ...]:
        # Unpickling a dict subclass sets its items one by one, which is refused here.
        return (type(self), (dict(self),))


class ReadOnlyList(List[Any]):
    """A list that refuses changes with `RuntimeError`; hashable, as Dagster's is.

    As in Dagster, `+=` and `*=` are not refused: a solid that extends its list so goes on working.
    """

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RuntimeError("Cannot modify ReadOnlyList")

    __setitem__ = __delitem__ = _refuse
    append = clear = extend = insert = pop = _refuse
    remove = reverse = sort = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self))

    def __reduce__(self) -> Tuple[Any, ...]:
        return (type(self), (list(self),))
