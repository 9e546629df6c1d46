"""Text tables for people."""


def show(value):
    """A cell's text: floats with one digit, whatever the locale."""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def format_table(rows):
    """The rows (dictionaries with the same keys) as lines under a heading; numbers stand to the right."""
    columns = list(rows[0])
    cells = [[show(row[column]) for column in columns] for row in rows]
    widths = [max(len(line[i]) for line in [columns, *cells]) for i in range(len(columns))]
    numeric = [not isinstance(rows[0][column], str) for column in columns]

    def line(texts):
        padded = [
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(texts, widths, numeric)
        ]
        return "  ".join(padded).rstrip()

    return "\n".join([line(columns), line(["-" * width for width in widths]), *map(line, cells)])
