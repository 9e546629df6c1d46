"""MD1xx: static evaluation: what must be known at build time and is not."""

from modec.diagnostics.codes.code import Code

EVALUATING: tuple[Code, ...] = (
    Code("MD101", "unknown name of dagster", "modec does not know {name!r} of {module}"),
    Code(
        "MD102",
        "not known at build time",
        "{what} must be known when the script is built: {reason}",
    ),
    Code("MD103", "raises while it is evaluated", "evaluating this raises {error}"),
    Code("MD104", "evaluation gives up", "evaluating this takes too much: {reason}"),
    Code("MD105", "cannot be evaluated", "the build cannot follow {what}"),
    Code("MD106", "no such first-party name", "cannot import {name!r} from {module!r}: {reason}"),
    Code(
        "MD108",
        "library of dagster not found",
        "{module!r} is of a library over dagster, whose source the script needs, and it is not to be found",
    ),
    Code("MD109", "name of another version", "dagster 0.12 has no {name!r}: {reason}"),
    Code(
        "MD110",
        "name without counterpart",
        "a script has nothing for {name!r} of {module}: {reason}",
    ),
    Code(
        "MD111",
        "definition that cannot be made and is not needed",
        "no pipeline of {source} needs it: {reason}",
        "warning",
    ),
    Code("MD107", "unused --define", "nothing in the program reads {name!r}", "warning"),
)
