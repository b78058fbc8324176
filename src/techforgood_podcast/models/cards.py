"""Cards in HTML that notebooks show for single records, with all data escaped.

Labels are in English, like the names in Python; the data are in their own language. No colours are
set, so cards are light or dark like the notebook.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from ..text.words import join_names, words
from .durations import format_duration
from .plain import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .fields import Field
    from .text import LocalizedText

# In the cells themselves, since notebooks align cells to the right in rules that outrank ours, and
# remove the styles of a notebook that they do not trust.
CELL = 'style="text-align: left; vertical-align: top; padding: .2em 1em .2em 0"'
FIRST = f'{CELL[:-1]}; white-space: nowrap"'
_NAME = f'{FIRST[:-1]}; font-weight: normal; opacity: .75"'


def card(
    title: str | LocalizedText,
    facts: Iterable[tuple[str, str]],
    *,
    url: str | None = None,
) -> str:
    """Return a card with a title and a table of facts.

    Args:
        title: the title, shown in all its languages.
        facts: the name and the HTML of each fact.
        url: the address that the title links to.

    >>> card("R&D", [])
    '<div lang="en"><p><strong>R&amp;D</strong></p></div>'
    """
    heading = escape(title) if isinstance(title, str) else " · ".join(_all_languages(title))
    labels = words("en")
    rows = "".join(
        f'<tr><th scope="row" {_NAME}>{labels.get(name, name.replace("_", " "))}</th>'
        f"<td {CELL}>{fact}</td></tr>"
        for name, fact in facts
    )
    table = f"<table>{rows}</table>" if rows else ""
    return f'<div lang="en"><p><strong>{linked(heading, url)}</strong></p>{table}</div>'


def linked(html: str, url: str | None) -> str:
    """Return HTML as a link, if there is an address.

    >>> linked("Ada", None), linked("Ada", "https://example.org/")
    ('Ada', '<a href="https://example.org/" target="_blank" rel="noopener">Ada</a>')
    """
    if url is None:
        return html
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{html}</a>'


def facts_of(record: object, *names: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of those of some fields whose values are known.

    >>> from . import Person
    >>> list(facts_of(Person(id="ada", name="Ada <3"), "name", "honorific"))
    [('name', 'Ada &lt;3')]
    """
    known = {field.name: (field, get) for field, get in shown(type(record), "expanded")}
    for name in names:
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
            named, get = shown(field.model, "reference")[-1]
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
        yield f'<span lang="{escape(language)}">{escape(one)}</span>'
