"""What comes of the values that solids return: right and wrong."""
from dagster import Output, OutputDefinition, lambda_solid, pipeline, solid

TWO = [OutputDefinition(name="a"), OutputDefinition(name="b")]


@solid(output_defs=TWO)
def pair(_):
    return 1, 2


@solid(output_defs=TWO)
def listed(_):
    return [1, 2]


@solid(output_defs=TWO)
def nothing_of_two(_):
    print("@ nothing of two")


@solid(output_defs=TWO)
def half(_):
    yield Output(1, "a")


@solid
def twice(_):
    yield Output(1)
    yield Output(2)  # modec: ignore[MD358]


@solid
def unknown(_):
    yield Output(1, "other")  # modec: ignore[MD357]


@solid
def not_an_event(_):
    yield 1


@solid
def never(_):
    if False:
        yield Output(1)


@solid(output_defs=[])
def none_declared(_):
    return 5


@solid(output_defs=[])
def none_returned(_):
    print("@ none returned")


@solid(output_defs=[OutputDefinition(is_required=False)])
def none_optional(_):
    return None


@solid
def tuple_value(_):
    return (1, 2)


@lambda_solid
def plain():
    return "plain"


@solid
def show(context, x):
    print("@", context.solid.name, x)


@pipeline
def returning():
    a, b = pair()
    show.alias("show_a")(a)
    show.alias("show_b")(b)
    show.alias("show_list")(listed().a)
    nothing_of_two()
    show.alias("show_half")(half().a)
    show.alias("show_twice")(twice())
    unknown()
    not_an_event()
    show.alias("show_never")(never())
    none_declared()
    none_returned()
    show.alias("show_optional")(none_optional())
    show.alias("show_tuple")(tuple_value())
    show.alias("show_plain")(plain())
