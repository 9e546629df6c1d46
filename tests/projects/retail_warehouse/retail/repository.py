from datetime import datetime, time

from dagster import RunRequest, SkipReason, daily_schedule, repository, sensor

from retail.pipelines.sales import sales_pipeline
from retail.pipelines.stock import stock_pipeline, totals_pipeline
from retail.presets import LOCAL


@daily_schedule(
    pipeline_name="sales_pipeline",
    start_date=datetime(2021, 6, 1),
    execution_time=time(hour=3),
    execution_timezone="Europe/Paris",
    mode="prod",
)
def nightly_sales(date):
    return {**LOCAL.run_config, "solids": {"extract_sales": {"config": {"name": date.strftime("%Y%m%d")}}}}


@sensor(pipeline_name="stock_pipeline", mode="local")
def stock_sensor(context):
    if not context.last_run_key:
        yield SkipReason("nothing new")
    else:
        yield RunRequest(run_key="stock", run_config={})


@repository
def retail_repository():
    return [sales_pipeline, stock_pipeline, totals_pipeline, nightly_sales, stock_sensor]
