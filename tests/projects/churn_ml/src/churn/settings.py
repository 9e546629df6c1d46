"""One dataclass an environment; modes and presets are made of them."""
import os
from collections import namedtuple
from dataclasses import asdict, dataclass, field, replace
from typing import Dict

Limits = namedtuple("Limits", "epochs patience", defaults=[2])

SEED = int(os.environ.get("CHURN_SEED", "7"))


@dataclass(frozen=True)
class Training:
    rate: float = 0.5
    epochs: int = 20
    l2: float = 0.0

    @property
    def config(self):
        return asdict(self)


@dataclass(frozen=True)
class Environment:
    name: str
    bucket: str = "local"
    training: Training = field(default_factory=Training)
    limits: Limits = Limits(20)
    quick: bool = False

    def __post_init__(self):
        if self.name != self.name.lower():
            raise ValueError(f"{self.name} must be lower case")

    @property
    def mode(self) -> str:
        return self.name

    def run_config(self) -> Dict:
        epochs = min(self.training.epochs, self.limits.epochs)
        config = {**self.training.config, "epochs": epochs}
        return {"solids": {"train": {"config": config}, "split": {"config": {"ratio": 0.5 if self.quick else 0.75}}}}


_local = Environment("local")
ENVIRONMENTS = {
    each.name: each
    for each in (
        _local,
        replace(_local, name="quick", quick=True, limits=Limits(3)),
        replace(_local, name="prod", bucket="models", training=Training(rate=0.2, epochs=50), limits=Limits(epochs=40, patience=5)),
    )
}
