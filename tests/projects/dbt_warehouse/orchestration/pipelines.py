from dagster import pipeline, repository

from .modes import MODES
from .presets import PRESETS
from .solids import check_quality, load_orders, publish, run_dbt


@pipeline(mode_defs=MODES, preset_defs=PRESETS)
def warehouse_pipeline():
    publish(summary=check_quality(run_dbt(after=load_orders())))


@repository
def warehouse():
    return [warehouse_pipeline]


def main():
    from dagster import execute_pipeline

    execute_pipeline(warehouse_pipeline, preset="dev")


if __name__ == "__main__":
    main()
