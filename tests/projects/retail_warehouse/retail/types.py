from dagster import DagsterType, EventMetadataEntry, TypeCheck, check, usable_as_dagster_type
from dagster.core.types.dagster_type import DagsterType as _Base

from .frames import Frame


class Column:
    def __init__(self, name, dtype, nullable=False):
        self.name = check.str_param(name, "name")
        self.dtype = dtype
        self.nullable = nullable

    @classmethod
    def integer(cls, name, **kwargs):
        return cls(name, int, **kwargs)

    @classmethod
    def number(cls, name, **kwargs):
        return cls(name, (int, float), **kwargs)

    @classmethod
    def string(cls, name, **kwargs):
        return cls(name, str, **kwargs)

    def violations(self, frame):
        if self.name not in frame.columns:
            return [f"no column {self.name}"]
        return [
            f"{self.name}[{index}] is {value!r}"
            for index, value in enumerate(frame[self.name])
            if not (value is None and self.nullable) and not isinstance(value, self.dtype)
        ]


def create_frame_type(name, columns=(), description=None, event_metadata_fn=None):
    """Like dagster_pandas' create_dagster_pandas_dataframe_type, for our frames."""

    def _check(_context, value):
        if not isinstance(value, Frame):
            return TypeCheck(success=False, description=f"Must be a Frame, not {type(value).__name__}")
        problems = [problem for column in columns for problem in column.violations(value)]
        if problems:
            return TypeCheck(success=False, description="; ".join(problems))
        entries = event_metadata_fn(value) if event_metadata_fn else []
        return TypeCheck(success=True, metadata_entries=entries)

    return DagsterType(name=name, type_check_fn=_check, description=description)


def _shape(frame):
    return [
        EventMetadataEntry.int(len(frame), "rows"),
        EventMetadataEntry.text(", ".join(frame.columns), "columns"),
    ]


SalesFrame = create_frame_type(
    name="SalesFrame",
    columns=[
        Column.integer("order_id"),
        Column.string("country"),
        Column.number("amount"),
    ],
    description="One row an order line",
    event_metadata_fn=_shape,
)
TotalsFrame = create_frame_type("TotalsFrame", [Column.number("total")], event_metadata_fn=_shape)

assert isinstance(SalesFrame, _Base)


@usable_as_dagster_type(description="How a load went")
class LoadReport:
    def __init__(self, table, rows):
        self.table = table
        self.rows = rows

    def __str__(self):
        return f"{self.table}: {self.rows} rows"
