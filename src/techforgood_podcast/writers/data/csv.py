r"""``csv``: one row per episode, for spreadsheets and pandas.

Column names are in English. Unknown values are empty cells. Spreadsheets and `pandas.to_timedelta`
read `duration` as a running time (`0:33:13`); `duration_seconds` is the same as a number.

A list is one cell; `cell.split("; ")` gives its items. Columns whose names begin with the same noun
run in parallel: the third item of `guest_roles` is the role of the third of `guests`, and is empty
if unknown. If an item is itself a list, such as the organisations of a guest, `" | "` separates its
parts. In each text, `;`, `|` and some `%` are escaped;
`text.replace("%3B", ";").replace("%7C", "|").replace("%25", "%")` restores them.

Text that a spreadsheet could take for a formula, at the beginning of a cell or wherever a
spreadsheet may split it, is preceded by an apostrophe. Before you do anything else with a cell,
remove it:
`re.sub(r"(?<![^,;\t\r\n])'(?=([\x22']|[^\S\t\r\n])*[=+@\t\r\uff1d\uff0b\uff0d\uff20-])", "", cell)`

Also lost: every language but one, records that no episode refers to, and the catalogue's notice and
licence, for which a table has no room. `sqlite` and `parquet` keep them.

Note: Excel splits rows at the list separator of the user's regional settings, so English texts in a
French Excel need both `excel=True` and `separator=";"`. pandas reads such files with `sep=";"`. To
keep it from taking a title such as "NULL" for a missing value, call `read_csv` with
`keep_default_na=False, na_values=[""]`.

Tested with: Polars, which returns every value; LibreOffice Calc, which finds no formula, whether
it splits at commas or semicolons; pandas, for numbers, days and running times.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ...models.durations import count_seconds, format_with_hours
from ...models.plain import plain_number
from ...text.writing import has_decimal_point
from ..format import Format, Separator
from ..text.phrases import Phrases, shared_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Credit, Episode, Figure, Mention

    Column: TypeAlias = Callable[[Episode], str | int | dt.date | None]

FORMAT = Format(
    name="csv",
    suffixes=(".csv",),
    media_type="text/csv",
    summary="One row per episode, for spreadsheets and pandas.",
    family="data",
    options=("language", "excel", "separator"),
)

Cell: TypeAlias = str | int | float | dt.date | None

# What needs quotation marks, besides the separator: some readers strip white space at the ends of
# a bare cell.
_SPECIAL: Final = re.compile(r'["\r\n]|^\s|\s$')
# The beginning of a formula, at the start or after what a spreadsheet may split at. Spreadsheets
# that split a row at other characters than it was written with no longer see what is quoted.
_FORMULA: Final = re.compile(
    r"""(?<![^,;\t\r\n])(?=(?:['"]|[^\S\t\r\n])*[=+@\t\r\uff1d\uff0b\uff0d\uff20-])"""
)
_ESCAPED: Final = re.compile(_FORMULA.pattern.replace("(?=", "'(?=", 1))
_RESERVED = re.compile("[;|]|%(?=25|3B|7C)")


def content(
    catalogue: Catalogue,
    *,
    language: str,
    excel: bool = False,
    separator: Separator | None = None,
) -> str:
    """Return a row with the names of the columns, and one row for each episode.

    Args:
        catalogue: what to write.
        language: the language of the texts; that of the show by default.
        excel: begin with a byte order mark, which tells Excel that the text is in UTF-8, and
            separate cells as Excel does where the language is spoken.
        separator: what separates cells, ``","`` or ``";"``; a comma by default, for Excel a
            semicolon unless the texts are in a language with a decimal point, such as English.

    >>> import csv, io
    >>> import techforgood_podcast as tfg
    >>> text = tfg.dumps(tfg.by_guest("Lara Vigneron"), "csv", language="en")
    >>> row = next(csv.DictReader(io.StringIO(text, newline="")))
    >>> row["code"], row["duration"], len(row["guests"].split("; "))
    ('S1E6', '0:36:56', 5)
    """
    by_default = separator_of(language) if excel else ","
    columns = _columns(Phrases(language))
    rows = (
        [escape_formula(of(episode)) for of in columns.values()] for episode in catalogue.episodes
    )
    text = write_rows(tuple(columns), rows, separator or by_default)
    return f"\ufeff{text}" if excel else text


def separator_of(language: str) -> Separator:
    """Return where Excel splits rows: where numbers have a decimal point, at commas."""
    return "," if has_decimal_point(language) else ";"


def _columns(phrases: Phrases) -> Mapping[str, Column]:
    """Return the columns by name, each with the function that reads its value from an episode."""
    return {
        "id": lambda episode: episode.id,
        "code": lambda episode: episode.code,
        "season": lambda episode: episode.season,
        "number": lambda episode: episode.number,
        "kind": lambda episode: episode.kind,
        "title": lambda episode: episode.title,
        "short_title": lambda episode: episode.short_title,
        "duration": lambda episode: _duration(episode.duration),
        "duration_seconds": lambda episode: count_seconds(episode.duration),
        "published": lambda episode: episode.published,
        "published_at": lambda episode: episode.published_at,
        "url": lambda episode: episode.url,
        "guid": lambda episode: episode.guid,
        "summary": lambda episode: phrases.say(episode.summary),
        "hosts": lambda episode: _list(host.name for host in episode.hosts),
        "host_ids": lambda episode: _list(host.id for host in episode.hosts),
        **_credits("guests", "guest", lambda episode: episode.guests, phrases),
        **_credits("mentioned", "mentioned", lambda episode: episode.mentioned, phrases),
        **_mentions(),
        "themes": lambda episode: _list(phrases.label_themes(episode.themes)),
        "theme_ids": lambda episode: _list(theme.id for theme in episode.themes),
        "keywords": lambda episode: _list(episode.keywords),
        "places": lambda episode: _list(phrases.say(place.name) for place in episode.places),
        "place_ids": lambda episode: _list(place.id for place in episode.places),
        **_figures(phrases),
        "audio_url": lambda episode: episode.audio.url if episode.audio else None,
        "audio_media_type": lambda episode: episode.audio.media_type if episode.audio else None,
        "audio_length": lambda episode: episode.audio.length if episode.audio else None,
        "sources": lambda episode: _list(phrases.say(source.title) for source in episode.sources),
        "source_ids": lambda episode: _list(source.id for source in episode.sources),
        "source_urls": lambda episode: _list(source.url for source in episode.sources),
        "show": lambda episode: episode.show.title,
        "show_id": lambda episode: episode.show.id,
    }


def _credits(
    plural: str, noun: str, of: Callable[[Episode], Iterable[Credit]], phrases: Phrases
) -> dict[str, Column]:
    """Return the columns of the guests, or of the people mentioned."""

    def column(part: Callable[[Credit], str | tuple[str, ...] | None]) -> Column:
        return lambda episode: _list(map(part, of(episode)))

    def others(one: Credit, episode: Episode) -> tuple[str, ...]:
        return tuple(map(phrases.name_credited, shared_with(one, episode)))

    return {
        plural: column(phrases.name_credited),
        f"{noun}_ids": column(lambda one: one.person.id if one.person else None),
        f"{noun}_credits": column(lambda one: one.credited_as),
        f"{noun}_roles": column(lambda one: phrases.say(one.role)),
        f"{noun}_shared_with": lambda episode: _list(others(o, episode) for o in of(episode)),
        f"{noun}_organisations": column(lambda one: tuple(o.name for o in one.organisations)),
        f"{noun}_organisation_ids": column(lambda one: tuple(o.id for o in one.organisations)),
    }


def _mentions() -> dict[str, Column]:
    """Return the columns of the organisations."""

    def column(part: Callable[[Mention], str | None]) -> Column:
        return lambda episode: _list(map(part, episode.organisations))

    return {
        "organisations": column(lambda mention: mention.organisation.name),
        "organisation_ids": column(lambda mention: mention.organisation.id),
        "organisation_relations": column(lambda mention: mention.relation),
        "organisation_of": column(lambda mention: mention.of.name if mention.of else None),
        "organisation_of_ids": column(lambda mention: mention.of.id if mention.of else None),
    }


def _figures(phrases: Phrases) -> dict[str, Column]:
    """Return the columns of the figures."""

    def column(part: Callable[[Figure], str | tuple[str, ...] | None]) -> Column:
        return lambda episode: _list(map(part, episode.figures))

    return {
        "figures": column(lambda figure: phrases.say(figure.as_printed)),
        "figure_statements": column(lambda figure: phrases.say(figure.statement)),
        "figure_values": column(_values),
        "figure_units": column(lambda figure: phrases.say(figure.unit)),
        "figure_years": column(lambda figure: _write_value(figure.year)),
    }


def _list(items: Iterable[str | tuple[str, ...] | None]) -> str:
    """Return a list as one cell.

    >>> _list(["Ann", None, ("Oven; bread", "Mill")])
    'Ann; ; Oven%3B bread | Mill'
    """
    parts = ((item,) if isinstance(item, str) else item or () for item in items)
    return "; ".join(" | ".join(map(_escaped, part)) for part in parts)


def _escaped(text: str) -> str:
    """Return a text without separators; other percent signs stay, because addresses have many."""
    return _RESERVED.sub(lambda match: f"%{ord(match[0]):X}", text)


def _duration(duration: dt.timedelta | None) -> str | None:
    return None if duration is None else format_with_hours(duration)


def _values(figure: Figure) -> tuple[str, ...]:
    """Return the value of a figure, or the two ends of a range.

    >>> from ...models import Figure, LocalizedText
    >>> text = LocalizedText(en="loaves")
    >>> _values(Figure(low=7.0, high=8.5, unit=text, statement=text, as_printed=text))
    ('7', '8.5')
    """
    numbers = (figure.value, figure.low, figure.high)
    return tuple(_write_value(number) for number in numbers if number is not None)


def write_rows(header: Sequence[str], rows: Iterable[Iterable[Cell]], separator: str = ",") -> str:
    r"""Return a header and rows, each on its own line; an unknown value is an empty cell.

    >>> write_rows(["title", "season"], [['Say "yes", or', 1], [None, 2]])
    'title,season\n"Say ""yes"", or",1\n,2\n'
    """
    lines = ((_quote(value, separator) for value in row) for row in (header, *rows))
    return "".join(f"{separator.join(line)}\n" for line in lines)


def escape_formula(value: Cell) -> Cell:
    """Put an apostrophe before anything that a spreadsheet could take for a formula.

    A formula begins with ``=``, ``+``, ``-`` or ``@``, of half or full width, a tab or a carriage
    return, with or without blanks and quotation marks before it, at the beginning of a text or
    after a comma, a semicolon, a tab or a line break. A text with apostrophes before such
    a character gets one more, so that removing one apostrophe restores it.

    >>> [escape_formula(value) for value in ("=1+1", "'=1+1", "'twas", -1, "Bread; =1+1")]
    ["'=1+1", "''=1+1", "'twas", -1, "Bread;' =1+1"]
    """
    return _FORMULA.sub("'", value) if isinstance(value, str) else value


def unescape_formula(text: str) -> str:
    """Remove one apostrophe from before anything that a spreadsheet could take for a formula.

    >>> [unescape_formula(text) for text in ("'=1+1", "''=1+1", "'twas", "Bread;' =1+1")]
    ['=1+1', "'=1+1", "'twas", 'Bread; =1+1']
    """
    return _ESCAPED.sub("", text)


def _quote(value: Cell, separator: str) -> str:
    text = _write_value(value)
    special = separator in text or _SPECIAL.search(text)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if special else text


def _write_value(value: Cell) -> str:
    """Return the text of a cell.

    >>> _write_value(13_000_000.0), _write_value(0.5), _write_value(None)
    ('13000000', '0.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(plain_number(value) if isinstance(value, float) else value)
