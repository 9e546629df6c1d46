from ads import constants as c

NAME = "costs"
factor = 1
factor *= 2
if "rate" in c.LIMITS:
    factor += c.LIMITS["rate"]


def apply(events):
    for event in events:
        event.cost = round(event.cost * factor, 2)
    return events


def run():
    return factor
