"""`dagster.check` in scripts."""

from __future__ import annotations

import pytest

from modec.runtime import check
from modec.runtime.errors import CheckError, ParameterCheckError


def test_what_is_right_is_given_back():
    items = [1, 2]
    assert check.list_param(items, "items", of_type=int) is items
    assert check.opt_str_param(None, "label", "none") == "none"
    assert check.opt_nonempty_str_param("", "label", "none") == "none"
    assert check.opt_dict_param(None, "env") == {}
    assert check.opt_list_param(None, "items") == []
    assert check.opt_nullable_list_param(None, "items") is None
    assert check.int_param(True, "n") is True
    assert check.invariant(1) is True


def test_messages_are_dagsters():
    with pytest.raises(ParameterCheckError, match=r'Param "x" is not a str. Got 3 which is type'):
        check.str_param(3, "x")
    with pytest.raises(ParameterCheckError, match=r"is not one of \['float', 'int'\]. Got 'a'"):
        check.numeric_param("a", "x")
    with pytest.raises(CheckError, match=r"Invariant failed. Description: no bucket"):
        check.invariant(False, "no bucket")
    with pytest.raises(
        ParameterCheckError, match=r"violation for parameter key. Description: None"
    ):
        check.param_invariant(False, "key")
    with pytest.raises(CheckError, match=r"Key in dictionary mismatches type"):
        check.dict_param({1: 2}, "x", key_type=str)
    with pytest.raises(CheckError, match=r"Failure condition: never"):
        check.failed("never")
    with pytest.raises(ParameterCheckError, match=r"is a type but not a subclass of"):
        check.subclass_param(int, "x", str)
    with pytest.raises(CheckError, match=r"Member of tuple mismatches type"):
        check.tuple_param((3,), "x", of_type=(str,))
