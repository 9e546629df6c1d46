import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional

try:
    from dotenv import load_dotenv
except ImportError:  # not installed in production

    def load_dotenv(*_args, **_kwargs):
        return False


load_dotenv()

PACKAGE_DIR = Path(__file__).resolve().parent
DATA_DIR = PACKAGE_DIR / "data"
QUERY_DIR = PACKAGE_DIR / "queries"

ENVIRONMENT = os.environ.get("RETAIL_ENV", "local")
BATCH_SIZE = int(os.getenv("RETAIL_BATCH_SIZE", "3"))


@dataclass(frozen=True)
class Settings:
    environment: str = ENVIRONMENT
    currency: str = "EUR"
    batch_size: int = BATCH_SIZE
    tax_rates: Dict[str, float] = field(default_factory=lambda: {"food": 0.1, "toys": 0.2})
    countries: List[str] = field(default_factory=list)
    owner: Optional[str] = None

    @property
    def is_local(self) -> bool:
        return self.environment == "local"

    def tax_for(self, category: str) -> float:
        return self.tax_rates.get(category, 0.15)

    @classmethod
    def for_tests(cls, **overrides) -> "Settings":
        return cls(**{"environment": "test", **overrides})


SETTINGS = Settings(countries=["FR", "DE"])
