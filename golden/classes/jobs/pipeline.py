"""Invoices, printed in the style that the config names."""

from dagster import Enum, Field, ModeDefinition, pipeline, resource, solid

from jobs.base import Registered
from jobs.model import Invoice, Style


@resource(config_schema={"style": Field(Enum.from_python_enum(Style), default_value="NARROW")})
def printer(init_context):
    style = init_context.resource_config["style"]
    assert isinstance(style, Style)
    return Registered.kinds[style.name.lower()]()


@solid
def make_invoice(_) -> Invoice:
    return Invoice.of(7, tea=2.5, cake=4.0)


@solid(required_resource_keys={"printer"})
def print_invoice(context, invoice: Invoice):
    print(context.resources.printer.render(invoice), invoice.lines[0])
    print(sorted(Registered.kinds))


@pipeline(mode_defs=[ModeDefinition(resource_defs={"printer": printer})])
def invoicing():
    print_invoice(make_invoice())
