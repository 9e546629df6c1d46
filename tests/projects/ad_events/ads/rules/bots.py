NAME = "bots"
LIMIT = 2
seen = {}


def apply(events):
    kept = []
    for event in events:
        agent = event.tags.get("agent", "?")
        seen[agent] = seen.get(agent, 0) + 1
        if seen[agent] <= LIMIT:
            kept.append(event)
    return kept


def run():
    return dict(seen)
