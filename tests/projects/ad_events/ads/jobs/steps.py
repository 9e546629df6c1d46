from typing import List

from dagster import DynamicOutput, DynamicOutputDefinition, Failure, InputDefinition

import ads
from ads import Event, LIMITS, rules
from ads.core import money as m
from ads.core.events import Window, total
from ads.jobs.deco import counter, step


@step(resources=["source"])
def read(context) -> List[Event]:
    return [Event.parse(line) for line in context.resources.source]


@step(config={"rules": [str]})
def clean(context, events: List[Event]) -> List[Event]:
    before = len(events)
    kept = rules.apply_all(events, context.solid_config["rules"])
    print(f"{before} -> {len(kept)}", rules.LIMITS, rules.bots.run(), rules.costs.run(), rules.dedup.run)
    return kept


@step(output_defs=[DynamicOutputDefinition(list, "kind")])
def by_kind(context, events):
    for kind in sorted(Event.kinds):
        found = [event for event in events if event.kind == kind]
        if found:
            yield DynamicOutput(found, mapping_key=kind, output_name="kind")


@step(resources=("sink",), tags={"out": "yes"})
def write(context, events):
    window = Window[Event](LIMITS["rate"])
    for event in sorted(events):
        window += event
        if not context.solid_config["dry"]:
            context.resources.sink.write(event)
    return {"total": total(events), "window": window.total, "full": window.full}


@step(name="sum_up", input_defs=[InputDefinition("parts", list)])
def summary(context, parts):
    amount = m.Money(sum(part["total"] for part in parts), "EUR")
    dollars = amount.convert("USD")
    print(amount, dollars, dollars.exactly(), [part["window"] for part in parts])
    print(ads.STAGE, ads.constants.VERSION, ads.first, ads.rest, ads.WIDTHS, ads.SAMPLE, counter)
    if dollars.amount > 1000:
        raise Failure("too expensive")
