"""MD2xx: pipelines, modes, presets and the resource graph."""

from modec.diagnostics.codes.code import Code

MODES: tuple[Code, ...] = (
    Code("MD201", "missing resource", "mode {mode!r} has no {kind} {key!r}"),
    Code("MD202", "resource cycle", "resource {key!r} transitively depends on itself: {path}"),
    Code("MD203", "unknown mode", "pipeline {pipeline!r} has no mode {mode!r}"),
    Code("MD204", "several modes", "pipeline {pipeline!r} has several modes, and none was named"),
    Code("MD205", "unknown pipeline", "there is no pipeline {name!r} in {source}"),
    Code("MD206", "several pipelines", "{source} has several pipelines, and none was named"),
    Code("MD207", "no pipeline", "{source} defines no pipeline"),
    Code("MD208", "unknown preset", "pipeline {pipeline!r} has no preset {preset!r}"),
    Code("MD209", "preset and more", "preset {preset!r} cannot be used with {what}: {reason}"),
    Code(
        "MD210",
        "not an IO manager",
        "in mode {mode!r}, {key!r} is no {kind}, but {by} needs one",
    ),
    Code(
        "MD211",
        "cycle among unneeded resources",
        "in mode {mode!r}, resource {key!r} transitively depends on itself: {path}",
        "warning",
    ),
    Code(
        "MD212",
        "incomplete mode",
        "mode {mode!r} of pipeline {pipeline!r} cannot be built: it has no {kind} {key!r}",
        "warning",
    ),
    Code("MD214", "unusable preset", "the run config of preset {preset!r} cannot be had: {reason}"),
    Code(
        "MD215",
        "resource that nothing needs",
        "{modes} {key!r}, and nothing needs it",
        "warning",
    ),
    Code(
        "MD216",
        "resource without that attribute",
        "in mode {mode!r}, the resource {key!r} is {kind}, which has no {attribute!r}",
        "warning",
    ),
    Code("MD217", "wrong kind of resource_defs", "{what} takes {expected}, and {given}"),
    Code("MD218", "wrong kind of mode_defs", "{what} takes {expected}, and {given}"),
    Code(
        "MD219",
        "name taken twice",
        "pipeline {pipeline!r} has two {kind}s of the name {name!r}",
    ),
    Code(
        "MD220",
        "preset of an unknown mode",
        "preset {preset!r} of pipeline {pipeline!r} is for mode {mode!r}, which there is not",
    ),
    Code(
        "MD221",
        "step launcher",
        "in mode {mode!r}, the resource {key!r} of {step!r} is a step launcher ({launcher}): it has the step run "
        "elsewhere, by dagster",
    ),
    Code(
        "MD222",
        "memoized pipeline",
        "{by} makes the runs of pipeline {pipeline!r} memoized: they skip what earlier runs have kept, and a script "
        "knows of no earlier runs",
    ),
    Code(
        "MD213",
        "bad solid selection",
        "no solid of pipeline {pipeline!r} is selected by {selection}",
    ),
)
