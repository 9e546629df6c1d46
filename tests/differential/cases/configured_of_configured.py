"""Configured composites, solids and resources, several deep."""

from dagster import (
    Field,
    ModeDefinition,
    Noneable,
    StringSource,
    composite_solid,
    configured,
    pipeline,
    resource,
    solid,
)


@solid(config_schema={"a": int, "b": Field(str, default_value="bb")})
def inner(context):
    print("@ inner", context.solid.name, dict(context.solid_config))
    return context.solid_config["a"]


inner_c = inner.configured({"a": 5}, name="inner_c")
inner_cc = configured(inner, config_schema={"x": Field(int, default_value=2)}, name="inner_cc")(
    lambda c: {"a": c["x"] * 2, "b": "from_x"}
)
inner_ccc = configured(inner_cc, name="inner_ccc", config_schema=int)(lambda v: {"x": v})
inner_const = inner_ccc.configured(7, name="inner_const")


@configured(inner, config_schema={"z": Noneable(int)})
def inner_deco(cfg):
    return {"a": cfg["z"] or 0}


def mapping(c):
    return {"inner": {"config": {"a": c["n"]}}, "i2": {"config": {"a": c["n"] + 1, "b": c["t"]}}}


@composite_solid(config_fn=mapping, config_schema={"n": int, "t": Field(str, default_value="T")})
def comp():
    inner()
    inner.alias("i2")()


@composite_solid(
    config_fn=lambda c: {"comp": {"config": {"n": c}}, "c2": {"config": {"n": c, "t": "two"}}},
    config_schema=Field(int, default_value=4),
)
def outer():
    comp()
    comp.alias("c2")()


comp_c = comp.configured({"n": 100}, name="comp_c")
comp_f = configured(comp, name="comp_f", config_schema=int)(lambda v: {"n": v, "t": "f"})
comp_g = configured(comp, name="comp_g", config_schema=Field(int, default_value=6))(
    lambda v: {"n": v, "t": "g"}
)
comp_h = configured(comp, name="comp_h", config_schema={"q": Field(int, default_value=8)})(
    lambda v: {"n": v["q"], "t": "h"}
)


@configured(comp)
def comp_i(v):
    return {"n": 1, "t": repr(v)}


comp_ff = comp_f.configured(77, name="comp_ff")
comp_gg = configured(comp_g, name="comp_gg", config_schema={"w": int})(lambda v: v["w"])


@pipeline
def p_g():
    comp_g()
    comp_h()
    comp_i()
    comp_ff()
    comp_gg()


@pipeline
def p_const():
    comp_c()


@composite_solid
def plain():
    inner()
    comp()
    inner_cc()


@pipeline
def p_one():
    inner_c()
    inner_cc()
    inner_ccc()
    inner_const()
    inner_deco()


@pipeline
def p_comp():
    comp()
    outer()
    comp_c()
    comp_f()
    plain()


@resource(config_schema={"u": str, "n": Field(int, default_value=3)})
def res(context):
    print("@ res", dict(context.resource_config))
    return context.resource_config


r1 = res.configured({"u": "c"})
r2 = configured(res, config_schema={"h": Field(StringSource, default_value="hh")})(
    lambda c: {"u": c["h"], "n": 9}
)


@configured(res)
def r3(c):
    return {"u": str(c)}


@configured(r2, {"k": int})
def r4(c):
    return {"h": f"k{c['k']}"}


r5 = r4.configured({"k": 1})


@solid(required_resource_keys={"r1", "r2", "r3", "r4", "r5"})
def use(context):
    print("@", context.resources.r5["u"], isinstance(context.resources.r1, dict))


@pipeline(
    mode_defs=[ModeDefinition(resource_defs={"r1": r1, "r2": r2, "r3": r3, "r4": r4, "r5": r5})]
)
def p_res():
    use()
