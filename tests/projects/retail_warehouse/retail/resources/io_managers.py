from dagster import AssetKey, EventMetadataEntry, IOManager, io_manager

from retail.frames import Frame


class FrameIOManager(IOManager):
    """Keeps frames by step and output."""

    def __init__(self, prefix=()):
        self.values = {}
        self.prefix = list(prefix)

    def _key(self, context):
        return tuple([*self.prefix, context.step_key, context.name])

    def handle_output(self, context, obj):
        key = self._key(context)
        self.values[key] = obj
        if isinstance(obj, Frame):
            print(f"@ store {'/'.join(key)} {obj!r}")
            yield EventMetadataEntry.int(len(obj), "row_count")

    def load_input(self, context):
        return self.values[self._key(context.upstream_output)]

    def get_output_asset_key(self, context):
        return AssetKey([*self.prefix, context.step_key, context.name])


class RecordingIOManager(FrameIOManager):
    def load_input(self, context):
        value = super().load_input(context)
        print(f"@ load {context.name} for {context.step_key if hasattr(context, 'step_key') else '?'}")
        return value


@io_manager(config_schema={"prefix": [str]})
def frame_io_manager(init_context):
    return FrameIOManager(init_context.resource_config["prefix"])


@io_manager
def recording_io_manager(_):
    return RecordingIOManager()
