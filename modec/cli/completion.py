"""Shell completion of the names that a source defines. It reads the source, runs nothing, and never complains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from modec.definitions.pipeline import PipelineDefinition


def complete_pipelines(
    context: click.Context, _parameter: click.Parameter, start: str
) -> list[CompletionItem]:
    """The pipelines of the source on the command line."""
    return _items(context, start, lambda pipelines: pipelines, named=False)


def complete_modes(
    context: click.Context, _parameter: click.Parameter, start: str
) -> list[CompletionItem]:
    """The modes of the pipeline that is named, or of all."""
    return _items(context, start, lambda found: [mode for each in found for mode in each.mode_defs])


def complete_presets(
    context: click.Context, _parameter: click.Parameter, start: str
) -> list[CompletionItem]:
    """The presets of the pipeline that is named, or of all."""
    return _items(
        context, start, lambda found: [preset for each in found for preset in each.preset_defs]
    )


def _items(
    context: click.Context,
    start: str,
    wanted: Callable[[list[PipelineDefinition]], Iterable[Any]],
    named: bool = True,
) -> list[CompletionItem]:
    """The completions: none where the source cannot be read, whatever the reason."""
    try:
        from modec.compiler import analyse

        # An option that still lacks its value leaves the words before it unparsed.
        words = [word for word in reversed(context.args) if not word.startswith("-")]
        source = context.params.get("source") or words[0]
        defines = dict(text.split("=", 1) for text in context.params.get("defines") or ())
        roots = tuple(context.params.get("roots") or ())
        pipelines = analyse(source, roots=roots, defines=defines).evaluation.pipelines
        chosen = context.params.get("pipeline") if named else None
        found = [each for name, each in pipelines.items() if chosen in (None, name)]
        names = dict.fromkeys(each.name for each in wanted(found))
        return [CompletionItem(name) for name in names if name.startswith(start)]
    except (Exception, SystemExit):
        return []
