DEFAULT_FOLDER = "out"
LIMIT = 3


def describe(kind, key):
    return f"{kind}:{key}"
