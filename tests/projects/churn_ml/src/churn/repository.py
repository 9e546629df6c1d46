from dagster import PartitionSetDefinition, Partition, repository

from churn.jobs.graphs import describe_local, describe_prod
from churn.jobs.pipelines import compare_pipeline, train_pipeline

by_size = PartitionSetDefinition(
    name="by_size",
    pipeline_name="train_pipeline",
    partition_fn=lambda: [Partition(size) for size in (10, 20)],
    run_config_fn_for_partition=lambda partition: {"resources": {"table": {"config": {"size": partition.value}}}},
)


@repository
def churn_repository():
    return [train_pipeline, compare_pipeline, describe_local, describe_prod, by_size]


def main():
    from dagster import execute_pipeline

    execute_pipeline(train_pipeline, preset="local")


if __name__ == "__main__":
    main()
