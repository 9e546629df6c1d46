from factory.audits.base import Audit, Finding


class KeysAudit(Audit):
    title = "keys"
    columns = ("id", "owner")

    def findings(self, table, rows):
        seen = set()
        for row in rows:
            if row["id"] in seen:
                yield Finding(table, "duplicate", {"id": row["id"]})
            seen.add(row["id"])
        yield Finding(table, "keys", {"count": len(seen)})


class SizeAudit(Audit):
    title = "size"

    def findings(self, table, rows):
        too_many = len(rows) > self.limit("rows", 100)
        return [Finding(table, "too many" if too_many else "fine", {"rows": len(rows)})]
