"""modec judged by real Dagster 0.12.15: see README.md."""
