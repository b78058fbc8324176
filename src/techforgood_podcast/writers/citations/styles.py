"""Citations of episodes to copy into a text: APA, MLA, Chicago, BibTeX and RIS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from ...catalogue.exportable import Exportable, catalogue_of
from ...errors import UnknownOptionError
from ...models.durations import format_duration
from ...text.writing import and_before, capitalize_first, join_lines, join_names, typeset, write_day
from ..format import check_text, choose_language
from ..text.phrases import Phrases
from .biblatex import write_misc
from .fields import cite_episode, cite_episodes
from .ris import write_record

if TYPE_CHECKING:
    from ...models import Episode
    from .fields import Citation, Name

Style: TypeAlias = Literal["apa", "mla", "chicago"]

# MLA names only the first of so many hosts.
_MANY: Final = 3
_NAME: Final = re.compile(r"-?[^\s.-]+")
_LETTER: Final = re.compile(r"[^\W\d_][\u0300-\u036f]*")
_QUOTATION: Final = re.compile(r"""(?<!\w)["“„«]\s*([^"“”„«»]*?)\s*["”“»](?!\w)""")


def cite(obj: Exportable, style: Style = "apa", language: str | None = None) -> str:
    """Return the citation of an episode, or of each episode of a selection in its order.

    APA 7, MLA 9 and Chicago 17 (notes and bibliography) are plain text, without the italics of
    these styles. Blank lines separate the citations of several episodes. For other styles, export
    ``csl`` and format it with Zotero or pandoc.

    Args:
        obj: an episode, a selection, hits or a catalogue.
        style: ``"apa"``, ``"mla"`` or ``"chicago"``.
        language: the language of the words around the titles; that of the show by default.

    Raises:
        TypeError: ``obj`` is of another type.
        UnknownOptionError: there is no such style.
        UnknownLanguageError: the catalogue has no text in this language.

    >>> import techforgood_podcast as tfg
    >>> cite(tfg.episode(7), "chicago", "en")[:70]
    'Bandelier, Pauline, host. “Simplon où le pari du numérique pour tous.”'
    """
    if style not in get_args(Style):
        raise UnknownOptionError(check_text(style) or "", get_args(Style), noun="style")
    catalogue = catalogue_of(obj, keep_order=True)
    language = choose_language(catalogue, language)
    write = {"apa": _apa, "mla": _mla, "chicago": _chicago}[style]
    return "\n\n".join(map(write, cite_episodes(catalogue, language)))


def references(episode: Episode, language: str, *, in_full: bool = True) -> dict[str, str]:
    """Return citations of an episode to copy, by the name of their style or format.

    APA, MLA and Chicago are those of :func:`cite`. RIS is as the format ``ris`` writes it; BibTeX
    is an ``@misc``, which all styles know. All hold only what the catalogue knows; the address is
    that of the episode, or else of the show. Titles keep the language and the typography of the
    show.

    Args:
        episode: the episode.
        language: the language of the other words.
        in_full: whether RIS holds the summary and the notes.

    >>> from ...packaged.bundled import load_catalogue
    >>> for name, text in references(load_catalogue().episode(3), "en").items():
    ...     print(name, text[:40].splitlines()[0])
    APA Bandelier, P. (Host). (n.d.). Fracture n
    MLA Bandelier, Pauline, host. “Fracture numé
    Chicago Bandelier, Pauline, host. “Fracture numé
    BibTeX @misc{a-qui-profite-la-tech-for-good_s01
    RIS TY  - SOUND
    """
    citation = cite_episode(episode, Phrases(language), in_full=in_full)
    return {
        "APA": _apa(citation),
        "MLA": _mla(citation),
        "Chicago": _chicago(citation),
        "BibTeX": write_misc(citation),
        "RIS": write_record(citation),
    }


def _apa(citation: Citation) -> str:
    episode, known = citation.episode, citation.phrases.words
    if episode.number is None:
        number = ""
    elif episode.season is None:
        number = f" ({known['numbered'].format(episode.number)})"
    else:
        number = f" ({known['numbered_in_season'].format(episode.season, episode.number)})"
    title = f"{_title(episode)}{number} [{known['audio_episode']}]"
    day = f"({_day(citation, 'day_in_apa') or known['no_date']})"
    hosts = _join([_abbreviate(host) for host in citation.hosts], known["and_in_apa"])
    hosted = f"{hosts} ({capitalize_first(_role(citation))})"
    return _sentences(
        *([hosted, day, title] if hosts else [title, day]),
        known["in_show"].format(_show(episode)),
        f"{known['semicolon']} ".join(citation.producers),
        after=citation.url or "",
    )


def _mla(citation: Citation) -> str:
    episode = citation.episode
    hosts = _list_hosts(citation)
    if len(citation.hosts) >= _MANY:
        hosts = f"{citation.hosts[0].inverted}, et al."
    day = _day(citation, "day_in_mla")
    container = (
        _show(episode),
        *citation.numbers,
        " / ".join(citation.producers),
        day,
        citation.url or "",
    )
    return _sentences(
        f"{hosts}, {_role(citation)}" if hosts else "",
        _quote(citation),
        ", ".join(filter(None, container)),
        "" if day else _accessed(citation, "day_in_mla"),
    )


def _chicago(citation: Citation) -> str:
    episode, known, producers = citation.episode, citation.phrases.words, citation.producers
    language = citation.phrases.language
    hosts = _list_hosts(citation)
    day = _day(citation, "day_in_chicago")
    duration = None if episode.duration is None else format_duration(episode.duration)
    return _sentences(
        f"{hosts}, {_role(citation)}" if hosts else "",
        _quote(citation),
        day or known["no_date"],
        known["in_show"].format(", ".join([_show(episode), *citation.numbers])),
        known["produced"].format(join_names(producers, language)) if producers else "",
        ", ".join(filter(None, [citation.genre, duration])),
        "" if day else _accessed(citation, "day_in_chicago"),
        citation.url or "",
    )


def _sentences(*parts: str, after: str = "") -> str:
    """Return parts that are not empty as sentences, and what follows without a full stop."""
    return " ".join(filter(None, [*(f"{part}{_stop(part)}" for part in parts if part), after]))


def _stop(text: str) -> str:
    """Return the full stop after a text, unless it ends in a mark, also in quotation marks.

    >>> _stop("For whom"), _stop("“For whom?”")
    ('.', '')
    """
    return "" if text.rstrip("’\u2018”“»\xa0")[-1:] in ".!?…؟。\uff01\uff1f" else "."


def _quote(citation: Citation) -> str:
    """Return the title in quotation marks, the full stop inside, and other marks for quotations."""
    known, title = citation.phrases.words, _title(citation.episode)
    inside = _QUOTATION.sub(lambda found: known["quoted_inside"].format(found[1]), title)
    return known["quoted_sentence" if _stop(inside) else "quoted"].format(inside)


def _title(episode: Episode) -> str:
    return typeset(join_lines(episode.title), episode.show.language)


def _show(episode: Episode) -> str:
    return typeset(join_lines(episode.show.title), episode.show.language)


def _day(citation: Citation, pattern: str) -> str:
    day = citation.episode.published
    return "" if day is None else write_day(day, citation.phrases.language, pattern)


def _accessed(citation: Citation, pattern: str) -> str:
    if citation.consulted is None:
        return ""
    day = write_day(citation.consulted, citation.phrases.language, pattern)
    return citation.phrases.words["accessed"].format(day)


def _role(citation: Citation) -> str:
    return citation.phrases.words["host" if len(citation.hosts) == 1 else "hosts"]


def _list_hosts(citation: Citation) -> str:
    names = [name.whole if n else name.inverted for n, name in enumerate(citation.hosts)]
    last = and_before("".join(names[-1:]), citation.phrases.language)
    return _join(names, f", {citation.phrases.words[last]} ")


def _join(names: list[str], last: str) -> str:
    """Return names with commas between them, and with another text before the last one."""
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _abbreviate(name: Name) -> str:
    """Return a name with initials, as APA has it.

    >>> from .fields import Name
    >>> _abbreviate(Name("Jean-Marc J. Petit", "Jean-Marc J.", "Petit")), _abbreviate(Name("Ada"))
    ('Petit, J.-M. J.', 'Ada')
    """
    if not (name.family and name.given):
        return name.whole
    initials = " ".join(map(_initial, _NAME.findall(name.given)))
    return f"{name.family}, {initials.replace(' -', '-')}"


def _initial(name: str) -> str:
    """Return the first letter of a name with a point, or the name in a script without capitals."""
    letter = _LETTER.search(name)
    if letter is None or letter[0].upper() == letter[0].lower():
        return name
    return f"{'-' * name.startswith('-')}{letter[0]}."
