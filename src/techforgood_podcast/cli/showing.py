"""The commands that show one thing whole: an episode, a person, and so on, or the catalogue."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from .._version import __version__
from ..converters import to_dict
from ..models import Episode, Organisation, Person, Place
from ..models.entities import names_of
from ..models.parts import join_shared
from ..models.people import founded_by
from ..text.dates import write_day
from ..text.typography import capitalize_first, typeset
from ..text.words import founding_word, join_names, words
from ..writers.phrases import (
    add_after_colon,
    add_brackets,
    name_kind,
    places_to_name,
    unnamed_organisations,
    write_credit,
    write_figure,
    write_name,
    write_place,
)
from ..writers.statements import describe_organisation, label_statement, state_relations
from .listings import episode_row, kind_of, name_credit, role_of
from .selecting import find_entry, load_to_read, translate
from .terminal import DONE, Segment, link, print_heading, print_json, print_line, print_table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from ..catalogue.catalogue import Catalogue
    from ..models import Credit, Entity, Theme
    from ..writers.statements import Statement
    from .terminal import Row

    # The word for a heading, and the rows below it.
    Section = tuple[str, Iterable[Row]]


class Page(NamedTuple):
    """What ``show`` prints: a title, facts in one line, paragraphs, and sections of rows."""

    title: Row
    facts: Iterable[str]
    text: str
    sections: Iterable[Section]


def show(options: argparse.Namespace) -> int:
    """Show one episode, person, organisation, theme or place."""
    catalogue = load_to_read(options)
    entry = find_entry(catalogue, options.words)
    if options.json:
        print_json(to_dict(entry, expand=options.expand, language=options.language))
        return DONE
    page, tongue = _page(options, catalogue, entry), options.tongue
    known = words(tongue)
    print_table([_typeset([cell for cell in page.title if cell], tongue)])
    if facts := f"{known['semicolon']} ".join(filter(None, page.facts)):
        print_line(typeset(facts, tongue))
    if page.text:
        print()
        print_table([line] for line in typeset(page.text, tongue).split("\n"))
    for heading, section in page.sections:
        if rows := list(section):
            print_heading(capitalize_first(known[heading]))
            print_table([_typeset(row, tongue) for row in rows], indent=2)
    return DONE


def _page(options: argparse.Namespace, catalogue: Catalogue, entry: Entity) -> Page:
    match entry:
        case Episode():
            return _episode(options, entry)
        case Person():
            return _person(options, catalogue, entry)
        case Organisation():
            return _organisation(options, catalogue, entry)
        case Place():
            return _place(options, catalogue, entry)
        case _:
            return _theme(options, catalogue, catalogue.theme(entry.id))


def _episode(options: argparse.Namespace, episode: Episode) -> Page:
    tongue, known = options.tongue, words(options.tongue)
    audio = None if episode.audio is None else episode.audio.url
    kind = () if episode.kind == "full" else (name_kind(episode, tongue),)
    day = () if episode.published is None else (write_day(episode.published, tongue),)
    return Page(
        title=episode_row(episode),
        facts=(*kind, *(f"{known['published_on']} {one}" for one in day)),
        text=translate(options, episode.summary),
        sections=(
            ("speakers", _speakers(options, episode)),
            ("mentioned", [_credit(options, line) for line in join_shared(episode.mentioned)]),
            ("crew", [_credit(options, line) for line in join_shared(episode.crew)]),
            (
                "organisations",
                [
                    (link(one.organisation.name, one.organisation.url), _said(options, one))
                    for one in state_relations(episode)
                ],
            ),
            ("themes", _joined(translate(options, theme.label) for theme in episode.themes)),
            ("places", [(write_place(place, tongue),) for place in episode.places]),
            ("figures", [(write_figure(one, tongue),) for one in episode.figures]),
            ("links", _links((known["link"], episode.url), (known["sound"], audio))),
        ),
    )


def _person(options: argparse.Namespace, catalogue: Catalogue, person: Person) -> Page:
    return Page(
        title=_title(write_name(person)),
        facts=(
            *(
                fact
                for word, bodies in founded_by(person).items()
                for fact in _fact(options, word, [body.name for body in bodies])
            ),
            *_fact(options, "also", person.aliases),
        ),
        text="",
        sections=(
            ("episodes", _episodes_of(options, catalogue, person)),
            ("organisations", _bodies(options, catalogue.organisations_of(person))),
            ("links", _addresses(options, person)),
        ),
    )


def _episodes_of(
    options: argparse.Namespace, catalogue: Catalogue, person: Person
) -> Iterator[Row]:
    """Yield the episodes of a person, each with the person's part in it."""
    known = {**words(options.tongue), "mentioned": words(options.tongue)["mention"]}
    for episode, found in groupby(catalogue.appearances(person), lambda one: one.episode):
        parts = (
            ", ".join(filter(None, (known[one.part], role_of(options, one.credit, episode))))
            if one.credit
            else known[one.part]
            for one in found
        )
        yield (*episode_row(episode)[:2], ", ".join(parts))


def _organisation(options: argparse.Namespace, catalogue: Catalogue, body: Organisation) -> Page:
    known = words(options.tongue)
    since = known[founding_word(body.kind, "founded")]
    founded = () if body.founded is None else (f"{since} {body.founded}",)
    founders = founding_word(body.kind, "founders")
    place = () if body.place is None else (write_place(body.place, options.tongue),)
    return Page(
        title=_title(body.name, body.url),
        facts=(
            kind_of(body, options.tongue),
            *founded,
            *_fact(options, founders, map(write_name, catalogue.founders_of(body))),
            *_fact(options, "parents", [parent.name for parent in body.parents]),
            *place,
            *_fact(options, "also", body.aliases),
        ),
        text=translate(options, body.description),
        sections=(
            (
                "episodes",
                [
                    (
                        *episode_row(episode)[:2],
                        f"{known['semicolon']} ".join(
                            describe_organisation(episode, body, options.tongue)
                        ),
                    )
                    for episode in catalogue.by_organisation(body)
                ],
            ),
            (
                "people",
                [
                    (person.name, _roles(options, catalogue, person, body))
                    for person in catalogue.people_of(body)
                ],
            ),
            (
                "organisations",
                _bodies(
                    options, [part for part in catalogue.organisations if body in part.parents]
                ),
            ),
            ("links", _addresses(options, body)),
        ),
    )


def _theme(options: argparse.Namespace, catalogue: Catalogue, theme: Theme) -> Page:
    label = translate(options, theme.label)
    broader = [] if theme.broader is None else [translate(options, theme.broader.label)]
    others = [name for name in names_of(theme) if name != label]
    narrower = [other for other in catalogue.themes if other.broader == theme]
    return Page(
        title=_title(label),
        facts=(*_fact(options, "broader", broader), *_fact(options, "also", others)),
        text=translate(options, theme.definition),
        sections=(
            ("episodes", [episode_row(episode) for episode in catalogue.by_theme(theme)]),
            ("narrower", _joined(translate(options, other.label) for other in narrower)),
        ),
    )


def _place(options: argparse.Namespace, catalogue: Catalogue, place: Place) -> Page:
    name = translate(options, place.name)
    above = [translate(options, around.name) for around in places_to_name(place)[1:]]
    others = [other for other in names_of(place) if other != name]
    return Page(
        title=_title(name),
        facts=(kind_of(place, options.tongue), *above, *_fact(options, "also", others)),
        text="",
        sections=(
            ("episodes", [episode_row(episode) for episode in catalogue.by_place(place)]),
            (
                "organisations",
                [
                    (*row, ", ".join(found.code for found in catalogue.by_organisation(body)))
                    for body in catalogue.organisations
                    if body.place is not None and place in body.place.lineage
                    for row in _bodies(options, [body])
                ],
            ),
            (
                "places",
                _joined(
                    translate(options, other.name)
                    for other in catalogue.places
                    if place in other.lineage[1:]
                ),
            ),
        ),
    )


def _title(name: str, url: str | None = None) -> Row:
    return ((Segment(name, url, bold=True),),)


def _speakers(options: argparse.Namespace, episode: Episode) -> Iterator[Row]:
    known = words(options.tongue)
    yield from ((host.name, known["host"]) for host in episode.hosts)
    for line in join_shared(episode.guests):
        is_one = len(line) == 1 and line[0].person is not None
        yield _credit(options, line, known["guest"] if is_one else "")


def _credit(options: argparse.Namespace, line: Sequence[Credit], part: str = "") -> Row:
    """Return names, and the role, or else the part, with the organisations that neither names."""
    names = [name_credit(options, credit) for credit in line]
    name, role = join_names(names, options.tongue), translate(options, line[0].role)
    others = unnamed_organisations(line[0], write_credit(name, role))
    return name, add_brackets(role or part, others).lstrip()


def _roles(
    options: argparse.Namespace, catalogue: Catalogue, person: Person, body: Organisation
) -> str:
    """Return a person's roles in credits with an organisation, or else all roles."""
    credits_ = [(one.credit, one.episode) for one in catalogue.appearances(person) if one.credit]
    own = [
        (credit, episode)
        for credit, episode in credits_
        if any(body in stated.lineage for stated in credit.organisations)
    ]
    roles = dict.fromkeys(role_of(options, credit, episode) for credit, episode in own or credits_)
    return ", ".join(filter(None, roles))


def _said(options: argparse.Namespace, statement: Statement) -> str:
    """Return what an episode says of an organisation."""
    label = label_statement(statement, options.tongue)
    others = ", ".join(other.name for other in statement.others)
    return add_after_colon(label, others, options.tongue) if others else label


def _bodies(options: argparse.Namespace, bodies: Iterable[Organisation]) -> list[Row]:
    return [(link(body.name, body.url), kind_of(body, options.tongue)) for body in bodies]


def _fact(options: argparse.Namespace, key: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return names after a label as a fact, if there are any."""
    joined = ", ".join(names)
    label = words(options.tongue)[key]
    return (add_after_colon(label, joined, options.tongue),) if joined else ()


def _joined(names: Iterable[str]) -> list[Row]:
    """Return names as one row, if there are any."""
    joined = ", ".join(names)
    return [(joined,)] if joined else []


def _addresses(options: argparse.Namespace, entity: Person | Organisation) -> list[Row]:
    known = words(options.tongue)
    return _links((known["link"], entity.url), *((known["same_as"], x) for x in entity.same_as))


def _links(*links: tuple[str, str | None]) -> list[Row]:
    return [(label, link(url, url)) for label, url in links if url]


def _typeset(row: Row, language: str) -> Row:
    """Return a row as people read it in a language."""
    return [
        typeset(cell, language)
        if isinstance(cell, str)
        else tuple(span._replace(text=typeset(span.text, language)) for span in cell)
        for cell in row
    ]


def info(options: argparse.Namespace) -> int:
    """Show what the catalogue contains."""
    import attrs

    catalogue = load_to_read(options)
    names = ("episodes", "people", "guests", "hosts", "organisations", "themes", "places")
    details = {
        "title": catalogue.show.title,
        "languages": list(catalogue.languages),
        "package": __version__,
        **attrs.asdict(catalogue.info),
        **{name: len(getattr(catalogue, name)) for name in names},
    }
    if options.json:
        print_json(details)
        return DONE
    details["languages"] = ", ".join(catalogue.languages)
    print_table(
        (name.replace("_", " "), str(value)) for name, value in details.items() if value is not None
    )
    return DONE
