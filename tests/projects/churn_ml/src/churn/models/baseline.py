from statistics import mean

from .base import Model


class Baseline(Model):
    """The rate of all."""

    def __init__(self, rate: float = 0.0, **_ignored):
        self.rate = rate

    def fit(self, rows, labels):
        self.rate = float(mean(labels))
        return self

    def predict(self, rows):
        return [self.rate for _ in rows]
