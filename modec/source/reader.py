"""SOURCE, as it is given on the command line -> `Program`."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from modec.diagnostics import Span, refuse
from modec.source.finder import Finder
from modec.source.libraries import library_folders
from modec.source.program import Module, Program
from modec.source.roots import project_root, root_by_imports, search_roots, top_package_parent
from modec.source.walking import statements


def read_program(
    source: str | os.PathLike[str],
    roots: Iterable[str | os.PathLike[str]] = (),
    *,
    libraries: Iterable[str | os.PathLike[str]] = (),
    directory: str | os.PathLike[str] | None = None,
) -> Program:
    """Read the module that `source` names; the modules it imports are read as they are asked for.

    `source` is a Python file, a package's folder, or a dotted `package.module` found from `directory` (the
    working directory if None). `roots` are further folders to find first-party modules in, `libraries` folders that
    hold libraries over dagster (those installed beside modec are found without). Nothing is imported or run. Raises `Refused` (MD001-MD007).
    """
    base = Path(directory) if directory is not None else Path.cwd()
    extra = [(base / Path(root)).resolve() for root in roots]
    held = library_folders((base / Path(folder)) for folder in libraries)
    path = _entry_path(str(source), base, extra)
    folder = path.parent
    root = project_root(folder)
    finder = Finder(search_roots(folder, root, extra), root, held)
    entry = finder.load(path, lambda tree: _module_name(path, tree))
    above = _package_parent(entry)
    if above in root.parents:  # its relative imports lead out of what looked like the project
        root = above
        finder = Finder(search_roots(folder, root, extra), root, held)
        entry = finder.load(path, entry.name)
    around = root_by_imports(imported_packages(entry.tree), root, finder)
    if around is not None:  # the marker, if there was one, stood in a part of the project
        root = around
        finder = Finder(search_roots(folder, root, extra), root, held)
        entry = finder.load(path, entry.name)
    program = Program(entry, root, finder, add_root=finder.add_root, libraries=tuple(held))
    program.modules[entry.name] = entry
    return program


def _entry_path(source: str, base: Path, extra: Sequence[Path]) -> Path:
    path = Path(os.path.realpath(base / source))
    _check_path(path, source)
    if path.is_dir():
        return _package_init(path, source)
    if path.is_file():
        if path.suffix not in (".py", ".pyw", ""):
            refuse(
                "MD003",
                Span(source),
                path=source,
                reason=f"its name ends in {path.suffix!r}",
                help="name a .py file, a package's folder or package.module",
            )
        return path
    parts = source.split(".")
    if source.endswith(".py") or "/" in source or os.sep in source or not all(parts):
        refuse("MD001", Span(source), path=source, help=_near_files(path))
    return _named_module(source, base, extra)


def _check_path(path: Path, source: str) -> None:
    """That there is something at a path, or nothing: not a loop of links, nor a folder that may not be looked into."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        refuse("MD004", Span(source), path=source, reason=error.strerror or str(error))


def _package_init(folder: Path, source: str) -> Path:
    init = folder / "__init__.py"
    if init.is_file():
        return init
    files = sorted(entry.name for entry in folder.glob("*.py"))
    refuse(
        "MD003",
        Span(source),
        path=source,
        reason="it is a folder without an __init__.py",
        help=f"name one of its modules: {', '.join(files)}" if files else "name a .py file",
    )


def _named_module(name: str, base: Path, extra: Sequence[Path]) -> Path:
    start = base.resolve()
    roots = search_roots(start, project_root(start), extra)
    finder = Finder(roots, start)
    module = finder(name) if all(part.isidentifier() for part in name.split(".")) else None
    if module is None:
        refuse(
            "MD002",
            None,
            name=name,
            help="name a .py file, a package's folder, or a module importable from here; "
            "folders to look in can be listed as roots under [tool.modec] in pyproject.toml",
        )
    if module.path.is_dir():
        return _package_init(module.path, name)
    return module.path


def _near_files(path: Path) -> str:
    if not path.parent.is_dir():
        return ""
    files = sorted(entry.name for entry in path.parent.glob("*.py"))
    return f"that folder has: {', '.join(files[:8])}" if files else ""


def _module_name(path: Path, tree: ast.Module) -> str:
    """The entry's dotted name: its packages', and as many folders more as its relative imports climb."""
    folder = path.parent
    package = top_package_parent(folder)
    names = list(folder.relative_to(package).parts) if package != folder else []
    missing = _relative_levels(tree) - len(names)
    if missing > 0:
        above = [package, *package.parents][:missing]
        names = [part.name for part in reversed(above) if part.name.isidentifier()] + names
    if path.name != "__init__.py":
        names.append(path.stem)
    return ".".join(names) or path.stem


def _package_parent(entry: Module) -> Path:
    """The folder in which the entry's outermost package is."""
    depth = entry.name.count(".") + entry.is_package
    return entry.path.parents[depth]


def imported_packages(tree: ast.Module) -> list[str]:
    """The top-level packages that a module imports absolutely, in order."""
    found: dict[str, None] = {}
    for node in statements(tree):
        if isinstance(node, ast.Import):
            found.update((alias.name.partition(".")[0], None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found[node.module.partition(".")[0]] = None
    return list(found)


def _relative_levels(tree: ast.Module) -> int:
    imports = (node for node in statements(tree) if isinstance(node, ast.ImportFrom))
    return max((node.level for node in imports), default=0)
