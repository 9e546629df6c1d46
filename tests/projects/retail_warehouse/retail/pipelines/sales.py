"""The nightly sales load."""
import sys

from dagster import execute_pipeline, pipeline

from retail import presets
from retail.hooks import notify_on_failure, notify_on_success
from retail.modes import MODES
from retail.solids import add_tax, extract_sales, list_sources, load_sales, report, totals_by


@pipeline(
    mode_defs=MODES,
    preset_defs=[presets.LOCAL, presets.PROD, presets.FRENCH, presets.INLINE],
    tags={"owner": "retail"},
    description=__doc__,
)
def sales_pipeline():
    names, _count = list_sources()
    taxed = add_tax(extract_sales(ready=names))
    loaded = load_sales.with_hooks({notify_on_failure})(taxed)
    report.with_hooks({notify_on_success})(loaded, totals=totals_by(taxed))


if __name__ == "__main__":
    preset = sys.argv[1] if len(sys.argv) > 1 else "local"
    result = execute_pipeline(sales_pipeline, preset=preset)
    sys.exit(0 if result.success else 1)
