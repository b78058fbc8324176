"""What linked data must state of each record: the terms of each field are in ``terms.tsv``.

A datatype follows ``^^``. A term with ``^`` leads from the value to the record, as in SPARQL.
Words in quotation marks are always the same. Credits and relations, which become roles, are in the
tests.
"""

from __future__ import annotations

import csv
import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from cases import BASE, CASES, HERE

import linked
import techforgood_podcast as tfg
from techforgood_podcast.models.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Node: TypeAlias = dict[str, list[Any]]
"""The values of each term; one of them may be a node without an address."""
Rewording: TypeAlias = "Callable[[str, str, Any, Any], Iterable[Any]]"
"""What a format says for a term, field, value and record."""

LINKED_CASES = {**CASES, "every field": linked.OWN}
ROLES = {"guests": "Guest", "crew": "Crew", "mentioned": "Mentioned"}
with (HERE / "terms.tsv").open(encoding="utf-8", newline="") as _stream:
    _ROWS = [*csv.DictReader(_stream, delimiter="\t", quoting=csv.QUOTE_NONE)]


def terms(format_: str, model: str) -> list[tuple[str, str]]:
    """Return the fields and terms of a record, in the order in which a format writes them."""
    rows = [row for row in _ROWS if row["field"].partition(".")[0] == model]
    assert rows, model
    return [
        (row["field"].partition(".")[2], term)
        for row in rows
        for term in row[format_].split(",")
        if term != "-"
    ]


def iri(record: Any) -> str:
    return f"{BASE}#{type(record).__name__.lower()}-{record.id}"


def licence_of(catalogue: tfg.Catalogue) -> str | None:
    """Return the address of the licence of the data."""
    licence = catalogue.info.licence
    known = {
        "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
        "MIT": "https://spdx.org/licenses/MIT",
    }
    return licence and known[licence]


def notice_of(catalogue: tfg.Catalogue) -> dict[str, str]:
    """Return whose catalogue this is and what its licence does not cover, by language."""
    said = {
        "fr": "{} Licence des données : {} (aucun droit sur le podcast lui-même).",
        "en": "{} Data licence: {} (no rights in the podcast itself).",
    }
    info = catalogue.info
    texts = info.notice.items() if info.notice else ()
    return {tag: said[tag].format(text, info.licence) for tag, text in texts}


def name_of_themes(catalogue: tfg.Catalogue) -> dict[str, str]:
    """Return the name of the list of themes by language, in English if no other is known."""
    known = {
        "fr": "Thèmes du podcast « {} »",
        "en": "Themes of the podcast “{}”",
        "de": "Themen des Podcasts „{}“",
        "es": "Temas del pódcast «{}»",
    }
    tags = [tag for tag in catalogue.languages if tag in known] or ["en"]
    return {tag: known[tag].format(catalogue.show.title) for tag in tags}


def values_of(record: Any, field: str) -> list[Any]:
    if field.startswith('"'):
        return field.strip('"').split()
    value = attrgetter(field)(record)
    return [] if value is None else [*value] if isinstance(value, tuple) else [value]


def node_of(record: Any, format_: str, reword: Rewording) -> Node:
    """Return what a format must state of a record, or of a part of one."""
    found: Node = {}
    for field, term in terms(format_, type(record).__name__):
        for value in values_of(record, field) if not term.startswith("^") else ():
            found.setdefault(term, []).extend(reword(term, field, value, record))
    return {term: values for term, values in found.items() if values}


def stated(catalogue: tfg.Catalogue, format_: str, reword: Rewording) -> dict[str, Node]:
    """Return what a format must state of each record, by its address."""
    records = [catalogue.show, *(one for part in SECTIONS for one in getattr(catalogue, part.name))]
    nodes = {iri(record): node_of(record, format_, reword) for record in records}
    for record in records:
        for field, term in terms(format_, type(record).__name__):
            for value in values_of(record, field) if term.startswith("^") else ():
                nodes[iri(value)].setdefault(term[1:], []).extend(
                    reword(term, field, record, value)
                )
    return nodes


def plain(field: str, value: Any) -> Any:
    """Return a value as both formats say it."""
    said = value
    match value:
        case bool():
            said = not value if field == "explicit" else value
        case dt.timedelta():
            said = int(value.total_seconds()) if field == "start" else iso_duration(value)
        case dt.date():
            said = value.isoformat()
        case int():
            forms = {"founded": "{:04}", "length": "{} B", "season": f"{BASE}#season-{{}}"}
            said = forms[field].format(value) if field in forms else value
        case tfg.Entity():
            said = iri(value)
        case _:
            pass
    return said


def iso_duration(duration: dt.timedelta) -> str:
    seconds = int(duration.total_seconds())
    parts = zip((seconds // 3600, seconds // 60 % 60, seconds % 60), "HMS", strict=True)
    return f"PT{''.join(f'{number}{unit}' for number, unit in parts if number) or '0S'}"
