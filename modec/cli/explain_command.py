"""`modec explain`: what a code means, with a program that gives it and one that does not."""

from __future__ import annotations

import difflib

import click


@click.command("explain")
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="The pages of all codes, as one document.")
def command(code: str | None, everything: bool) -> None:
    """Explain a code of modec's findings, MD201 say; without one, list them."""
    from modec.diagnostics.codes import CODES
    from modec.diagnostics.explaining import page_of, reference

    if everything:
        click.echo(reference(), nl=False)
    elif code is None:
        for name in sorted(CODES):
            click.echo(f"{name}  {CODES[name].severity:<7}  {CODES[name].title}")
    elif code.upper() in CODES:
        click.echo(page_of(code.upper()).text, nl=False)
    else:
        near = difflib.get_close_matches(code.upper(), sorted(CODES), n=3, cutoff=0.6)
        said = f": did you mean {' or '.join(near)}?" if near else ""
        raise click.UsageError(f"there is no code {code!r}{said}")
