"""Sells things at night."""

from dagster import ModeDefinition, pipeline

import shop.settings
from shop import resources
from shop.resources import till
from shop.solids import pricing, selling

night = ModeDefinition(
    "night",
    resource_defs={
        "shelf": resources.shelf.configured({"size": shop.settings.setting("night", "shelf")}),
        "till": till,
    },
)


@pipeline(mode_defs=[night])
def nightly():
    selling.sell.alias("sell_again")(selling.sell(pricing.price()))
