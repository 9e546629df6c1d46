import contextlib
import sqlite3

import settings

SCHEMA = """
create table if not exists articles (
    site text not null, title text not null, section text, author text,
    primary key (site, title)
);
"""

logger = settings.log.getChild("db")
_connections = {}


def connect(path=settings.DB_PATH):
    if path not in _connections:
        logger.info("connecting to %s", path)
        connection = _connections[path] = sqlite3.connect(path)
        connection.executescript(SCHEMA)
    return _connections[path]


@contextlib.contextmanager
def cursor(connection):
    cur = connection.cursor()
    try:
        yield cur
    finally:
        cur.close()


class Repository:
    def __init__(self, connection):
        self._connection = connection

    def insert(self, articles):
        from models import Article

        marks = ", ".join("?" for _ in Article.fields())
        sql = f"insert or ignore into articles ({', '.join(Article.fields())}) values ({marks})"
        with cursor(self._connection) as cur:
            cur.executemany(sql, [article.row() for article in articles])
            return cur.rowcount

    def count(self, **where):
        clause = " and ".join(f"{column} = :{column}" for column in where)
        sql = "select count(*) from articles" + (f" where {clause}" if clause else "")
        return self._connection.execute(sql, where).fetchone()[0]


def get_client(path=None):
    return Repository(connect(path) if path else connect())
