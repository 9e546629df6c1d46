"""`modec verify`: is a script as it was built, and is it up to date?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from modec.cli.reporting import findings_shown


@click.command("verify")
@click.argument("script")
@click.argument("source", required=False)
@click.option("--define", "defines", multiple=True, metavar="NAME=VALUE", help="As for build.")
@click.option("--root", "roots", multiple=True, metavar="DIR", help="As for build.")
@click.option("--library-path", "libraries", multiple=True, metavar="DIR", help="As for build.")
def command(
    script: str,
    source: str | None,
    defines: tuple[str, ...],
    roots: tuple[str, ...],
    libraries: tuple[str, ...],
) -> None:
    """Compare SCRIPT with the checksums in its header.

    Says whether it has been edited by hand and, where SOURCE is given, whether the files that it was made from
    have changed. Exit code 1 when either is so, 2 when SCRIPT is no script of modec's.
    """
    from modec.cli.options import Target
    from modec.show.seal import NotAScript, changed_sources, is_as_built, read_seal
    from modec.source.embedding import shown_size

    try:
        text = Path(script).read_bytes().decode("utf-8")
        seal = read_seal(text.replace("\r\n", "\n"))
    except OSError as error:
        raise click.UsageError(f"{script}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{script} is no script of modec's: it is not UTF-8 text") from None
    except NotAScript as error:
        raise click.UsageError(f"{script} is no script of modec's: {error}") from None
    intact = is_as_built(text, seal)
    click.echo(f"{script}: pipeline {seal.pipeline}, mode {seal.mode}")
    click.echo(f"  script   {'as it was built' if intact else 'edited since it was built'}")
    for name, size in sorted(seal.embedded.items()):
        click.echo(f"  carries  {name} ({shown_size(size)})")
    changed: list[str] = []
    if source is not None:
        with findings_shown():
            target = Target(source, None, None, None, (), (), defines, roots, libraries)
            # What only functions import, and the files that it carries, are known from the script.
            now = target.analyse().evaluation.checksums(files=seal.sources)
        changed = changed_sources(seal, now)
        count = len(seal.sources)
        files = f"{count} file{'s' if count != 1 else ''}"
        click.echo(f"  sources  {'changed since' if changed else f'as they were ({files})'}")
        for line in changed:
            click.echo(f"           {line}")
    sys.exit(0 if intact and not changed else 1)
