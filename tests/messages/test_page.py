"""The page that compares messages is up to date, and modec's half of it is short and has a place."""

import pytest

from tests.messages.page import MISTAKES, PAGE, Mistake, ask_modec, page, recorded


def test_modecs_half_is_what_it_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(recorded()), "run python -m tests.messages"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_one_message_with_a_place_and_a_way_out(mistake: Mistake) -> None:
    said = ask_modec(mistake)
    assert said.count("error[") == 1
    assert f"--> {mistake.name}.py:" in said or "--> config.json:" in said
    assert "= help: " in said
    assert len(said.splitlines()) < recorded()[mistake.name]["lines"]
