"""Dagster's own test suite, run against modec."""
