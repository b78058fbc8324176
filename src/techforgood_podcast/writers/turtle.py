"""``turtle``: linked data for libraries: Dublin Core for episodes, SKOS for themes.

It contains all languages. Episodes are described in Dublin Core, people and organisations in FOAF,
and themes in SKOS; schema.org supplies the remaining terms.

Note: guests are ``dct:contributor`` and hosts ``dct:creator``; subjects are ``dct:subject``, and
everyone else who is mentioned is under ``dct:references``. Each credit and each relation is also a
``schema:Role`` under ``schema:actor`` or ``schema:mentions``: ``schema:roleName`` is the kind of
role, ``schema:name`` the name as credited, ``schema:description`` what the credit says, and
``dct:relation`` the organisations in the credit, or the one at the other end of the relation. The
names of all who share a role follow it in brackets.

Note: aliases are ``skos:altLabel``, the words that only search uses ``skos:hiddenLabel``. These,
names of people and of organisations, and titles of sources have no language tag, because their
language is unknown. Things have the same names as in ``jsonld``.

Tested with: rdflib, which also answers SPARQL queries, and Skosify, whose only correction to the
themes is white space around a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..models.durations import format_iso_duration
from ..models.text import text_of
from ..text.typography import capitalize_first
from .anchors import THEMES, anchor_of, season_anchor
from .format import Format, name_fields
from .options import check_base_url
from .text.facts import group_by_season
from .text.phrases import write_role
from .turtle_terms import (
    block,
    day,
    iri,
    iris,
    literal,
    literals,
    localized,
    name,
    names,
    node,
    numbers,
    typed,
    year,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..catalogue.catalogue import Catalogue
    from ..models import (
        Audio,
        Credit,
        Episode,
        Figure,
        Mention,
        Organisation,
        Person,
        Place,
        Source,
        Theme,
    )

FORMAT = Format(
    name="turtle",
    suffixes=(".ttl",),
    media_type="text/turtle",
    summary="Linked data for libraries: Dublin Core for episodes, SKOS for themes.",
    family="linked data",
    options=("base_url",),
    loses=(
        *name_fields(
            "Show",
            "author owner_name owner_email copyright explicit kind categories guid blocked locked "
            "new_feed_url funding_url feed_order",
        ),
        "Source.consulted",
        "Place.different_from",
        "Organisation.different_from",
        *name_fields("Person", "url image_url different_from"),
        *name_fields(
            "Episode",
            "published_at notes notes_html crew keywords image_url explicit blocked chapters_url",
        ),
        "Transcript",
        "Chapter",
        "Link",
        "Redirect",
    ),
)

_PREFIXES: Final = """\
@prefix dcmitype: <http://purl.org/dc/dcmitype/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def content(catalogue: Catalogue, *, base_url: str | None = None) -> str:
    """Return the catalogue as Turtle.

    Args:
        catalogue: what to describe.
        base_url: the address of the document, to which the names of things are relative; without
            it, they are relative to wherever the document is.

    Raises:
        UnknownOptionError: ``base_url`` is not an address, or has a fragment.

    >>> import techforgood_podcast as tfg
    >>> turtle = tfg.dumps(tfg.by_theme("art"), "turtle", base_url="https://example.org/podcast")
    >>> print(turtle.splitlines()[0])
    @base <https://example.org/podcast> .
    """
    base = check_base_url(base_url)
    head = _PREFIXES if base is None else f"@base {iri(base)} .\n{_PREFIXES}"
    return head + "".join(f"\n{written}" for written in _blocks(catalogue))


def _blocks(catalogue: Catalogue) -> Iterator[str]:
    yield _document(catalogue)
    yield _show(catalogue)
    for season in group_by_season(catalogue.episodes):
        if season is not None:
            yield _season(season, catalogue)
    for episode in catalogue.episodes:
        yield _episode(episode)
        yield from _groups(episode)
    yield from map(_person, catalogue.people)
    yield from (_organisation(body, catalogue) for body in catalogue.organisations)
    yield from map(_place, catalogue.places)
    yield from _themes(catalogue)
    yield from map(_source, catalogue.sources)


def _document(catalogue: Catalogue) -> str:
    info = catalogue.info
    licence = [("a", ["dct:LicenseDocument"]), ("dct:identifier", literals(info.licence))]
    return block(
        "<>",
        [
            ("foaf:primaryTopic", [name(catalogue.show)]),
            ("schema:version", literals(info.version)),
            ("dct:license", [node(licence)] if info.licence else []),
        ],
    )


def _season(season: int, catalogue: Catalogue) -> str:
    return block(
        iri(f"#{season_anchor(season)}"),
        [
            ("a", ["schema:PodcastSeason"]),
            ("schema:seasonNumber", [str(season)]),
            ("dct:isPartOf", names(catalogue.show)),
        ],
    )


def _show(catalogue: Catalogue) -> str:
    show = catalogue.show
    return block(
        name(show),
        [
            ("a", ["schema:PodcastSeries", "dcmitype:Collection"]),
            ("dct:title", [literal(show.title, show.language)]),
            ("dct:identifier", [literal(show.id)]),
            ("dct:language", [literal(show.language)]),
            ("dct:abstract", localized(show.summary)),
            ("dct:issued", day(show.first_published)),
            ("dct:creator", names(*show.hosts)),
            ("schema:producer", names(*show.producers)),
            ("dct:subject", names(*show.themes)),
            ("foaf:page", iris(show.url)),
            ("schema:webFeed", iris(show.feed_url)),
            ("foaf:depiction", iris(show.cover_url)),
            ("dct:source", names(*show.sources)),
        ],
    )


def _episode(episode: Episode) -> str:
    guests = _agents(episode, "guest", episode.guests)
    mentioned = _agents(episode, "mentioned", episode.mentioned)
    subjects = [m.organisation for m in episode.organisations if m.relation == "subject"]
    others = [m.organisation for m in episode.organisations if m.relation != "subject"]
    length = None if episode.duration is None else format_iso_duration(episode.duration)
    season = [] if episode.season is None else [iri(f"#{season_anchor(episode.season)}")]
    return block(
        name(episode),
        [
            ("a", ["schema:PodcastEpisode", "dcmitype:Sound"]),
            ("dct:title", [literal(episode.title, episode.show.language)]),
            ("dct:alternative", literals(episode.short_title)),
            ("dct:identifier", [literal(episode.id), *literals(episode.guid)]),
            ("dct:type", [literal(episode.kind)]),
            ("dct:language", [literal(episode.show.language)]),
            ("dct:isPartOf", [name(episode.show), *season]),
            ("schema:episodeNumber", [] if episode.number is None else [str(episode.number)]),
            ("dct:issued", day(episode.published)),
            ("dct:extent", typed(length, "xsd:duration")),
            ("dct:abstract", localized(episode.summary)),
            ("dct:creator", names(*episode.hosts)),
            ("dct:contributor", guests),
            ("dct:subject", names(*episode.themes, *subjects)),
            ("dct:references", [*mentioned, *names(*others)]),
            ("dct:spatial", names(*episode.places)),
            ("foaf:page", iris(episode.url)),
            ("schema:associatedMedia", [_audio(episode.audio)] if episode.audio else []),
            (
                "schema:actor",
                [
                    _credit(("Guest", "schema:actor"), agent, guest, episode)
                    for agent, guest in zip(guests, episode.guests, strict=True)
                ],
            ),
            (
                "schema:mentions",
                [
                    *(
                        _credit(("Mentioned", "schema:mentions"), agent, named, episode)
                        for agent, named in zip(mentioned, episode.mentioned, strict=True)
                    ),
                    *map(_mention, episode.organisations),
                    *map(_figure, episode.figures),
                ],
            ),
            ("dct:source", names(*episode.sources)),
        ],
    )


def _agents(episode: Episode, part: str, appearances: Iterable[Credit]) -> list[str]:
    """Return the names of people, and blank nodes for groups."""
    return [
        name(credit.person) if credit.person else f"_:{anchor_of(episode)}-{part}-{position}"
        for position, credit in enumerate(appearances, 1)
    ]


def _groups(episode: Episode) -> Iterator[str]:
    for part, appearances in (("guest", episode.guests), ("mentioned", episode.mentioned)):
        agents = _agents(episode, part, appearances)
        for agent, credit in zip(agents, appearances, strict=True):
            if credit.group:
                called = localized(credit.group)
                yield block(agent, [("a", ["foaf:Group"]), ("foaf:name", called)])


def _credit(part: tuple[str, str], agent: str, credit: Credit, episode: Episode) -> str:
    """Describe a credit. schema.org repeats the property that leads to a role inside the role."""
    (role, link), tags = part, credit.role or ()
    described = [(tag, write_role(credit, episode, tag) or "") for tag in tags]
    return node(
        [
            ("a", ["schema:Role"]),
            ("schema:roleName", [literal(role)]),
            ("schema:name", [literal(credit.credited_as)]),
            ("schema:description", localized(text_of(described))),
            ("dct:relation", names(*credit.organisations)),
            (link, [agent]),
        ]
    )


def _mention(mention: Mention) -> str:
    return node(
        [
            ("a", ["schema:Role"]),
            ("schema:roleName", [literal(capitalize_first(mention.relation))]),
            ("dct:relation", names(mention.of)),
            ("schema:mentions", [name(mention.organisation)]),
        ]
    )


def _figure(figure: Figure) -> str:
    return node(
        [
            ("a", ["schema:QuantitativeValue"]),
            ("schema:name", localized(figure.as_printed)),
            ("schema:description", localized(figure.statement)),
            ("schema:value", numbers(figure.value)),
            ("schema:minValue", numbers(figure.low)),
            ("schema:maxValue", numbers(figure.high)),
            ("schema:unitText", localized(figure.unit)),
            ("dct:temporal", year(figure.year)),
        ]
    )


def _audio(audio: Audio) -> str:
    size = [] if audio.length is None else [literal(f"{audio.length} B")]
    return node(
        [
            ("a", ["schema:AudioObject"]),
            ("schema:contentUrl", iris(audio.url)),
            ("schema:encodingFormat", [literal(audio.media_type)]),
            ("schema:contentSize", size),
        ]
    )


def _person(person: Person) -> str:
    return block(
        name(person),
        [
            ("a", ["foaf:Person"]),
            ("foaf:name", [literal(person.name)]),
            ("foaf:givenName", literals(person.given)),
            ("foaf:familyName", literals(person.family)),
            ("foaf:title", literals(person.honorific)),
            ("skos:altLabel", literals(*person.aliases)),
            ("schema:memberOf", names(*person.organisations)),
            ("schema:sameAs", iris(*person.same_as)),
            ("dct:source", names(*person.sources)),
        ],
    )


def _organisation(organisation: Organisation, catalogue: Catalogue) -> str:
    return block(
        name(organisation),
        [
            ("a", ["foaf:Organization"]),
            ("foaf:name", [literal(organisation.name)]),
            ("skos:altLabel", literals(*organisation.aliases)),
            ("dct:type", [literal(organisation.kind)]),
            ("dct:description", localized(organisation.description)),
            ("schema:foundingDate", year(organisation.founded)),
            ("schema:founder", names(*catalogue.founders_of(organisation))),
            ("schema:parentOrganization", names(*organisation.parents)),
            ("schema:location", names(organisation.place)),
            ("foaf:page", iris(organisation.url)),
            ("schema:sameAs", iris(*organisation.same_as)),
            ("dct:source", names(*organisation.sources)),
        ],
    )


def _place(place: Place) -> str:
    return block(
        name(place),
        [
            ("a", ["dct:Location"]),
            ("rdfs:label", localized(place.name)),
            ("skos:altLabel", literals(*place.aliases)),
            ("dct:type", literals(place.kind)),
            ("dct:identifier", typed(place.code, "dct:ISO3166")),
            ("dct:isPartOf", names(place.part_of)),
        ],
    )


def _themes(catalogue: Catalogue) -> Iterator[str]:
    if not catalogue.themes:
        return
    show = catalogue.show
    top = [theme for theme in catalogue.themes if theme.broader is None]
    yield block(
        iri(f"#{THEMES}"),
        [
            ("a", ["skos:ConceptScheme"]),
            ("rdfs:label", [literal(show.title, show.language)]),
            ("skos:hasTopConcept", names(*top)),
        ],
    )
    narrower: dict[str, list[Theme]] = {}
    for theme in catalogue.themes:
        if theme.broader:
            narrower.setdefault(theme.broader.id, []).append(theme)
    for theme in catalogue.themes:
        yield _theme(theme, narrower.get(theme.id, ()))


def _theme(theme: Theme, narrower: Iterable[Theme]) -> str:
    return block(
        name(theme),
        [
            ("a", ["skos:Concept"]),
            ("skos:prefLabel", localized(theme.label)),
            ("skos:altLabel", literals(*theme.aliases)),
            ("skos:hiddenLabel", literals(*theme.search_words)),
            ("skos:definition", localized(theme.definition)),
            ("dct:identifier", [literal(theme.id)]),
            ("skos:broader", names(theme.broader)),
            ("skos:narrower", names(*narrower)),
            ("skos:inScheme", [iri(f"#{THEMES}")]),
            ("skos:topConceptOf", [] if theme.broader else [iri(f"#{THEMES}")]),
        ],
    )


def _source(source: Source) -> str:
    return block(
        name(source),
        [
            ("a", ["foaf:Document"]),
            ("dct:title", localized(source.title)),
            ("foaf:page", iris(source.url)),
        ],
    )
