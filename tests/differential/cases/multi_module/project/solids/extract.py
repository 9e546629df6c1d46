from dagster import solid

from project.settings import LIMIT


def _clean(row):
    return row.strip().lower()


@solid(name="extract_rows")
def run(context):
    rows = [_clean(row) for row in (" A", "B ", "C", "D")][:LIMIT]
    print("@ extract", rows)
    return rows
