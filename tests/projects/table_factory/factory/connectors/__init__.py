from .base import CONNECTORS, Connector, connect
from .generated import GeneratedConnector
from .memory import MemoryConnector

__all__ = ("CONNECTORS", "Connector", "connect", "GeneratedConnector", "MemoryConnector")
