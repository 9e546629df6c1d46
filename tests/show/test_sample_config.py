"""The sample run config of every example program fits its schema once the blanks are filled."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from modec.compiler import analyse
from modec.plan import make_plan
from modec.plan.config_entries import config_entries
from modec.runtime.config_types import ConfigType
from modec.show.sample_config import sample_config

GOLDEN = Path(__file__).parents[2] / "golden"
PROGRAMS = sorted(
    path
    for path in [*GOLDEN.glob("*/pipeline.py"), *GOLDEN.glob("*/pipelines.py")]
    if path.parent.name != "refusals"
)


def filled(
    value: Any, config_types: dict[tuple[str, ...], ConfigType], path: tuple[str, ...]
) -> Any:
    """The config with a sample in the place of each blank."""
    if isinstance(value, dict):
        return {key: filled(each, config_types, (*path, key)) for key, each in value.items()}
    return config_types[path].sample() if value is None and path in config_types else value


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.parent.name)
def test_it_fits_once_the_blanks_are_filled(program: Path) -> None:
    for pipeline in analyse(program).evaluation.pipelines.values():
        for mode in pipeline.mode_defs:
            plan = make_plan(pipeline, mode.name)
            blanks = {
                leaf.path: leaf.config_type
                for entry in config_entries(plan)
                for leaf in entry.leaves()
                if leaf.must_be_filled
            }
            for required_only in (False, True):
                given = yaml.safe_load(sample_config(plan, required_only))
                assert plan.schema.validate(filled(given, blanks, ())) == []
