"""Transforms by name: `{op: rename, from: a, to: b}`."""
from functools import wraps

OPERATIONS = {}


def operation(name=None, **defaults):
    def decorator(fn):
        @wraps(fn)
        def prepared(rows, **options):
            return [row for row in (fn(dict(row), **{**defaults, **options}) for row in rows) if row is not None]

        OPERATIONS[name or fn.__name__.strip("_")] = prepared
        return fn

    return decorator


@operation()
def rename(row, **options):
    row[options["to"]] = row.pop(options["from"])
    return row


@operation()
def upper(row, column):
    row[column] = str(row[column]).upper()
    return row


@operation("drop")
def drop_column(row, column):
    row.pop(column, None)
    return row


@operation("filter", above=0)
def _keep(row, column, above):
    return row if row[column] > above else None


for _name in ("lower", "title"):

    @operation(_name, method=_name)
    def _text(row, column, method):
        row[column] = getattr(row[column], method)()
        return row


def apply(rows, transforms):
    for transform in transforms:
        options = {key: value for key, value in transform.items() if key != "op"}
        rows = OPERATIONS[transform["op"]](rows, **options)
    return rows
