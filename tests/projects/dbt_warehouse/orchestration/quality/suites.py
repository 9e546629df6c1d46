from orchestration.quality.checks import check

SUITES = {}
SUITES["marts"] = [check(name) for name in ("revenue", "customers")]
SUITES["strict"] = SUITES["marts"] + [check("revenue", "le", 30, sql="select sum(total) from {table}")]
SUITES.update({f"only_{each.table}": [each] for each in SUITES["marts"]})
