from dagster import pipeline, solid


class Connection:
    pass


@solid
def query(_, connection: Connection):
    print(connection)


@pipeline
def querying():
    query()
