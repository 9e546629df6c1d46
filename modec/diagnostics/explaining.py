"""The page of each code: what it means, a program that gives it, and one that doesn't, an edit away.

Pages are the Markdown files of `pages/`, one a code:

    what the code means

    ## Wrong

    `pipeline.py`

    ```python
    the file's text
    ```

    ```console
    $ modec check pipeline.py
    ```

    ## Right

    the same again

A page has no programs where the finding takes more than files and arguments: its text says what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from modec.diagnostics.codes import CODES

PAGES = Path(__file__).parent / "pages"

_FILE = re.compile(r"^`([^`\n]+)`\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^```console\n\$ modec (.*)\n```$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """Files by name, and the arguments that modec is called with beside them."""

    files: Mapping[str, str]
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What is said about a code. The examples are None where files alone cannot show it."""

    code: str
    meaning: str
    wrong: Example | None
    right: Example | None

    @property
    def text(self) -> str:
        """The whole page, in Markdown."""
        code = CODES[self.code]
        body = (PAGES / f"{self.code}.md").read_text(encoding="utf-8")
        return f"# {self.code}: {code.title}\n\n*{code.severity}*\n\n{body}"


def page_of(code: str) -> Page:
    """The page of a code of the table. Raises KeyError for others."""
    body = (PAGES / f"{CODES[code].name}.md").read_text(encoding="utf-8")
    meaning, _, examples = body.partition("\n## Wrong\n")
    wrong, _, right = examples.partition("\n## Right\n")
    return Page(code, meaning.strip(), _example(wrong), _example(right))


def _example(text: str) -> Example | None:
    command = _COMMAND.search(text)
    if command is None:
        return None
    return Example(dict(_FILE.findall(text)), tuple(command.group(1).split()))


def reference() -> str:
    """All pages in one document: docs/diagnostics.md."""
    head = (
        "# Diagnostics\n\n"
        "What modec says, by code. `modec explain CODE` prints one of these pages; "
        "`modec explain --all` prints this document.\n"
    )
    pages = (
        page_of(code).text.replace("\n## ", "\n### ").replace("# ", "## ", 1)
        for code in sorted(CODES)
    )
    return head + "".join(f"\n{page}" for page in pages)
