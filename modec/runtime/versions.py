"""Which Dagster's behaviour this is."""

DAGSTER_VERSION = "0.12.15"
