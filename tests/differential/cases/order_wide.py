"""A wider graph, to pin the queue."""
from dagster import InputDefinition, pipeline, solid


def node(name, *inputs):
    @solid(name=name, input_defs=[InputDefinition(each) for each in inputs])
    def _node(context, **values):
        print("@", context.solid.name, [values[key] for key in sorted(values)])
        return name

    return _node


a, b, c = node("a"), node("b"), node("c")
d, e, f = node("d", "x"), node("e", "x", "y"), node("f", "y")
g, h, i = node("g", "x"), node("h", "x", "y", "z"), node("i", "x")


@pipeline
def wide():
    last = c()
    middle = b()
    first = a()
    dd = d(x=last)
    ee = e(x=middle, y=dd)
    ff = f(y=first)
    gg = g(x=ff)
    h(x=gg, y=ee, z=i(x=middle))
    i.alias("a_tail")(x=last)
    i.alias("zz_tail")(x=first)
