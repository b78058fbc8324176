"""``csl``: citations of the episodes, for Zotero, pandoc and citation processors.

CSL-JSON 1.0.2: each episode is a ``broadcast`` in its show, with its hosts and guests, running
time, number, date, address, summary and themes.

Also lost: texts in languages other than the one chosen. Roles, affiliations, groups without names,
people and organisations mentioned, and places are one text in ``annote``, which ends in the
catalogue's notice. The source of an episode only gives the day on which its address was consulted
(``accessed``).

Note: the season is the ``volume``. The key of a citation is the ids of the show and of the episode,
so that files of several shows can be combined. A person whose given and family names are not both
known, or contain a comma, is cited by the whole name.

Note: CSL-JSON treats ``<i>``, ``<b>`` and four more tags as markup and has no way to escape them.
If a text contains one, an invisible character (U+2060) follows its ``<``. ``pandoc`` prints hosts
and guests of a file given as ``--bibliography``; as of 3.9, it loses them when the file is its
input.

Tested with: pandoc.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...models.durations import format_duration
from ...syntax.json import drop_unknown, write
from ..format import Format
from .fields import cite_episodes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ...catalogue.catalogue import Catalogue
    from .fields import Citation, Name

FORMAT = Format(
    name="csl",
    suffixes=(".csl.json",),
    media_type="application/vnd.citationstyles.csl+json",
    summary="Citations of the episodes, for Zotero, pandoc and citation processors.",
    family="citations",
    options=("language",),
)

_TAG = re.compile(r"<(?=/?(?:i|b|sc|sub|sup|span)\b[^>]*>)")
_VERBATIM = {"id", "type", "URL", "language"}


def content(catalogue: Catalogue, *, language: str) -> str:
    """Return citations of the episodes in CSL-JSON.

    Args:
        catalogue: what to write.
        language: the language of the summary, themes and roles; that of the show by default.

    >>> import json
    >>> import techforgood_podcast as tfg
    >>> citation = json.loads(tfg.dumps(tfg.load_catalogue().episode("intro"), "csl"))[0]
    >>> citation["id"], citation["dimensions"]
    ('a-qui-profite-la-tech-for-good_s01-intro', '03:13')
    >>> citation["host"][0]
    {'family': 'Bandelier', 'given': 'Pauline'}
    """
    return write([_item(citation) for citation in cite_episodes(catalogue, language)]) + "\n"


def _item(citation: Citation) -> dict[str, Any]:
    episode = citation.episode
    fields = drop_unknown(
        {
            "id": citation.key,
            "type": "broadcast",
            "genre": "Podcast",
            "title": episode.title,
            "title-short": episode.short_title,
            "container-title": episode.show.title,
            "host": _names(citation.hosts),
            "guest": _names(citation.guests),
            "publisher": ", ".join(citation.producers),
            "volume": None if episode.season is None else str(episode.season),
            "number": None if episode.number is None else str(episode.number),
            "issued": _day(episode.published),
            "dimensions": None if episode.duration is None else format_duration(episode.duration),
            "URL": citation.url,
            "accessed": _day(citation.consulted),
            "language": episode.show.language,
            "abstract": citation.summary,
            "keyword": ", ".join(citation.themes),
            "annote": "\n".join(citation.credits),
        }
    )
    return {
        key: _text(value) if isinstance(value, str) and key not in _VERBATIM else value
        for key, value in fields.items()
    }


def _names(names: Iterable[Name]) -> list[dict[str, str]]:
    return [
        {"family": _text(name.family), "given": _text(name.given)}
        if name.family and name.given
        else {"literal": _text(name.whole)}
        for name in names
    ]


def _day(day: dt.date | None) -> dict[str, list[list[int]]] | None:
    return None if day is None else {"date-parts": [[day.year, day.month, day.day]]}


def _text(text: str) -> str:
    r"""Return a text in which no tag is taken for markup.

    >>> _text("1 < 2 <b>")
    '1 < 2 <\u2060b>'
    """
    return _TAG.sub("<\u2060", text)
