from dagster import ModeDefinition, pipeline, resource, solid


@resource
def database(_):
    return {}


@resource
def mailer(_):
    return print


@solid(required_resource_keys={"database", "mailer"})
def notify(context):
    context.resources.mailer(context.resources.database)


prod = ModeDefinition("prod", resource_defs={"database": database, "mailer": mailer})
dev = ModeDefinition("dev", resource_defs={"database": database, "mail": mailer})


@pipeline(mode_defs=[prod, dev])
def notifying():
    notify()
