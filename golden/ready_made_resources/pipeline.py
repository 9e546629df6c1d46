"""Dagster's own small resources."""

from dagster import ModeDefinition, ResourceDefinition, make_values_resource, pipeline, solid


class Rates:
    """Fixed rates, so that the answer is always the same."""

    table = {"EUR": 1.0, "SEK": 11.5}

    def of(self, currency):
        return self.table[currency]


@solid(required_resource_keys={"rates", "nothing", "region", "limits", "fixed_limits", "flag"})
def report(context):
    resources = context.resources
    print(resources.rates.of("SEK"))
    print(resources.nothing is None)
    print(resources.region)
    print(resources.limits["low"], resources.limits["high"])
    print(resources.fixed_limits["low"])
    print(resources.flag)


@pipeline(
    mode_defs=[
        ModeDefinition(
            resource_defs={
                "rates": ResourceDefinition.hardcoded_resource(Rates()),
                "nothing": ResourceDefinition.none_resource(),
                "region": ResourceDefinition.string_resource(),
                "limits": make_values_resource(low=int, high=int),
                "fixed_limits": make_values_resource(low=int).configured({"low": 3}),
                "flag": ResourceDefinition.hardcoded_resource(True, description="always on"),
            }
        )
    ]
)
def ready_made():
    report()
