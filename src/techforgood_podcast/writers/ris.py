"""``ris``: citations of the episodes, for reference managers.

The format of EndNote and its like, which Zotero, Mendeley and Citavi read as well: each episode
is a sound recording (``SOUND``) with its show, hosts, guests, day, address, summary and themes.

Lost: figures, what the organisations named have to do with the episode, what the themes mean,
sources, and texts in other languages than the one asked for. RIS has no running time and no
roles: both stand in notes, with the people and organisations named and the places.

Note: hosts are the authors (``AU``) and guests the secondary authors (``A2``); the season is the
volume (``VL``), and the number stands in ``M1``. What is not known is left out. A field is one
line, so that the paragraphs of a summary run together. RIS has no way to mark a comma in a name,
and readers take what stands before one for the family name.

Proven by: rispy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.typography import join_lines
from .citations import (
    address_of,
    consulted_on,
    credits_of,
    guests_of,
    hosts_of,
    key_of,
    producers_of,
    themes_of,
)
from .format import Format
from .options import in_language, language_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..catalogue.catalogue import Catalogue
    from ..models import Episode

FORMAT = Format(
    name="ris",
    suffixes=(".ris",),
    media_type="application/x-research-info-systems",
    summary="Citations of the episodes, for reference managers.",
)


def content(catalogue: Catalogue, *, language: str | None = None) -> str:
    """Return citations of the episodes in RIS.

    Args:
        catalogue: what to write.
        language: that of the summary, the themes and the notes; the show's unless told otherwise.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in the language.

    >>> import techforgood_podcast as tfg
    >>> lines = tfg.dumps(tfg.load_catalogue().episode(3), "ris").splitlines()
    >>> lines[0], lines[4]
    ('TY  - SOUND', 'AU  - Bandelier, Pauline')
    """
    language = language_of(catalogue, language)
    return "\n".join(_record(episode, language) for episode in catalogue.episodes) or "\n"


def _record(episode: Episode, language: str) -> str:
    lines = (f"{tag}  - {join_lines(value)}\n" for tag, value in _fields(episode, language))
    return f"TY  - SOUND\n{''.join(lines)}ER  - \n"


def _fields(episode: Episode, language: str) -> Iterator[tuple[str, str]]:
    yield "ID", key_of(episode)
    yield "TI", episode.title
    yield "T2", episode.show.title
    yield from (("AU", name.inverted) for name in hosts_of(episode))
    yield from (("A2", name.inverted) for name in guests_of(episode, language))
    if episode.published is not None:
        yield "PY", _day(episode.published)[:4]
        yield "DA", _day(episode.published)
    yield "VL", str(episode.season)
    if episode.number is not None:
        yield "M1", str(episode.number)
    yield "M3", "Podcast"
    if episode.show.producers:
        yield "PB", ", ".join(producers_of(episode))
    yield "LA", episode.show.language
    if episode.summary is not None:
        yield "AB", in_language(episode.summary, language)
    yield from (("KW", theme) for theme in themes_of(episode, language))
    yield from (("N1", line) for line in credits_of(episode, language))
    address, consulted = address_of(episode), consulted_on(episode)
    if address is not None:
        yield "UR", address
    if consulted is not None:
        yield "Y2", _day(consulted)


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "/")
