"""Which paths of shipped code are written to: by calls that are known to write, make or remove files.

What the run writes is never carried in the script, whether or not a run of the project has left it beside the module.
"""

from __future__ import annotations

import ast

_OF_THE_PATH = frozenset({"mkdir", "rmdir", "touch", "unlink", "write_bytes", "write_text"})
"""Methods of a path."""

_OPENERS = frozenset({"open", "NamedTemporaryFile", "ZipFile"})
"""Calls that read or write, as their mode says."""

_FIRST = frozenset(
    {
        "FileHandler", "RotatingFileHandler", "TimedRotatingFileHandler", "extractall", "imsave", "imwrite", "make_archive",
        "makedirs", "mkdir", "remove", "removedirs", "rmdir", "rmtree", "save", "save_model", "savefig", "savetxt", "savez",
        "to_csv", "to_excel", "to_feather", "to_file", "to_hdf", "to_html", "to_json", "to_markdown", "to_netcdf",
        "to_parquet", "to_pickle", "to_stata", "to_xml", "unlink", "write_html", "write_image",
    }
)  # fmt: skip
"""Functions and methods that write to what they are given first."""

_SECOND = frozenset(
    {
        "copy", "copy2", "copyfile", "copytree", "download_file", "download_fileobj", "dump", "move", "rename", "replace",
        "urlretrieve",
    }
)  # fmt: skip
"""Functions and methods that write to what they are given second."""


def is_written(place: ast.expr, parents: list[ast.AST]) -> bool:
    """Whether the innermost call around an expression writes to the file that it is the path of.

    `parents`: the nodes around it, the innermost last.
    """
    keyword = ""
    if parents and isinstance(parents[-1], ast.keyword):
        keyword = parents[-1].arg or ""
        parents = parents[:-1]
    outer = parents[-1] if parents else None
    if isinstance(outer, ast.Attribute) and outer.value is place:
        call = parents[-2] if len(parents) > 1 else None
        if not isinstance(call, ast.Call) or call.func is not outer:
            return False
        return outer.attr in _OF_THE_PATH or (outer.attr == "open" and _writes(call, 0))
    if not isinstance(outer, ast.Call):
        return False
    function = outer.func
    name = function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
    if name in _OPENERS:
        return _writes(outer, 1)
    if name in _FIRST:
        return bool(keyword) or outer.args[:1] == [place]
    return name in _SECOND and (bool(keyword) or place in outer.args[1:])


def _writes(call: ast.Call, position: int) -> bool:
    """Whether a call's mode, given by name or at a position, is one for writing."""
    given = [each.value for each in call.keywords if each.arg == "mode"] + call.args[position:][:1]
    return any(
        isinstance(mode, ast.Constant)
        and isinstance(mode.value, str)
        and not set("wax+").isdisjoint(mode.value)
        for mode in given
    )
