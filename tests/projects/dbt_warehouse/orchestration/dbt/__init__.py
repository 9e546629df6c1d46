from .cli import DbtCli, DbtError
from .manifest import Manifest, Node

__all__ = ["DbtCli", "DbtError", "Manifest", "Node"]
