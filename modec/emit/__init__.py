"""Linked parts -> text: templates, Black piece by piece, and the last safety checks."""
