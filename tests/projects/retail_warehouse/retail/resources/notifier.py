from dagster import ResourceDefinition, make_values_resource, resource

from retail.config import SETTINGS


class _Log:
    def send(self, text, *, channel="#data"):
        print(f"@ notify {channel}: {text}")


class _Slack(_Log):
    def __init__(self, token, channel):
        self._token = token
        self._channel = channel

    def send(self, text, *, channel=None):
        masked = self._token[:2] + "*" * (len(self._token) - 2)
        super().send(f"[{masked}] {text}", channel=channel or self._channel)


log_notifier = ResourceDefinition.hardcoded_resource(_Log(), "prints")
silent_notifier = ResourceDefinition.mock_resource()


@resource(config_schema={"token": str}, required_resource_keys={"channels"})
def slack_notifier(context):
    return _Slack(context.resource_config["token"], context.resources.channels["alerts"])


channels = make_values_resource(alerts=str, digest=str)

default_owner = ResourceDefinition.hardcoded_resource(SETTINGS.owner)
