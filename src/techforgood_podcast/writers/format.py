"""What the formats share: the description of a format, and the checks of its options.

``FormatName`` lists the formats, ``MODULES`` their modules, and ``Writer`` says what such a module
contains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from os import PathLike
from typing import (
    TYPE_CHECKING,
    Annotated,
    Final,
    Literal,
    Protocol,
    TypeAlias,
    TypedDict,
    TypeVar,
    cast,
    get_args,
    get_type_hints,
)

import attrs

from ..catalogue.exportable import match_language, written_languages
from ..errors import UnknownOptionError
from ..models.checking import wrong_text
from ..models.records import short_for_rich
from ..models.rules import WEB_ADDRESS, has_valid_host
from ..reading import Location  # noqa: TC001 -- tools read signatures
from ..syntax import describe
from ..text.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ..catalogue.catalogue import Catalogue

# The most spaces by which a level of JSON is indented.
_WIDEST: Final = 8
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")

DataT_contra = TypeVar("DataT_contra", contravariant=True)


class Writable(Protocol[DataT_contra]):
    """An open file, for text or for bytes."""

    def write(self, data: DataT_contra, /) -> object:
        """Write a part of the content."""


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
"""The formats, for :func:`dump`; a name known at run time is looked up in :func:`formats`."""
Nodes: TypeAlias = Literal["all", "shared"]
Partition: TypeAlias = Literal["season", "show"]
Separator: TypeAlias = Literal[",", ";"]
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


def check_nodes(value: object) -> str | None:
    """Return which nodes of a network to draw, if that is given.

    Raises:
        UnknownOptionError: it is none of :data:`Nodes`.

    >>> check_nodes("shared")
    'shared'
    """
    return _check_word(value, get_args(Nodes))


def check_address(value: object) -> str | None:
    """Return an option that is an address, if it is given.

    Raises:
        UnknownOptionError: it is not an address on the web.

    >>> check_address("https://example.org/")
    'https://example.org/'
    """
    address = check_text(value)
    if address is not None and wrong_text(address, (WEB_ADDRESS,)):
        expected = f"{WEB_ADDRESS.noun} {WEB_ADDRESS.shape}"
        raise refused(address, reason=f"is not {expected}")
    if address is not None and (wrong := has_valid_host(address)):
        raise refused(address, reason=f"cannot be used: {wrong[0]}")
    return address


def _check_base_url(value: object) -> str | None:
    base = check_address(value)
    if base is not None and "#" in base:
        raise refused(base, reason="has a fragment; leave out what follows the #")
    return base


def _check_accent(value: object) -> str | None:
    colour = check_text(value)
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise refused(value, reason="is not a colour such as #a8391f")
    return colour and colour.lower()


def _check_flag(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise refused(value, reason="is neither True nor False")


def _check_folder(value: object) -> Location | None:
    if value is None or (value != "" and isinstance(value, str | PathLike)):
        return cast("Location | None", value)
    if hasattr(value, "iterdir"):
        return cast("Location", value)
    raise refused(value, reason="is neither the path of a folder nor a Traversable")


def _check_indent(value: object) -> int | None:
    if value is None or (type(value) is int and 0 <= value <= _WIDEST):
        return value
    reason = f"is neither None nor a number of spaces from 0 to {_WIDEST}"
    raise refused(value, reason=reason)


def _check_separator(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value in get_args(Separator)):
        return value
    raise refused(value, reason="is neither a comma nor a semicolon")


def _check_partition(value: object) -> str | None:
    return _check_word(value, get_args(Partition))


def _check_word(value: object, known: tuple[str, ...]) -> str | None:
    word = check_text(value)
    if word is not None and word not in known:
        raise UnknownOptionError(word, known, closest(word, known))
    return word


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


class FormatOptions(TypedDict, total=False):
    """The options of all formats, each with its type and the function that checks a value.

    Each format takes those that its :class:`Format` names.
    """

    accent: Annotated[str | None, _check_accent]
    base_url: Annotated[str | None, _check_base_url]
    card: Annotated[bool | None, _check_flag]
    excel: Annotated[bool, _check_flag]
    feed_url: Annotated[str | None, check_address]
    indent: Annotated[int | None, _check_indent]
    language: Annotated[str | None, check_text]
    nodes: Annotated[Nodes | None, check_nodes]
    partition_by: Annotated[Partition | None, _check_partition]
    pictures: Annotated[bool | None, _check_flag]
    preamble: Annotated[bool, _check_flag]
    separator: Annotated[Separator | None, _check_separator]
    title: Annotated[str | None, check_text]
    transcripts: Annotated[Location | None, _check_folder]


@cache
def _checks() -> Mapping[str, Callable[[object], object]]:
    """Return the function that checks each option."""
    hints = get_type_hints(FormatOptions, include_extras=True)
    return {option: hint.__metadata__[0] for option, hint in hints.items()}


def check_options(
    catalogue: Catalogue, known: Collection[str], given: Mapping[str, object], *others: str
) -> dict[str, object]:
    """Return the options of a format as its function takes them, with the language to write in.

    Args:
        catalogue: what to write.
        known: the options that the format takes.
        given: the options given, by name.
        others: arguments of the caller that are no options of the format.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: the format has no such option, or an option cannot have its value.

    >>> from ..packaged.bundled import load_catalogue
    >>> check_options(load_catalogue(), ("language", "accent"), {"accent": "#A8391F"})
    {'accent': '#a8391f', 'language': 'fr'}
    """
    for option in given:
        if option not in known:
            every = (*known, *others)
            raise UnknownOptionError(option, every, closest(option, every))
    checked = {option: _checks()[option](value) for option, value in given.items()}
    if "language" in known:
        checked["language"] = choose_language(catalogue, given.get("language"))
    return checked


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
        media_type: its media type; that of ``site`` is of a zip, as an open file gets one.
        summary: what it is for, in one sentence.
        family: what it belongs to: ``"data"``, ``"feeds"``, ``"linked data"``, ``"citations"``,
            ``"pages"`` or ``"networks"``.
        kind: ``"text"``, ``"file"`` or ``"folder"``.
        extra: the extra of this package that it needs, if any.
        options: the names of its options.
        loses: what it leaves out: a field (``"Episode.notes"``), or a class with all its fields
            (``"Redirect"``). Every other field is written. ``losses.json`` lists it for each
            format; ``every_field.py`` of the tests computes that.

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

    def __repr__(self) -> str:
        """Return the class and the name."""
        return f"<Format {self.name}>"

    __rich_repr__ = short_for_rich


def keeps_order(format_: Format) -> bool:
    """Return whether episodes stay in the order of ``select``, ``sorted`` or a ranking.

    They do in formats that list episodes for readers; in others, they have the catalogue's order.
    """
    return format_.family in {"feeds", "citations", "pages"} or format_.name == "csv"


def choose_language(catalogue: Catalogue, language: object) -> str:
    """Return the language to write in: the one given, or else that of the show.

    A language that has words of its own is always allowed; any other must be that of some text. A
    tag with a region, such as en-GB, means the language without it, unless some text has that tag.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in it.
        UnknownOptionError: it is not text.
    """
    tag = check_text(language)
    if tag is None:
        return catalogue.show.language
    return match_language(tag, written_languages(catalogue))
