"""The advice of ``validate``: what loads but is probably a mistake, and the conventions.

Each function yields records, each with what is odd about it, and ``advise`` reports them. What is
odd about names is in ``namesakes``, and unknown keys are errors of ``models/structuring``. One
warning is in neither file: the reader of YAML sees a comment that looks like the rest of a text.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from ..catalogue.catalogue import catalogue_of_indexes
from ..models import Entity, Episode, Organisation, Person, Show, Theme
from ..models.algebra import walk
from ..models.checking import wrong_text
from ..models.fields import fields_of
from ..models.rules import Breach
from ..models.sections import SECTIONS
from ..models.text import match_tag
from ..quoting import SPELLING, did_you_mean
from ..syntax import UNKNOWN, describe, is_list, is_mapping
from ..text.folding import fold
from ..text.languages import base_of
from ..text.suggestions import closest
from .folders import SINGLES
from .namesakes import shared_names
from .raw_records import combined, stating
from .records import MODELS
from .transcripts import FOLDER, read_folder, transcripts_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..catalogue.indexes import Indexes
    from ..errors import Problem
    from ..models.fields import Form
    from .problems import Problems
    from .raw_records import Layers, RawRecord, Remark, Stated

# What records lack that a draft cannot know, and how this is said of one and of many.
_LACKS: Final[Mapping[tuple[type[Entity], str], tuple[str, str]]] = {
    (model, key): (f"the {noun} has no {key}", f"{noun}s have no {key}")
    for model, noun, key in (
        (Episode, "episode", "themes"),
        (Episode, "episode", "summary"),
        (Theme, "theme", "definition"),
        (Show, "show", "links"),
    )
}
_UNTRANSLATED: Final = ("the text is missing in ", "texts are missing in ")
# Begins a hint about two records of which only one can be right.
_FIRST_USED: Final = "first used at "
# Characters of no width, and those that turn the direction of writing.
_INVISIBLE = "[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
# A word with letters of Latin and of Greek or Cyrillic, some of which look alike.
_MIXED = r"\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+"
_TEXTS: tuple[Form, ...] = ("localized", "prose", "text", "url")
# The lists of an episode among which nobody is named twice.
_PEOPLE: Final = ("hosts", "guests", "mentioned")


def advise(stated: Stated, problems: Problems, indexes: Indexes | None, *, strict: bool) -> None:
    """Report what is allowed but probably a mistake, and what is wrong with transcripts.

    Args:
        stated: what the files state.
        problems: where problems are reported.
        indexes: the indexes of the catalogue; ``None`` if it has errors.
        strict: whether to report each departure from the conventions of a well-kept catalogue,
            which loading does not need, as an error.
    """
    if indexes is not None:
        for record, breach in _mixed_tags(stated.layers["show"], indexes):
            problems.report(record, breach, "warning")
        for record, breach in _departures(stated, indexes, strict=strict):
            problems.report(record, breach, "error" if strict else "warning")
    if folder := transcripts_in(stated.location):
        catalogue = catalogue_of_indexes(indexes) if indexes else None
        deque(read_folder(folder, f"{FOLDER}/", catalogue, problems), maxlen=0)
        del catalogue
    del indexes  # what follows takes as much memory as a large catalogue
    odd = chain(
        _unlinked_show(stated.records["show"]),
        _odd_texts(stated),
        *(shared_names(stated, section) for section in SECTIONS if section.model is not Episode),
        _odd_episodes(stated.in_use["episodes"]),
    )
    for record, breach in odd:
        problems.report(record, breach, "warning")


def _unlinked_show(layers: Layers) -> Iterator[Remark]:
    """Yield a show with a feed that says in no app where people listen."""
    fields = combined(layers)
    if fields.get("feed_url") and not fields.get("links"):
        hint = "list the apps in which people listen, each with label and url"
        yield layers[0], Breach((), _LACKS[Show, "links"][0], hint)


def gap_of(problem: Problem) -> str | None:
    """Return how a problem is said of many records, if a draft cannot know what they lack.

    >>> from techforgood_podcast import Problem
    >>> gap_of(Problem(path="episodes[0]", message="the episode has no themes"))
    'episodes have no themes'
    >>> gap_of(Problem(path="episodes[0].title", message="the text is missing in fr"))
    'texts are missing in fr'
    """
    one, many = _UNTRANSLATED
    if problem.message.startswith(one):
        return problem.message.replace(one, many, 1)
    return dict(_LACKS.values()).get(problem.message)


def is_contradiction(problem: Problem) -> bool:
    """Return whether two records cannot both be right."""
    return (problem.hint or "").startswith(_FIRST_USED)


# What a text says


def _odd_texts(stated: Stated) -> Iterator[Remark]:
    """Yield the odd texts of all records, other than those that a higher layer replaces."""
    for root, model in MODELS.items():
        records = stated.records[root]
        layers = {"": records} if root in SINGLES else stated.layers[root]
        above = {id_: _replaced_fields(several) for id_, several in layers.items() if several[1:]}
        for record in records:
            fields = above.get("" if root in SINGLES else record.id or "", {}).get(record.layer, ())
            counted = _without_replaced(record, fields)
            for breach in _odd_texts_of(model, counted):
                yield record, breach
            for breach in _unknown_categories(counted) if root == "show" else ():
                yield record, breach


def _replaced_fields(layers: Sequence[RawRecord]) -> dict[int, set[str]]:
    """Return, for each layer, the fields that higher ones replace."""
    found: dict[int, set[str]] = {}
    above: set[str] = set()
    for record in reversed(layers):
        found.setdefault(record.layer, set(above))
        above.update(combined([record]))
    return found


def _without_replaced(record: RawRecord, above: Collection[str]) -> Any:
    """Return what a layer states, with ``UNKNOWN`` for the fields that a higher one replaces."""
    stated = record.read()
    if not above or not is_mapping(stated):
        return stated
    return {key: UNKNOWN if key in above else value for key, value in stated.items()}


def _odd_texts_of(model: type[object], value: Any) -> Iterator[Breach]:
    for path, field, item in walk(value, *_TEXTS, model=model):
        for tag, text in item.items() if is_mapping(item) else (("", item),):
            # What is wrong with a text is reported as an error.
            if isinstance(text, str) and not wrong_text(str(text), field.rules, lines=True):
                for message, hint in _oddities(text):
                    yield Breach(path if tag == "" else (*path, tag), message, hint)


def _oddities(text: str) -> Iterator[tuple[str, str]]:
    """Yield what makes a text look like another one, each with a hint."""
    if text.isascii():
        return
    hidden = re.search(_INVISIBLE, re.sub(SPELLING, "", text))
    if hidden:
        code = f"U+{ord(hidden.group()):04X}"
        yield f"the text contains an invisible character, {code}", "remove it"
    mixed = re.search(_MIXED, text)
    if mixed:
        yield f'the word "{mixed.group()}" mixes letters of two scripts', "retype it"


def _unknown_categories(show: Any) -> Iterator[Breach]:
    """Yield the categories of a show that Apple's directory does not have."""
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
            hint = did_you_mean(same or closest(category, names))
            message = f"{describe(category)} is not among the categories of Apple's directory"
            yield Breach(("categories", index), message, hint or f"choose from {', '.join(apple)}")


# What the episodes say beside one another


def _odd_episodes(records: Mapping[str, Layers]) -> Iterator[Remark]:
    """Yield episodes without themes or summary, and two with one number or guid.

    Each is read once, as there may be a million in a JSONL file.
    """
    numbers: dict[tuple[str, str], RawRecord] = {}
    guids: dict[str, RawRecord] = {}
    for layers in records.values():
        fields = combined(layers)
        for key in ("themes", "summary"):
            if not fields.get(key):
                yield layers[0], Breach((), _LACKS[Episode, key][0])
        season, number = fields.get("season"), fields.get("number")
        if number is not None and fields.get("kind", "full") == "full":
            record = stating(layers, "number")
            # YAML has them as text.
            known = numbers.setdefault((str(season), str(number)), record)
            if known is not record:
                where = "there already is" if season is None else f"season {season} already has"
                hint = f"{_FIRST_USED}{known.location('number')}"
                yield record, Breach(("number",), f"{where} an episode {number}", hint)
        guid = fields.get("guid")
        if isinstance(guid, str):
            record = stating(layers, "guid")
            known = guids.setdefault(guid, record)
            if known is not record:
                hint = f"{_FIRST_USED}{known.location('guid')}"
                yield record, Breach(("guid",), "duplicate guid", hint)


# What the records of a catalogue without errors say


def _departures(stated: Stated, indexes: Indexes, *, strict: bool) -> Iterator[Remark]:
    """Yield the departures from the conventions; unless strict, those within a list of people."""
    lists: dict[str, Iterable[Any]] = {"episodes": indexes.episodes}
    if strict:
        lists = {section.name: getattr(indexes, section.name) for section in SECTIONS}
        lists["show"] = (indexes.show,)
    for name, entities in lists.items():
        for entity in entities:
            found = (
                _departures_of(entity, indexes.languages)
                if strict
                else _repeated_people(entity, in_one_list=True)
            )
            for breach in found:
                layers = stated.layers[name][entity.id]
                yield stating(layers, str(breach.path[0])) if breach.path else layers[0], breach


def _mixed_tags(shows: Mapping[str, Layers], indexes: Indexes) -> Iterator[Remark]:
    """Yield for the show each language that has a region in some texts only, or in the show."""
    layers = shows[indexes.show.id]
    for language in indexes.languages:
        tags = [f'"{tag}"' for tag in indexes.languages if base_of(tag) == language]
        if tags[1:]:
            message = f"the show and its texts name one language in several ways: {', '.join(tags)}"
            hint = f'write "{language}" everywhere, unless the region matters'
            yield stating(layers, "language"), Breach(("language",), message, hint)


def _departures_of(record: Entity, languages: Iterable[str]) -> Iterator[Breach]:
    yield from _missing_translations(record, languages)
    if isinstance(record, Theme) and record.definition is None:
        lacks, _ = _LACKS[Theme, "definition"]
        yield Breach((), lacks, "say in one sentence what it covers")
    if isinstance(record, Episode):
        yield from _repeated_people(record)
        yield from _missing_organisations(record)
    yield from _repeated_entries(record)


def _missing_translations(record: Entity, languages: Iterable[str]) -> Iterator[Breach]:
    """Yield the texts that lack one of the languages of the catalogue, whatever its region."""
    for path, _, text in walk(record, "localized"):
        missing = [tag for tag in languages if match_tag(tag, text.languages) is None]
        if missing:
            message = f"{_UNTRANSLATED[0]}{' and '.join(missing)}"
            yield Breach(path, message, "add it, as in other texts of the catalogue")


def _repeated_people(episode: Episode, *, in_one_list: bool = False) -> Iterator[Breach]:
    """Yield the people who are named twice as hosts, guests or mentioned."""
    seen: set[object] = set()
    for path, _, person in walk(episode, "reference"):
        if path[0] in _PEOPLE and isinstance(person, Person):
            key = person.id, path[0] if in_one_list else None
            if key in seen:
                message = f'"{person.id}" is in this {"list" if in_one_list else "episode"} already'
                yield Breach(path, message, "keep one of the entries")
            seen.add(key)


def _repeated_entries(record: Entity) -> Iterator[Breach]:
    """Yield the entries that a list of a record has twice, other than people in an episode."""
    people = _PEOPLE if isinstance(record, Episode) else ()
    for field in fields_of(type(record)):
        if field.many and field.name not in people:
            seen: set[object] = set()
            for index, entry in enumerate(getattr(record, field.name)):
                if entry in seen:
                    message = "this entry is in the list already"
                    yield Breach((field.name, index), message, "remove it")
                seen.add(entry)


def _missing_organisations(episode: Episode) -> Iterator[Breach]:
    """Yield the organisations of a credit that the episode itself does not list."""
    listed = {mention.organisation.id for mention in episode.organisations}
    for path, _, body in walk(episode, "reference"):
        if path[0] in _PEOPLE and isinstance(body, Organisation) and body.id not in listed:
            message = f'"{body.id}" is not among the organisations of the episode'
            yield Breach(path, message, "add it there, with its relation")
