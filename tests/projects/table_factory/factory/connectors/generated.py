from itertools import count, islice

from .base import Connector


class GeneratedConnector(Connector):
    kind = "generated"

    def rows(self, table, columns, size=3):
        numbers = islice(count(1), self.options.get("size") or size)
        return [{column: number if column == "id" else f"{table}-{column}-{number}" for column in columns or ["id"]} for number in numbers]
