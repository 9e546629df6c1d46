"""Three modes, one pipeline: `messages` is another thing in each."""

from dagster import ModeDefinition, pipeline, resource, solid


class Mailer:
    def __init__(self, sender):
        self.sender = sender

    def send(self, text):
        print(f"mail from {self.sender}: {text}")


class Screen:
    def send(self, text):
        print(f"(would send) {text}")


@resource(config_schema={"sender": str})
def mailer(init_context):
    return Mailer(init_context.resource_config["sender"])


@resource
def screen():
    return Screen()


@resource
def recorder(_):
    sent = []

    class Recorder:
        def send(self, text):
            sent.append(text)

    yield Recorder()
    print(f"sent: {sent}")


@solid(required_resource_keys={"messages"})
def greet(context):
    context.resources.messages.send("hello")


@solid(required_resource_keys={"messages"})
def part(context):
    context.resources.messages.send("bye")


@pipeline(
    mode_defs=[
        ModeDefinition(
            "prod", resource_defs={"messages": mailer.configured({"sender": "robot@example.org"})}
        ),
        ModeDefinition("dev", resource_defs={"messages": screen}),
        ModeDefinition("test", resource_defs={"messages": recorder}),
    ]
)
def greeting():
    greet()
    part()
