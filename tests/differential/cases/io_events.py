"""What IO managers return and yield, and root input managers with config."""

from dagster import (
    AssetKey,
    AssetMaterialization,
    EventMetadataEntry,
    Field,
    IOManager,
    InputDefinition,
    ModeDefinition,
    Nothing,
    OutputDefinition,
    PipelineDefinition,
    io_manager,
    pipeline,
    resource,
    root_input_manager,
    solid,
)


class G(IOManager):
    d = {}

    def handle_output(self, context, obj):
        yield AssetMaterialization(
            AssetKey(["a", context.name]),
            description="desc",
            metadata={"n": 1},
            partition="p",
            tags={"t": "v"},
        )
        self.d[context.name] = obj
        print("@ stored", context.name)
        yield EventMetadataEntry.int(3, "rows")
        yield AssetMaterialization("second")

    def load_input(self, context):
        return self.d[context.upstream_output.name]


class R(IOManager):
    d = {}

    def handle_output(self, context, obj):
        self.d[context.name] = obj
        return AssetMaterialization("returned")

    def load_input(self, context):
        return self.d[context.upstream_output.name]


class Bad(R):
    def handle_output(self, context, obj):
        return 5


class BadGen(R):
    def handle_output(self, context, obj):
        yield AssetMaterialization("x")
        yield 5


class ListRet(R):
    def handle_output(self, context, obj):
        return [AssetMaterialization("x")]


class NoLoad(IOManager):
    def handle_output(self, context, obj):
        print("@ no load")

    def load_input(self, context):
        raise NotImplementedError("no")


class AssetIO(R):
    def get_output_asset_key(self, context):
        return AssetKey(["k", context.name])

    def get_output_asset_partitions(self, context):
        return set()

    def get_input_asset_key(self, context):
        return AssetKey("i")


class ReturnsNone(R):
    def load_input(self, context):
        return None


def iom(c):
    @io_manager
    def f(_):
        return c()

    return f


@solid(output_defs=[OutputDefinition(name="o", io_manager_key="k")])
def s(_):
    return 1


@solid
def t(_, x):
    print("@ t", x)


@solid
def other(_):
    print("@ other")


def flow():
    t(s())
    other()


from dagster.core.definitions.decorators.hook import event_list_hook


@event_list_hook(required_resource_keys=set())
def ev(context, event_list):
    for e in event_list:
        print("@ ev", e.event_type_value, e.message if "Finished" not in e.message else "")
    return HookExecutionResult("ev")


def mk(n, c):
    @pipeline(name=n, mode_defs=[ModeDefinition(resource_defs={"k": iom(c)})])
    def p():
        t(s())
        other()

    return p


p_g = mk("p_g", G)
p_ret = mk("p_ret", R)
p_bad = mk("p_bad", Bad)
p_badgen = mk("p_badgen", BadGen)
p_list = mk("p_list", ListRet)
p_noload = mk("p_noload", NoLoad)
p_asset = mk("p_asset", AssetIO)
p_none = mk("p_none", ReturnsNone)


@resource
def notio(_):
    return object()


@io_manager
def notio2(_):
    return {"a": 1}


p_notio = PipelineDefinition(
    name="p_notio", solid_defs=[s], mode_defs=[ModeDefinition(resource_defs={"k": notio2})]
)


@root_input_manager(
    config_schema={"base": str},
    input_config_schema={"f": Field(str, default_value="dd")},
    required_resource_keys={"rr"},
)
def rim(context):
    print(
        "@ rim",
        context.config,
        context.resource_config,
        context.resources.rr,
        context.name,
        context.metadata,
        context.upstream_output,
        context.solid_def.name,
        context.dagster_type.display_name,
        context.pipeline_name,
    )
    if context.config["f"] == "boom":
        raise ValueError("boom")
    return context.resource_config["base"] + context.config["f"]


@resource
def rr(_):
    print("@ rr up")
    yield "RR"
    print("@ rr down")


@solid(
    input_defs=[
        InputDefinition("x", str, root_manager_key="rim", metadata={"a": 1}),
        InputDefinition("y", int, default_value=4),
        InputDefinition("n", Nothing),
    ]
)
def rooted(_, x, y):
    print("@ rooted", x, y)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"rim": rim, "rr": rr})])
def p_root():
    rooted()
    other()
    rooted.alias("r2")(n=other.alias("o2")())
