"""Solids out of a function, at module level, in a loop, and by alias."""

from dagster import pipeline, solid

RATES = {"metre": 1.0, "foot": 0.3048, "yard": 0.9144}


def make_converter(unit, rate, places=2):
    """A solid that converts metres to `unit`; it captures all three."""
    label = f"in {unit}s"

    def rounded(value):
        return round(value, places)

    @solid(name=f"to_{unit}")
    def convert(_, metres):
        return f"{label}: {rounded(metres / rate)}"

    return convert


def make_adder(step):
    @solid(name=f"add_{step}")
    def add(context, n):
        return n + step

    return add


converters = [make_converter(unit, rate) for unit, rate in sorted(RATES.items())]
to_fathom = make_converter("fathom", 1.8288, places=4)
add_10 = make_adder(10)


@solid
def start():
    return 2


@solid
def show(_, lines, fathoms):
    for line in lines:
        print(line)
    print(fathoms)


@pipeline
def converting():
    length = start()
    for number in range(3):
        length = add_10.alias(f"add_10_again_{number}")(length)
    show([convert(length) for convert in converters], to_fathom(make_adder(5)(length)))
