"""`modec diff`: what differs between two modes, a revision and now, or two scripts."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modec.cli.options import Target, target_options
from modec.cli.reporting import findings_shown

if TYPE_CHECKING:
    from modec.show.snapshots import Snapshot

SAME, DIFFERENT, TROUBLE = 0, 1, 2


@click.command("diff")
@click.argument("names", nargs=-1, metavar="[MODE_A MODE_B | OLD.py]")
@target_options
@click.option("--against", metavar="REVISION", help="Compare with the sources of a git revision.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable, on stdout.")
def command(target: Target, names: tuple[str, ...], against: str | None, as_json: bool) -> None:
    """Show what differs: resources, order, steps, config and inlined code.

    \b
    modec diff MODE_A MODE_B SOURCE            two modes of a pipeline
    modec diff --against REVISION SOURCE       a git revision and the files as they are (-m MODE)
    modec diff OLD.py NEW.py                   two scripts of modec's

    Exit codes as of diff: 0 nothing differs, 1 something does, 2 it could not be told.
    """
    from modec.show.differences import as_data, as_text, differences

    try:
        with findings_shown():
            a, b = _snapshots(target, names, against)
    except SystemExit:
        sys.exit(TROUBLE)
    found = differences(a, b)
    if as_json:
        click.echo(json.dumps(as_data(a, b, found), indent=2))
    elif found:
        click.echo(as_text(a, b, found))
    sys.exit(DIFFERENT if found else SAME)


def _snapshots(
    target: Target, names: tuple[str, ...], against: str | None
) -> tuple[Snapshot, Snapshot]:
    if against is not None:
        if names:
            raise click.UsageError("--against takes one SOURCE")
        return _revisions(target, against)
    if len(names) == 1:
        return _script(names[0]), _script(target.source)
    if len(names) != 2:
        raise click.UsageError("give two modes and a source, or two scripts")
    if target.mode or target.preset:
        raise click.UsageError("the two modes say the mode: no --mode and no --preset")
    a, b = (dataclasses.replace(target, mode=name) for name in names)
    return _snapshot(a, f"mode {names[0]}"), _snapshot(b, f"mode {names[1]}")


def _snapshot(target: Target, label: str) -> Snapshot:
    from modec.show.snapshots import snapshot_of_plan

    built = target.build(target.analyse())
    return snapshot_of_plan(label, built.plan, built.text)


def _revisions(target: Target, revision: str) -> tuple[Snapshot, Snapshot]:
    from modec.cli.revisions import at_revision

    if os.path.isabs(target.source):
        target = dataclasses.replace(target, source=os.path.relpath(target.source))
    now = _snapshot(target, f"{target.source} now")
    with at_revision(revision):
        before = _snapshot(target, f"{target.source} in {revision}")
    return before, now


def _script(name: str) -> Snapshot:
    from modec.show.seal import NotAScript, read_seal
    from modec.show.snapshots import snapshot_of_script

    try:
        text = Path(name).read_text(encoding="utf-8")
        read_seal(text)
        return snapshot_of_script(name, text)
    except OSError as error:
        raise click.UsageError(f"{name}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{name} is not a script of modec's: it is not UTF-8 text") from None
    except (RecursionError, MemoryError):
        raise click.UsageError(f"{name} is not a script of modec's: it nests too deeply") from None
    except (NotAScript, SyntaxError, ValueError) as error:
        raise click.UsageError(f"{name} is not a script of modec's: {error}") from None
