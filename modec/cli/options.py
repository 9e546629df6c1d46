"""Options that several commands share: what to build, in which mode, with which config."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from modec.cli.completion import complete_modes, complete_pipelines, complete_presets

if TYPE_CHECKING:
    from modec.compiler import Analysis, Built
    from modec.diagnostics import Diagnostic
    from modec.diagnostics.places import PlacedConfig
    from modec.plan.records import Plan

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Target:
    """What the shared options said."""

    source: str
    mode: str | None
    pipeline: str | None
    preset: str | None
    config: tuple[str, ...]
    settings: tuple[str, ...]
    defines: tuple[str, ...]
    roots: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    source_map: bool | None = None
    """Whether scripts have one; None for what the project's settings say."""
    embed: int | None = None
    """How many bytes of data files the script may carry; None for what the project's settings say."""

    def analyse(self, cached: bool = True) -> Analysis:
        """Read and evaluate the source, with what is remembered of its modules if `cached`.

        Raises `Refused`, `click.UsageError`.
        """
        from modec.cache import piece_cache
        from modec.compiler import analyse

        for option, folders in (("--root", self.roots), ("--library-path", self.libraries)):
            for folder in folders:
                if not os.path.isdir(folder):
                    raise click.UsageError(f"{option} {folder}: there is no such folder")

        name = repr((self._path(), "analysis"))
        with piece_cache(name) if cached else nullcontext():
            return analyse(
                self.source, roots=self.roots, libraries=self.libraries, defines=self.definitions()
            )

    def build(self, analysis: Analysis, mode: str | None = None, cached: bool = True) -> Built:
        """Build one mode (the chosen one unless `mode` names another), with the cache of pieces if `cached`.

        Raises `Refused`.
        """
        from modec.cache import piece_cache
        from modec.compiler import build

        with piece_cache(self._name(mode)) if cached else nullcontext():
            return build(
                analysis,
                pipeline=self.pipeline,
                mode=mode or self.mode,
                preset=self.preset,
                run_config=self.run_config(),
                source_map=self.source_map,
                embed=self.embed,
            )

    def inspect(
        self, analysis: Analysis, plans: Sequence[Plan], cached: bool = True
    ) -> list[Diagnostic]:
        """The findings about plans that were made, with what is remembered of their functions if `cached`."""
        from modec.cache import piece_cache
        from modec.compiler import inspect

        name = repr((self._path(), "inspection"))
        with piece_cache(name) if cached else nullcontext():
            return inspect(analysis, plans)

    def _name(self, mode: str | None) -> str:
        """What tells one build from another for the cache."""
        return repr((self._path(), self.pipeline, self.preset, mode or self.mode))

    def _path(self) -> str:
        return Path(os.path.realpath(self.source)).as_posix()

    def plan(self, analysis: Analysis, mode: str | None = None) -> Plan:
        """The plan of one mode, as `build` makes it. Raises `Refused`."""
        from modec.plan import choose_pipeline, make_plan

        pipeline = choose_pipeline(analysis.evaluation, self.pipeline)
        return make_plan(pipeline, mode or self.mode, self.run_config(), self.preset)

    def run_config(self) -> PlacedConfig | None:
        """The config of `--config` and `--set`, None when there is neither. Raises `click.UsageError`."""
        if not self.config and not self.settings:
            return None
        from modec.cli.config_files import read_config

        return read_config(self.config, self.settings)

    def ambiguities(self) -> list[Diagnostic]:
        """What the versions of YAML read differently in the files of `--config`."""
        if not self.config:
            return []
        from modec.cli.config_files import ambiguities

        return ambiguities(self.config)

    def definitions(self) -> dict[str, str]:
        """`--define` as a mapping. Raises `click.UsageError`."""
        result = {}
        for text in self.defines:
            name, equals, value = text.partition("=")
            if not equals or not name:
                raise click.UsageError(f"--define takes NAME=VALUE, not {text!r}")
            result[name] = value
        return result


def embedded_bytes(text: str | None) -> int | None:
    """`--embed` as a number of bytes, None where it is not said. Raises `click.UsageError`."""
    if text is None:
        return None
    from modec.source.embedding import embed_limit

    try:
        return embed_limit(text)
    except ValueError as error:
        raise click.UsageError(f"--embed: {error}") from None


def target_options(command: F, source_required: bool = True) -> F:
    """Add the options that say what to build; the command takes them as one `target: Target`.

    Where the source is not required, it may be empty.
    """

    def with_target(
        source: str | None,
        mode: str | None,
        pipeline: str | None,
        preset: str | None,
        config: tuple[str, ...],
        settings: tuple[str, ...],
        defines: tuple[str, ...],
        roots: tuple[str, ...],
        libraries: tuple[str, ...],
        **others: Any,
    ) -> Any:
        if preset is not None and mode is not None:
            raise click.UsageError("--preset names its own mode: give one of --mode and --preset")
        target = Target(
            source or "", mode, pipeline, preset, config, settings, defines, roots, libraries
        )
        return command(target=target, **others)

    options = [
        click.argument("source", required=source_required),
        click.option(
            "-m",
            "-d",
            "--mode",
            metavar="NAME",
            shell_complete=complete_modes,
            help="The mode, where there are several.",
        ),
        click.option(
            "-p",
            "--pipeline",
            "--job",
            "pipeline",
            metavar="NAME",
            shell_complete=complete_pipelines,
            help="The pipeline or job, where there are several.",
        ),
        click.option(
            "--preset",
            metavar="NAME",
            shell_complete=complete_presets,
            help="A preset of the pipeline: its mode and its config.",
        ),
        click.option(
            "-c",
            "--config",
            multiple=True,
            metavar="FILE",
            help="Run config (YAML, JSON or TOML) that becomes the script's default. Later files win.",
        ),
        click.option(
            "--set",
            "settings",
            multiple=True,
            metavar="PATH=VALUE",
            help="One value of that config, over the files.",
        ),
        click.option(
            "--define",
            "defines",
            multiple=True,
            metavar="NAME=VALUE",
            help="The build's value of an environment variable or module constant.",
        ),
        click.option(
            "--root",
            "roots",
            multiple=True,
            metavar="DIR",
            help="Another folder that first-party imports start from.",
        ),
        click.option(
            "--library-path",
            "libraries",
            multiple=True,
            metavar="DIR",
            help="A folder that holds the source of libraries over dagster: DIR/dagster_aws/.",
        ),
    ]
    with_target.__doc__ = command.__doc__
    with_target.__name__ = command.__name__
    wrapped: Any = with_target
    for option in reversed(options):
        wrapped = option(wrapped)
    # Options that the command declares itself stand on the function that it was.
    wrapped.__click_params__ = (
        list(getattr(command, "__click_params__", [])) + wrapped.__click_params__
    )
    return wrapped  # type: ignore[no-any-return]
