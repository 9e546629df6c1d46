import operator
from typing import Callable, NamedTuple

OPERATORS = {name: getattr(operator, name) for name in ("eq", "ge", "le")}


class Check(NamedTuple):
    table: str
    sql: str
    compare: Callable[[float, float], bool]
    value: float

    def passes(self, connection):
        (found,) = connection.execute(self.sql.format(table=self.table)).fetchone()
        return self.compare(found, self.value), found


def run(connection, suite):
    from . import suites

    return [(check.table, *check.passes(connection)) for check in suites.SUITES[suite]]


def check(table, op="ge", value=1, sql="select count(*) from {table}"):
    return Check(table, sql, OPERATORS[op], value)
