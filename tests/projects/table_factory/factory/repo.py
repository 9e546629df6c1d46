from dagster import ScheduleDefinition, repository

from factory import PIPELINES, pipeline_named
from factory.audits.pipelines import keys_audit, size_audit
from factory.loader import specs

crm_pipeline = pipeline_named("crm")
web_pipeline = PIPELINES["web"]

schedules = [
    ScheduleDefinition(name=f"{spec['name']}_schedule", cron_schedule=spec["schedule"].replace("@daily", "0 0 * * *"), pipeline_name=f"{spec['name']}_pipeline", mode=spec["modes"][0])
    for spec in specs()
]


@repository
def tables_repository():
    return [*PIPELINES.values(), keys_audit, size_audit, *schedules]
