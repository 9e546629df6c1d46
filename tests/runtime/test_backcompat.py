"""What dagster.utils.backcompat does to functions, classes and arguments."""

import pytest

from modec import vocabulary
from modec.runtime.backcompat import canonicalize_backcompat_args, experimental, rename_warning
from modec.runtime.errors import CheckError


def test_experimental_changes_nothing() -> None:
    def function() -> int:
        return 1

    class Thing:
        pass

    assert experimental(function) is function and experimental(Thing) is Thing


def test_either_name_of_a_renamed_argument() -> None:
    def size(new: object, old: object) -> object:
        return canonicalize_backcompat_args(new, "new", old, "old", "0.13.0", coerce_old_to_new=str)

    assert size(3, None) == 3 and size(None, None) is None
    with pytest.warns(UserWarning, match='"old" is deprecated .* use "new" instead'):
        assert size(None, 3) == "3"
    with pytest.raises(CheckError, match='Do not use deprecated "old"'):
        size(1, 2)


def test_a_renamed_thing() -> None:
    with pytest.warns(UserWarning, match='"a" is deprecated and will be removed in 1, use "b"'):
        rename_warning("b", "a", "1")


def test_the_decorator_and_the_submodule_of_that_name() -> None:
    assert vocabulary.lookup("experimental", "dagster.utils.backcompat") is experimental
    assert vocabulary.lookup("experimental", "dagster") is vocabulary.UNKNOWN
    assert (
        vocabulary.lookup("get_retries_config", "dagster.core.execution.retries")().is_required
        is False
    )
