"""A path -> `Program`: the author's modules, their syntax and where their imports lead. Nothing is run."""

from modec.source.program import Module, Program
from modec.source.reader import read_program

__all__ = ["Module", "Program", "read_program"]
