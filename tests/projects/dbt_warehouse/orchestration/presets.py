import textwrap

from dagster import PresetDefinition

_ALL = "orchestration.environments"

PRESETS = [
    PresetDefinition.from_pkg_resources("prod", pkg_resource_defs=[(_ALL, "prod.yaml"), (_ALL, "selection.yaml")], mode="prod"),
    PresetDefinition.from_pkg_resources("dev", pkg_resource_defs=[(_ALL, "selection.yaml")], mode="dev"),
    PresetDefinition.from_yaml_strings(
        "ci",
        yaml_strings=[
            textwrap.dedent(
                """
                solids:
                  run_dbt: {inputs: {selection: {tags: []}}}
                  publish: {inputs: {rate: {rate: 1}}}
                """
            ),
            "solids: {check_quality: {config: {suite: strict}}}",
        ],
        mode="ci",
    ),
]
