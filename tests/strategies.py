"""Hypothesis strategies: valid catalogues, and the parts that they are made of."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, TypeVar, get_args

import attrs
from hypothesis import strategies as st

import techforgood_podcast as tfg
from techforgood_podcast.models import (
    Entity,
    EpisodeKind,
    OrganisationKind,
    PlaceKind,
    Relation,
    ShowKind,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

EntityT = TypeVar("EntityT", bound=Entity)
ItemT = TypeVar("ItemT")

TRICKY = (
    *("33:13", "1:02:03", "no", "on", "yes", "y", "012", "0o14", "1_000", "1.10", "1e3", ".5"),
    *("2024-01-02", "2024-01-02 03:04:05", "~", "null", "true", "0x1F", "nan", ".inf", "=", "<<"),
    *(
        "- a",
        "a: b",
        "a:",
        "# a",
        "a # b",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "? a",
        "|",
        ">",
        ",",
    ),
    *("[a", "{a}", "]", "'", "''", '"', '\\"', "\\n", "---", "...", "--- a", "{", "a, b", "=1+1"),
    *(
        " a ",
        "a  b",
        "a \n b",
        "\n\n a",
        "a\n",
        "a\r\nb",
        "a\tb",
        "\ta",
        "<b>&amp;",
        "]]>",
        "\xa0a",
    ),
    *("Été", "E\u0301te\u0301", "œuvre", "ǆ", "İ", "日本語", "عربى", "😀", "a\u200db", "²", "ﬁ"),
)
"""Texts that a careless writer or reader takes for something else."""

CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters=["\ufeff", "\ufffe", "\uffff", *map(chr, range(0xFDD0, 0xFDF0))],
) | st.sampled_from("\t\n\r")
"""Every character that a text of a catalogue may hold."""

LANGUAGES: tuple[str, ...] = ("fr", "en", "de", "pt-BR", "zh-Hant")


@cache
def texts(max_size: int = 12) -> SearchStrategy[str]:
    """Texts that are not blank."""
    free = st.text(CHARACTERS, min_size=1, max_size=max_size).filter(str.strip)
    return st.sampled_from(TRICKY) | free


@cache
def ids() -> SearchStrategy[str]:
    """Ids that no other rule forbids."""
    words = st.text("abcxyz019", min_size=1, max_size=5)
    joined = st.lists(words, min_size=1, max_size=3).map("-".join)
    return joined | st.sampled_from(("no", "012", "1e3", "0", "null", "2024-01-02", "true"))


@cache
def urls() -> SearchStrategy[str]:
    """Addresses on the web."""
    return st.text("ab1é/?&=#%-~", max_size=8).map("https://example.org/".__add__)


@cache
def lines() -> SearchStrategy[str]:
    """Texts on one line that are not blank."""
    return texts().filter(lambda text: "\n" not in text)


def aliases_of(id_: str) -> SearchStrategy[tuple[str, ...]]:
    """Aliases that no other record has."""
    return few(lines().map(lambda text: f"{id_}={text}"))


@cache
def localized_texts() -> SearchStrategy[tfg.LocalizedText]:
    """Texts in one to three languages."""
    by_language = st.dictionaries(st.sampled_from(LANGUAGES), texts(), min_size=1, max_size=3)
    return by_language.map(tfg.LocalizedText)


@cache
def durations() -> SearchStrategy[dt.timedelta]:
    """Running times in whole seconds."""
    return st.integers(0, 9_999 * 3_600 + 3_599).map(lambda seconds: dt.timedelta(seconds=seconds))


@cache
def numbers() -> SearchStrategy[float]:
    """Whole numbers and others, finite."""
    most = 10**18 - 1
    return st.integers(-most, most) | st.floats(allow_nan=False, allow_infinity=False)


def few(items: SearchStrategy[ItemT], max_size: int = 2) -> SearchStrategy[tuple[ItemT, ...]]:
    """A few values, as a tuple."""
    return st.lists(items, max_size=max_size).map(tuple)


def maybe(items: SearchStrategy[ItemT]) -> SearchStrategy[ItemT | None]:
    """A value, or nothing."""
    return st.none() | items


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
        tfg.Source, id=st.just("x"), title=lines(), url=maybe(urls()), consulted=maybe(st.dates())
    )
    return tuple(_with_id(draw(one), id_) for id_ in draw(unique_ids()))


@st.composite
def places(draw: DrawFn) -> tuple[tfg.Place, ...]:
    """Places, some inside others."""
    found: list[tfg.Place] = []
    for id_ in draw(unique_ids()):
        kind: PlaceKind = draw(st.sampled_from(get_args(PlaceKind)))
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
            kind=st.sampled_from(get_args(OrganisationKind)),
            aliases=aliases_of(id_),
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
) -> SearchStrategy[tfg.Appearance]:
    """Appearances of a person or of a group."""
    affiliations = some_of_these(organisations)
    role = maybe(localized_texts())
    group = st.builds(
        tfg.Appearance,
        group=localized_texts(),
        role=role,
        organisations=affiliations,
        credited_as=lines(),
    )
    if not people:
        return group
    return group | st.builds(
        tfg.Appearance,
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
        relation=st.sampled_from(get_args(Relation)),
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
        as_printed=lines(),
    )
    interval = st.tuples(numbers(), numbers()).flatmap(
        lambda ends: st.builds(
            tfg.Figure,
            low=st.just(min(ends)),
            high=st.just(max(ends)),
            unit=localized_texts(),
            statement=localized_texts(),
            as_printed=lines(),
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
def zones() -> SearchStrategy[dt.tzinfo]:
    """Time zones with a fixed distance from UTC."""
    minutes = st.integers(-14 * 60, 14 * 60)
    return minutes.map(lambda offset: dt.timezone(dt.timedelta(minutes=offset)))


@cache
def publications() -> SearchStrategy[tuple[dt.date | None, dt.datetime | None]]:
    """The day of publication, with and without the moment."""
    moments = st.datetimes(timezones=zones()).map(lambda moment: moment.replace(microsecond=0))
    days = st.tuples(maybe(st.dates()), st.none())
    return days | moments.map(lambda moment: (moment.date(), moment))


@cache
def infos() -> SearchStrategy[tfg.DataInfo]:
    """What catalogues say of themselves."""
    return st.builds(
        tfg.DataInfo,
        version=maybe(st.sampled_from(("2026.11.24", "1.10", "2026-11-24"))),
        licence=maybe(st.sampled_from(("CC0-1.0", "MIT"))),
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
            kind=maybe(st.sampled_from(get_args(ShowKind))),
            categories=few(lines() | st.just("Arts > Food")),
            guid=maybe(lines()),
            sources=some_of_these(source_pool),
        )
    )
    published, published_at = draw(publications())
    episode = st.builds(
        tfg.Episode,
        id=st.just("x"),
        show=st.just(show),
        season=maybe(st.integers(1, 3)),
        number=maybe(st.integers(1, 12)),
        kind=st.sampled_from(get_args(EpisodeKind)),
        title=lines(),
        duration=maybe(durations()),
        published=st.just(published),
        published_at=st.just(published_at),
        url=maybe(urls()),
        guid=maybe(lines()),
        summary=maybe(localized_texts()),
        notes=maybe(texts()),
        hosts=some_of_these(person_pool),
        guests=few(appearances(person_pool, body_pool)),
        mentioned=few(appearances(person_pool, body_pool), max_size=1),
        crew=few(appearances(person_pool, body_pool), max_size=1),
        organisations=mentions(body_pool),
        themes=some_of_these(theme_pool),
        keywords=few(lines()),
        places=some_of_these(place_pool),
        figures=few(figures(), max_size=1),
        audio=maybe(audios()),
        image_url=maybe(urls()),
        explicit=maybe(st.booleans()),
        transcripts=few(transcripts()),
        chapters_url=maybe(urls()),
        sources=some_of_these(source_pool),
    )
    episodes = [_with_id(draw(episode), id_) for id_ in draw(unique_ids(min_episodes))]
    pools: tuple[Sequence[Entity], ...] = (
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
