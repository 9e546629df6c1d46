"""Modes that share most of their resources."""

import os.path

from dagster import ModeDefinition, ResourceDefinition, pipeline, resource, solid

ENVIRONMENTS = ("prod", "staging")
HOSTS = {name: f"{name}.example.org" for name in ENVIRONMENTS}


@resource(config_schema={"host": str, "port": int})
def api(init_context):
    return "{host}:{port}".format(**init_context.resource_config)


def api_at(name):
    """The api of one environment, with nothing left to configure."""
    return api.configured({"host": HOSTS[name], "port": 443 if name == "prod" else 8443})


def clock_of(text):
    """A resource definition made by hand."""

    def read(_):
        return text

    return ResourceDefinition(read, description=f"always {text}")


BASE = {"clock": clock_of("noon"), "folder": ResourceDefinition.hardcoded_resource("data")}


def mode(name, **overrides):
    resources = BASE.copy()
    resources.update(api=api_at(name))
    return ModeDefinition(name=name, resource_defs={**resources, **overrides})


test_mode = ModeDefinition.from_resources(
    {"api": "no api", "clock": "never", "folder": ["a", "list"]}, name="test"
)
MODES = [mode("prod"), mode("staging", clock=clock_of("midnight"))] + [test_mode]


@solid(required_resource_keys={"api", "clock", "folder"})
def report(context):
    resources = context.resources
    print(resources.api, resources.clock)
    if isinstance(resources.folder, str):
        print(os.path.join(resources.folder, "report.txt"))
    else:
        print(resources.folder)


@pipeline(mode_defs=MODES)
def reporting():
    report()
