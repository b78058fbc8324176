"""``biblatex``: citations of the episodes, for LaTeX.

Each episode is an ``@audio`` entry in UTF-8, as biber reads it, of the subtype ``podcastepisode``,
which biblatex-apa supports.

Also lost: what ``csl`` loses. The text on roles, groups and so on is the ``annotation``, and the
day on which the address was consulted the ``urldate``. The catalogue's notice is a comment at the
top.

Note: hosts are the authors, annotated as ``host``; guests are editors of the type ``guest``. The
show is the ``maintitle`` and, for the standard styles, also in ``howpublished``; the season is the
``volume``, and with number and running time in ``note``. Biber warns about an entry without a date.

Note: titles have two pairs of braces, so that no style changes their capital letters. Keys and
names are those of ``csl``. A comma in the label of a theme becomes a semicolon, because commas
separate keywords.

Tested with: biber, pandoc.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...text.languages import base_of
from ...text.writing import join_lines
from ..format import Format
from ..text.phrases import Phrases
from .fields import cite_episodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...catalogue.catalogue import Catalogue
    from .fields import Citation, Name

FORMAT = Format(
    name="biblatex",
    suffixes=(".bib",),
    media_type="application/x-bibtex",
    summary="Citations of the episodes, for LaTeX.",
    family="citations",
    options=("language",),
)

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{special: f"\\{special}" for special in "$%#&_"},
}
# Four times as fast as str.translate for texts that are not ASCII.
_SPECIAL = re.compile(r"[\\{}~^`$%#&_]")
# LaTeX replaces two of these in a row by another character.
_LIGATURE = re.compile(r"([-<>,'])(?=\1)")
# A part of a name that needs no braces.
_PLAIN = re.compile(r"[^\W\d_]+\.?(?:[ '’-][^\W\d_]+\.?)*")
_JOINING = {"and", "others"}

# What LaTeX calls languages; any other is written by its tag.
LANGUAGES = MappingProxyType(
    {
        "de": "ngerman",
        "en": "english",
        "es": "spanish",
        "fr": "french",
        "it": "italian",
        "nl": "dutch",
        "pt": "portuguese",
        "pt-BR": "brazilian",
    }
)


def content(catalogue: Catalogue, *, language: str) -> str:
    """Return citations of the episodes for BibLaTeX.

    Args:
        catalogue: what to write.
        language: the language of the summary, themes and notes; that of the show by default.

    >>> import techforgood_podcast as tfg
    >>> for line in tfg.dumps(tfg.load_catalogue().episode("intro"), "biblatex").splitlines()[:3]:
    ...     print(line)
    @audio{a-qui-profite-la-tech-for-good_s01-intro,
      entrysubtype = {podcastepisode},
      title = {{À qui profite la tech for good, l'intro !}},
    """
    notice = join_lines(Phrases(language).write_notice(catalogue.info)).replace("@", " (at) ")
    head = [f"% {notice}\n"] if notice and catalogue.episodes else []
    return "\n".join((*head, *map(write_entry, cite_episodes(catalogue, language)))) or "\n"


def write_entry(citation: Citation) -> str:
    """Return the entry of a citation."""
    episode = citation.episode
    tag = episode.show.language
    known = LANGUAGES.get(tag) or LANGUAGES.get(base_of(tag))
    fields = {
        "entrysubtype": "podcastepisode",
        "title": _braced(episode.title),
        "shorttitle": _braced(episode.short_title),
        "maintitle": _braced(episode.show.title),
        "author": _names(citation.hosts),
        "author+an:role": ";".join(f"{n}=host" for n in range(1, len(citation.hosts) + 1)),
        "editora": _names(citation.guests),
        "editoratype": "guest" if citation.guests else "",
        "publisher": " and ".join(map(_braced, citation.producers)),
        "date": episode.published,
        "volume": episode.season,
        "number": episode.number,
        "howpublished": _text(f"{citation.genre} {episode.show.title}"),
        "note": _text(citation.part_of_show),
        "url": citation.url,
        "urldate": citation.consulted,
        "language" if known is None else "langid": known or tag,
        "abstract": _text(citation.summary or ""),
        "keywords": _text(", ".join(theme.replace(",", ";") for theme in citation.themes)),
        "annotation": _text(". ".join(citation.credits)),
    }
    return _entry("audio", citation, fields)


def write_misc(citation: Citation) -> str:
    """Return the entry of a citation for BibTeX, whose styles know neither podcasts nor guests."""
    episode = citation.episode
    fields = {
        "author": _names(citation.hosts),
        "title": _braced(episode.title),
        "howpublished": _text(f"{citation.genre} {episode.show.title}"),
        "year": f"{episode.published.year:04}" if episode.published else None,
        "note": _text(citation.part_of_show),
        "url": citation.url,
    }
    return _entry("misc", citation, fields)


def _entry(kind: str, citation: Citation, fields: Mapping[str, object]) -> str:
    """Return an entry of a kind with those of its fields that are known."""
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value or value == 0)
    return f"@{kind}{{{citation.key},\n{''.join(lines)}}}\n"


def _braced(text: str | None) -> str:
    """Return a text in braces, so that nothing splits it or changes its capital letters."""
    return f"{{{_text(text)}}}" if text else ""


def _names(names: Iterable[Name]) -> str:
    return " and ".join(
        f"{_part(name.family)}, {_part(name.given)}"
        if name.family and name.given
        else _braced(name.whole)
        for name in names
    )


def _part(part: str) -> str:
    """Return a part of a name, in braces if it could be misread."""
    plain = _PLAIN.fullmatch(part) and _JOINING.isdisjoint(part.casefold().split())
    return part if plain else _braced(part)


def _text(text: str) -> str:
    r"""Return a text on one line, with LaTeX's special characters escaped.

    >>> print(_text("100 % {of} it -- \\input"))
    100 \% \textbraceleft{}of\textbraceright{} it -{}- \textbackslash{}input
    """
    escaped = _SPECIAL.sub(lambda found: _ESCAPES[found[0]], join_lines(text))
    return _LIGATURE.sub(r"\1{}", escaped)
