from .registry import feature


@feature
def plan(customer):
    return customer.plan.weight


@feature(scale=24)
def total(customer):
    return min(customer.months, 24)
