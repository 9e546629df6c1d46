import contextlib
import logging
import sqlite3
from abc import ABC, abstractmethod
from string import Template

from dagster import Field, IntSource, StringSource, resource

from retail.config import QUERY_DIR, SETTINGS

logger = logging.getLogger(__name__)


class Warehouse(ABC):
    dialect = "ansi"

    def __init__(self, schema: str):
        self.schema = schema
        self.statements = 0

    @abstractmethod
    def execute(self, sql: str, *params):
        ...

    @abstractmethod
    def close(self):
        ...

    def render(self, query: str, **names) -> str:
        text = (QUERY_DIR / f"{query}.sql").read_text()
        return Template(text).substitute(schema=self.schema, **names).strip()


class SqliteWarehouse(Warehouse):
    dialect = "sqlite"

    def __init__(self, path: str, schema: str, timeout: int = 5):
        super().__init__(schema)
        self._connection = sqlite3.connect(path, timeout=timeout)
        self._connection.row_factory = sqlite3.Row

    def execute(self, sql, *params):
        self.statements += 1
        logger.debug("%s: %s", self.dialect, sql)
        return self._connection.execute(sql, params)

    @contextlib.contextmanager
    def transaction(self):
        print("@ begin")
        try:
            yield self
        except sqlite3.Error:
            print("@ rollback")
            self._connection.rollback()
            raise
        else:
            print("@ commit")
            self._connection.commit()

    def close(self):
        self._connection.close()


@resource(
    config_schema={
        "path": Field(StringSource, is_required=False, default_value=":memory:"),
        "schema": Field(str, default_value="main", is_required=False),
        "timeout": Field(IntSource, default_value=5, is_required=False),
    },
    description="The warehouse, sqlite flavour",
)
def sqlite_warehouse(init_context):
    config = init_context.resource_config
    print(f"@ open warehouse {config['path']} as {config['schema']} in {SETTINGS.environment}")
    warehouse = SqliteWarehouse(**init_context.resource_config)
    warehouse.execute(warehouse.render("create_sales", table="sales"))
    yield warehouse
    print(f"@ close warehouse after {warehouse.statements} statements")
    warehouse.close()
