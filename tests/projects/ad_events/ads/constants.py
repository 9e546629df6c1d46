DEFAULT_STAGE = "dev"
VERSION = (1, 2)
VERSION += (3,)
LIMITS = {"rate": 3}
LIMITS["burst"] = LIMITS["rate"] * 2
_PRIVATE = object()
SAMPLE = [1, 2, 3]
SAMPLE[1:] = [20, 30]
COLUMNS = "id kind cost".split()
first, *rest = COLUMNS
WIDTHS = {column: len(column) for column in COLUMNS if column != first}
for index, column in enumerate(rest):
    WIDTHS[column] += index
del index, column
