"""What the formats share: the description of a format, and the checks of its options.

``FormatName`` lists the formats, ``MODULES`` their modules, and ``Writer`` says what such a module
contains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, TypedDict, TypeVar, cast

import attrs

from ..catalogue.exportable import match_language, written_languages
from ..errors import UnknownOptionError
from ..models.checking import wrong_text
from ..models.records import short_for_rich
from ..models.rules import WEB_ADDRESS, has_valid_host
from ..syntax import describe
from ..text.names import closest

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..catalogue.catalogue import Catalogue

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


_NODES: Final = ("all", "shared")
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")

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
FormatName: TypeAlias = Literal[TextFormatName, "datapackage", "sqlite", "parquet", "site"]
"""The formats; a name known at run time only is looked up in :func:`formats`."""
# The module of each format, which is imported when the format is asked for.
MODULES: Final[Mapping[str, str]] = {
    "json": "data.json",
    "yaml": "data.yaml",
    "jsonl": "data.jsonl",
    "csv": "data.csv",
    "datapackage": "data.datapackage",
    "sqlite": "data.sqlite",
    "parquet": "data.parquet",
    "rss": "syndication.rss",
    "jsonfeed": "syndication.jsonfeed",
    "jsonld": "graph.jsonld",
    "turtle": "graph.turtle",
    "csl": "citations.csl",
    "biblatex": "citations.biblatex",
    "ris": "citations.ris",
    "markdown": "text.markdown",
    "html": "page.html",
    "site": "site.site",
    "graphml": "graph.graphml",
    "mermaid": "graph.mermaid",
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


@cache
def _read_losses() -> Mapping[str, list[str]]:
    """Return what each format leaves out, as ``make regenerate`` computed it."""
    from importlib_resources import files

    return cast(
        "Mapping[str, list[str]]",
        json.loads(files(__package__).joinpath("losses.json").read_text(encoding="utf-8")),
    )


def _losses_of(format_: Format) -> tuple[str, ...]:
    return tuple(_read_losses().get(format_.name, ()))


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
        loses: what it leaves out: a field (``"Episode.notes"``), or a class with all its fields
            (``"Redirect"``). Every other field is written. ``losses.json`` lists it for each
            format; ``make regenerate`` computes that.
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
    loses: tuple[str, ...] = attrs.field(default=attrs.Factory(_losses_of, takes_self=True))
    keeps_order: bool = False

    def __repr__(self) -> str:
        """Return the class and the name."""
        return f"<Format {self.name}>"

    __rich_repr__ = short_for_rich


def choose_language(catalogue: Catalogue, language: str | None) -> str:
    """Return the language to write in: the one given, or else that of the show.

    A language that has words of its own is always allowed; any other must be that of some text. A
    tag with a region, such as en-GB, means the language without it, unless some text has that tag.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in it.
        UnknownOptionError: it is not text.
    """
    language = check_text(language)
    if language is None:
        return catalogue.show.language
    return match_language(language, written_languages(catalogue))


def refused(value: object, *, reason: str) -> UnknownOptionError:
    """Return the error for a value that an option cannot have.

    >>> refused(9, reason="is too much").reason
    'is too much'
    """
    try:
        text = str(value)
    except ValueError:  # a number that Python refuses to print
        text = describe(value)
    return UnknownOptionError(text, (), reason=reason)


def check_text(value: object) -> str | None:
    """Return an option that is text, if it is given.

    Raises:
        UnknownOptionError: it is not text.

    >>> check_text("season")
    'season'
    """
    if value is None or isinstance(value, str):
        return value
    raise refused(value, reason="is not text")


def check_accent(value: object) -> str | None:
    """Return an option that is a colour, if it is given.

    Raises:
        UnknownOptionError: it is not a number sign and six hexadecimal digits.

    >>> check_accent("#A8391F")
    '#a8391f'
    """
    colour = check_text(value)
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise refused(value, reason="is not a colour such as #a8391f")
    return colour and colour.lower()


def check_flag(value: object) -> bool | None:
    """Return an option that is true or false, if it is given.

    Raises:
        UnknownOptionError: it is neither.

    >>> check_flag(True)
    True
    """
    if value is None or isinstance(value, bool):
        return value
    raise refused(value, reason="is neither True nor False")


def check_nodes(value: object) -> str | None:
    """Return which nodes of a network to draw, if that is given.

    Raises:
        UnknownOptionError: it is neither ``"all"`` nor ``"shared"``.

    >>> check_nodes("shared")
    'shared'
    """
    nodes = check_text(value)
    if nodes is not None and nodes not in _NODES:
        raise UnknownOptionError(nodes, _NODES, closest(nodes, _NODES))
    return nodes


def check_address(value: str | None) -> str | None:
    """Return an option that is an address, if it is given.

    Raises:
        UnknownOptionError: it is not an address on the web.

    >>> check_address("https://example.org/")
    'https://example.org/'
    """
    value = check_text(value)
    if value is not None and wrong_text(value, (WEB_ADDRESS,)):
        expected = f"{WEB_ADDRESS.noun} {WEB_ADDRESS.shape}"
        raise UnknownOptionError(value, (), reason=f"is not {expected}")
    if value is not None and (wrong := has_valid_host(value)):
        raise UnknownOptionError(value, (), reason=f"cannot be used: {wrong[0]}")
    return value


def check_base_url(base_url: str | None) -> str | None:
    """Return the address at which a document will be published, if it is given.

    Raises:
        UnknownOptionError: it is not an address on the web, or has a fragment.

    >>> check_base_url("https://example.org/podcast")
    'https://example.org/podcast'
    """
    base = check_address(base_url)
    if base is not None and "#" in base:
        reason = "has a fragment; leave out what follows the #"
        raise UnknownOptionError(base, (), reason=reason)
    return base
