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

_STYLE = (
    "<style>.tfg-card :is(th, td) {text-align: left; vertical-align: top;"
    " padding: .2em 1em .2em 0} .tfg-card th {font-weight: normal; white-space: nowrap;"
    " opacity: .75} .tfg-card td {max-width: 45em}</style>"
)


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

    >>> card("R&D", [("code", "S1E1")]).partition("<table>")[2]
    '<tr><th scope="row">code</th><td>S1E1</td></tr></table></div>'
    """
    heading = escape(title) if isinstance(title, str) else " · ".join(_all_languages(title))
    if url is not None:
        heading = f'<a href="{escape(url)}" target="_blank" rel="noopener">{heading}</a>'
    labels = words("en")
    rows = "".join(
        f'<tr><th scope="row">{labels.get(name, name)}</th><td>{fact}</td></tr>'
        for name, fact in facts
    )
    return (
        f'<div class="tfg-card" lang="en">{_STYLE}'
        f"<p><strong>{heading}</strong></p><table>{rows}</table></div>"
    )


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
            return _html(named, get(value))
        case "duration":
            return format_duration(value)
        case "choice":
            return escape(value.replace("_", " "))
        case _:
            return escape(str(value))


def _all_languages(text: LocalizedText) -> Iterator[str]:
    for language, one in text.items():
        yield f'<span lang="{escape(language)}">{escape(one)}</span>'
