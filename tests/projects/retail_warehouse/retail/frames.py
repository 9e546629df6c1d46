"""A data frame small enough to ship with the jobs: the loaders may not install pandas."""
import csv
from collections import OrderedDict, defaultdict
from functools import reduce
from typing import Any, Callable, Dict, Iterable, Iterator, List, Sequence

Row = Dict[str, Any]


class Frame:
    def __init__(self, rows: Iterable[Row] = (), columns: Sequence[str] = ()):
        self._rows: List[Row] = [dict(row) for row in rows]
        self.columns = list(columns) or (list(self._rows[0]) if self._rows else [])

    @classmethod
    def read_csv(cls, path, converters=None):
        converters = converters or {}
        with open(path, newline="") as handle:
            reader = csv.DictReader(handle)
            return cls(
                {key: converters.get(key, str)(value) for key, value in row.items()}
                for row in reader
            )

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __getitem__(self, column: str) -> List[Any]:
        return [row[column] for row in self._rows]

    def __repr__(self) -> str:
        return f"<Frame {len(self)}x{len(self.columns)} {'/'.join(self.columns)}>"

    @property
    def empty(self) -> bool:
        return not self._rows

    def assign(self, **columns: Callable[[Row], Any]) -> "Frame":
        return Frame({**row, **{k: fn(row) for k, fn in columns.items()}} for row in self._rows)

    def query(self, predicate: Callable[[Row], bool]) -> "Frame":
        return Frame((row for row in self._rows if predicate(row)), self.columns)

    def groupby(self, *keys: str) -> "Grouped":
        return Grouped(self, keys)

    def sort_values(self, *keys: str, ascending: bool = True) -> "Frame":
        ordered = sorted(self._rows, key=lambda row: tuple(row[k] for k in keys))
        return Frame(ordered if ascending else ordered[::-1], self.columns)


class Grouped:
    def __init__(self, frame: Frame, keys: Sequence[str]):
        self.groups = defaultdict(list)
        self.keys = keys
        for row in frame:
            self.groups[tuple(row[key] for key in keys)].append(row)

    def agg(self, **aggregations) -> Frame:
        rows = []
        for key, members in sorted(self.groups.items()):
            row = OrderedDict(zip(self.keys, key))
            for name, (column, fn) in aggregations.items():
                row[name] = fn([member[column] for member in members])
            rows.append(row)
        return Frame(rows)


def concat(frames: Iterable[Frame]) -> Frame:
    return reduce(lambda left, right: Frame([*left, *right]), frames, Frame())
