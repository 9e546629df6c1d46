"""Definitions + a pipeline + a mode (+ config) -> `Plan`, or everything that can be refused before running."""
