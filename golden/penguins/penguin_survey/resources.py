"""Where the measurements come from, and where results go."""

import csv
import json
import os
import sqlite3

from dagster import Field, StringSource, resource


class CsvSource:
    """Measurements in a CSV file."""

    def __init__(self, path):
        self.path = path

    def rows(self):
        with open(self.path, newline="", encoding="utf-8") as file:
            yield from csv.DictReader(file)


@resource(config_schema={"path": Field(str, default_value="data/penguins.csv")})
def csv_source(init_context):
    return CsvSource(init_context.resource_config["path"])


# -- prod: everything in one SQLite database ----------------------------------


@resource(config_schema={"path": Field(StringSource, default_value={"env": "PENGUINS_DB"})})
def sqlite_database(init_context):
    """A connection; what was written is committed when the run is over."""
    connection = sqlite3.connect(init_context.resource_config["path"])
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


class Audit:
    """Counts what is written, table by table."""

    def __init__(self):
        self.written = {}

    def note(self, name, count):
        self.written[name] = self.written.get(name, 0) + count

    def summary(self):
        return f"audit: {len(self.written)} tables, {sum(self.written.values())} rows"


@resource(required_resource_keys={"database"})
def audit_table(init_context):
    """An audit that ends up in the database, so it has to be written before that is closed."""
    database = init_context.resources.database
    audit = Audit()
    yield audit
    database.execute("create table if not exists audit (name text primary key, rows integer)")
    database.executemany(
        "insert or replace into audit values (?, ?)", sorted(audit.written.items())
    )
    print(audit.summary())


class SqliteArchive:
    """Tables of results in a database."""

    def __init__(self, database, audit):
        self.database = database
        self.audit = audit

    def save(self, name, rows):
        """Replaces the table `name`, and gives back how many rows the database says it has."""
        columns = list(rows[0])
        places = ", ".join("?" * len(columns))
        self.database.execute(f"drop table if exists {name}")
        self.database.execute(f"create table {name} ({', '.join(columns)})")
        self.database.executemany(
            f"insert into {name} values ({places})",
            [tuple(row.values()) for row in rows],
        )
        self.audit.note(name, len(rows))
        return self.database.execute(f"select count(*) from {name}").fetchone()[0]


@resource(required_resource_keys={"database", "audit"})
def sqlite_archive(init_context):
    return SqliteArchive(init_context.resources.database, init_context.resources.audit)


# -- dev: files to look at ----------------------------------------------------


@resource(config_schema={"path": Field(str, default_value="out")})
def folder(init_context):
    path = init_context.resource_config["path"]
    os.makedirs(path, exist_ok=True)
    return path


@resource(required_resource_keys={"folder"})
def audit_file(init_context):
    audit = Audit()
    yield audit
    with open(os.path.join(init_context.resources.folder, "audit.txt"), "w") as file:
        print(audit.summary(), file=file)


class JsonArchive:
    """One JSON file a table."""

    def __init__(self, path, audit):
        self.path = path
        self.audit = audit

    def save(self, name, rows):
        with open(os.path.join(self.path, name + ".json"), "w") as file:
            json.dump(rows, file, indent=1)
        self.audit.note(name, len(rows))
        return len(rows)


@resource(required_resource_keys={"folder", "audit"})
def json_archive(init_context):
    return JsonArchive(init_context.resources.folder, init_context.resources.audit)
