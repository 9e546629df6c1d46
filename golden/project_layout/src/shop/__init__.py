"""The shop."""

VERSION = "7"
