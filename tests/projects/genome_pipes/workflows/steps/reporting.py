import io
import textwrap
from contextlib import redirect_stdout
from itertools import groupby
from operator import itemgetter

from dagster import AssetKey, AssetMaterialization, InputDefinition, Nothing, Output, solid

_TEMPLATE = textwrap.dedent(
    """\
    == {title} ==
    {body}
    """
)


def render(title, rows):
    buffer = io.StringIO()
    with redirect_stdout(buffer):
        for key, group in groupby(sorted(rows, key=itemgetter("chromosome", "position")), key=itemgetter("chromosome")):
            print(key, *(f"{row['position']}{row['ref']}>{row['alt']}" for row in group), sep="\t")
    return _TEMPLATE.format(title=title, body=buffer.getvalue().rstrip())


@solid
def write_report(context, variants: list):
    text = render(f"{len(variants)} variants", variants)
    yield AssetMaterialization(AssetKey(["reports", context.pipeline_run.pipeline_name]), description="The report")
    print(text)
    yield Output(text)


@solid
def summary(_, counts: list):
    print(sorted((count["length"], count["found"]) for count in counts))


@solid(input_defs=[InputDefinition("after", Nothing)])
def notify(_):
    print("done")
