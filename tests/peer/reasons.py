"""Why cases are not passed: the table in not_passed.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.peer.running import Case

TITLES = {
    "command_line": "the command line",
    "storage": "storage",
    "instances": "instances and the runs that they keep",
    "serialisation": "serialisation, snapshots",
    "skipped": "skipped by the suite itself",
    "internals": "Dagster's internals",
    "difference": "a deliberate difference",
    "defect": "a gap or defect of modec",
    "unexplained": "nobody has said why",
}
"""The groups, and what they are called."""

LEFT_OUT = ("command_line", "storage", "instances", "serialisation", "skipped")
"""The groups that do not count: they ask about what modec has not, by intent."""


@dataclass(frozen=True)
class Reason:
    """Why some cases are not passed. `cases`: file -> names, with or without parameters, or `*`."""

    group: str
    why: str
    cases: dict[str, list[str]]
    unread: int
    """How many cases a file has that cannot be read; 0 where all can."""

    def covers(self, case: Case) -> bool:
        """Whether it is a reason for the case."""
        names = self.cases.get(case.file, ())
        return "*" in names or case.name in names or case.function in names


def reasons() -> list[Reason]:
    """The table. Raises ValueError for a group that there is not."""
    table = yaml.safe_load(Path(__file__).with_name("not_passed.yaml").read_text(encoding="utf-8"))
    unknown = sorted(set(table) - set(TITLES))
    if unknown:
        raise ValueError(f"not_passed.yaml has groups that there are not: {unknown}")
    return [
        Reason(group, entry["why"], entry["cases"], entry.get("unread", 0))
        for group, entries in table.items()
        for entry in entries
    ]


def reason_for(case: Case, table: list[Reason]) -> Reason:
    """The reason of a case that is not passed."""
    for reason in table:
        if reason.covers(case):
            return reason
    return Reason("unexplained", f"{case.function}: {case.said[:80]}", {}, 0)


def needless(cases: list[Case], table: list[Reason]) -> list[str]:
    """What the table names and what is passed, or not there at all."""
    failing = [case for case in cases if case.outcome != "passed"]
    run = {case.file for case in cases}
    found = []
    for reason in table:
        for file, names in reason.cases.items():
            if file not in run:
                continue
            own = [case for case in failing if case.file == file]
            for name in names:
                if not any(name in ("*", case.name, case.function) for case in own):
                    found.append(f"{file}::{name}")
    return found
