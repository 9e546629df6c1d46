from . import KeysAudit, SizeAudit

keys_audit = KeysAudit.of("accounts", "contacts").make()
size_audit = SizeAudit.of("contacts", rows=2).make()
