"""What ``validate`` remarks of a catalogue that loads: odd texts, namesakes, gaps, repetitions.

A warning is about what files may hold but is probably a mistake. The conventions of a well-kept
catalogue are checked by ``validate(strict=True)``, on a catalogue without errors.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..messages import SPELLING, did_you_mean
from ..models import Entity, Episode, Organisation, Person, Place, Show, Theme
from ..models.algebra import walk
from ..models.checks import wrong_text
from ..models.fields import fields_of
from ..models.sections import SECTIONS, section_of
from ..syntax import is_list, is_mapping, named
from ..text.folding import fold
from ..text.likeness import MAX_NAMES, Name, find_alike
from ..text.suggestions import closest
from .folders import SINGLES
from .raw_records import by_id, combined, counting, replaced, stating
from .records import MODELS, kept, list_of, main_names, retired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..catalogue.indexes import Contents
    from ..models.fields import Form
    from ..models.sections import Section
    from ..syntax import Path
    from ..text.likeness import Reason
    from .folders import Gathering
    from .raw_records import Layers, Located
    from .records import Moved

# Characters of no width, and those that turn the direction of writing.
_INVISIBLE = "[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
# A word with letters of Latin and of Greek or Cyrillic, some of which look alike.
_MIXED = r"\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+"
_TEXTS: tuple[Form, ...] = ("localized", "prose", "text", "url")
_REASONS: Final[Mapping[Reason, str]] = {
    "equal": "the names have the same words",
    "brackets": "one of the names has something in brackets",
    "initials": "one of the names has initials",
    "slip": "the names differ in one letter",
}
# The lists of an episode among which nobody is named twice.
_PEOPLE: Final = ("hosts", "guests", "mentioned")


def warn(gathered: Gathering) -> None:
    """Report what is allowed but probably a mistake."""
    for root, model in MODELS.items():
        records = gathered.records[root]
        layers = {"": records} if root in SINGLES else by_id(records)
        above = {id_: replaced(several) for id_, several in layers.items() if several[1:]}
        for record in records:
            fields = above.get("" if root in SINGLES else record.id or "", {}).get(record.layer, ())
            counted = counting(record, fields)
            found = warnings_of_categories(counted) if root == "show" else ()
            for path, message, hint in (*warnings_of(model, counted), *found):
                gathered.report(record, path, message, hint, severity="warning")
    moved = retired(gathered)
    for section in SECTIONS:
        check_namesakes(gathered, section, moved[section.name])
    check_keywords(gathered, check_episodes(gathered, moved["episodes"]))


def warnings_of(model: type[object], value: Any) -> Iterator[tuple[Path, str, str]]:
    """Yield for each odd text of a record its path, a message and a hint."""
    for path, field, item in walk(value, *_TEXTS, model=model):
        for tag, text in item.items() if is_mapping(item) else (("", item),):
            # What is wrong with a text is reported as an error.
            if isinstance(text, str) and not wrong_text(str(text), field.rules, lines=True):
                for message, hint in _warnings_of_text(text):
                    yield (path if tag == "" else (*path, tag)), message, hint


def warnings_of_categories(show: Any) -> Iterator[tuple[Path, str, str]]:
    """Yield the same for each category that Apple's directory does not have."""
    stated = show.get("categories") if is_mapping(show) else None
    if not is_list(stated):
        return
    import json

    from importlib_resources import files

    text = files(__package__).joinpath("categories.json").read_text(encoding="utf-8")
    apple: dict[str, list[str]] = json.loads(text)
    names = [*apple, *(f"{main} > {below}" for main, subs in apple.items() for below in subs)]
    for index, category in enumerate(stated):
        if isinstance(category, str) and category not in names:
            last = fold(category.rpartition(">")[2])
            same = [name for name in names if fold(name.rpartition(">")[2]) == last]
            hint = (
                did_you_mean(same or closest(category, names)) or f"choose from {', '.join(apple)}"
            )
            message = f"{named(category)} is not among the categories of Apple's directory"
            yield ("categories", index), message, hint


def _warnings_of_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield what makes a text look like another one."""
    if text.isascii():
        return
    hidden = re.search(_INVISIBLE, re.sub(SPELLING, "", text))
    if hidden:
        code = f"U+{ord(hidden.group()):04X}"
        yield f"the text contains an invisible character, {code}", "remove it"
    mixed = re.search(_MIXED, text)
    if mixed:
        yield f'the word "{mixed.group()}" mixes letters of two scripts', "retype it"


def check_episodes(gathered: Gathering, moved: Moved) -> dict[str, tuple[Located, int]]:
    """Warn of episodes without themes or summary, and of two with one number or one guid.

    Returns:
        Each keyword with the record that states it first, and its index there, as far as keywords
        are compared.
    """
    first: dict[tuple[str, str], Located] = {}
    guids: dict[str, Located] = {}
    keywords: dict[str, tuple[Located, int]] = {}
    for layers in kept(gathered, "episodes", moved).values():
        fields = combined(layers)
        for index, keyword in enumerate(list_of(fields.get("keywords"))):
            if isinstance(keyword, str) and len(keywords) < MAX_NAMES:
                keywords.setdefault(str(keyword), (stating(layers, "keywords"), index))
        for key in ("themes", "summary"):
            if not fields.get(key):
                message = f"the episode has no {key}"
                gathered.report(layers[0], (), message, severity="warning")
        season, number = fields.get("season"), fields.get("number")
        if number is not None and fields.get("kind", "full") == "full":
            record = stating(layers, "number")
            # YAML has them as text.
            known = first.setdefault((str(season), str(number)), record)
            if known is not record:
                where = "there already is" if season is None else f"season {season} already has"
                message = f"{where} an episode {number}"
                hint = f"first used at {known.location('number')}"
                gathered.report(record, ("number",), message, hint, severity="warning")
        guid = fields.get("guid")
        if isinstance(guid, str):
            record = stating(layers, "guid")
            known = guids.setdefault(guid, record)
            if known is not record:
                hint = f"first used at {known.location('guid')}"
                gathered.report(record, ("guid",), "duplicate guid", hint, severity="warning")
    return keywords


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


class _Finding(NamedTuple):
    """What is wrong at a path inside a record, or with all of it, and what to do about it."""

    path: Path
    message: str
    hint: str


def check_conventions(gathered: Gathering, contents: Contents) -> None:
    """Report every departure of a catalogue from the conventions."""
    lists = {section.name: getattr(contents, section.name) for section in SECTIONS}
    layers = {name: by_id(gathered.records[name]) for name in ("show", *lists)}
    for record in chain((contents.show,), *lists.values()):
        for finding in _departures(record, contents.languages):
            stated = layers[_list_of(record)][record.id]
            at = stating(stated, str(finding.path[0])) if finding.path else stated[0]
            gathered.report(at, *finding)


def check_lists(gathered: Gathering, contents: Contents) -> None:
    """Warn of people whom one list of an episode has twice."""
    layers = by_id(gathered.records["episodes"])
    for episode in contents.episodes:
        for path, message, hint in _repeated_people(episode, in_one_list=True):
            at = stating(layers[episode.id], str(path[0]))
            gathered.report(at, path, message, hint, severity="warning")


def _list_of(record: Entity) -> str:
    return "show" if isinstance(record, Show) else section_of(type(record)).name


def _departures(record: Entity, languages: Iterable[str]) -> Iterator[_Finding]:
    yield from _missing_translations(record, languages)
    if isinstance(record, Theme) and record.definition is None:
        hint = "say in one sentence what it covers"
        yield _Finding((), "the theme has no definition", hint)
    if isinstance(record, Episode):
        yield from _repeated_people(record)
        yield from _missing_organisations(record)
    yield from _repeated_entries(record)


def _missing_translations(record: Entity, languages: Iterable[str]) -> Iterator[_Finding]:
    """Yield the texts that lack one of the languages of the catalogue."""
    for path, _, text in walk(record, "localized"):
        missing = [tag for tag in languages if tag not in text]
        if missing:
            message = f"the text is missing in {' and '.join(missing)}"
            yield _Finding(path, message, "add it, as in other texts of the catalogue")


def _repeated_people(episode: Episode, *, in_one_list: bool = False) -> Iterator[_Finding]:
    """Yield the people who are named twice as hosts, guests or mentioned."""
    seen: set[object] = set()
    for path, _, person in walk(episode, "reference"):
        if path[0] in _PEOPLE and isinstance(person, Person):
            key = person.id, path[0] if in_one_list else None
            if key in seen:
                message = f'"{person.id}" is in this {"list" if in_one_list else "episode"} already'
                yield _Finding(path, message, "keep one of the entries")
            seen.add(key)


def _repeated_entries(record: Entity) -> Iterator[_Finding]:
    """Yield the entries that a list of a record has twice, other than people in an episode."""
    people = _PEOPLE if isinstance(record, Episode) else ()
    for field in fields_of(type(record)):
        if field.many and field.name not in people:
            seen: set[object] = set()
            for index, entry in enumerate(getattr(record, field.name)):
                if entry in seen:
                    message = "this entry is in the list already"
                    yield _Finding((field.name, index), message, "remove it")
                seen.add(entry)


def _missing_organisations(episode: Episode) -> Iterator[_Finding]:
    """Yield the organisations of a credit that the episode itself does not list."""
    listed = {mention.organisation.id for mention in episode.organisations}
    for path, _, body in walk(episode, "reference"):
        if path[0] in _PEOPLE and isinstance(body, Organisation) and body.id not in listed:
            message = f'"{body.id}" is not among the organisations of the episode'
            yield _Finding(path, message, "add it there, with its relation")
