"""``draft_from_feed``: what a feed says for certain is a valid catalogue to go on with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from rss_strategies import documents, item, raw_documents, rss
from settings import examples
from techforgood_podcast import Appearance, Audio, Episode, Person, Show, Source

if TYPE_CHECKING:
    from techforgood_podcast import Catalogue

FEEDS = Path(__file__).parent / "feeds"
FORMATS: tuple[Literal["json", "yaml", "jsonl"], ...] = ("json", "yaml", "jsonl")


def draft(channel: str) -> Catalogue:
    return tfg.draft_from_feed(rss(channel))


def person(name: str, role: str = "guest", group: str = "cast") -> str:
    return f'<podcast:person role="{role}" group="{group}">{name}</podcast:person>'


# ------------------------------------------------------------------------ whole feeds


def test_a_feed_of_podlove_is_read() -> None:
    found = tfg.draft_from_feed(FEEDS / "podlove.xml")
    feed = Source(id="feed", title="RSS: Brot & Bits", url="https://brot.example.org/feed/mp3/")
    show = Show(
        id="brot-bits",
        title="Brot & Bits",
        language="de-DE",
        url="https://brot.example.org/",
        feed_url="https://brot.example.org/feed/mp3/",
        cover_url="https://brot.example.org/cover.png",
        sources=(feed,),
    )
    assert found.show == show
    guest = Person(id="dr-anne-oz", name="Dr. Änne Öz", sources=(feed,))
    assert list(found.episodes) == [
        Episode(
            id="s01e01",
            show=show,
            season=1,
            number=1,
            title="Mehl",
            duration=dt.timedelta(minutes=48),
            published=dt.date(2022, 2, 20),
            url="https://brot.example.org/bb001/",
            guid="podlove-2022-02-20t07:00:00+00:00-3d4e5f",
            audio=Audio(
                url="https://brot.example.org/podlove/file/1/s/feed/c/m4a/bb001.m4a",
                media_type="audio/mp4",
                length=41_234_567,
            ),
            sources=(feed,),
        ),
        Episode(
            id="s01e02",
            show=show,
            season=1,
            number=2,
            title="Sauerteig – lebt er?",
            duration=dt.timedelta(hours=1, minutes=2, seconds=3),
            published=dt.date(2022, 3, 6),
            url="https://brot.example.org/bb002/",
            guid="podlove-2022-03-06t22:30:00+00:00-0a1b2c",
            hosts=(Person(id="jorg-muller", name="Jörg Müller", sources=(feed,)),),
            guests=(Appearance(person=guest, credited_as="Dr. Änne Öz"),),
            audio=Audio(
                url="https://brot.example.org/podlove/file/2/s/feed/c/mp3/bb002.mp3",
                media_type="audio/mpeg",
                length=51_234_567,
            ),
            sources=(feed,),
        ),
    ]


def test_a_feed_in_the_manner_of_apple_is_read() -> None:
    found = tfg.draft_from_feed(FEEDS / "apple.xml")
    assert (found.show.title, found.show.language) == ("Le pain & le code", "fr-FR")
    assert found.show.cover_url == "https://pain.example.org/pochette.png"
    told = [(e.id, e.kind, e.title, e.duration, e.published, e.audio) for e in found.episodes]
    first, second = (
        Audio(url=f"https://pain.example.org/{n}.mp3", media_type="audio/mpeg") for n in (0, 1)
    )
    day, hour = dt.date(2022, 1, 17), dt.timedelta(seconds=3723)
    assert told == [
        ("s01-bande-annonce-courte", "trailer", "Bande&annonce courte", None, None, first),
        ("s01e01", "full", "Le four à bois", hour, day, second),
    ]


def test_a_feed_of_buzzsprout_is_read() -> None:
    found = tfg.draft_from_feed(FEEDS / "buzzsprout.xml")
    assert [host.name for host in found.show.hosts] == ["Ada Miller", "Ben Baker"]
    oil, loom = found.episodes
    assert (oil.id, oil.kind, oil.published) == ("s01-bonus-oil", "bonus", dt.date(2022, 2, 28))
    assert (loom.code, loom.published) == ("S1E2", dt.date(2022, 3, 1))
    assert [host.id for host in loom.hosts] == ["ada-miller"]
    assert [guest.credited_as for guest in loom.guests] == ["Ada Lovelace-King"]


def test_a_minimal_feed_is_read_as_far_as_it_goes() -> None:
    found = tfg.draft_from_feed(FEEDS / "minimal.xml")
    assert (found.show.language, found.show.url, found.show.cover_url) == ("und", None, None)
    one, two = found.episodes
    assert (one.id, one.title, one.published) == ("s01-one", "One", dt.date(2022, 1, 3))
    assert (one.url, one.audio) == (None, None)
    assert (two.id, two.title, two.published, two.url) == ("s01-two", "Two", None, None)
    assert two.audio == Audio(url="https://example.org/two.ogg", media_type="audio/ogg", length=10)


def test_a_feed_of_acast_gives_the_bundled_show_in_outline() -> None:
    found = tfg.draft_from_feed(FEEDS / "acast.xml")
    bundled = tfg.load_catalogue()
    assert (found.show.id, found.show.language) == (bundled.show.id, "fr")
    assert {e.duration for e in found.episodes} <= {e.duration for e in bundled.episodes}
    assert len(found.episodes) == 9


# ----------------------------------------------------------------------------- the show


def test_a_show_without_a_title_says_so() -> None:
    found = draft("").show
    assert (found.id, found.title) == ("untitled-show", "Untitled show")


@pytest.mark.parametrize(
    ("title", "id_"),
    [("日本語", "show"), ("Con", "con-1"), ("L’Œuvre d’été", "l-oeuvre-d-ete"), ("!", "show")],
)
def test_the_show_has_a_valid_id_whatever_its_title(title: str, id_: str) -> None:
    assert draft(f"<title>{title}</title>").show.id == id_


@pytest.mark.parametrize(
    ("told", "language"),
    [
        *(("fr", "fr"), ("FR-fr", "fr-fr"), ("en_US", "en-US"), ("zh-Hant-TW", "zh-Hant-TW")),
        *(("french", "und"), ("fr-", "und"), ("fr-!", "und"), ("x", "und"), ("", "und")),
    ],
)
def test_the_language_is_a_tag_or_undetermined(told: str, language: str) -> None:
    assert draft(f"<language>{told}</language>").show.language == language


def test_the_first_address_that_is_one_is_the_cover() -> None:
    found = draft(
        '<itunes:image href="cover.jpg"/><itunes:image/>'
        "<image><url>https://example.org/small.jpg</url></image>"
        "<image><url>https://example.org/tiny.jpg</url></image>"
    )
    assert found.show.cover_url == "https://example.org/small.jpg"


# ----------------------------------------------------------------------------- episodes


def test_an_item_without_a_title_is_left_out() -> None:
    assert list(draft(item(itunes_episode="1") + item(title="&lt;b&gt;")).episodes) == []


def test_a_season_that_is_not_given_counts_as_the_first() -> None:
    found = draft(item(title="Bread", itunes_episode="12")).episodes[0]
    assert (found.id, found.season, found.number) == ("s01e12", 1, 12)


def test_an_episode_without_a_number_is_called_by_its_title() -> None:
    found = draft(item(title="Qui es-tu, l’œuf ?", itunes_season="2")).episodes[0]
    assert found.id == "s02-qui-es-tu-l-oeuf"


def test_a_long_title_makes_an_id_that_is_no_longer_than_a_file_name() -> None:
    found = draft(item(title="word " * 100)).episodes[0]
    assert found.id == "s01-word-word-word-word-word-word-word-word"


def test_ids_differ_where_titles_and_numbers_do_not() -> None:
    found = draft(
        item(title="Bread") * 3
        + item(title="日本") * 2
        + item(title="One", itunes_episode="1")
        + item(title="Two", itunes_episode="1")
    )
    assert sorted(episode.id for episode in found.episodes) == [
        *("s01", "s01-2", "s01-bread", "s01-bread-2", "s01-bread-3", "s01e01", "s01e01-2"),
    ]


def test_many_equal_titles_are_numbered() -> None:
    found = draft(item(title="a") * 5_000)
    assert len(found.episodes) == 5_000
    assert found.episodes["s01-a-5000"].title == "a"


# ------------------------------------------------------------------------------- people


def test_people_are_hosts_or_guests_by_their_role_and_others_are_left_out() -> None:
    more = (
        person("Ada", "host")
        + person("Ben", "Co-Host ")
        + person("Cy", "guest")
        + person("Dan", "editor")
        + person("Eve", "guest", "visuals")
        + person("Fay", "")
        + "<podcast:person>Gus</podcast:person>"
        + person(" ", "guest")
    )
    found = draft(item(title="Bread", more=more))
    (episode,) = found.episodes
    assert [host.name for host in episode.hosts] == ["Ada", "Ben", "Gus"]
    assert [guest.credited_as for guest in episode.guests] == ["Cy"]
    assert [p.name for p in found.people] == ["Ada", "Ben", "Cy", "Gus"]


def test_the_same_name_is_the_same_person_however_it_is_spelt() -> None:
    found = draft(
        item(title="One", more=person("Zoé Klein") + person("ZOE KLEIN") + person("Zoé Klein"))
        + item(title="Two", more=person("Zoe Klein"))
    )
    assert [(p.id, p.name) for p in found.people] == [("zoe-klein", "Zoé Klein")]
    credits_ = [guest.credited_as for episode in found.episodes for guest in episode.guests]
    assert credits_ == ["Zoé Klein", "Zoe Klein"]


def test_a_host_who_is_also_a_guest_is_one_person() -> None:
    more = person("Ada", "host") + person("Ada")
    (episode,) = draft(item(title="Bread", more=more)).episodes
    assert episode.hosts == (episode.guests[0].person,)


def test_people_whose_names_have_no_ascii_letter_have_ids_that_differ() -> None:
    found = draft(item(title="Bread", more="".join(map(person, ("日本", "中国", "!!!", "***")))))
    assert {p.id: p.name for p in found.people} == {
        "person": "日本",
        "person-2": "中国",
        "person-3": "!!!",
        "person-4": "***",
    }


def test_names_that_give_one_id_stay_two_people() -> None:
    more = "".join(map(person, ("Ann 日", "Ann 本", "Nul", "Nul-1", "Ann-2")))
    found = draft(item(title="Bread", more=more))
    assert {p.id: p.name for p in found.people} == {
        "ann": "Ann 日",
        "ann-2": "Ann 本",
        "ann-2-2": "Ann-2",
        "nul-1": "Nul",
        "nul-1-2": "Nul-1",
    }


# ------------------------------------------------------------------------------ for all


@pytest.mark.parametrize("name", ["acast", "podlove", "apple", "buzzsprout", "minimal"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_draft_loads_again_from_every_format(
    name: str, format_: Literal["json", "yaml", "jsonl"]
) -> None:
    found = tfg.draft_from_feed(FEEDS / f"{name}.xml")
    assert tfg.loads(tfg.dumps(found, format_), format_) == found


@pytest.mark.parametrize("name", ["acast", "podlove", "apple", "buzzsprout", "minimal"])
def test_a_draft_knows_what_its_feed_says(name: str) -> None:
    found = tfg.draft_from_feed(FEEDS / f"{name}.xml")
    again = tfg.enrich(found, FEEDS / f"{name}.xml")
    assert {change.kind for change in again.changes} == {"confirmed"}
    assert again.catalogue == found


@settings(max_examples=examples(200), deadline=None)
@given(documents(), st.sampled_from(FORMATS))
def test_a_draft_of_any_feed_is_a_valid_catalogue(
    document: str, format_: Literal["json", "yaml", "jsonl"]
) -> None:
    try:
        found = tfg.draft_from_feed(document)
    except tfg.FeedError:
        reject()
    assert tfg.loads(tfg.dumps(found, format_), format_) == found


@settings(max_examples=examples(200), deadline=None)
@given(raw_documents())
def test_any_document_is_a_draft_or_one_located_error(document: bytes) -> None:
    try:
        found = tfg.draft_from_feed(document)
    except tfg.FeedError as error:
        assert min(error.line, error.column) >= 1  # noqa: PT017 -- either this or a catalogue
    else:
        assert attrs.evolve(found.info, sha256=None) == tfg.DataInfo()
