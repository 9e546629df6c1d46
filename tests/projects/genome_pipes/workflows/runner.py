"""Runs commands. The stub knows what they would say."""
import enum
import subprocess
import sys
from typing import Callable, Dict, List, Tuple

from dagster import Enum, EnumValue, Field, InitResourceContext, Noneable, Permissive, ResourceDefinition, Selector, resource

Runner = Callable[[List[str]], Tuple[int, str]]


class Shell:
    def __init__(self, environment: Dict[str, str]):
        self.environment = environment

    def __call__(self, command):
        done = subprocess.run(command, env=self.environment or None, stdout=subprocess.PIPE, universal_newlines=True)
        return done.returncode, done.stdout


class Recorded:
    ANSWERS = {
        "align": "{length}00 {quality}",
        "call": "chr1:{length}A>T chr2:17C>G",
    }

    def __init__(self, fail_on=()):
        self.fail_on = set(fail_on)
        self.commands = []

    def __call__(self, command):
        self.commands.append(command)
        print("@ $", " ".join(command))
        tool, sample = command[0], command[-1]
        if sample in self.fail_on:
            return 3, ""
        answer = self.ANSWERS.get(tool, "")
        return 0, answer.format(length=len(sample), quality=20 + len(sample))


class Severity(enum.Enum):
    STRICT = 1
    LAX = 2


SeverityType = Enum("SeverityType", [EnumValue(each.name, python_value=each) for each in Severity])


@resource(
    config_schema={
        "kind": Selector({"recorded": {"fail_on": Field([str], default_value=[], is_required=False)}, "shell": Permissive({"PATH": Noneable(str)})}),
    }
)
def command_runner(init_context: InitResourceContext):
    ((kind, options),) = init_context.resource_config["kind"].items()
    runner = Recorded(**options) if kind == "recorded" else Shell(dict(options))
    yield runner
    if isinstance(runner, Recorded):
        print(f"@ {len(runner.commands)} commands", file=sys.stdout)


echo_runner = ResourceDefinition(lambda _: lambda command: (0, "1 1.0" if command[0] == "align" else "chr1:1C>T"), description="says the same to all")
