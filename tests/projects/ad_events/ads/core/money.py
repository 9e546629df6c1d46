import decimal as d
from collections import namedtuple

RATES = {"EUR": 1, "USD": 2}
context = d.Context(prec=6)


def convert(amount, currency):
    return float(amount) * RATES[currency]


class Money(namedtuple("Money", ["amount", "currency"])):
    __slots__ = ()

    def __str__(self):
        return f"{self.amount} {self.currency}"

    def exactly(self):
        return context.create_decimal(str(self.amount)).quantize(d.Decimal("0.01"))
