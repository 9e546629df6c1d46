"""What a solid's function may yield, return or raise besides plain values (3.5, 3.16)."""

import json
import re
import warnings
from typing import Any, Dict, List, Optional, Sequence, Union

from modec.runtime.check import inst_param, opt_inst_param
from modec.runtime.metadata import MetadataEntry, metadata_entries_of


class StepEvent:
    """Something that a solid may yield. `kind` and `message` are what is told of it."""

    kind = ""
    message = ""

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in vars(self).items() if name != "message")
        return f"{type(self).__name__}({', '.join(shown)})"


class Output(StepEvent):
    """The value of an output."""

    mapping_key: Optional[str] = None

    def __init__(
        self,
        value: Any,
        output_name: str = "result",
        metadata_entries: Optional[Sequence[MetadataEntry]] = None,
        metadata: Optional[Dict[str, Any]] = None,
    ) -> None:
        self.value = value
        self.output_name = inst_param(output_name, "output_name", str)
        self.metadata_entries = metadata_entries_of(metadata, metadata_entries)


class AssetKey:
    """The path of an asset: a string, or a list or tuple of strings."""

    def __init__(self, path: Union[str, Sequence[str]]) -> None:
        self.path = [path] if isinstance(path, str) else inst_param(path, "path", (list, tuple))

    def to_string(self) -> Optional[str]:
        """The path as JSON; None for the empty path."""
        return json.dumps(self.path) if self.path else None

    def __repr__(self) -> str:
        return f"AssetKey({self.path})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AssetKey) and list(self.path) == list(other.path)

    def __hash__(self) -> int:
        return hash(tuple(self.path))


def asset_key_of(key: Union[str, Sequence[str], AssetKey]) -> AssetKey:
    """The key that a materialization is given; a string is split where it has other than word characters."""
    if isinstance(key, AssetKey):
        return key
    return AssetKey(
        [part for part in re.split("[^a-zA-Z0-9_]", key) if part] if isinstance(key, str) else key
    )


class AssetMaterialization(StepEvent):
    """Says that an asset was written."""

    kind = "ASSET_MATERIALIZATION"

    def __init__(
        self,
        asset_key: Union[str, Sequence[str], AssetKey],
        description: Optional[str] = None,
        metadata_entries: Optional[Sequence[MetadataEntry]] = None,
        partition: Optional[str] = None,
        tags: Optional[Dict[str, str]] = None,
        metadata: Optional[Dict[str, Any]] = None,
    ) -> None:
        self.asset_key = asset_key_of(asset_key)
        self.description = opt_inst_param(description, "description", str)
        self.metadata_entries = metadata_entries_of(metadata, metadata_entries)
        self.partition = opt_inst_param(partition, "partition", str)
        self.tags = opt_inst_param(tags, "tags", dict, {})
        for given in (*self.tags, *self.tags.values()):
            inst_param(given, "tags", str)
        self.message = description or f"Materialized value {self.label}."

    @property
    def label(self) -> str:
        """The key as events name it."""
        return " ".join(self.asset_key.path)

    @staticmethod
    def file(
        path: str,
        description: Optional[str] = None,
        asset_key: Optional[Union[str, Sequence[str], AssetKey]] = None,
    ) -> "AssetMaterialization":
        """A file was written."""
        metadata = {path.rstrip("/").rpartition("/")[2]: path}
        return AssetMaterialization(asset_key or path, description, metadata=metadata)


class Materialization(StepEvent):
    """Says that something was written (deprecated in favour of AssetMaterialization)."""

    kind = "ASSET_MATERIALIZATION"

    def __init__(
        self,
        label: Optional[str] = None,
        description: Optional[str] = None,
        metadata_entries: Optional[Sequence[MetadataEntry]] = None,
        asset_key: Optional[Union[str, AssetKey]] = None,
        partition: Optional[str] = None,
        tags: Optional[Dict[str, str]] = None,
        skip_deprecation_warning: bool = False,
    ) -> None:
        if not skip_deprecation_warning:
            warnings.warn(
                "`Materialization` is deprecated; use `AssetMaterialization` instead.", stacklevel=2
            )
        self.asset_key = asset_key_of(asset_key) if asset_key else None
        self.label = inst_param(
            label or (self.asset_key.to_string() if self.asset_key else None), "label", str
        )
        self.description = description
        self.metadata_entries = list(metadata_entries or ())
        self.partition = partition
        self.tags = tags or {}
        self.message = description or f"Materialized value {self.label}."

    @staticmethod
    def file(
        path: str,
        description: Optional[str] = None,
        asset_key: Optional[Union[str, AssetKey]] = None,
    ) -> "Materialization":
        """A file was written."""
        name = path.rstrip("/").rpartition("/")[2]
        entries = metadata_entries_of({name: path}, None)
        return Materialization(name, description, entries, asset_key)


class ExpectationResult(StepEvent):
    """Says whether data is as expected. It does not fail the step."""

    kind = "STEP_EXPECTATION_RESULT"

    def __init__(
        self,
        success: bool,
        label: Optional[str] = None,
        description: Optional[str] = None,
        metadata_entries: Optional[Sequence[MetadataEntry]] = None,
        metadata: Optional[Dict[str, Any]] = None,
    ) -> None:
        self.success = inst_param(success, "success", bool)
        self.label = opt_inst_param(label, "label", str) or "result"
        self.description = opt_inst_param(description, "description", str)
        self.metadata_entries = metadata_entries_of(metadata, metadata_entries)
        self.message = (
            description or f"Expectation {self.label} {'passed' if success else 'failed'}"
        )


class Failure(Exception):
    """Raised by a solid to say that it failed, with a description and metadata."""

    control_flow = True

    def __init__(
        self,
        description: Optional[str] = None,
        metadata_entries: Optional[List[MetadataEntry]] = None,
        metadata: Optional[Dict[str, Any]] = None,
    ) -> None:
        super().__init__(description)
        self.description = opt_inst_param(description, "description", str)
        self.metadata_entries = metadata_entries_of(metadata, metadata_entries)
