"""Outputs given in every way: order, skips, Nothing, errors, generators returned."""

from dagster import (
    AssetMaterialization,
    ExpectationResult,
    InputDefinition,
    Nothing,
    Output,
    OutputDefinition,
    lambda_solid,
    pipeline,
    solid,
)

O = OutputDefinition


@solid(output_defs=[O(int, "b"), O(str, "a")])
def two(_):
    yield Output("x", "a")
    print("@ between")
    yield Output(1, "b")
    print("@ after last")


@solid(output_defs=[O(int, "b", is_required=False), O(str, "a", is_required=False)])
def opt(_):
    yield Output("x", "a")


@solid(output_defs=[O(int, "b", is_required=False)])
def opt_none(_):
    return None


@solid(output_defs=[O(name="b", is_required=False)])
def opt_not(_):
    if False:
        yield


@solid
def sink(_, x):
    print("@ sink", x)
    return x


@solid
def sink2(_, x, y):
    print("@ sink2", x, y)
    return [x, y]


@solid
def many(_, xs):
    print("@ many", xs)
    return xs


@solid(input_defs=[InputDefinition("n", Nothing)])
def after_n(_):
    print("@ after_n")


@solid(
    input_defs=[InputDefinition("n", Nothing), InputDefinition("m", Nothing)],
    output_defs=[O(Nothing)],
)
def after_nm(_):
    print("@ after_nm")


@solid(output_defs=[O(Nothing, "n"), O(int, "i", is_required=False)])
def noth(_):
    print("@ noth")


@solid(output_defs=[O(Nothing)])
def noth_val(_):
    return 5


@solid(output_defs=[O(Nothing, is_required=False)])
def noth_opt(_):
    yield AssetMaterialization("z")


@pipeline
def p_two():
    b, a = two()
    sink2(a, b)
    sink.alias("s_a")(a)
    sink.alias("s_b")(b)


@pipeline
def p_skipchain():
    b, a = opt()
    c = sink.alias("c")(b)
    d = sink.alias("d")(c)
    sink2(c, a)
    many.alias("all_missing")([b, c, d])
    many.alias("some")([a, b, c])
    after_n.alias("n_skipped")(c)
    after_n.alias("n_ok")([a, b])
    after_nm(n=a, m=d)
    sink.alias("after_many")(many.alias("m2")([b]))


@pipeline
def p_none():
    sink(opt_none())
    sink.alias("s2")(opt_not())


@pipeline
def p_noth():
    n, i = noth()
    after_n(n)
    sink(i)
    after_n.alias("x")(noth_opt())


@pipeline
def p_nothval():
    after_n(noth_val())


# errors
@solid
def twice(_):
    for i in range(2):
        print("@ again")
        yield Output(i)
    print("@ no")


@solid
def unknown(_):
    yield Output(1)
    yield Output(2, "z" * (1 + len("z")))


@solid(output_defs=[O(name="a"), O(name="b")])
def missing(_):
    yield Output(1, "b")


@solid
def non_event(_):
    yield Output(1)
    yield 5


@solid
def none_yield(_):
    yield None


@solid
def return_mat(_):
    return AssetMaterialization("a")


@solid
def return_output(_):
    return Output(3)


@solid(output_defs=[O(name="a"), O(name="b")])
def return_one(_):
    return Output(3, "a")


@solid(output_defs=[O(name="a"), O(name="b")])
def ret_list(_):
    return [1, 2]


@solid(output_defs=[O(name="b"), O(name="a")])
def ret_tuple(_):
    return 1, 2


@solid(output_defs=[O(name="b"), O(name="a")])
def ret_tuple_outputs(_):
    return Output(1, "a"), Output(2, "b")


@solid(output_defs=[])
def zero(_):
    return 3


@solid(output_defs=[])
def zero_none(_):
    print("@ zero_none")


@solid(output_defs=[])
def zero_yield(_):
    yield AssetMaterialization("q")
    yield ExpectationResult(True)


@solid
def gen_return(_):
    yield Output(1)
    return 7


@solid
def ret_gen(_):
    def g():
        yield Output(4)

    return g()


@solid
def ret_genexpr(_):
    return (Output(i) for i in range(1))


@solid
def ret_iter(_):
    return iter([1])


@solid
def ret_map(_):
    return map(str, [1])


@solid(output_defs=[O(int)])
def ret_outs_list(_):
    return [Output(1)]


@solid
def yield_in_try(_):
    try:
        yield Output(1)
    except GeneratorExit:
        print("@ GE")
        raise
    finally:
        print("@ fin")


@solid
def yield_then_fail(_):
    yield Output(1)
    raise ValueError("late")


@solid
def yf(_):
    yield from (Output(x) for x in [9])


@pipeline
def p_errs():
    sink.alias("t1")(twice())
    sink.alias("t2")(unknown())
    a, b = missing()
    sink.alias("t3")(b)
    sink.alias("t4")(non_event())
    sink.alias("t5")(none_yield())
    sink.alias("t6")(return_mat())
    sink.alias("t7")(return_output())
    a, b = return_one()
    sink.alias("t8")(a)
    a, b = ret_list()
    sink.alias("t9")(a)
    b, a = ret_tuple()
    sink2.alias("t10")(a, b)
    b, a = ret_tuple_outputs()
    sink2.alias("t11")(a, b)
    zero()
    zero_none()
    zero_yield()
    sink.alias("t12")(gen_return())
    sink.alias("t13")(ret_gen())
    sink.alias("t14")(ret_genexpr())
    sink.alias("t16")(yield_in_try())
    sink.alias("t17")(yield_then_fail())
    sink.alias("t18")(yf())


@pipeline
def p_iters():
    @lambda_solid
    def show(x):
        print("@", type(x).__name__)

    show.alias("a")(ret_iter())
    show.alias("b")(ret_map())
    sink.alias("c")(ret_outs_list())


# straight-line variants: each alone
@pipeline
def p_gen_alone():
    sink(ret_gen())


@pipeline
def p_genexpr_alone():
    sink(ret_genexpr())


@pipeline
def p_retout():
    sink(return_output())


@pipeline
def p_retmat():
    sink(return_mat())


@pipeline
def p_zero():
    zero()


@pipeline
def p_retlist():
    a, b = ret_list()
    sink(a)


@pipeline
def p_rettuple():
    b, a = ret_tuple()
    sink2(a, b)


@pipeline
def p_tupouts():
    b, a = ret_tuple_outputs()
    sink2(a, b)


@pipeline
def p_ytf():
    sink(yield_then_fail())
