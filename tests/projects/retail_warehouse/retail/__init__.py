"""Retail warehouse loads."""
import logging

__version__ = "1.4.2"

logging.getLogger(__name__).addHandler(logging.NullHandler())
