"""The commands that list episodes, people, organisations, themes, places and search results."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ..catalogue.indexes import GUEST, HOST, ORGANISATION, PERSON, PLACE, THEME, indexes_in
from ..converters import to_dict
from ..models import Entity, Place, Theme
from ..models.durations import format_duration
from ..quoting import did_you_mean, join_hint, quoted
from ..text.folding import fold
from ..text.writing import typeset
from ..writers.text.phrases import add_brackets, name_of, unnamed_organisations, write_credit
from .selecting import load_to_read, select
from .terminal import DONE, NOTHING, fail, link, marked, print_json, print_table, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..catalogue.answers import Hit, Related
    from ..catalogue.collection import Collection
    from ..catalogue.episodes import Episodes
    from ..catalogue.indexes import Facet
    from ..models import Credit, Episode, Organisation, Person
    from ..models.records import Struct
    from .terminal import Cell, Row


EntityT = TypeVar("EntityT", bound=Entity)
CollectionT = TypeVar("CollectionT", bound="Collection[Any]")
FoundT = TypeVar("FoundT", bound="Hit | Related")


def episodes(options: argparse.Namespace) -> int:
    """List episodes."""
    found = select(load_to_read(options), options)

    def row(episode: Episode) -> Row:
        guests = dict.fromkeys(guest.person.name for guest in episode.guests if guest.person)
        return (*episode_row(episode), ", ".join(guests))

    return _list(options, arrange(options, found), row)


def people(options: argparse.Namespace) -> int:
    """List everyone credited or mentioned."""

    def row(person: Person, found: Episodes) -> Row:
        parts = dict.fromkeys(part for e in found for part, some in _credited(e) if person in some)
        return person.name, ", ".join(options.phrases.words[part] for part in parts)

    return _list_entities(options, PERSON, row)


def _credited(episode: Episode) -> Iterator[tuple[str, Sequence[Person | None]]]:
    """Yield the people of each part in an episode, such as "guest", in the order of the list."""
    yield "host", episode.hosts
    yield "guest", [guest.person for guest in episode.guests]
    yield "mention", [mentioned.person for mentioned in episode.mentioned]
    yield "crew", [member.person for member in episode.crew]


def guests(options: argparse.Namespace) -> int:
    """List guests."""

    def row(person: Person, found: Episodes) -> Row:
        said = dict.fromkeys(
            _credited_for(options, guest, episode)
            for episode in found
            for guest in episode.guests
            if guest.person == person
        )
        return person.name, f"{options.phrases.words['semicolon']} ".join(filter(None, said))

    return _list_entities(options, GUEST, row)


def _credited_for(options: argparse.Namespace, credit: Credit, episode: Episode) -> str:
    """Return a guest's role, then the organisations that the role does not name."""
    role: str = options.phrases.write_own_role(credit, episode)
    others = unnamed_organisations(credit.organisations, write_credit(credit.credited_as, role))
    names = [body.name for body in others]
    return add_brackets(role, names) if role else ", ".join(names)


def hosts(options: argparse.Namespace) -> int:
    """List hosts."""
    return _list_entities(options, HOST, lambda host, _: (host.name,))


def organisations(options: argparse.Namespace) -> int:
    """List organisations."""

    def row(body: Organisation, _: Episodes) -> Row:
        return link(body.name, body.url), options.phrases.name_kind(body)

    return _list_entities(options, ORGANISATION, row)


def themes(options: argparse.Namespace) -> int:
    """List themes."""

    def label(theme: Theme) -> str:
        return fold(options.phrases.say(theme.label))

    return _list_entities(options, THEME, lambda t, _: (options.phrases.say(t.label),), label)


def places(options: argparse.Namespace) -> int:
    """List places."""

    def row(place: Place, _: Episodes) -> Row:
        return options.phrases.write_place(place), options.phrases.name_kind(place)

    return _list_entities(options, PLACE, row, lambda p: fold(options.phrases.say(p.name)))


def search(options: argparse.Namespace) -> int:
    """List what the words name, and the episodes that contain them, best match first."""
    found = select(load_to_read(options), options)
    hits = found.search(" ".join(options.words), limit=options.limit or len(found))
    ordered = _arrange_found(options, found, hits)
    if options.json:
        plain = {"expand": options.expand, "language": options.language}
        said = {name: getattr(hits, name) for name in ("corrections", "unmatched", "suggestions")}
        listed = {"hits": to_dict(ordered, **plain), "entities": to_dict(hits.entities, **plain)}
        print_json({**listed, **said})
    else:
        print_typeset(options, map(partial(_entity_row, options), hits.entities))
        # The letter after an apostrophe may be marked, so that the whole snippet is typeset first.
        snippets = [typeset(hit.snippet, options.phrases.language) for hit in ordered]
        rows = zip(ordered, map(marked, snippets), strict=True)
        print_typeset(options, ((h.episode.code, _title(h.episode), s) for h, s in rows))
    for typed, meant in hits.corrections:
        tell(f"{quoted(typed)} was taken for {quoted(meant)}")
    if hits and hits.unmatched:
        tell(f"no text has {' or '.join(map(quoted, hits.unmatched))}")
    if hits or hits.entities:
        return DONE
    hint = did_you_mean(name for _, name in hits.suggestions)
    return fail(join_hint("nothing found", hint), NOTHING)


def _entity_row(options: argparse.Namespace, entity: Person | Organisation | Theme | Place) -> Row:
    """Return what kind of thing an entity is, and its name."""
    kind = options.phrases.words[type(entity).__name__.lower()]
    if isinstance(entity, Place):
        return kind, options.phrases.write_place(entity)
    return kind, _name(options, entity)


def _name(options: argparse.Namespace, entity: Entity) -> str:
    name: str = options.phrases.say(name_of(entity, honorific=False))
    return name


def related(options: argparse.Namespace) -> int:
    """List the episodes most closely related to one."""
    catalogue = load_to_read(options)
    found = select(catalogue, options)
    others = catalogue.related(" ".join(options.words), limit=len(catalogue.episodes))
    kept = [other for other in others if other.episode in found][: options.limit]

    def row(other: Related) -> Row:
        shared = (*other.people, *other.organisations, *other.themes)
        names = ", ".join(_name(options, entity) for entity in shared)
        return other.episode.code, _title(other.episode), names

    return _list(options, _arrange_found(options, found, kept), row)


def _list_entities(
    options: argparse.Namespace,
    facet: Facet[EntityT],
    row: Callable[[EntityT, Episodes], Row],
    order: Callable[[EntityT], str] | None = None,
) -> int:
    """Print entities with their episodes: all entities, or those of the episodes asked for.

    Args:
        options: the arguments of the command.
        facet: what the entities are to episodes.
        row: returns the columns of an entity, given its episodes too.
        order: what they are sorted by unless the options say otherwise; a name by default.
    """
    catalogue = load_to_read(options)
    found = select(catalogue, options)
    entities = facet.among(indexes_in(catalogue))
    if len(found) < len(catalogue.episodes):
        ids = {id_ for episode in found for id_ in facet.ids(episode)}
        entities = entities.where(lambda entity: entity.id in ids)
    episodes_of: Callable[[EntityT], Episodes] = getattr(found, f"by_{facet.name}")
    keys: dict[str, Callable[[EntityT], Any]] = {
        "name": lambda entity: fold(_text(row(entity, episodes_of(entity))[0])),
        "episodes": lambda entity: len(episodes_of(entity)),
    }

    def whole_row(entity: EntityT) -> Row:
        own = episodes_of(entity)
        return (*row(entity, own), ", ".join(episode.code for episode in own))

    ordered = entities.sorted(order) if order else entities
    return _list(options, arrange(options, ordered, keys), whole_row)


def arrange(
    options: argparse.Namespace,
    entities: CollectionT,
    keys: Mapping[Any, Callable[[Any], Any]] | None = None,
) -> CollectionT:
    """Sort entities as the options ask; without keys, episodes by the field itself."""
    if options.sort:
        key = keys[options.sort] if keys else options.sort
        return entities.sorted(key, reverse=options.reverse)
    return entities[::-1] if options.reverse else entities


def _arrange_found(
    options: argparse.Namespace, episodes: Episodes, found: Sequence[FoundT]
) -> Sequence[FoundT]:
    """Sort hits or related episodes as the options ask; by default, the best come first."""
    if not options.sort:
        return found[::-1] if options.reverse else found
    by_id = {one.episode.id: one for one in found}
    chosen = episodes.where(lambda episode: episode.id in by_id)
    return [by_id[episode.id] for episode in arrange(options, chosen)]


RecordT = TypeVar("RecordT", bound="Struct")


def _list(
    options: argparse.Namespace, records: Sequence[RecordT], row: Callable[[RecordT], Row]
) -> int:
    """Print records, one per line or as JSON; fail if there are none."""
    if options.json:
        print_json(to_dict(records, expand=options.expand, language=options.language))
    else:
        print_typeset(options, map(row, records))
    return DONE if records else fail("nothing found", NOTHING)


def print_typeset(options: argparse.Namespace, rows: Iterable[Row], *, indent: int = 0) -> None:
    """Print rows as people read them in the language of tables."""
    language = options.phrases.language
    print_table(([_typeset(cell, language) for cell in row] for row in rows), indent=indent)


def _typeset(cell: Cell, language: str) -> Cell:
    if isinstance(cell, str):
        return typeset(cell, language)
    return tuple(span._replace(text=typeset(span.text, language)) for span in cell)


def episode_row(episode: Episode) -> Row:
    """Return the code, the title and the running time of an episode."""
    duration = "" if episode.duration is None else format_duration(episode.duration)
    return episode.code, _title(episode), duration


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "".join(segment.text for segment in cell)


def _title(episode: Episode) -> Cell:
    return link(episode.title, episode.url)
