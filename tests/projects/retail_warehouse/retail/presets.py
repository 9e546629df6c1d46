from dagster import PresetDefinition, file_relative_path

from retail.config import PACKAGE_DIR

ENVIRONMENTS = PACKAGE_DIR / "environments"


def environment(name, *more, **kwargs):
    files = [file_relative_path(__file__, f"environments/{each}.yaml") for each in ("base", name, *more)]
    return PresetDefinition.from_files(name, config_files=files, mode=name, **kwargs)


LOCAL = environment("local")
PROD = environment("prod", tags={"team": "retail"})
FRENCH = PresetDefinition.from_files(
    "french",
    config_files=[str(ENVIRONMENTS / "base.yaml"), str(ENVIRONMENTS / "french.yaml")],
    mode="local",
)
INLINE = PresetDefinition(
    "inline",
    run_config={"solids": {"totals_by": {"config": {"by": ["category"], "minimum": None}}}},
    mode="test",
)
