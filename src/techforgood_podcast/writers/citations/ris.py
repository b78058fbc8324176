"""``ris``: citations of the episodes, for reference managers.

This is EndNote's format, which Zotero, Mendeley and Citavi also read. Each episode is a sound
recording (``SOUND``) with its show, hosts, guests, date, address, summary and themes.

Also lost: what ``csl`` loses. RIS has no running times and no roles: both are in notes, with the
groups, people and organisations mentioned, the places, and the catalogue's notice. The day on which
the address was consulted is ``Y2``.

Note: hosts are the authors (``AU``) and guests the secondary authors (``A2``); the season is the
volume (``VL``), and the number is in ``M1``. RIS cannot escape a comma in a name; readers take what
precedes it for the family name.

Tested with: rispy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...text.writing import join_lines
from ..format import Format
from .fields import cite_episodes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ...catalogue.catalogue import Catalogue
    from .fields import Citation

FORMAT = Format(
    name="ris",
    suffixes=(".ris",),
    media_type="application/x-research-info-systems",
    summary="Citations of the episodes, for reference managers.",
    family="citations",
    options=("language",),
)


def content(catalogue: Catalogue, *, language: str) -> str:
    """Return citations of the episodes in RIS.

    Args:
        catalogue: what to write.
        language: the language of the summary, themes and notes; that of the show by default.

    >>> import techforgood_podcast as tfg
    >>> lines = tfg.dumps(tfg.load_catalogue().episode(3), "ris").splitlines()
    >>> lines[0], lines[4]
    ('TY  - SOUND', 'AU  - Bandelier, Pauline')
    """
    return "\n".join(map(write_record, cite_episodes(catalogue, language))) or "\n"


def write_record(citation: Citation) -> str:
    """Return the record of a citation."""
    fields = ((tag, value) for tag, value in _fields(citation) if value is not None)
    lines = (f"{tag}  - {join_lines(str(value))}\n" for tag, value in fields)
    return f"TY  - SOUND\n{''.join(lines)}ER  - \n"


def _fields(citation: Citation) -> Iterator[tuple[str, str | int | None]]:
    """Give the tags and what they say; ``None`` if that is unknown."""
    episode = citation.episode
    day = _day(episode.published)
    yield "ID", citation.key
    yield "TI", episode.title
    yield "ST", episode.short_title
    yield "T2", episode.show.title
    yield from (("AU", name.inverted) for name in citation.hosts)
    yield from (("A2", name.inverted) for name in citation.guests)
    yield "PY", day and day[:4]
    yield "DA", day
    yield "VL", episode.season
    yield "M1", episode.number
    yield "M3", citation.genre
    yield "PB", ", ".join(citation.producers) or None
    yield "LA", episode.show.language
    yield "AB", citation.summary
    yield from (("KW", theme) for theme in citation.themes)
    yield from (("N1", line) for line in citation.credits)
    yield "UR", citation.url
    yield "Y2", _day(citation.consulted)


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat().replace("-", "/")
