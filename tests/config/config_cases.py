"""The table of schemas and values that Dagster has been asked about.

It is read by `record_oracle.py` under Python 3.8 with `d` standing for the package `dagster`, and by the
tests with `d` standing for modec's vocabulary. The names of cases tie answers to them.
"""

import enum

ENVIRONMENT = {
    "MODEC_TEXT": "hello",
    "MODEC_NUMBER": "42",
    "MODEC_FALSE": "False",
    "MODEC_EMPTY": "",
}
"""What the environment holds while values are processed; MODEC_UNSET is in it under no name."""


class Color(enum.Enum):
    RED = 1
    GREEN = 2


def schemas(d):
    """(name, schema, values) triples."""
    color = d.Enum.from_python_enum(Color)
    level = d.Enum("Level", [d.EnumValue("low"), d.EnumValue("high", 10)])
    env = {"env": "MODEC_TEXT"}
    simple = {"a": int, "b": d.Field(str, default_value="x")}
    return [
        ("int", int, [1, True, 1.0, "1", None, [], {}, 10**30, -1, 0, ""]),
        ("float", float, [1, 1.5, True, "1", None, False, {}]),
        ("bool", bool, [True, 0, "true", None, 1.0]),
        ("str", str, ["", "x", 1, None, ["x"], {}]),
        ("any", d.Any, [None, 1, [1, {"x": None}], {"x": [1]}, {}]),
        ("list", list, [[], [1, "x", None], {}, None, "x", {"a": 1}]),
        ("none in a list", {"a": list, "b": int}, [{"a": [None], "b": "x"}, {"a": [None], "b": 1}]),
        ("dict", dict, [{}, {"x": {"y": [1]}}, [1], None, 5, "x"]),
        ("array of int", [int], [[], [1, 2], [1, "x", True], [None], "x", None, {"a": 1}, 0]),
        ("array of arrays", d.Array([str]), [[["a"], []], [["a", 1], [2], "x"], [None]]),
        ("array of noneable", [d.Noneable(int)], [[1, None], [None], ["x", None]]),
        ("array of shapes", [simple], [[{"a": 1}], [{"a": 1}, {}, {"c": 2}], [[1]]]),
        ("noneable int", d.Noneable(int), [None, 1, "x", {}]),
        ("noneable shape", d.Noneable({"a": int}), [None, {"a": 1}, {}, {"b": 1}, 5]),
        ("noneable any", d.Noneable(d.Any), [None, 3]),
        ("noneable noneable", d.Noneable(d.Noneable([int])), [None, [1], ["x"]]),
        ("enum", level, ["low", "high", "HIGH", 10, None, [], {}]),
        ("python enum", color, ["RED", "BLUE", 1, "red"]),
        ("empty enum", {"e": d.Enum("Void", [])}, [{}, {"e": "x"}]),
        ("string source", d.StringSource, ["x", env, {"env": "MODEC_UNSET"}, 1, None, [], ["x"]]),
        ("string source selector", d.StringSource, [{}, {"env": 1}, {"env": None}, {"x": "y"}]),
        (
            "string source two keys",
            d.StringSource,
            [{"env": "A", "x": "y"}, {"env": "MODEC_EMPTY"}],
        ),
        (
            "int source",
            d.IntSource,
            [1, True, {"env": "MODEC_NUMBER"}, env, "1", {"env": "MODEC_UNSET"}],
        ),
        (
            "bool source",
            d.BoolSource,
            [True, {"env": "MODEC_FALSE"}, {"env": "MODEC_EMPTY"}, env, 1],
        ),
        (
            "sources collected",
            {"z": d.StringSource, "a": d.IntSource, "l": [d.StringSource]},
            [
                {"z": {"env": "MODEC_UNSET"}, "a": env, "l": [{"env": "MODEC_UNSET"}, "x"]},
                {"z": {"env": "MODEC_UNSET"}, "a": "x", "l": []},
                {"z": env, "a": 3, "l": [env]},
            ],
        ),
        ("source default", {"p": d.Field(d.StringSource, default_value=env)}, [{}, {"p": "x"}]),
        (
            "unset source default",
            {"p": d.Field(d.StringSource, default_value={"env": "MODEC_UNSET"})},
            [{}],
        ),
        (
            "scalar union shape",
            d.ScalarUnion(int, {"a": int}),
            [1, {"a": 1}, {"a": "x"}, {}, "x", None, True],
        ),
        (
            "scalar union selector",
            d.ScalarUnion(str, d.Selector({"a": int, "b": str})),
            [
                "x",
                {"a": 1},
                {},
                {"a": 1, "b": "x"},
                ["x"],
            ],
        ),
        ("scalar union array", d.ScalarUnion(float, [int]), [1, [1], ["x"], {"a": 1}, "x"]),
        (
            "selector of one",
            d.Selector({"a": int}),
            [{"a": 1}, {}, {"b": 1}, None, [], "", {"a": None}],
        ),
        (
            "selector of two",
            d.Selector({"b": int, "a": {"x": int}}),
            [
                {},
                {"a": {"x": 1}},
                {"b": 1},
                {"a": None},
                {"b": None},
                {"a": {}, "b": 1},
                5,
                {"c": 1},
            ],
        ),
        (
            "selector by name alone",
            d.Selector({"a": {"x": d.Field(int, default_value=3)}, "b": dict}),
            [
                {"a": None},
                {"b": None},
                {"a": {}},
                {},
                {"a": {"x": 4}},
            ],
        ),
        (
            "selector in selector",
            d.Selector({"o": d.Selector({"i": d.Field(int, default_value=1)}), "p": int}),
            [
                {"o": None},
                {"o": {}},
                {"o": {"i": 5}},
                {"o": {"j": 5}},
            ],
        ),
        (
            "optional selector",
            {"s": d.Selector({"a": d.Field(int, default_value=5)})},
            [{}, {"s": {}}, {"s": {"a": 1}}, {"s": None}],
        ),
        (
            "optional selector of shape",
            {"s": d.Selector({"a": {"x": d.Field(int, default_value=5)}})},
            [{}, {"s": {"a": {"x": 1}}}],
        ),
        (
            "selector without default",
            {"s": d.Selector({"a": d.Field(str, is_required=False)})},
            [{}, {"s": {}}, {"s": {"a": "x"}}],
        ),
        (
            "selector of array without default",
            {"s": d.Selector({"a": d.Field([str], is_required=False)})},
            [{}],
        ),
        (
            "selector of float without default",
            {"s": d.Selector({"a": d.Field(float, is_required=False)})},
            [{}],
        ),
        (
            "selector of enum without default",
            {"s": d.Selector({"a": d.Field(level, is_required=False)})},
            [{}],
        ),
        (
            "selector of source without default",
            {"s": d.Selector({"a": d.Field(d.StringSource, is_required=False)})},
            [{}],
        ),
        (
            "selector of a required shape without default",
            d.Noneable(d.Selector({"a": d.Field({"x": int}, is_required=False)})),
            [{}, {"a": {"x": 1}}, {"a": None}],
        ),
        (
            "selector of noneable",
            {"s": d.Selector({"a": d.Noneable(int)})},
            [{}, {"s": {"a": None}}],
        ),
        ("empty selector", d.Selector({}), [{}, {"a": 1}]),
        (
            "selector with default",
            {"s": d.Field(d.Selector({"a": int, "b": int}), default_value={"a": 1})},
            [{}, {"s": {"b": 2}}],
        ),
        (
            "shape",
            {"a": int},
            [
                {"a": 1},
                {},
                {"b": 1},
                {"a": "x", "b": 1},
                {"b": 1, "c": 2},
                None,
                [1],
                "x",
                [],
                "",
                0,
            ],
        ),
        ("two missing", {"b": str, "a": int}, [{}, {"c": 1}, {"a": None, "b": None}]),
        ("empty shape", {}, [{}, {"a": 1}, {"b": 1, "a": 2}]),
        (
            "non-string keys",
            {"a": int},
            [{1: 2, "a": 1}, {1: 2, "x": 1}, {None: 1, "a": 1}, {None: 1}],
        ),
        ("non-string permissive keys", d.Permissive({}), [{1: 2}]),
        ("non-string selector key", d.Selector({"a": int}), [{1: 2}, {1: 2, "a": 3}]),
        (
            "order of declaration",
            {"z": d.Field(int, default_value=1), "a": int},
            [{"a": 2}, {"a": 2, "z": 3}],
        ),
        (
            "order of errors",
            {"b": int, "c": {"y": int, "x": str}, "a": str, "d": str},
            [
                {"b": "x", "c": {"y": "x", "x": 1}, "a": 1, "q": 1},
                {"c": {"w": 1}, "b": 1, "w": 2},
                {"d": "x", "c": {"v": 1, "w": 2}, "v": 1, "w": 2},
            ],
        ),
        ("defaults", simple, [{"a": 1}, {"a": 1, "b": "y"}, {"a": 1, "b": None}]),
        (
            "optional without default",
            {"a": d.Field(int, is_required=False), "b": int},
            [{"b": 1}, {"b": 1, "a": None}, {"b": 1, "a": 2}],
        ),
        (
            "optional section",
            {"s": d.Field({"x": d.Field(int, default_value=1)}, is_required=False)},
            [{}, {"s": {}}],
        ),
        (
            "implicitly optional section",
            {"s": {"x": d.Field(int, default_value=1), "t": {"y": d.Noneable(int)}}},
            [{}, {"s": {}}, {"s": {"t": {}}}, {"s": None}],
        ),
        (
            "required optional section",
            {"s": d.Field({"x": d.Field(int, default_value=1)}, is_required=True)},
            [{}, {"s": {}}],
        ),
        (
            "default merged",
            {"s": d.Field({"a": int, "b": d.Field(int, default_value=2)}, default_value={"a": 1})},
            [
                {},
                {"s": {"a": 5}},
                {"s": {"b": 5}},
            ],
        ),
        (
            "default enum",
            {
                "e": d.Field(color, default_value="RED"),
                "l": d.Field([level], default_value=["high"]),
            },
            [{}, {"e": "GREEN"}],
        ),
        ("default float", {"f": d.Field(float, default_value=1)}, [{}, {"f": 2}]),
        (
            "default list",
            {"l": d.Field([int], default_value=[]), "m": d.Field(list, default_value=[1])},
            [{}, {"l": [1]}],
        ),
        ("default none", {"n": d.Field(d.Noneable(int), default_value=None)}, [{}]),
        (
            "default for noneable",
            {"n": d.Field(d.Noneable(int), default_value=3)},
            [{}, {"n": None}],
        ),
        ("default any", {"n": d.Field(d.Any, default_value={"x": [1]})}, [{}]),
        ("required noneable", {"n": d.Field(d.Noneable(int), is_required=True)}, [{}, {"n": None}]),
        (
            "permissive",
            d.Permissive({"a": int, "e": d.Field(level, default_value="high")}),
            [
                {"a": 1},
                {"x": {"y": [1]}, "a": 1},
                {"x": 1},
                {"a": "x", "b": 2},
                [],
                [1],
                None,
            ],
        ),
        (
            "permissive in shape",
            {"p": d.Permissive()},
            [{}, {"p": {}}, {"p": {"x": [1]}}, {"p": []}, {"p": None}],
        ),
        ("permissive required", {"p": d.Permissive({"a": int})}, [{}, {"p": {"b": 1}}]),
        (
            "samples",
            {
                "s": str,
                "i": int,
                "f": float,
                "b": bool,
                "l": [int],
                "a": d.Any,
                "e": color,
                "src": d.StringSource,
                "sel": d.Selector({"x": int, "y": int}),
                "sh": simple,
                "n": d.Field(d.Noneable(int), is_required=True),
                "u": d.ScalarUnion(int, {"a": int}),
                "p": d.Permissive({"q": str}),
                "bs": d.BoolSource,
                "is": d.IntSource,
            },
            [{}],
        ),
        (
            "type printing",
            {
                "l": [[int]],
                "n": d.Noneable([simple]),
                "o": d.Field(int, default_value=1),
                "e": level,
                "z": {},
                "p": d.Permissive({"q": float}),
                "s": d.Selector({"y": bool, "x": d.Any}),
                "u": d.ScalarUnion(int, [str]),
                "src": d.StringSource,
                "nested": [{"a": {"b": {"c": int}}, "d": d.Noneable({"e": str})}],
            },
            [
                {"unknown": 1},
                {"l": None, "n": None, "p": None, "s": None, "u": None, "src": None, "z": None},
            ],
        ),
        (
            "deep path",
            {"a": [{"b": {"c": [d.Noneable({"d": int})]}}]},
            [
                {"a": [{"b": {"c": [None, {"d": "x"}, {"e": 1}]}}, {"b": None}]},
                {"a": [{"b": {"c": [{"d": 1}]}}]},
            ],
        ),
        (
            "aliases",
            d.Shape(
                {"solids": {"x": int}, "r": d.Field(int, default_value=1)},
                field_aliases={"solids": "ops"},
            ),
            [
                {"ops": {"x": 1}},
                {"solids": {"x": 1}},
                {"solids": {"x": 1}, "ops": {"x": 2}},
                {"ops": {"x": "y"}},
                {},
                {"jobs": 1},
                {"jobs": 1, "more": 2},
                {"ops": None},
            ],
        ),
    ]


def fields(d):
    """(name, thunk) pairs: fields whose making or attributes are compared."""
    color = d.Enum.from_python_enum(Color)
    return [
        ("required with default", lambda: d.Field(int, is_required=True, default_value=1)),
        ("callable default", lambda: d.Field(int, default_value=lambda: 1)),
        ("wrong default", lambda: d.Field(int, default_value="x")),
        ("none default", lambda: d.Field(int, default_value=None)),
        ("enum member default", lambda: d.Field(color, default_value=Color.RED)),
        (
            "nested enum member default",
            lambda: d.Field({"e": color}, default_value={"e": Color.RED}),
        ),
        ("unknown enum default", lambda: d.Field(color, default_value="BLUE")),
        ("incomplete default", lambda: d.Field({"a": int}, default_value={})),
        ("falsy default for a shape", lambda: d.Field({"a": int}, default_value=[])),
        ("description that is no text", lambda: d.Field(int, description=5)),
        ("requiredness that is no bool", lambda: d.Field(int, is_required=5)),
        ("none", lambda: d.Field(None)),
        ("field none", lambda: d.Field({"a": None})),
        ("text", lambda: d.Field("int")),
        ("field text", lambda: d.Field({"a": {"b": "int"}})),
        ("number", lambda: d.Field(5)),
        ("set", lambda: d.Field(set)),
        ("field tuple", lambda: d.Field({"a": tuple})),
        ("array of field set", lambda: d.Field({"a": [set]})),
        ("long array", lambda: d.Field([int, int])),
        ("field of long array", lambda: d.Field({"a": [int, int]})),
        ("field of empty array", lambda: d.Field({"a": []})),
        ("array of none", lambda: d.Field([None])),
        ("array of field", lambda: d.Field({"a": [d.Field(int)]})),
        ("field of field", lambda: d.Field(d.Field(int))),
        ("class", lambda: d.Field(d.Noneable)),
        ("class inside", lambda: d.Noneable(d.Permissive)),
        ("python enum class", lambda: d.Field({"a": Color})),
        ("bytes", lambda: d.Field(bytes)),
        ("shape of list", lambda: d.Shape([1])),
        ("shape of none", lambda: d.Shape(None)),
        ("permissive of nothing", lambda: d.Field(d.Permissive([]))),
        ("permissive of list", lambda: d.Permissive([1])),
        ("union of dicts", lambda: d.ScalarUnion(dict, {"a": int})),
        ("union with permissive", lambda: d.ScalarUnion(int, d.Permissive())),
        ("union of scalars", lambda: d.ScalarUnion(int, str)),
        ("union of any", lambda: d.ScalarUnion(d.Any, {})),
        ("enum value that is no text", lambda: d.EnumValue(5)),
        ("enum of texts", lambda: d.Enum("E", ["a"])),
        ("enum of a tuple", lambda: d.Enum("E", (d.EnumValue("a"),))),
        ("enum name that is no text", lambda: d.Enum(5, [])),
        ("enum name twice", lambda: d.Enum("E", [d.EnumValue("a"), d.EnumValue("a", 2)])),
        ("enum value twice", lambda: d.Enum("E", [d.EnumValue("a", 1), d.EnumValue("b", 1)])),
        ("unhashable enum value", lambda: d.Enum("E", [d.EnumValue("a", {})])),
        (
            "selector that nothing can stand for",
            lambda: d.Field(d.Selector({"a": d.Field({"x": int}, is_required=False)})),
        ),
        (
            "field that nothing can stand for",
            lambda: d.Shape({"s": d.Selector({"a": d.Field({"x": int}, is_required=False)})}),
        ),
        (
            "selector of selectors that nothing can stand for",
            lambda: d.Field(
                d.Selector({"a": d.Field(d.Selector({"x": int, "y": int}), is_required=False)})
            ),
        ),
        (
            "selector that an optional dict stands for",
            lambda: d.Field(d.Selector({"a": d.Field({"x": d.Noneable(int)}, is_required=False)})),
        ),
        ("int", lambda: d.Field(int)),
        ("any", lambda: d.Field(d.Any)),
        ("list", lambda: d.Field(list)),
        ("dict", lambda: d.Field(dict)),
        ("noneable", lambda: d.Field(d.Noneable(int))),
        ("empty shape", lambda: d.Field({})),
        ("required shape", lambda: d.Field({"a": int, "b": d.Noneable(int)})),
        ("optional shape", lambda: d.Field({"b": d.Noneable(int)})),
        ("optional selector", lambda: d.Field(d.Selector({"b": d.Noneable(int)}))),
        ("required selector", lambda: d.Field(d.Selector({"b": int}))),
        (
            "wide selector",
            lambda: d.Field(d.Selector({"b": d.Noneable(int), "c": d.Noneable(int)})),
        ),
        ("not required", lambda: d.Field(int, is_required=False)),
        ("not required with default", lambda: d.Field(int, is_required=False, default_value=1)),
        ("source", lambda: d.Field(d.StringSource)),
        ("union", lambda: d.Field(d.ScalarUnion(int, {"b": d.Noneable(int)}))),
        ("enum", lambda: d.Field(color)),
    ]


def encode(value):
    """A resolved value as JSON that tells apart types, read-only dicts and lists, and orders of keys."""
    if isinstance(value, dict):
        kind = "dict" if type(value) is dict else "read-only dict"
        return [kind, [[repr(key), encode(inner)] for key, inner in value.items()]]
    if isinstance(value, list):
        return [
            "list" if type(value) is list else "read-only list",
            [encode(inner) for inner in value],
        ]
    return [type(value).__name__, str(value)]
