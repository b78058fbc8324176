"""Warn of people, organisations, places and keywords that may be one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..models import Organisation, Person, Place
from ..syntax import named
from ..text.near_words import Name, find_alike
from .layers import combined, stating
from .references import kept, list_of, main_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..models.sections import Section
    from ..text.near_words import Reason
    from .folders import Gathering
    from .layers import Layers
    from .positions import Located
    from .references import Moved

_REASONS: Final[Mapping[Reason, str]] = {
    "equal": "the names have the same words",
    "brackets": "one of the names has something in brackets",
    "initials": "one of the names has initials",
    "slip": "the names differ in one letter",
}


def check_namesakes(gathered: Gathering, section: Section, moved: Moved) -> None:
    """Warn of records that may mean the same, and do not say that they are different.

    Each record is named once, with the first other one that it may be.
    """
    if section.model not in {Person, Organisation, Place}:
        return
    records = kept(gathered, section.name, moved)
    fields = {id_: combined(layers) for id_, layers in records.items()}
    apart = _declared(gathered, section, records, fields)

    def are_apart(one: str, other: str) -> bool:
        # A town and the country around it may have one name.
        kinds = section.model is Place and fields[one].get("kind") != fields[other].get("kind")
        return kinds or other in apart.get(one, ()) or one in apart.get(other, ())

    found: dict[str, tuple[str, str, str]] = {}
    for id_, other, address in _sharing_addresses(fields):
        if not are_apart(id_, other):
            found.setdefault(id_, (other, "same_as", f"both are the same as {address}"))
    names = (name for id_, stated in fields.items() for name in _names(id_, stated))
    for alike in find_alike(names, are_apart, personal=section.model is Person):
        found.setdefault(alike.name.id, (alike.other.id, "name", _REASONS[alike.reason]))
    for id_, (other, key, why) in found.items():
        message = f"may be the same {section.noun} as {named(other)}: {why}"
        apart_hint = f'if they are different, write "different_from: [{other}]"'
        hint = f'merge them with "same-person DIR {other} {id_}"; {apart_hint}'
        path = (key,) if key in fields[id_] else ()
        gathered.report(
            stating(records[id_], key),
            path,
            message,
            hint if section.model is Person else f"keep one of them; {apart_hint}",
            severity="warning",
        )


def check_keywords(gathered: Gathering, keywords: Mapping[str, tuple[Located, int]]) -> None:
    """Warn of keywords that are spelt in two ways."""
    for keyword, other, reason in find_alike(Name(text, text) for text in keywords):
        record, index = keywords[keyword.text]
        message = f"may be the same keyword as {named(other.text)}: {_REASONS[reason]}"
        gathered.report(
            record, ("keywords", index), message, "spell both alike", severity="warning"
        )


def _names(id_: str, fields: Mapping[str, Any]) -> Iterator[Name]:
    """Yield the name of a record in each language, then its aliases."""
    for name in main_names(fields):
        yield Name(id_, name)
    for alias in list_of(fields.get("aliases")):
        if isinstance(alias, str):
            yield Name(id_, str(alias), is_alias=True)


def _declared(
    gathered: Gathering,
    section: Section,
    records: Mapping[str, Layers],
    fields: Mapping[str, Mapping[str, Any]],
) -> dict[str, set[str]]:
    """Return the ids that each record says it is different from; warn of unknown ones."""
    retired = {record.id for record in gathered.records["redirects"]}
    found: dict[str, set[str]] = {}
    for id_, stated in fields.items():
        others = [str(other) for other in list_of(stated.get("different_from"))]
        for index, other in enumerate(others):
            if other not in records and other not in retired:
                gathered.report(
                    stating(records[id_], "different_from"),
                    ("different_from", index),
                    f"no {section.noun} {named(other)}",
                    "correct the id, or leave it out",
                    severity="warning",
                )
        if others:
            found[id_] = set(others)
    return found


def _sharing_addresses(fields: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield each record that is the same as an address of an earlier one, with both."""
    first: dict[str, str] = {}
    for id_, stated in fields.items():
        for address in list_of(stated.get("same_as")):
            key = str(address).partition("://")[2].rstrip("/")
            other = first.setdefault(key, id_)
            if other != id_:
                yield id_, other, str(address)
