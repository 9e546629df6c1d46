"""The builds of a project: `[tool.modec.builds.NAME]` in its pyproject.toml."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import click

from modec.cli.options import Target
from modec.source.embedding import embed_limit

KEYS = ("source", "pipeline", "mode", "preset", "config", "output", "embed")


@dataclasses.dataclass(frozen=True)
class ProjectBuild:
    """One build by name. Paths are relative to the working directory."""

    name: str
    target: Target
    output: str


def project_builds(like: Target) -> list[ProjectBuild]:
    """The builds of the project around the working directory, in the order in which they are listed; none without one.

    `like` gives the options that builds share: `--define`, `--root` and their like. Raises `Refused` (MD007).
    """
    from modec.source.roots import modec_settings

    here = Path.cwd()
    for folder in (here, *here.parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            builds = modec_settings(path).get("builds", {})
            if not isinstance(builds, Mapping):
                _bad("[tool.modec] builds must be tables: [tool.modec.builds.NAME]")
            return [_read(name, settings, folder, like) for name, settings in builds.items()]
    return []


def wanted_builds(
    target: Target, output: str | None, all_modes: bool
) -> list[tuple[Target, str | None]]:
    """What `modec build` is to build: a source, or a project's build of that name, or all of the project's.

    Raises `Refused` (MD007), `click.UsageError`.
    """
    if not target.source:
        if output or all_modes or target.mode or target.pipeline or target.preset or target.config:
            raise click.UsageError("Missing argument 'SOURCE': a project's builds say all of that")
        builds = _some(project_builds(target))
        return [(each.target, each.output) for each in builds]
    if not os.path.exists(target.source) and target.source.isidentifier():
        for build in project_builds(target):
            if build.name == target.source:
                return [_named(build, target, output)]
    return [(target, output)]


def wanted_sources(target: Target) -> list[Target]:
    """What `modec check` is to check: a source, or those of the project's builds. Raises as `wanted_builds`."""
    if target.source:
        return [target]
    sources = dict.fromkeys(each.target.source for each in _some(project_builds(target)))
    return [dataclasses.replace(target, source=source) for source in sources]


def _some(builds: list[ProjectBuild]) -> list[ProjectBuild]:
    if not builds:
        raise click.UsageError(
            "Missing argument 'SOURCE': no pyproject.toml here lists builds ([tool.modec.builds.NAME])"
        )
    return builds


def _named(build: ProjectBuild, target: Target, output: str | None) -> tuple[Target, str]:
    if os.path.exists(f"{build.name}.py"):
        raise click.UsageError(
            f"{build.name!r} is a build of the project and a module: say {build.name}.py for the module, "
            "or rename the build"
        )
    said = build.target
    if target.mode or target.preset:
        said = dataclasses.replace(said, mode=target.mode, preset=target.preset)
    changed = dataclasses.replace(
        said,
        pipeline=target.pipeline or said.pipeline,
        config=said.config + target.config,
        settings=target.settings,
    )
    return changed, output or build.output


def _read(name: str, settings: Any, folder: Path, like: Target) -> ProjectBuild:
    where = f"[tool.modec.builds.{name}]"
    if not isinstance(settings, Mapping):
        _bad(f"{where} must be a table")
    unknown = [key for key in settings if key not in KEYS]
    if unknown:
        _bad(f"{where} has {unknown[0]!r}; it takes {', '.join(KEYS)}")
    config = settings.get("config", [])
    config = [config] if isinstance(config, str) else config
    texts = [value for key, value in settings.items() if key != "config"]
    if not isinstance(config, list) or not all(isinstance(each, str) for each in texts + config):
        _bad(f"{where}: all values are texts, config a text or a list of them")
    if not settings.get("source"):
        _bad(f"{where} lacks a source")
    if settings.get("mode") and settings.get("preset"):
        _bad(f"{where} has a mode and a preset, which names its own mode")
    target = dataclasses.replace(
        like,
        source=_source(settings["source"], folder),
        mode=settings.get("mode"),
        pipeline=settings.get("pipeline"),
        preset=settings.get("preset"),
        config=tuple(_from_here(folder / each) for each in config),
        embed=like.embed if like.embed is not None else _embed(settings.get("embed"), where),
    )
    output = settings.get("output", "dist/")
    return ProjectBuild(
        name, target, _from_here(folder / output) + ("/" if output.endswith("/") else "")
    )


def _embed(text: str | None, where: str) -> int | None:
    try:
        return None if text is None else embed_limit(text)
    except ValueError as error:
        _bad(f"{where} embed: {error}")


def _source(source: str, folder: Path) -> str:
    """A path as it is from here; a dotted module stays one."""
    is_path = source.endswith(".py") or "/" in source or (folder / source).exists()
    return _from_here(folder / source) if is_path else source


def _from_here(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _bad(reason: str) -> NoReturn:
    from modec.diagnostics import Span, refuse

    refuse("MD007", Span("pyproject.toml"), path="pyproject.toml", reason=reason)
