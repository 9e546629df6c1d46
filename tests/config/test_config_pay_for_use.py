"""A script holds the config types that its schema uses, and no others."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMON = ["config_errors", "config_files", "config_types", "readonly", "run_config"]


@pytest.mark.parametrize(
    ("used", "others"),
    [
        (["config_shapes", "config_scalars"], []),
        (["config_array"], []),
        (["config_noneable"], []),
        (["config_enum"], []),
        (["config_union"], []),
        (["config_selector"], ["config_shapes"]),
        (
            ["config_sources"],
            ["config_scalars", "config_selector", "config_shapes", "config_union"],
        ),
    ],
)
def test_config_types_know_each_other_only_where_they_are_made_of_each_other(
    used: list[str], others: list[str]
) -> None:
    imports = "".join(f"import modec.runtime.{name}\n" for name in [*COMMON, *used])
    program = (
        imports + "import sys\nprint(*[name for name in sys.modules if 'modec.runtime.' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert loaded == {*COMMON, *used, *others, "errors"}
