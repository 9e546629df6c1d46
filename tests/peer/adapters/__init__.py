"""Names that Dagster's tests import from inside of Dagster, for what modec has under other names."""
