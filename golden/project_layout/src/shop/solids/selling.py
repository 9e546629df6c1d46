from dagster import solid

from shop.resources import Shelf


@solid(required_resource_keys={"shelf", "till"})
def sell(context, price):
    shelf: Shelf = context.resources.shelf
    print(f"{shelf.items.pop(0)} for {context.resources.till.take(price)}")
    return price
