"""What notebooks show, in HTML: cards for single records, and tables for several.

All data are escaped. Labels are in English, like the names in Python; the data are in their own
language. No colours are set, so that both are light or dark like the notebook.
"""

from __future__ import annotations

import re
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ..text.writing import founding_word, join_names, typeset, words
from .durations import format_duration
from .plain import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .fields import Field
    from .text import LocalizedText

# In the cells themselves, since notebooks align cells to the right in rules that outrank ours, and
# remove the styles of a notebook that they do not trust.
_CELL: Final = 'style="text-align: left; vertical-align: top; padding: .2em 1em .2em 0"'
_FIRST: Final = f'{_CELL[:-1]}; white-space: nowrap; font-weight: normal; opacity: .75"'
# Rows that a table shows; a note counts the rest.
ROWS: Final = 200
# The facts in a table of entities, by section.
_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("organisations", "founder_of", "creator_of"),
    "organisations": ("kind", "parents"),
    "themes": ("broader", "definition"),
    "places": ("kind", "part_of"),
    "sources": ("consulted",),
}


def heading(title: str, counts: Iterable[str]) -> str:
    """Return the title of a show, with counts below it.

    >>> heading("R&D", ["1 episode", "2 people"])
    '<p><strong>R&amp;D</strong><br>1 episode, 2 people</p>'
    """
    return f"<p><strong>{escape(title)}</strong><br>{escape(', '.join(counts))}</p>"


def html_table(rows: Iterable[Sequence[str]], heads: Sequence[str] = (), caption: str = "") -> str:
    """Return a table of cells in HTML, or an empty text if there is nothing in it.

    Args:
        rows: the cells of each row; the first one names it.
        heads: the names of the columns.
        caption: the title of the table.

    >>> html_table([["code", "S1E3"]])[-13:], html_table([])
    ('</tr></table>', '')
    """
    above = f'<caption style="text-align: left">{caption}</caption>' if caption else ""
    if heads:
        cells = "".join(f'<th scope="col" {_CELL}>{_label(name)}</th>' for name in heads)
        above += f"<thead><tr>{cells}</tr></thead>"
    body = "".join(
        f'<tr><th scope="row" {_FIRST}>{first}</th>'
        f"{''.join(f'<td {_CELL}>{cell}</td>' for cell in cells)}</tr>"
        for first, *cells in rows
    )
    return f"<table>{above}{body}</table>" if above or body else ""


def card(
    title: str | LocalizedText, facts: Iterable[tuple[str, str]], *, url: str | None = None
) -> str:
    """Return a card with a title and a table of facts.

    Args:
        title: the title, shown in all its languages.
        facts: the name and the HTML of each fact.
        url: the address that the title links to.

    >>> card("R&D", [])
    '<div lang="en"><p><strong>R&amp;D</strong></p></div>'
    """
    above = escape(title) if isinstance(title, str) else " · ".join(_all_languages(title))
    table = html_table([(_label(name), fact) for name, fact in facts])
    return f'<div lang="en"><p><strong>{linked(above, url)}</strong></p>{table}</div>'


def _label(name: str) -> str:
    return words("en").get(name, name.replace("_", " "))


def linked(html: str, url: str | None) -> str:
    """Return HTML as a link, if there is an address.

    >>> linked("Ada", None), linked("Ada", "https://example.org/")
    ('Ada', '<a href="https://example.org/" target="_blank" rel="noopener">Ada</a>')
    """
    if url is None:
        return html
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{html}</a>'


def facts_of(record: Any, *names: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of those of some fields whose values are known.

    >>> from . import Person
    >>> list(facts_of(Person(id="ada", name="Ada <3"), "name", "honorific"))
    [('name', 'Ada &lt;3')]
    """
    known = {field.name: (field, get) for field, get in keys_of(type(record), "expanded")}
    for name in names:
        if name in {"founder_of", "creator_of"}:
            founded = record.founder_of
            bodies = [body for body in founded if founding_word(body.kind, "founder_of") == name]
            value = ", ".join(linked(escape(body.name), body.url) for body in bodies)
        else:
            field, get = known[name]
            value = get(record)
            if field.many:
                value = ", ".join(_html(field, item) for item in value)
            elif value is not None:
                value = _html(field, value)
        if value:
            yield name, value


def credited(names: Sequence[str], role: LocalizedText | None) -> str:
    """Return the names of those who share a role, and the role, in its main language.

    >>> from .text import LocalizedText
    >>> credited(["Ann", "Bob"], LocalizedText(fr="cuisiniers"))
    'Ann et Bob, <span lang="fr">cuisiniers</span>'
    """
    listed = escape(join_names(names, role.languages[0] if role else "en"))
    return f"{listed}, {next(_all_languages(role))}" if role else listed


def highlighted(snippet: str) -> str:
    """Return a snippet as HTML, with what is between ``**`` and ``**`` highlighted.

    >>> highlighted("R&D for **work**")
    'R&amp;D for <mark>work</mark>'
    """
    return re.sub(r"\*\*(.+?)\*\*", r"<mark>\1</mark>", escape(snippet))


def _html(field: Field, value: Any) -> str:
    match field.form:
        case "localized":
            return next(_all_languages(value))
        case "reference":
            named, get = keys_of(field.model, "ancestor")[-1]
            return linked(_html(named, get(value)), getattr(value, "url", None))
        case "duration":
            return format_duration(value)
        case "choice":
            return escape(value.replace("_", " "))
        case _:
            return escape(str(value))


def _all_languages(text: LocalizedText) -> Iterator[str]:
    """Yield each spelling once, with the first language that has it."""
    first: dict[str, str] = {}
    for language, one in text.items():
        first.setdefault(one, language)
    for one, language in first.items():
        yield f'<span lang="{escape(language)}">{escape(typeset(one, language))}</span>'


def entities_table(caption: str, section: str, entities: Sequence[Any]) -> str:
    """Return a table of entities of a section, with the facts known about at least one of them."""
    names = _FACTS.get(section, ())
    facts = [dict(facts_of(entity, *names)) for entity in entities[:ROWS]]
    known = [name for name in names if any(name in each for each in facts)]
    rows = [
        (entity.id, _named(entity), *(each.get(name, "") for name in known))
        for entity, each in zip(entities, facts, strict=False)
    ]
    return _listed(caption, rows, ("id", "name", *known), len(entities))


def episodes_table(episodes: Sequence[Any]) -> str:
    """Return a table of episodes."""
    rows: list[tuple[str, ...]] = []
    for episode in islice(episodes, ROWS):
        facts = dict(facts_of(episode, "duration", "themes"))
        guests = escape(", ".join(guest.credited_as for guest in episode.guests))
        title = linked(escape(episode.title), episode.url)
        known = facts.get("duration", ""), guests, facts.get("themes", "")
        rows.append((escape(episode.code), title, *known))
    caption = _counted(len(episodes), "episode")
    return _listed(caption, rows, ("code", "title", "duration", "guests", "themes"), len(episodes))


def hits_table(hits: Sequence[Any]) -> str:
    """Return a table of hits: snippets, or what related episodes have in common."""
    rows: list[tuple[str, ...]] = []
    for hit in islice(hits, ROWS):
        if hasattr(hit, "snippet"):
            found_by = highlighted(hit.snippet)
        else:
            facts = facts_of(hit, "people", "organisations", "themes")
            found_by = ", ".join(fact for _, fact in facts)
        title = linked(escape(hit.episode.title), hit.episode.url)
        rows.append((escape(hit.episode.code), title, found_by))
    return _listed(_counted(len(hits), "hit"), rows, ("code", "title", "found_by"), len(hits))


def counts_table(facet: str, counts: Mapping[Any, int]) -> str:
    """Return a table of numbers of episodes by the values of a facet."""
    rows = [(_named(value or "none"), str(number)) for value, number in counts.items()]
    caption = _counted(len(counts), facet)
    return _listed(caption, rows[:ROWS], (facet, "episodes"), len(counts))


def _listed(caption: str, rows: Sequence[Sequence[str]], heads: Sequence[str], count: int) -> str:
    """Return a table, with a note below it if there are more than its rows."""
    more = words("en")["more"].format(count - ROWS)
    below = f"<p>{more}</p>" if count > ROWS else ""
    return f"<div>{html_table(rows, heads, caption)}{below}</div>"


def _counted(number: int, noun: str) -> str:
    several = "people" if noun == "person" else f"{noun}s"
    return f"{number or 'no'} {noun if number == 1 else several}"


def _named(value: object) -> str:
    return linked(escape(str(value)), getattr(value, "url", None))
