"""Tables in HTML for notebooks, with all data escaped.

Captions and headings are in English, like the names in Python; the data are in their own language.
No colours are set, so tables are light or dark like the notebook.
"""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ..text.words import words
from . import Entity, Organisation, Person, Place, Source, Theme
from .cards import CELL, FIRST, facts_of, highlighted, linked
from .durations import format_duration
from .entities import names_of
from .people import founded_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from . import Episode


class Link(NamedTuple):
    """A cell that is a link, if it has an address."""

    text: str
    url: str | None


class Markup(NamedTuple):
    """A cell that is HTML already."""

    html: str


Cell: TypeAlias = str | Link | Markup
# Rows that a table shows; a note counts the rest.
ROWS = 200


def heading(title: str, counts: Iterable[str]) -> str:
    """Return the title of a show, with counts below it.

    >>> heading("R&D", ["1 episode", "2 people"])
    '<p><strong>R&amp;D</strong><br>1 episode, 2 people</p>'
    """
    return f"<p><strong>{escape(title)}</strong><br>{escape(', '.join(counts))}</p>"


def html_table(
    caption: str, heads: Iterable[str], rows: Iterable[Iterable[Cell]], note: str = ""
) -> str:
    """Return a table, with a note below it.

    >>> html_table("1 theme", ["id"], [["<b>"]])[-42:]
    '>&lt;b&gt;</td></tr></tbody></table></div>'
    """
    head = "".join(f'<th scope="col" {CELL}>{escape(text)}</th>' for text in heads)
    body = "".join(
        f"<tr><td {FIRST}>" + f"</td><td {CELL}>".join(map(_cell, row)) + "</td></tr>"
        for row in rows
    )
    below = f"<p>{escape(note)}</p>" if note else ""
    return (
        f'<div><table><caption style="text-align: left">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}</div>"
    )


def left_out(count: int) -> str:
    """Return a note with the number of rows that a table leaves out, if any.

    >>> left_out(ROWS), left_out(ROWS + 1)
    ('', '… and 1 more')
    """
    return words("en")["more"].format(count - ROWS) if count > ROWS else ""


def _cell(cell: Cell) -> str:
    """Return a cell as HTML."""
    if isinstance(cell, Markup):
        return cell.html
    if isinstance(cell, str):
        return escape(cell)
    return linked(escape(cell.text), cell.url)


def entities_table(caption: str, entities: Sequence[Entity]) -> str:
    """Return a table of entities of one kind, with the facts known about at least one of them."""
    shown = entities[:ROWS]
    facts = [_facts(entity) for entity in shown]
    known = [head for head in (facts[0] if facts else ()) if any(fact[head] for fact in facts)]
    rows = (
        (entity.id, _named(entity), *(fact[head] for head in known))
        for entity, fact in zip(shown, facts, strict=True)
    )
    heads = ("id", "name", *known)
    return html_table(caption, heads, rows, left_out(len(entities)))


def episodes_table(episodes: Sequence[Episode]) -> str:
    """Return a table of episodes."""
    labels = words("en")
    rows = (
        (
            episode.code,
            Link(episode.title, episode.url),
            "" if episode.duration is None else format_duration(episode.duration),
            ", ".join(guest.credited_as for guest in episode.guests),
            ", ".join(str(theme.label) for theme in episode.themes),
        )
        for episode in islice(episodes, ROWS)
    )
    caption = f"{len(episodes) or 'no'} {labels['episode' if len(episodes) == 1 else 'episodes']}"
    heads = [labels[name] for name in ("code", "title", "duration", "guests", "themes")]
    return html_table(caption, heads, rows, left_out(len(episodes)))


def hits_table(hits: Sequence[Any]) -> str:
    """Return a table of hits: snippets, or what related episodes have in common."""

    def found_by(hit: Any) -> str:
        if hasattr(hit, "snippet"):
            return highlighted(hit.snippet)
        return ", ".join(fact for _, fact in facts_of(hit, "people", "organisations", "themes"))

    rows = (
        (hit.episode.code, Link(hit.episode.title, hit.episode.url), Markup(found_by(hit)))
        for hit in islice(hits, ROWS)
    )
    caption = f"{len(hits) or 'no'} {'hit' if len(hits) == 1 else 'hits'}"
    return html_table(caption, ("code", "title", "found by"), rows, left_out(len(hits)))


def counts_table(facet: str, counts: Mapping[Any, int]) -> str:
    """Return a table of numbers of episodes by the values of a facet."""
    rows = (
        (_named(value) if isinstance(value, Entity) else str(value or "none"), str(number))
        for value, number in islice(counts.items(), ROWS)
    )
    caption = f"{len(counts) or 'no'} {facet}{'' if len(counts) == 1 else 's'}"
    return html_table(caption, (facet, "episodes"), rows, left_out(len(counts)))


def _named(entity: Entity) -> Cell:
    url = entity.url if isinstance(entity, Organisation | Person | Source) else None
    return Link(names_of(entity)[0], url)


def _facts(entity: Entity) -> dict[str, str]:
    """Return the facts about an entity, by column heading."""
    match entity:
        case Person():
            founded = founded_by(entity)
            return {
                "organisations": _joined(*entity.organisations),
                "a founder of": _joined(*founded.get("founder_of", ())),
                "a creator of": _joined(*founded.get("creator_of", ())),
            }
        case Organisation():
            kind = entity.kind.replace("_", " ")
            return {"kind": kind, "part of": _joined(*entity.parents)}
        case Theme():
            definition = str(entity.definition or "")
            return {"broader": _joined(entity.broader), "definition": definition}
        case Place():
            return {"kind": entity.kind or "", "part of": _joined(entity.part_of)}
        case Source():
            return {"consulted": str(entity.consulted or "")}
        case _:
            return {}


def _joined(*entities: Entity | None) -> str:
    return ", ".join(names_of(entity)[0] for entity in entities if entity is not None)
