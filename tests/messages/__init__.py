"""The ten most common mistakes: what Dagster 0.12.15 and modec say of each."""
