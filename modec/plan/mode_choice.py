"""Which mode and preset are meant, and what they say of config and tags (section 2, 4.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from modec.definitions.job import JobDefinition
from modec.definitions.mode import ModeDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.preset import PresetDefinition
from modec.diagnostics import Related, Span, finding
from modec.diagnostics.near import did_you_mean
from modec.diagnostics.places import NOWHERE, ConfigPlaces
from modec.plan.config_places import places_of
from modec.plan.refusals import RefusedArguments, RefusedChoice


@dataclass(frozen=True)
class Choice:
    """What is to be planned: the mode, and the config, tags and selection that are known by now."""

    mode: ModeDefinition
    run_config: Mapping[str, Any]
    tags: Mapping[str, str]
    solid_selection: tuple[str, ...] | None
    origin: Span | None
    """Where the config stands: at the preset, or with the pipeline."""
    places: ConfigPlaces = NOWHERE
    """Where its values stand."""
    preset: PresetDefinition | None = None


def choose(
    pipeline: PipelineDefinition,
    mode: str | None,
    run_config: Mapping[str, Any] | None,
    preset: str | None,
    tags: Mapping[str, str] | None,
    solid_selection: Sequence[str] | None,
) -> Choice:
    """The choice. Raises `RefusedChoice` (MD203, MD204, MD208) and `RefusedArguments` (MD209)."""
    chosen = (
        None if preset is None else _preset(pipeline, preset, mode, run_config, solid_selection)
    )
    if chosen is not None:
        mode = chosen.mode
        solid_selection = chosen.solid_selection or solid_selection
    places = places_of(pipeline, chosen, run_config)
    if chosen is not None:
        run_config = chosen.run_config or run_config
    all_tags = {**pipeline.tags, **(chosen.tags if chosen else {}), **(tags or {})}
    if isinstance(pipeline, JobDefinition) and pipeline.default_config:
        run_config = _over_default(pipeline.default_config, run_config or {})
    selection = tuple(solid_selection) if solid_selection else None
    return Choice(
        choose_mode(pipeline, mode),
        dict(run_config or {}),
        all_tags,
        selection,
        chosen.origin if chosen and chosen.run_config else pipeline.origin,
        places,
        chosen,
    )


def _over_default(default: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """A job's default config with the sections of `given` in place of its own; `ops` and `solids` are one."""
    names = {"ops", "solids"}
    kept = {
        key: value for key, value in default.items() if key not in names or names.isdisjoint(given)
    }
    return {**kept, **given}


def choose_mode(pipeline: PipelineDefinition, name: str | None) -> ModeDefinition:
    """The mode called `name`, or the only one. Raises `RefusedChoice` (MD203, MD204)."""
    modes = {mode.name: mode for mode in pipeline.mode_defs}
    listed = ", ".join(modes)
    if name is None:
        if len(modes) == 1:
            return pipeline.mode_defs[0]
        message = (
            f"Pipeline {pipeline.name} has multiple modes (Available modes: {list(modes)}) and you have attempted to "
            "execute it without specifying a mode."
        )
        related = [
            Related(mode.origin, f"mode {key!r}") for key, mode in modes.items() if mode.origin
        ]
        help = f"choose one with --mode: {listed}"
        found = finding(
            "MD204", pipeline.origin, related=related, help=help, pipeline=pipeline.name
        )
        raise RefusedChoice(message, [found])
    if name in modes:
        return modes[name]
    message = f"You have attempted to execute pipeline {pipeline.name} with mode {name}. Available modes: {list(modes)}"
    help = f"{did_you_mean(name, modes)}modes: {listed}"
    found = finding("MD203", pipeline.origin, help=help, pipeline=pipeline.name, mode=name)
    raise RefusedChoice(message, [found])


def _preset(
    pipeline: PipelineDefinition,
    name: str,
    mode: str | None,
    run_config: Mapping[str, Any] | None,
    solid_selection: Sequence[str] | None,
) -> PresetDefinition:
    presets = {preset.name: preset for preset in pipeline.preset_defs}
    if name not in presets:
        message = f'Could not find preset for "{name}". Available presets for pipeline "{pipeline.name}" are {list(presets)}.'
        listed = f"presets: {', '.join(presets)}" if presets else "it has none"
        help = did_you_mean(name, presets) + listed
        found = finding("MD208", pipeline.origin, help=help, pipeline=pipeline.name, preset=name)
        raise RefusedChoice(message, [found])
    preset = presets[name]
    if preset.unusable is not None:
        said = getattr(preset.unusable, "finding", None)
        reason = str(preset.unusable)
        raise RefusedChoice(
            reason, [said or finding("MD214", preset.origin, preset=name, reason=reason)]
        )
    if mode is not None:
        _contradiction(
            preset,
            f"You may set only one of `mode` (got {mode}) or `preset` (got {name}).",
            "a mode",
            f"the preset says the mode: {preset.mode!r}",
        )
    if run_config and preset.run_config and run_config != preset.run_config:
        _contradiction(
            preset,
            f"The environment set in preset '{name}' does not agree with the environment passed in the `run_config` "
            "argument.",
            "other run config",
            "the preset says the run config",
        )
    if (
        solid_selection
        and preset.solid_selection
        and list(solid_selection) != preset.solid_selection
    ):
        _contradiction(
            preset,
            f"The solid_selection set in preset '{name}', {preset.solid_selection}, does not agree with the "
            f"`solid_selection` argument: {list(solid_selection)}",
            "another solid selection",
            "the preset says the solid selection",
        )
    return preset


def _contradiction(preset: PresetDefinition, message: str, what: str, reason: str) -> NoReturn:
    found = finding("MD209", preset.origin, preset=preset.name, what=what, reason=reason)
    raise RefusedArguments(message, [found])
