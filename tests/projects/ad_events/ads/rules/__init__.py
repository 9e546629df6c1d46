"""Each module is a rule: it has a `NAME`, maybe a `LIMIT`, and `apply`."""
from ads.rules import bots, costs
from ads.rules import duplicates as dedup

RULES = {module.NAME: module.apply for module in (bots, costs, dedup)}
LIMITS = {"bots": bots.LIMIT, "costs": getattr(costs, "LIMIT", None)}


def apply_all(events, names=None):
    for name in names or sorted(RULES):
        events = RULES[name](events)
    return events
