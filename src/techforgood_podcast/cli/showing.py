"""The commands that show one thing whole: an episode, a person, and so on, or the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .._version import __version__
from ..catalogue.affiliations import credits_of
from ..converters import to_dict
from ..models import Episode, Organisation, Person, Place
from ..writers.phrases import (
    add_after_colon,
    describe_organisation,
    label_statement,
    state_relations,
    write_figure,
    write_name,
    write_place,
)
from .listings import episode_row, kind_of
from .naming import find_entry
from .selecting import load_to_read, translate
from .tables import Span, link
from .terminal import DONE, print_heading, print_json, print_line, print_table, print_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from ..catalogue.catalogue import Catalogue
    from ..models import Appearance, Entity, Theme
    from ..writers.phrases import Statement
    from .tables import Row

    # A heading and the rows below it.
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
    page = _page(options, catalogue, entry)
    print_table([[cell for cell in page.title if cell]])
    if facts := "; ".join(page.facts):
        print_line(facts)
    if page.text:
        print()
        print_text(page.text)
    for heading, section in page.sections:
        if rows := list(section):
            print_heading(heading)
            print_table(rows, indent=2)
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
    audio = None if episode.audio is None else episode.audio.url
    kind = () if episode.kind == "full" else (episode.kind,)
    day = () if episode.published is None else (f"published {episode.published}",)
    return Page(
        title=episode_row(episode),
        facts=(*kind, *day),
        text=translate(options, episode.summary),
        sections=(
            ("Speakers", _speakers(options, episode)),
            ("Mentioned", [_credit(options, person) for person in episode.mentioned]),
            ("Crew", [_credit(options, member) for member in episode.crew]),
            (
                "Organisations",
                [
                    (link(one.organisation.name, one.organisation.url), _said(one))
                    for one in state_relations(episode)
                ],
            ),
            ("Themes", _joined(translate(options, theme.label) for theme in episode.themes)),
            (
                "Places",
                [(write_place(place, options.language or ""),) for place in episode.places],
            ),
            (
                "Figures",
                [
                    (write_figure(f.as_printed, translate(options, f.statement), f.year),)
                    for f in episode.figures
                ],
            ),
            (
                "Links",
                _links(("page", episode.url), ("audio", audio)),
            ),
        ),
    )


def _person(options: argparse.Namespace, catalogue: Catalogue, person: Person) -> Page:
    return Page(
        title=_title(write_name(person)),
        facts=_aliases(person.aliases),
        text="",
        sections=(
            ("Episodes", _episodes_of(options, catalogue, person)),
            (
                "Organisations",
                [
                    (link(body.name, body.url), kind_of(body))
                    for body in catalogue.organisations_of(person)
                ],
            ),
            ("Links", _links(("page", person.url), *(("same as", url) for url in person.same_as))),
        ),
    )


def _episodes_of(
    options: argparse.Namespace, catalogue: Catalogue, person: Person
) -> Iterator[Row]:
    """Yield the episodes of a person, each with the person's part in it."""
    for episode in catalogue.by_person(person):
        parts = ["host"] * (person in episode.hosts)
        parts += [_role(options, "guest", a) for a in episode.guests if a.person == person]
        parts += [_role(options, "mentioned", a) for a in episode.mentioned if a.person == person]
        parts += [_role(options, "crew", a) for a in episode.crew if a.person == person]
        yield (*episode_row(episode)[:2], ", ".join(parts))


def _organisation(options: argparse.Namespace, catalogue: Catalogue, body: Organisation) -> Page:
    parents = [f"part of {parent.name}" for parent in body.parents]
    founded = () if body.founded is None else (f"founded in {body.founded}",)
    place = () if body.place is None else (write_place(body.place, options.language or ""),)
    return Page(
        title=_title(body.name, body.url),
        facts=(kind_of(body), *founded, *parents, *place, *_aliases(body.aliases)),
        text=translate(options, body.description),
        sections=(
            (
                "Episodes",
                [
                    (
                        *episode_row(episode)[:2],
                        ", ".join(describe_organisation(episode, body, "en")),
                    )
                    for episode in catalogue.by_organisation(body)
                ],
            ),
            (
                "People",
                [
                    (person.name, _roles(options, catalogue, person, body))
                    for person in catalogue.people_of(body)
                ],
            ),
            (
                "Organisations",
                [
                    (link(part.name, part.url), kind_of(part))
                    for part in catalogue.organisations
                    if body in part.parents
                ],
            ),
            ("Links", _links(("page", body.url), *(("same as", url) for url in body.same_as))),
        ),
    )


def _theme(options: argparse.Namespace, catalogue: Catalogue, theme: Theme) -> Page:
    label = translate(options, theme.label)
    broader = (
        () if theme.broader is None else (f"part of {translate(options, theme.broader.label)}",)
    )
    others = [name for name in theme.names if name != label]
    narrower = [other for other in catalogue.themes if other.broader == theme]
    return Page(
        title=_title(label),
        facts=(*broader, *_aliases(others)),
        text=translate(options, theme.definition),
        sections=(
            ("Episodes", [episode_row(episode) for episode in catalogue.by_theme(theme)]),
            ("Narrower themes", _joined(translate(options, other.label) for other in narrower)),
        ),
    )


def _place(options: argparse.Namespace, catalogue: Catalogue, place: Place) -> Page:
    name = translate(options, place.name)
    above = [translate(options, around.name) for around in place.lineage[1:]]
    others = [other for other in place.names if other != name]
    return Page(
        title=_title(name),
        facts=(place.kind, *above, *_aliases(others)),
        text="",
        sections=(
            ("Episodes", [episode_row(episode) for episode in catalogue.by_place(place)]),
            (
                "Organisations",
                [
                    (link(body.name, body.url), kind_of(body))
                    for body in catalogue.organisations
                    if body.place is not None and place in body.place.lineage
                ],
            ),
            (
                "Places",
                _joined(
                    translate(options, other.name)
                    for other in catalogue.places
                    if place in other.lineage[1:]
                ),
            ),
        ),
    )


def _title(name: str, url: str | None = None) -> Row:
    return ((Span(name, url, bold=True),),)


def _speakers(options: argparse.Namespace, episode: Episode) -> Iterator[Row]:
    yield from ((host.name, "host") for host in episode.hosts)
    for guest in episode.guests:
        name, role = _credit(options, guest)
        yield name, role or "guest"


def _credit(options: argparse.Namespace, appearance: Appearance) -> tuple[str, str]:
    return appearance.credited_as, translate(options, appearance.role)


def _roles(
    options: argparse.Namespace, catalogue: Catalogue, person: Person, body: Organisation
) -> str:
    """Return the roles of a person in credits with an organisation; of a mere member, every one."""
    credits_ = [
        credit
        for episode in catalogue.by_person(person)
        for credit in credits_of(episode)
        if credit.person == person
    ]
    own = [
        credit
        for credit in credits_
        if any(body in stated.lineage for stated in credit.organisations)
    ]
    roles = dict.fromkeys(translate(options, credit.role) for credit in own or credits_)
    return ", ".join(filter(None, roles))


def _role(options: argparse.Namespace, part: str, appearance: Appearance) -> str:
    role = translate(options, appearance.role)
    return f"{part}, {role}" if role else part


def _said(statement: Statement) -> str:
    """Return what an episode says of an organisation."""
    label = label_statement(statement, "en")
    others = ", ".join(other.name for other in statement.others)
    return add_after_colon(label, others, "en") if others else label


def _aliases(names: Iterable[str]) -> tuple[str, ...]:
    """Return other names as a fact, if there are any."""
    joined = ", ".join(names)
    return (f"also {joined}",) if joined else ()


def _joined(names: Iterable[str]) -> list[Row]:
    """Return names as one row, if there are any."""
    joined = ", ".join(names)
    return [(joined,)] if joined else []


def _links(*links: tuple[str, str | None]) -> list[Row]:
    return [(label, link(url, url)) for label, url in links if url]


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
