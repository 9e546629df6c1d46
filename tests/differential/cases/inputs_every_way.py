"""Inputs from run config: every loader, defaults, through composites."""

from dagster import (
    Any,
    Bool,
    Dict,
    Float,
    InputDefinition,
    Int,
    List,
    Optional,
    Set,
    String,
    Tuple,
    composite_solid,
    pipeline,
    solid,
)
import typing, json


@solid(
    input_defs=[
        InputDefinition("a", Int),
        InputDefinition("b", List[Int]),
        InputDefinition("c", Optional[String]),
        InputDefinition("d", dict),
        InputDefinition("e", Any),
        InputDefinition("f", Float),
        InputDefinition("g", Bool, default_value=True),
        InputDefinition("h", Optional[List[String]], default_value=None),
        InputDefinition("i", Dict[str, int]),
        InputDefinition("j", Set[int]),
        InputDefinition("k", Tuple[int, str]),
    ]
)
def s(_, a, b, c, d, e, f, g, h, i, j, k):
    print("@", repr(a), b, c, d, e, f, g, h, i, sorted(j) if isinstance(j, set) else j, k)


@pipeline
def p():
    s()


@solid(
    input_defs=[
        InputDefinition("x", Any, default_value=None),
        InputDefinition("y", Int, default_value=3),
        InputDefinition("z", Any, default_value=[1]),
    ]
)
def d(_, x, y, z):
    z.append(2)
    print("@ d", x, y, z)


@solid
def sig(_, x=None, y: int = 4, *, k: str = "k"):
    print("@ sig", x, y, k)


@pipeline
def p_d():
    d()
    d.alias("d2")()
    sig()


@composite_solid(input_defs=[InputDefinition("q", Int), InputDefinition("w", Any, default_value=9)])
def comp(q, w):
    d(y=q, x=w)
    sig(x=w)


@pipeline
def p_comp():
    comp()


@pipeline
def p_params():
    d()
