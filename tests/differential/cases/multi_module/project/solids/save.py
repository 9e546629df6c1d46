from dagster import solid

LIMIT = 2


def _clean(row):
    return row.upper()


@solid(name="save_rows", required_resource_keys={"store"})
def run(context, rows):
    kept = [_clean(row) for row in rows][:LIMIT]
    print("@ save", context.resources.store.save("rows", kept))
    return kept
