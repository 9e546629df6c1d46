"""Where the run config that a plan is made with was written down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from modec.definitions.job import JobDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.preset import ConfigText, PresetDefinition
from modec.diagnostics.config_texts import places_in, yaml_places
from modec.diagnostics.displays import argument_place, text_arguments
from modec.diagnostics.places import NOWHERE, ConfigPlaces, Place, PlacedConfig

_RUN_CONFIG = 1
"""Which argument of `PresetDefinition` it is."""
YAML_STRINGS = 1
"""Which argument of `PresetDefinition.from_yaml_strings` the texts are."""


def places_of(
    pipeline: PipelineDefinition, preset: PresetDefinition | None, run_config: Any
) -> ConfigPlaces:
    """The places of the config that is chosen: the preset's where it has one, else what was given."""
    if preset is not None and preset.run_config:
        sources = preset_places(preset)
        if isinstance(pipeline, JobDefinition) and not preset.config_texts:
            sources = ConfigPlaces([partial(argument_place, pipeline.origin, "config")])
        return sources
    if isinstance(run_config, PlacedConfig):
        return run_config.places
    if isinstance(pipeline, JobDefinition):
        return ConfigPlaces([partial(argument_place, pipeline.origin, "config")])
    return NOWHERE


def preset_places(preset: PresetDefinition) -> ConfigPlaces:
    """The places of a preset's config: in its files, its texts, or the dict that it was given."""
    if not preset.config_texts:
        return ConfigPlaces([partial(argument_place, preset.origin, "run_config", _RUN_CONFIG)])
    if not any(text.path for text in preset.config_texts):
        return ConfigPlaces(
            partial(_nth_text, preset, number) for number in range(len(preset.config_texts))
        )
    return ConfigPlaces(_file(text) for text in preset.config_texts)


def _nth_text(preset: PresetDefinition, number: int) -> Place | None:
    found = text_arguments(preset.origin, "yaml_strings", YAML_STRINGS)
    if number >= len(found):
        return None
    given = found[number]
    if not given.line:
        return Place(given.span)
    return yaml_places(given.text, given.span.path, given.line, given.column)


def _file(text: ConfigText) -> Callable[[], Place | None]:
    if text.path.lower().endswith((".json", ".toml")):
        return partial(places_in, text.text, text.path)
    return partial(yaml_places, text.text, text.path)
