"""Hypothesis strategies: valid catalogues, and the records in them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs
from hypothesis import strategies as st

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import fields_of
from value_strategies import (
    LANGUAGES,
    durations,
    few,
    ids,
    lines,
    localized_texts,
    maybe,
    numbers,
    publications,
    texts,
    urls,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

EntityT = TypeVar("EntityT", bound=tfg.Entity)


def kinds_of(model: type[tfg.Show | tfg.Entity]) -> SearchStrategy[str]:
    """Kinds that a record may have."""
    (choices,) = (field.choices for field in fields_of(model) if field.name == "kind")
    return st.sampled_from(choices)


def aliases_of(id_: str) -> SearchStrategy[tuple[str, ...]]:
    """Aliases that no other record has."""
    return few(lines().map(lambda text: f"{id_}={text}"))


def one_of_these(pool: Sequence[EntityT]) -> SearchStrategy[EntityT | None]:
    """A record of a pool, or nothing."""
    return maybe(st.sampled_from(pool)) if pool else st.none()


def some_of_these(pool: Sequence[EntityT]) -> SearchStrategy[tuple[EntityT, ...]]:
    """Different records of a pool, in any order."""
    if not pool:
        return st.just(())
    chosen = st.lists(st.sampled_from(pool), max_size=3, unique_by=lambda entity: entity.id)
    return chosen.map(tuple)


def unique_ids(min_size: int = 0) -> SearchStrategy[list[str]]:
    """Different ids, for the records of one list."""
    return st.lists(ids(), min_size=min_size, max_size=3, unique=True)


@st.composite
def sources(draw: DrawFn) -> tuple[tfg.Source, ...]:
    """The sources of a catalogue."""
    one = st.builds(
        tfg.Source,
        id=st.just("x"),
        title=localized_texts(),
        url=maybe(urls()),
        consulted=maybe(st.dates()),
    )
    return tuple(_with_id(draw(one), id_) for id_ in draw(unique_ids()))


@st.composite
def places(draw: DrawFn) -> tuple[tfg.Place, ...]:
    """Places, some inside others."""
    found: list[tfg.Place] = []
    for id_ in draw(unique_ids()):
        kind: Any = draw(maybe(kinds_of(tfg.Place)))
        place = st.builds(
            tfg.Place,
            id=st.just(id_),
            name=localized_texts(),
            kind=st.just(kind),
            code=maybe(st.sampled_from(("FR", "BE", "NO"))) if kind == "country" else st.none(),
            part_of=one_of_these(found),
            aliases=aliases_of(id_),
        )
        found.append(draw(place))
    return tuple(found)


@st.composite
def themes(draw: DrawFn) -> tuple[tfg.Theme, ...]:
    """Themes, some below others."""
    found: list[tfg.Theme] = []
    for id_ in draw(unique_ids()):
        theme = st.builds(
            tfg.Theme,
            id=st.just(id_),
            label=localized_texts(),
            definition=maybe(localized_texts()),
            broader=one_of_these(found),
            aliases=aliases_of(id_),
        )
        found.append(draw(theme))
    return tuple(found)


@st.composite
def organisations(
    draw: DrawFn, places: Sequence[tfg.Place] = (), sources: Sequence[tfg.Source] = ()
) -> tuple[tfg.Organisation, ...]:
    """Organisations, some below others."""
    found: list[tfg.Organisation] = []
    for id_ in draw(unique_ids()):
        organisation = st.builds(
            tfg.Organisation,
            id=st.just(id_),
            name=lines(),
            kind=kinds_of(tfg.Organisation),
            aliases=aliases_of(id_),
            search_names=aliases_of(f"{id_}?"),
            description=maybe(localized_texts()),
            founded=maybe(st.integers(1, 2100)),
            parents=some_of_these(found),
            place=one_of_these(places),
            url=maybe(urls()),
            same_as=few(urls()),
            sources=some_of_these(sources),
        )
        found.append(draw(organisation))
    return tuple(found)


@st.composite
def people(
    draw: DrawFn,
    organisations: Sequence[tfg.Organisation] = (),
    sources: Sequence[tfg.Source] = (),
) -> tuple[tfg.Person, ...]:
    """People, some of them members of organisations."""
    found: list[tfg.Person] = []
    for id_ in draw(unique_ids()):
        person = st.builds(
            tfg.Person,
            id=st.just(id_),
            name=lines(),
            given=maybe(lines()),
            family=maybe(lines()),
            honorific=maybe(st.sampled_from(("Dr", "Pr."))),
            aliases=aliases_of(id_),
            search_names=aliases_of(f"{id_}?"),
            organisations=some_of_these(organisations),
            url=maybe(urls()),
            image_url=maybe(urls()),
            same_as=few(urls()),
            sources=some_of_these(sources),
        )
        found.append(draw(person))
    return tuple(found)


def appearances(
    people: Sequence[tfg.Person], organisations: Sequence[tfg.Organisation]
) -> SearchStrategy[tfg.Credit]:
    """Credits of a person or of a group."""
    affiliations = some_of_these(organisations)
    role = maybe(localized_texts())
    group = st.builds(
        tfg.Credit,
        group=localized_texts(),
        role=role,
        organisations=affiliations,
        credited_as=lines(),
    )
    if not people:
        return group
    return group | st.builds(
        tfg.Credit,
        person=st.sampled_from(people),
        role=role,
        organisations=affiliations,
        credited_as=lines(),
    )


def mentions(
    organisations: Sequence[tfg.Organisation],
) -> SearchStrategy[tuple[tfg.Mention, ...]]:
    """Mentions of organisations, none where there are none."""
    if not organisations:
        return st.just(())
    mention = st.builds(
        tfg.Mention,
        organisation=st.sampled_from(organisations),
        relation=st.sampled_from(get_args(tfg.Relation)),
        of=one_of_these(organisations),
    )
    return few(mention)


@cache
def figures() -> SearchStrategy[tfg.Figure]:
    """Figures with a value or a range."""
    value = st.builds(
        tfg.Figure,
        value=numbers(),
        unit=localized_texts(),
        statement=localized_texts(),
        year=maybe(st.integers(1, 2100)),
        as_printed=localized_texts(),
    )
    interval = st.tuples(numbers(), numbers()).flatmap(
        lambda ends: st.builds(
            tfg.Figure,
            low=st.just(min(ends)),
            high=st.just(max(ends)),
            unit=localized_texts(),
            statement=localized_texts(),
            as_printed=localized_texts(),
        )
    )
    return value | interval


@cache
def audios() -> SearchStrategy[tfg.Audio]:
    """Sound files."""
    return st.builds(
        tfg.Audio,
        url=urls(),
        media_type=st.sampled_from(("audio/mpeg", "audio/x-m4a", "audio/ogg")),
        length=maybe(st.integers(1, 10**12)),
    )


@cache
def transcripts() -> SearchStrategy[tfg.Transcript]:
    """Files with the words of an episode."""
    return st.builds(
        tfg.Transcript,
        url=urls(),
        media_type=st.sampled_from(("text/vtt", "application/x-subrip", "text/html")),
        language=maybe(st.sampled_from(LANGUAGES)),
    )


@cache
def published_notes() -> SearchStrategy[str]:
    """Notes as somebody's HTML has them."""
    tags = ("<p>", "</p>", "<br>", "<ul><li>", "</ul>", "<b>", "</b>", '<a href="https://a.org/">')
    return st.lists(texts() | st.sampled_from(tags), min_size=1).map("".join).filter(str.strip)


@cache
def chapters() -> SearchStrategy[tfg.Chapter]:
    """Parts of an episode that have titles."""
    return st.builds(
        tfg.Chapter, start=durations(), title=lines(), url=maybe(urls()), image_url=maybe(urls())
    )


@cache
def infos() -> SearchStrategy[tfg.DataInfo]:
    """What catalogues say of themselves."""
    return st.builds(
        tfg.DataInfo,
        version=maybe(st.sampled_from(("2026.11.24", "1.10", "2026-11-24"))),
        licence=maybe(st.sampled_from(("CC0-1.0", "MIT"))),
        notice=maybe(localized_texts()),
    )


@st.composite
def catalogues(draw: DrawFn, min_episodes: int = 0) -> tfg.Catalogue:
    """Whole catalogues: any record may refer to others of its catalogue."""
    source_pool = draw(sources())
    place_pool = draw(places())
    theme_pool = draw(themes())
    body_pool = draw(organisations(place_pool, source_pool))
    person_pool = draw(people(body_pool, source_pool))
    show = draw(
        st.builds(
            tfg.Show,
            id=ids(),
            title=lines(),
            language=st.sampled_from(LANGUAGES),
            summary=maybe(localized_texts()),
            url=maybe(urls()),
            feed_url=maybe(urls()),
            links=few(st.builds(tfg.Link, label=lines(), url=urls())),
            cover_url=maybe(urls()),
            first_published=maybe(st.dates()),
            hosts=some_of_these(person_pool),
            producers=some_of_these(body_pool),
            themes=some_of_these(theme_pool),
            author=maybe(lines()),
            owner_name=maybe(lines()),
            owner_email=maybe(st.sampled_from(("me@example.org", "é+1@é.example", "a&b@c"))),
            copyright=maybe(lines()),
            explicit=maybe(st.booleans()),
            kind=maybe(kinds_of(tfg.Show)),
            categories=few(lines() | st.just("Arts > Food")),
            guid=maybe(lines()),
            sources=some_of_these(source_pool),
        )
    )
    published, published_at = draw(publications())
    notes, notes_html = draw(
        st.tuples(maybe(texts()), st.none()) | st.tuples(st.none(), published_notes())
    )
    episode = st.builds(
        tfg.Episode,
        id=st.just("x"),
        show=st.just(show),
        season=maybe(st.integers(1, 3)),
        number=maybe(st.integers(1, 12)),
        kind=kinds_of(tfg.Episode),
        title=lines(),
        duration=maybe(durations()),
        published=st.just(published),
        published_at=st.just(published_at),
        url=maybe(urls()),
        guid=maybe(lines()),
        summary=maybe(localized_texts()),
        notes=st.just(notes),
        notes_html=st.just(notes_html),
        hosts=some_of_these(person_pool),
        guests=few(appearances(person_pool, body_pool)),
        mentioned=few(appearances(person_pool, body_pool), max_size=1),
        crew=few(appearances(person_pool, body_pool), max_size=1),
        organisations=mentions(body_pool),
        themes=some_of_these(theme_pool),
        keywords=few(lines()),
        search_words=few(lines()),
        places=some_of_these(place_pool),
        figures=few(figures(), max_size=1),
        audio=maybe(audios()),
        image_url=maybe(urls()),
        explicit=maybe(st.booleans()),
        transcripts=few(transcripts()),
        chapters_url=maybe(urls()),
        chapters=few(chapters(), max_size=2),
        sources=some_of_these(source_pool),
    )
    episodes = [_with_id(draw(episode), id_) for id_ in draw(unique_ids(min_episodes))]
    pools: tuple[Sequence[tfg.Entity], ...] = (
        *(source_pool, place_pool, theme_pool, body_pool, person_pool, episodes),
    )
    taken = sorted({entity.id for pool in pools for entity in pool})
    retired = draw(st.lists(ids().filter(lambda id_: id_ not in taken), max_size=2, unique=True))
    target = maybe(st.sampled_from(taken)) if taken else st.none()
    return tfg.Catalogue(
        show=show,
        episodes=episodes,
        people=person_pool,
        organisations=body_pool,
        themes=theme_pool,
        places=place_pool,
        sources=source_pool,
        redirects=[tfg.Redirect(id=id_, to=draw(target)) for id_ in retired],
        info=draw(infos()),
    )


def _with_id(entity: EntityT, id_: str) -> EntityT:
    return attrs.evolve(entity, id=id_)
