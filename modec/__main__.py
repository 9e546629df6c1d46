"""`python -m modec`."""

from modec.cli import main

main(prog_name="modec")
