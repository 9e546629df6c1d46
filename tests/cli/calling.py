"""A small project, and a way to call modec on it."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from modec.cli import main

SHOP = """\
from dagster import ModeDefinition, pipeline, resource, solid


@resource(config_schema={"greeting": str})
def greeter(context):
    return context.resource_config["greeting"]


@resource
def loud(_):
    return "HELLO"


@solid(required_resource_keys={"greeter"})
def greet(context):
    print(context.resources.greeter)


@pipeline(
    mode_defs=[
        ModeDefinition("prod", resource_defs={"greeter": greeter}),
        ModeDefinition("test", resource_defs={"greeter": loud}),
    ]
)
def shop():
    greet()
"""


class Caller:
    """Calls `modec` in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "modec", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            **options,  # type: ignore[call-overload]
        )

    def here(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The same in this process: ten times as fast, where no signals and no streams of the system's matter."""
        before = os.getcwd()
        os.chdir(self.folder)
        try:
            done = CliRunner().invoke(main, arguments, prog_name="modec")
        finally:
            os.chdir(before)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)

    def files(self) -> list[str]:
        """All files of the folder."""
        return sorted(
            p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()
        )
