"""MD5xx: bringing the author's code into one namespace, and rewriting it."""

from modec.diagnostics.codes.code import Code

LINKING: tuple[Code, ...] = (
    Code("MD501", "cannot be inlined", "{name!r} cannot be carried into the script: {reason}"),
    Code(
        "MD502",
        "definition used at run time",
        "{name!r} is a definition ({kind}), which a script does not have: code that runs may not use it",
    ),
    Code(
        "MD503",
        "name of dagster used at run time",
        "{name!r} of {module} has no counterpart in a script, and code that runs uses it",
    ),
    Code(
        "MD504",
        "module used as a value",
        "the module {name!r} is used as a value, and in a script it is not a module of its own",
    ),
    Code(
        "MD505",
        "assignment to a module's attribute",
        "{name!r} assigns to a variable of another module, which in a script is not a module of its own",
    ),
    Code(
        "MD506",
        "names reached by string",
        "`{name}()` may reach module-level names by string, and those names may change or be left out",
    ),
    Code("MD507", "undefined name", "{name!r} is not defined in {module}"),
    Code(
        "MD508",
        "captured variable is assigned",
        "{name!r} is a variable of the factory {factory!r} and is declared nonlocal in a function that it makes",
    ),
    Code(
        "MD509",
        "the script's own path",
        "`__file__` of {module} is the script's own path when the script runs",
        "warning",
    ),
    Code(
        "MD511",
        "library of dagster used at run time",
        "{module!r} is one of dagster's libraries and imports dagster, which a script does not",
    ),
    Code(
        "MD512",
        "file that cannot be carried",
        "{path!r} is no text that the script can carry, and `__file__` here stands for files that it does carry",
    ),
    Code(
        "MD513",
        "file that is not carried",
        "{path!r} is not carried in the script: {reason}",
        "warning",
    ),
    Code(
        "MD514",
        "name that a submodule takes",
        "only a function imports {module!r}, and {name!r} of its package is that module from then on",
    ),
    Code(
        "MD515",
        "effect of an import under a condition",
        "this happens when {module!r} is imported, and whether it is, only the run knows",
    ),
    Code(
        "MD516",
        "effect of making definitions",
        "{what} while definitions are made, and the script does not do it",
        "warning",
    ),
    Code(
        "MD517",
        "changed by making definitions",
        "{name!r} is changed when {definition!r} is made, which a script does not do: code that runs may not read it",
    ),
    Code("MD550", "cannot be rewritten", "{name!r} cannot be renamed here: {reason}"),
    Code("MD551", "cannot be parsed for rewriting", "LibCST cannot parse this statement: {reason}"),
    Code(
        "MD552",
        "event list hook",
        "the hook {name!r} asks events for {attribute!r}, which a script does not keep",
    ),
)
