"""Which function each resource key is bound to in each mode."""

from __future__ import annotations

from typing import Any

from modec.show.tables import common_folder, table

UNBOUND = "-"


def mode_matrix(pipeline: dict[str, Any]) -> str:
    """A table of a described pipeline: resource keys by modes; a `*` marks the keys that the modes bind differently.

    Places are shown from the folder on that all of them are in.
    """
    modes = pipeline["modes"]
    bound = [binding for mode in modes for binding in mode["bindings"].values()]
    folder = common_folder(binding["place"] for binding in bound if binding["place"])
    keys = list(dict.fromkeys(key for mode in modes for key in mode["bindings"]))
    header = [["", "", *(mode["name"] for mode in modes)]]
    names, places = header, [[""] * len(header[0])]
    for key in keys:
        bindings = [mode["bindings"].get(key) for mode in modes]
        differs = any(binding != bindings[0] for binding in bindings[1:])
        names.append(["*" if differs else "", key, *(_name(each) for each in bindings)])
        places.append(["", "", *(_place(each, folder) for each in bindings)])
    rows: list[list[str]] = []
    for shown, place in zip(names, places):
        rows.append(shown)
        if any(place):
            rows.append(place)
    return table(rows)


def _name(binding: dict[str, Any] | None) -> str:
    return UNBOUND if binding is None else str(binding["function"])


def _place(binding: dict[str, Any] | None, folder: str) -> str:
    return "" if binding is None else (binding["place"] or "").removeprefix(folder)
