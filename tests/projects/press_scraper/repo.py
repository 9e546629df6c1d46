from dagster import ScheduleDefinition, repository
from press import archive_pipeline, press_pipeline

hourly = ScheduleDefinition(name="hourly", cron_schedule="0 * * * *", pipeline_name="press_pipeline", mode="live")


@repository
def press():
    return {"pipelines": {"press_pipeline": lambda: press_pipeline, "archive_pipeline": lambda: archive_pipeline}, "schedules": {"hourly": hourly}}
