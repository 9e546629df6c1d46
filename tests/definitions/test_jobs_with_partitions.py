"""Jobs of partitioned config: it says what partitions there are, and nothing of a run without one (3.17)."""

from __future__ import annotations

from datetime import datetime

from modec import daily_partitioned_config, graph, op


@op
def work() -> None:
    pass


@graph
def working() -> None:
    work()


def test_partitioned_config_is_no_run_config() -> None:
    @daily_partitioned_config(start_date=datetime(2021, 1, 1))
    def by_day(start: datetime, end: datetime) -> dict[str, object]:
        return {}

    job = working.to_job(name="daily", config=by_day)
    assert job.default_config is None
    assert [preset.name for preset in job.preset_defs] == []
