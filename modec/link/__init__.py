"""`Unrolled` + `Program` -> ordered top-level pieces in one namespace (see README.md beside this file)."""

from modec.link.link import Evaluated, link

__all__ = ["Evaluated", "link"]
