from .base import Audit, AuditSpec
from .tables import KeysAudit, SizeAudit

__all__ = ["Audit", "AuditSpec", "KeysAudit", "SizeAudit"]
