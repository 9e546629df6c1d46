from churn.resources.data import customers_table, memory_table
from churn.resources.store import model_store

__all__ = ["customers_table", "memory_table", "model_store"]
