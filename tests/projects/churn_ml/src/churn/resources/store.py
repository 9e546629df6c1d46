import base64
import pickle

from dagster import Field, StringSource, configured, resource


class Store:
    """Keeps models as text, as the registry does."""

    def __init__(self, bucket):
        self.bucket = bucket
        self.saved = {}

    def save(self, name, model):
        self.saved[name] = base64.b64encode(pickle.dumps(model)).decode()
        return f"{self.bucket}/{name}"

    def load(self, name):
        return pickle.loads(base64.b64decode(self.saved[name]))


@resource({"bucket": Field(StringSource), "prefix": Field(str, default_value="", is_required=False)})
def model_store(context):
    config = context.resource_config
    return Store("/".join(filter(None, [config["bucket"], config["prefix"]])))


@configured(model_store, config_schema={"team": str})
def team_store(config):
    """The store as teams know it."""
    return {"bucket": "shared", "prefix": config["team"].lower()}
