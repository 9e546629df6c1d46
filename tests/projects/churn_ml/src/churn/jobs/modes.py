from dagster import ModeDefinition, PresetDefinition, ResourceDefinition, fs_io_manager, mem_io_manager

from churn.resources import customers_table, memory_table, model_store
from churn.resources.store import team_store
from churn.settings import ENVIRONMENTS, Environment


def mode_of(environment: Environment) -> ModeDefinition:
    return ModeDefinition(
        environment.mode,
        resource_defs={
            "table": customers_table.configured({"size": 12}) if environment.quick else customers_table,
            "store": model_store.configured({"bucket": environment.bucket}, description=f"in {environment.name}"),
            "io_manager": mem_io_manager if environment.quick else fs_io_manager.configured({"base_dir": "storage"}),
        },
    )


MODES = {name: mode_of(environment) for name, environment in ENVIRONMENTS.items()}
MODES["team"] = ModeDefinition(
    name="team",
    resource_defs={"table": memory_table, "store": team_store},
)
PRESETS = [
    PresetDefinition(environment.name, mode=environment.mode, run_config=environment.run_config())
    for environment in ENVIRONMENTS.values()
]
