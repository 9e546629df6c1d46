from churn.features.registry import feature


@feature(scale=10.0)
def total(customer):
    return customer.tickets
