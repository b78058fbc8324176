"""``Format`` describes a format; ``Writer`` is what the module of a format contains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, TypedDict, TypeVar

import attrs

from ..models.records import short_for_rich

if TYPE_CHECKING:
    from collections.abc import Callable

    class Writer(Protocol):
        """The module of a format."""

        @property
        def FORMAT(self) -> Format:  # noqa: N802 -- a constant of the module
            """The description of the format."""
            ...

        @property
        def content(self) -> Callable[..., Content]:
            """The function that returns a catalogue in the format."""
            ...


DataT_contra = TypeVar("DataT_contra", contravariant=True)


class Writable(Protocol[DataT_contra]):
    """An open file, for text or for bytes."""

    def write(self, data: DataT_contra, /) -> object:
        """Write a part of the content."""


Content: TypeAlias = str | Iterator[str] | bytes | Mapping[str, str | bytes]
"""What a format writes: text, lines of text, a file's bytes, or a folder's files by name."""
TextFormatName: TypeAlias = Literal[
    "json",
    "yaml",
    "jsonl",
    "csv",
    "rss",
    "jsonfeed",
    "jsonld",
    "turtle",
    "csl",
    "biblatex",
    "ris",
    "markdown",
    "html",
    "graphml",
    "mermaid",
]
"""The formats that are text, for :func:`dumps`."""
FormatName: TypeAlias = Literal[TextFormatName, "datapackage", "sqlite", "parquet"]
"""The formats; a name known at run time only is looked up in :func:`formats`."""
# The module of each format, which is imported when the format is asked for.
MODULES: Final[Mapping[str, str]] = {
    "json": "json",
    "yaml": "yaml",
    "jsonl": "jsonl",
    "csv": "csv",
    "datapackage": "datapackage",
    "sqlite": "sqlite",
    "parquet": "parquet",
    "rss": "syndication.rss",
    "jsonfeed": "syndication.jsonfeed",
    "jsonld": "jsonld",
    "turtle": "turtle",
    "csl": "csl",
    "biblatex": "biblatex",
    "ris": "ris",
    "markdown": "text.markdown",
    "html": "page.html",
    "graphml": "graphml",
    "mermaid": "mermaid",
}


class FormatOptions(TypedDict, total=False):
    """The options of all formats; each takes those that its :class:`Format` names."""

    accent: str | None
    base_url: str | None
    card: bool | None
    excel: bool
    explicit: bool | None
    feed_url: str | None
    indent: int | None
    language: str | None
    nodes: Literal["all", "shared"] | None
    partition_by: Literal["season", "show"] | None
    pictures: bool | None
    preamble: bool
    separator: Literal[",", ";"] | None
    title: str | None


@attrs.frozen(kw_only=True, repr=False)
class Format:
    """A format in which catalogues can be written.

    Attributes:
        name: its name.
        suffixes: the suffixes of its files, the usual one first; empty for a folder.
        media_type: its media type.
        summary: what it is for, in one sentence.
        family: what it belongs to: ``"data"``, ``"feeds"``, ``"linked data"``, ``"citations"``,
            ``"pages"`` or ``"networks"``.
        kind: ``"text"``, ``"file"`` or ``"folder"``.
        extra: the extra of this package that it needs, if any.
        options: the names of its options.
        loses: what it leaves out on purpose: a field (``"Episode.notes"``), or a class with all its
            fields (``"Redirect"``). Every other field is written.
        keeps_order: whether episodes stay in the order of ``select``, ``sorted`` or a ranking; in
            other formats they are in the order of the catalogue.

    >>> import techforgood_podcast as tfg
    >>> tfg.formats()[0].name, tfg.formats()[0].suffixes
    ('json', ('.json',))
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    summary: str
    family: str
    kind: Literal["text", "file", "folder"] = "text"
    extra: str | None = None
    options: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    keeps_order: bool = False

    def __repr__(self) -> str:
        """Return the class and the name."""
        return f"<Format {self.name}>"

    __rich_repr__ = short_for_rich


def name_fields(model: str, names: str) -> tuple[str, ...]:
    """Return fields of a class as a :class:`Format` lists them.

    >>> name_fields("Figure", "low high")
    ('Figure.low', 'Figure.high')
    """
    return tuple(f"{model}.{name}" for name in names.split())
