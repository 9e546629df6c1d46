from functools import lru_cache
from math import exp

from .base import Model


@lru_cache(maxsize=1024)
def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-value))


class LogisticRegression(Model, kind="logistic"):
    def __init__(self, rate=0.5, epochs=20, l2=0.0):
        self.rate = float(rate)
        self.epochs = epochs
        self.l2 = float(l2)
        self._weights = []

    def fit(self, rows, labels):
        self._weights = [0.0] * (len(rows[0]) + 1)
        for _ in range(self.epochs):
            for row, label in zip(rows, labels):
                error = self._score(row) - label
                for index, value in enumerate([1.0, *row]):
                    step = error * value + self.l2 * self._weights[index]
                    self._weights[index] -= self.rate * step
        return self

    def _score(self, row):
        return sigmoid(sum(w * value for w, value in zip(self._weights, [1.0, *row])))

    def predict(self, rows):
        return [self._score(row) for row in rows]
