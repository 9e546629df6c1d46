"""Definitions called directly, as plain functions, outside of any run (1.3, 1.4, 2.1, 3.9, 3.14)."""
