"""What IO managers are told of outputs and inputs, asset keys included."""

from dagster import (
    AssetKey,
    Field,
    IOManager,
    InputDefinition,
    ModeDefinition,
    Nothing,
    Output,
    OutputDefinition,
    io_manager,
    pipeline,
    resource,
    solid,
)


class IO(IOManager):
    def __init__(self, tag):
        self.tag = tag
        self.d = {}

    def key(self, c):
        return tuple(c.get_output_identifier()[1:])

    def handle_output(self, context, obj):
        print(
            "@ handle",
            self.tag,
            context.step_key,
            context.name,
            context.metadata,
            context.mapping_key,
            context.config,
            context.solid_def.name,
            context.dagster_type.display_name,
            context.resource_config,
            context.pipeline_name,
            context.version,
            context.asset_key,
            obj,
        )
        print(
            "@ res", context.resources._asdict() if hasattr(context.resources, "_asdict") else None
        )
        print("@ step", context.step_context.step.key if False else "")
        self.d[self.key(context)] = obj
        context.log.info("handled")

    def load_input(self, context):
        u = context.upstream_output
        print(
            "@ load",
            self.tag,
            context.name,
            context.metadata,
            context.config,
            context.solid_def.name,
            context.dagster_type.display_name,
            context.resource_config,
            u.step_key,
            u.name,
            u.metadata,
            u.mapping_key,
            u.config,
            u.solid_def.name,
            u.dagster_type.display_name,
            u.pipeline_name,
            u.asset_key,
            u.version,
        )
        print("@ ures", u.resource_config)
        return self.d[self.key(u)]


@resource(config_schema=str)
def folder(c):
    return c.resource_config


@io_manager(
    config_schema={"n": Field(int, default_value=1)},
    required_resource_keys={"folder"},
    output_config_schema={"p": Field(str, default_value="dflt")},
    input_config_schema={"q": Field(int, is_required=False)},
)
def one(context):
    print("@ init one", context.resource_config, context.resources.folder)
    return IO("one")


@io_manager
def two(_):
    return IO("two")


@solid(
    output_defs=[
        OutputDefinition(int, "a", io_manager_key="one", metadata={"m": 1, "x": ["y"]}),
        OutputDefinition(str, "b", io_manager_key="two", metadata={"path": "p/q"}),
        OutputDefinition(name="c"),
    ]
)
def src(_):
    yield Output("s", "b")
    yield Output(1, "a")
    yield Output([1], "c")


@solid(
    input_defs=[InputDefinition("x", int, metadata={"im": 2}), InputDefinition("y", str)],
    output_defs=[OutputDefinition(io_manager_key="one")],
)
def dst(_, x, y, z):
    print("@ dst", x, y, z)
    return x


@solid
def last(_, xs):
    print("@ last", xs)


@solid(output_defs=[OutputDefinition(Nothing, io_manager_key="two")])
def noth(_):
    pass


@solid(input_defs=[InputDefinition("n", Nothing)])
def aft(_):
    print("@ aft")


md = ModeDefinition(resource_defs={"one": one.configured({"n": 7}), "two": two, "folder": folder})


@pipeline(mode_defs=[md])
def p_io():
    a, b, c = src.alias("s1")()
    last([dst.alias("d")(a, b, c), a, b, c])
    aft(noth())


class A(IOManager):
    d = {}

    def handle_output(self, context, obj):
        print("@ out", context.asset_key, context.asset_key and context.asset_key.path)
        self.d[context.name] = obj

    def load_input(self, context):
        print("@ in", context.name, context.asset_key, context.upstream_output.asset_key)
        return self.d[context.upstream_output.name]


@io_manager
def aio(_):
    return A()


K = AssetKey("const")


def of(context):
    return AssetKey([context.name, context.step_key, str(context.metadata["m"])])


@solid(
    output_defs=[
        OutputDefinition(name="a", asset_key=AssetKey(["x", "y"])),
        OutputDefinition(name="b", asset_key=K),
        OutputDefinition(name="c", asset_key=of, metadata={"m": 3}),
        OutputDefinition(name="d", asset_key=lambda context: AssetKey("l")),
        OutputDefinition(name="e"),
    ]
)
def assets(_):
    return 1, 2, 3, 4, 5


@solid(
    input_defs=[
        InputDefinition("a", asset_key=AssetKey("in")),
        InputDefinition("b", asset_key=lambda context: AssetKey(["f", context.name])),
        InputDefinition("c"),
    ]
)
def take(_, a, b, c):
    print("@", a, b, c)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"io_manager": aio})])
def p_assets():
    a, b, c, d, e = assets()
    take(a, b, c)
