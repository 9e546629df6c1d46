"""Dynamic outputs: map, chains of it, collect."""
from dagster import DynamicOutput, DynamicOutputDefinition, Field, pipeline, solid


@solid(config_schema={"names": Field([str], default_value=["b", "a", "c"])}, output_defs=[DynamicOutputDefinition(str)])
def each_file(context):
    for name in context.solid_config["names"]:
        print("@ yield", name)
        yield DynamicOutput(name + ".txt", mapping_key=name)


@solid
def size(context, path):
    print("@ size", context.get_mapping_key(), path)
    if path.startswith("bad"):
        raise OSError("unreadable")
    return len(path)


@solid
def double(_, x, factor):
    print("@ double", x, factor)
    return x * factor


@solid
def factor(_):
    print("@ factor")
    return 2


@solid
def total(_, sizes, others):
    print("@ total", sizes, others)


@solid
def zz_independent(_):
    print("@ independent")


@pipeline
def dynamic():
    by = factor()
    sizes = each_file().map(size)
    doubled = sizes.map(lambda one: double(one, by))
    total(doubled.collect(), sizes.collect())
    zz_independent()
