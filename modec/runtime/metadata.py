"""Metadata of events (3.16)."""

import json
import os
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence

from modec.runtime.check import inst_param, opt_inst_param
from modec.runtime.errors import DagsterInvalidEventMetadata


class MetadataEntryData:
    """The value of a metadata entry. Raises ParameterCheckError for one of another kind."""

    kind: Any = (str, type(None))

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            inst_param(value, name, self.kind)


@dataclass(frozen=True)
class TextMetadataEntryData(MetadataEntryData):
    """Text."""

    text: Optional[str]


@dataclass(frozen=True)
class UrlMetadataEntryData(MetadataEntryData):
    """A URL."""

    url: Optional[str]


@dataclass(frozen=True)
class PathMetadataEntryData(MetadataEntryData):
    """A path in the file system."""

    path: Optional[str]


@dataclass(frozen=True)
class JsonMetadataEntryData(MetadataEntryData):
    """Something that JSON can say."""

    kind = (dict, type(None))
    data: Optional[Dict[str, Any]]


@dataclass(frozen=True)
class MarkdownMetadataEntryData(MetadataEntryData):
    """Markdown text."""

    md_str: Optional[str]


@dataclass(frozen=True)
class FloatMetadataEntryData(MetadataEntryData):
    """A float."""

    kind = (float, type(None))
    value: Optional[float]


@dataclass(frozen=True)
class IntMetadataEntryData(MetadataEntryData):
    """An int."""

    kind = (int, type(None))
    value: Optional[int]


@dataclass(frozen=True)
class PythonArtifactMetadataEntryData(MetadataEntryData):
    """A class or function, by its name."""

    kind = str
    module: str
    name: str


@dataclass(frozen=True)
class DagsterPipelineRunMetadataEntryData(MetadataEntryData):
    """A run, by its id."""

    kind = str
    run_id: str


@dataclass(frozen=True)
class DagsterAssetMetadataEntryData(MetadataEntryData):
    """An asset, by its key."""

    kind = object
    asset_key: Any


@dataclass(frozen=True)
class MetadataEntry:
    """A labelled value."""

    label: str
    description: Optional[str]
    entry_data: MetadataEntryData

    def __post_init__(self) -> None:
        inst_param(self.label, "label", str)
        opt_inst_param(self.description, "description", str)


class EventMetadata:
    """Ways to say what kind of value a metadata value is."""

    @staticmethod
    def text(text: str) -> TextMetadataEntryData:
        """Text."""
        return TextMetadataEntryData(text)

    @staticmethod
    def url(url: str) -> UrlMetadataEntryData:
        """A URL."""
        return UrlMetadataEntryData(url)

    @staticmethod
    def path(path: str) -> PathMetadataEntryData:
        """A path."""
        return PathMetadataEntryData(path)

    @staticmethod
    def json(data: Dict[str, Any]) -> JsonMetadataEntryData:
        """Something that JSON can say."""
        return JsonMetadataEntryData(data)

    @staticmethod
    def md(data: str) -> MarkdownMetadataEntryData:
        """Markdown text."""
        return MarkdownMetadataEntryData(data)

    @staticmethod
    def python_artifact(python_artifact: Callable[..., Any]) -> PythonArtifactMetadataEntryData:
        """A class or function."""
        return PythonArtifactMetadataEntryData(python_artifact.__module__, python_artifact.__name__)

    @staticmethod
    def pipeline_run(run_id: str) -> DagsterPipelineRunMetadataEntryData:
        """A run."""
        return DagsterPipelineRunMetadataEntryData(run_id)

    @staticmethod
    def asset(asset_key: Any) -> DagsterAssetMetadataEntryData:
        """An asset."""
        return DagsterAssetMetadataEntryData(asset_key)

    # Last, because they hide the built-in names in what follows.
    @staticmethod
    def float(value: float) -> FloatMetadataEntryData:
        """A float."""
        return FloatMetadataEntryData(value)

    @staticmethod
    def int(value: int) -> IntMetadataEntryData:
        """An int."""
        return IntMetadataEntryData(value)


class EventMetadataEntry(MetadataEntry):
    """A labelled value, and ways to make one of each kind."""

    @staticmethod
    def text(text: Optional[str], label: str, description: Optional[str] = None) -> MetadataEntry:
        """Text."""
        return EventMetadataEntry(label, description, TextMetadataEntryData(text))

    @staticmethod
    def url(url: Optional[str], label: str, description: Optional[str] = None) -> MetadataEntry:
        """A URL."""
        return EventMetadataEntry(label, description, UrlMetadataEntryData(url))

    @staticmethod
    def path(path: Optional[str], label: str, description: Optional[str] = None) -> MetadataEntry:
        """A path."""
        return EventMetadataEntry(label, description, PathMetadataEntryData(path))

    @staticmethod
    def fspath(
        path: str, label: Optional[str] = None, description: Optional[str] = None
    ) -> MetadataEntry:
        """A path, labelled with its last part."""
        label = label or os.path.basename(os.path.normpath(path))
        return EventMetadataEntry(label, description, PathMetadataEntryData(path))

    @staticmethod
    def json(
        data: Optional[Dict[str, Any]], label: str, description: Optional[str] = None
    ) -> MetadataEntry:
        """Something that JSON can say."""
        return EventMetadataEntry(label, description, JsonMetadataEntryData(data))

    @staticmethod
    def md(md_str: Optional[str], label: str, description: Optional[str] = None) -> MetadataEntry:
        """Markdown text."""
        return EventMetadataEntry(label, description, MarkdownMetadataEntryData(md_str))

    @staticmethod
    def python_artifact(
        python_artifact: Callable[..., Any], label: str, description: Optional[str] = None
    ) -> MetadataEntry:
        """A class or function."""
        return EventMetadataEntry(
            label, description, EventMetadata.python_artifact(python_artifact)
        )

    @staticmethod
    def pipeline_run(run_id: str, label: str, description: Optional[str] = None) -> MetadataEntry:
        """A run."""
        return EventMetadataEntry(label, description, DagsterPipelineRunMetadataEntryData(run_id))

    @staticmethod
    def asset(asset_key: Any, label: str, description: Optional[str] = None) -> MetadataEntry:
        """An asset."""
        return EventMetadataEntry(label, description, DagsterAssetMetadataEntryData(asset_key))

    # Last, because they hide the built-in names in what follows.
    @staticmethod
    def float(
        value: Optional[float], label: str, description: Optional[str] = None
    ) -> MetadataEntry:
        """A float."""
        return EventMetadataEntry(label, description, FloatMetadataEntryData(value))

    @staticmethod
    def int(value: Optional[int], label: str, description: Optional[str] = None) -> MetadataEntry:
        """An int."""
        return EventMetadataEntry(label, description, IntMetadataEntryData(value))


def metadata_entry(label: str, value: Any) -> MetadataEntry:
    """The entry for a value of a `metadata` dict. Raises DagsterInvalidEventMetadata for an unknown kind."""
    if isinstance(value, MetadataEntryData):
        return MetadataEntry(label, None, value)
    if isinstance(value, str):
        return MetadataEntry(label, None, TextMetadataEntryData(value))
    if isinstance(value, float):
        return MetadataEntry(label, None, FloatMetadataEntryData(value))
    if isinstance(value, int):
        return MetadataEntry(label, None, IntMetadataEntryData(value))
    if isinstance(value, dict):
        try:
            json.dumps(value)
        except TypeError:
            raise DagsterInvalidEventMetadata(
                f'Could not resolve the metadata value for "{label}" to a JSON serializable value. Consider '
                "wrapping the value with the appropriate EventMetadata type."
            ) from None
        return MetadataEntry(label, None, JsonMetadataEntryData(value))
    raise DagsterInvalidEventMetadata(
        f'Could not resolve the metadata value for "{label}" to a known type. Its type was {type(value)}. '
        "Consider wrapping the value with the appropriate EventMetadata type."
    )


def metadata_entries_of(
    metadata: Optional[Dict[str, Any]], entries: Optional[Sequence[MetadataEntry]]
) -> List[MetadataEntry]:
    """The entries of an event, given as entries or as a dict, not as both (DagsterInvalidEventMetadata)."""
    if metadata and entries:
        raise DagsterInvalidEventMetadata(
            "Attempted to provide both `metadata` and `metadata_entries` arguments to an event. Must provide "
            "only one of the two."
        )
    for name in opt_inst_param(metadata, "metadata", dict, {}):
        inst_param(name, "metadata", str)
    for entry in opt_inst_param(entries, "metadata_entries", list, []):
        inst_param(entry, "metadata_entries", MetadataEntry)
    return list(entries or ()) or [metadata_entry(k, v) for k, v in (metadata or {}).items()]


def parse_metadata(
    metadata: Optional[Dict[str, Any]], metadata_entries: Optional[Sequence[MetadataEntry]]
) -> List[MetadataEntry]:
    """As `dagster.core.definitions.event_metadata` has it, for libraries that call it."""
    return metadata_entries_of(metadata, metadata_entries)
