from dagster import solid

from .. import VERSION


@solid
def price(_) -> int:
    from math import floor

    from ..settings import setting

    return floor(len(VERSION) * 2.5) + setting("night", "shelf")
