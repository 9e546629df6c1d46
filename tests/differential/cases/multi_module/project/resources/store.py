import json
import os

from dagster import Field, resource

from ..settings import DEFAULT_FOLDER, describe


class _Store:
    def __init__(self, name):
        self.name = name

    def save(self, key, value):
        raise NotImplementedError


class MemoryStore(_Store):
    def __init__(self):
        super().__init__("memory")
        self.items = {}

    def save(self, key, value):
        self.items[key] = value
        return describe(self.name, key)


class FileStore(_Store):
    def __init__(self, folder):
        super().__init__("file")
        self.folder = folder

    def save(self, key, value):
        path = os.path.join(self.folder, key + ".json")
        with open(path, "w") as stream:
            json.dump(value, stream)
        return describe(self.name, path)


@resource
def memory_store(_):
    print("@ init memory store")
    store = MemoryStore()
    yield store
    print("@ teardown memory store", sorted(store.items))


@resource(config_schema={"folder": Field(str, default_value=DEFAULT_FOLDER)})
def file_store(context):
    folder = context.resource_config["folder"]
    os.makedirs(folder, exist_ok=True)
    print("@ init file store", folder)
    yield FileStore(folder)
    print("@ teardown file store", sorted(os.listdir(folder)))
