"""The small project that modec is called on."""

from pathlib import Path

import pytest
from calling import SHOP, Caller


@pytest.fixture
def modec(tmp_path: Path) -> Caller:
    """`modec` called in an empty folder that has `shop.py`."""
    (tmp_path / "shop.py").write_text(SHOP)
    return Caller(tmp_path)
