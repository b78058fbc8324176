"""``draft_from_feed``: what a feed says for certain is a valid catalogue to go on with."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from rss_strategies import documents, item, raw_documents, rss
from settings import examples
from techforgood_podcast import (
    Audio,
    Chapter,
    Credit,
    Episode,
    LocalizedText,
    Person,
    Show,
    Source,
    Transcript,
)

if TYPE_CHECKING:
    from random import Random

    from techforgood_podcast import Catalogue

FEEDS = Path(__file__).parent / "feeds"
FORMATS: tuple[Literal["json", "yaml", "jsonl"], ...] = ("json", "yaml", "jsonl")


def draft(channel: str) -> Catalogue:
    return tfg.authoring.draft_from_feed(rss(channel))


# ------------------------------------------------------------------------ whole feeds


def test_a_feed_of_podlove_is_read() -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / "podlove.xml")
    feed = Source(
        id="feed",
        title=LocalizedText({"de-DE": "RSS: Brot & Bits"}),
        url="https://brot.example.org/feed/mp3/",
    )
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
    host = Person(
        id="jorg-muller", name="Jörg Müller", url="https://example.org/joerg", sources=(feed,)
    )
    assert list(found.episodes) == [
        Episode(
            id="s01e01",
            show=show,
            season=1,
            number=1,
            title="BB001 Mehl",
            short_title="Mehl",
            duration=dt.timedelta(minutes=48),
            published=dt.date(2022, 2, 20),
            published_at=dt.datetime.fromisoformat("2022-02-20T08:00:00+01:00"),
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
            title="BB002 Sauerteig – lebt er?",
            short_title="Sauerteig – lebt er?",
            duration=dt.timedelta(hours=1, minutes=2, seconds=3),
            published=dt.date(2022, 3, 6),
            published_at=dt.datetime.fromisoformat("2022-03-06T23:30:00-05:00"),
            url="https://brot.example.org/bb002/",
            guid="podlove-2022-03-06t22:30:00+00:00-0a1b2c",
            hosts=(host,),
            guests=(Credit(person=guest, credited_as="Dr. Änne Öz"),),
            crew=(
                Credit(
                    person=Person(id="uwe-schnitt", name="Uwe Schnitt", sources=(feed,)),
                    role=LocalizedText(en="editor"),
                    credited_as="Uwe Schnitt",
                ),
            ),
            audio=Audio(
                url="https://brot.example.org/podlove/file/2/s/feed/c/mp3/bb002.mp3",
                media_type="audio/mpeg",
                length=51_234_567,
            ),
            chapters=(Chapter(start=dt.timedelta(), title="Anfang"),),
            sources=(feed,),
        ),
    ]


def test_a_feed_in_the_manner_of_apple_is_read() -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / "apple.xml")
    assert (found.show.title, found.show.language) == ("Le pain & le code", "fr-FR")
    assert found.show.cover_url == "https://pain.example.org/pochette.png"
    facts = [(e.id, e.kind, e.title, e.duration, e.published, e.audio) for e in found.episodes]
    first, second = (
        Audio(url=f"https://pain.example.org/{n}.mp3", media_type="audio/mpeg") for n in (1, 0)
    )
    day, hour = dt.date(2022, 1, 17), dt.timedelta(seconds=3723)
    assert facts == [
        ("s01e01", "full", "S1E1 - Le four à bois", hour, day, first),
        ("bande-annonce-courte", "trailer", "Bande&annonce courte", None, None, second),
    ]


def test_a_feed_of_buzzsprout_is_read() -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / "buzzsprout.xml")
    assert [host.name for host in found.show.hosts] == ["Ada Miller", "Ben Baker"]
    loom, oil = found.episodes
    assert (oil.id, oil.kind, oil.published) == ("bonus-oil", "bonus", dt.date(2022, 2, 28))
    assert (loom.code, loom.published) == ("S1E2", dt.date(2022, 3, 1))
    assert [host.id for host in loom.hosts] == ["ada-miller"]
    assert [guest.credited_as for guest in loom.guests] == ["Ada Lovelace-King"]


def test_a_minimal_feed_is_read_as_far_as_it_goes() -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / "minimal.xml")
    assert (found.show.language, found.show.url, found.show.cover_url) == ("und", None, None)
    one, two = found.episodes
    assert (one.id, one.title, one.published) == ("one", "One", dt.date(2022, 1, 3))
    assert (one.url, one.audio) == (None, None)
    assert (two.id, two.title, two.published, two.url) == ("two", "Two", None, None)
    assert two.audio == Audio(url="https://example.org/two.mp3", media_type="audio/mpeg")


def test_a_feed_of_acast_gives_the_bundled_show_in_outline() -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / "acast.xml")
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
    [
        ("日本語", "show-77710aed"),
        ("Con", "con-1"),
        ("L’Œuvre d’été", "l-oeuvre-d-ete"),
        ("Хлеб", "khleb"),
        ("!", "show-bb7208bc"),
    ],
)
def test_the_show_has_a_valid_id_whatever_its_title(title: str, id_: str) -> None:
    assert draft(f"<title>{title}</title>").show.id == id_


def test_the_id_of_a_show_may_be_chosen() -> None:
    feed = rss("<title>日本語</title>")
    assert tfg.authoring.draft_from_feed(feed, id="nihongo").show.id == "nihongo"
    with pytest.raises(tfg.CatalogueError, match=r"show\.id: expected an id"):
        tfg.authoring.draft_from_feed(feed, id="日本")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("fr", "fr"), ("FR-fr", "fr-fr"), ("en_US", "en-US"), ("zh-Hant-TW", "zh-Hant-TW")),
        *(("french", "und"), ("fr-", "und"), ("fr-!", "und"), ("x", "und"), ("", "und")),
    ],
)
def test_the_language_is_a_tag_or_undetermined(text: str, language: str) -> None:
    assert draft(f"<language>{text}</language>").show.language == language


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


def test_no_season_is_invented() -> None:
    found = draft(item(title="Bread", itunes_episode="12")).episodes[0]
    assert (found.id, found.season, found.number) == ("e12", None, 12)


def test_an_episode_without_a_number_is_called_by_its_title() -> None:
    found = draft(item(title="Qui es-tu, l’œuf ?", itunes_season="2")).episodes[0]
    assert found.id == "qui-es-tu-l-oeuf"


def test_a_long_title_makes_an_id_that_is_no_longer_than_a_file_name() -> None:
    found = draft(item(title="word " * 100)).episodes[0]
    assert found.id == "-".join(["word"] * 12)


def test_a_title_without_letters_of_ascii_makes_an_id_of_the_day() -> None:
    found = draft(item(title="日本", pubDate="2022-01-17")).episodes[0]
    assert found.id == "episode-2022-01-17"


def test_a_title_that_names_a_device_of_windows_makes_another_id() -> None:
    assert draft(item(title="Nul")).episodes[0].id == "nul-1"


def test_of_items_with_one_id_the_one_published_first_keeps_it_and_others_get_their_day() -> None:
    found = draft(
        item(title="Rerun", guid="b", pubDate="2022-03-04")
        + item(title="Rerun", guid="a", pubDate="2021-03-04")
        + item(title="Rerun", guid="c", pubDate="2023-03-04")
    )
    assert {e.guid: e.id for e in found.episodes} == {
        "a": "rerun",
        "b": "rerun-2022-03-04",
        "c": "rerun-2023-03-04",
    }


def test_items_with_one_id_and_one_day_get_eight_digits_of_the_hash_of_their_guid() -> None:
    days = ("2022-03-03T01:00:00Z", "2022-03-04T01:00:00Z", "2022-03-04T02:00:00Z")
    found = draft(
        "".join(
            item(title="12: a", guid=guid, pubDate=day)
            for guid, day in zip("abc", days, strict=True)
        )
    )
    assert {e.guid: e.id for e in found.episodes} == {
        "a": "e12",
        "b": "e12-2022-03-04",
        "c": f"e12-{hashlib.sha256(b'c').hexdigest()[:8]}",
    }


def test_without_a_guid_the_hash_is_that_of_the_other_facts() -> None:
    one, two = (f'<enclosure url="https://example.org/{n}.mp3" type="audio/mpeg"/>' for n in (1, 2))
    ids = {e.id for e in draft(item(title="A", more=one) + item(title="A", more=two)).episodes}
    again = {e.id for e in draft(item(title="A", more=two) + item(title="A", more=one)).episodes}
    assert len(ids) == 2
    assert ids == again


def test_an_item_that_is_there_many_times_is_as_many_episodes() -> None:
    found = draft(item(title="a") * 1_000)
    assert len(found.episodes) == 1_000


@st.composite
def histories(draw: st.DrawFn) -> list[str]:
    """Items in the order of publication, each with its own guid and moment."""
    titles = st.sampled_from(
        ("Bread", "Wine", "12: Salt", "Bread 2022-01-02", "日本", "S1E2 - Oven")
    )
    count = draw(st.integers(1, 8))
    return [
        item(
            title=draw(titles),
            guid=f"urn:{number}",
            pubDate=f"2022-01-{1 + number // 3:02}T{number % 3:02}:00:00Z",
        )
        for number in range(count)
    ]


def ids_by_guid(items: list[str]) -> dict[str | None, str]:
    return {episode.guid: episode.id for episode in draft("".join(items)).episodes}


@settings(max_examples=examples(200), deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_ids_do_not_depend_on_the_order_of_the_feed(items: list[str], random: Random) -> None:
    shuffled = random.sample(items, len(items))
    assert ids_by_guid(shuffled) == ids_by_guid(items)


@settings(max_examples=examples(200), deadline=None)
@given(histories(), st.integers(1, 8))
def test_newer_items_do_not_change_the_ids_of_older_ones(items: list[str], size: int) -> None:
    older = ids_by_guid(items[:size])
    assert older.items() <= ids_by_guid(items).items()


def test_a_newer_item_with_a_date_does_not_change_the_id_of_one_without() -> None:
    older = item(title="Rerun", guid="a")
    found = draft(item(title="Rerun", guid="b", pubDate="2022-01-10") + older)
    assert {e.guid: e.id for e in found.episodes} == {"a": "rerun", "b": "rerun-2022-01-10"}


# ---------------------------------------------------------------------- what else is kept


def test_the_facts_of_a_show_are_read() -> None:
    found = draft(
        "<itunes:author>Ada &amp; Ben</itunes:author><copyright>© Ada</copyright>"
        "<itunes:owner><itunes:name>Ada</itunes:name>"
        "<itunes:email>ada@example.org</itunes:email></itunes:owner>"
        "<itunes:explicit>no</itunes:explicit><itunes:type>Serial</itunes:type>"
        "<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>"
        '<itunes:category text="Arts"><itunes:category text="Food"/></itunes:category>'
        '<itunes:category text="Technology"/><itunes:category/>'
    ).show
    assert (found.author, found.copyright) == ("Ada & Ben", "© Ada")
    assert (found.owner_name, found.owner_email) == ("Ada", "ada@example.org")
    assert (found.explicit, found.kind) == (False, "serial")
    assert found.guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert found.categories == ("Arts > Food", "Technology")


def test_an_owner_without_a_valid_address_has_a_name_only() -> None:
    found = draft(
        "<itunes:owner><itunes:name>Ada</itunes:name><itunes:email>ada</itunes:email></itunes:owner>"
    ).show
    assert (found.owner_name, found.owner_email) == ("Ada", None)


def test_the_other_facts_of_an_episode_are_read() -> None:
    found = draft(
        item(
            title="Bread",
            itunes_explicit="yes",
            itunes_keywords="flour, water,, salt ,flour",
            more='<itunes:image href="https://example.org/1.jpg"/>'
            '<podcast:chapters url="https://example.org/1.json" type="application/json+chapters"/>'
            '<podcast:transcript url="https://example.org/1.vtt" type="text/vtt" language="FR"/>'
            '<podcast:transcript url="https://example.org/1.srt" type="application/x-subrip"/>'
            '<podcast:transcript url="1.txt" type="text/plain"/>'
            '<podcast:transcript url="https://example.org/1" type="text"/>',
        )
    ).episodes[0]
    assert (found.explicit, found.keywords) == (True, ("flour", "water", "salt"))
    assert found.image_url == "https://example.org/1.jpg"
    assert found.chapters_url == "https://example.org/1.json"
    assert found.transcripts == (
        Transcript(url="https://example.org/1.vtt", media_type="text/vtt", language="fr"),
        Transcript(url="https://example.org/1.srt", media_type="application/x-subrip"),
    )


def test_the_chapters_of_an_item_are_taken() -> None:
    feed = rss(
        item(
            title="Bread",
            more='<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">'
            '<psc:chapter start="00:00:00.000" title="Flour &amp;amp; salt"/>'
            '<psc:chapter start="62.5" title="Oven" href="https://example.org/" image="o.jpg"/>'
            '<psc:chapter start="soon" title="Crust"/><psc:chapter start="1:02:03" title=" "/>'
            "</psc:chapters>",
        )
    )
    assert tfg.authoring.draft_from_feed(feed).episodes[0].chapters == (
        Chapter(start=dt.timedelta(), title="Flour & salt"),
        Chapter(start=dt.timedelta(seconds=62), title="Oven", url="https://example.org/"),
    )
    counts = {
        (one.count, one.reason) for one in tfg.authoring.inspect_feed(feed) if "psc" in one.element
    }
    assert counts == {(2, ""), (2, "no time of its start, or no title")}


def test_notes_are_taken_on_request_only() -> None:
    feed = rss(
        "<language>en</language><description>A show.</description>"
        + item(title="Bread", description="About <b>bread</b>.")
    )
    without, with_ = (
        tfg.authoring.draft_from_feed(feed),
        tfg.authoring.draft_from_feed(feed, with_notes=True),
    )
    assert (without.show.summary, without.episodes[0].notes) == (None, None)
    assert with_.show.summary == LocalizedText(en="A show.")
    assert with_.episodes[0].notes == "About bread."


# ------------------------------------------------------------------------------ for all


@pytest.mark.parametrize("name", ["acast", "podlove", "apple", "buzzsprout", "minimal"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_draft_loads_again_from_every_format(
    name: str, format_: Literal["json", "yaml", "jsonl"]
) -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / f"{name}.xml")
    assert tfg.loads(tfg.dumps(found, format_), format_) == found


@pytest.mark.parametrize("name", ["acast", "podlove", "apple", "buzzsprout", "minimal"])
def test_a_draft_knows_what_its_feed_says(name: str) -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / f"{name}.xml")
    again = tfg.enrich(found, FEEDS / f"{name}.xml")
    assert {change.change for change in again.changes} == {"confirmed"}
    assert again.catalogue == found


@settings(max_examples=examples(200), deadline=None)
@given(documents(), st.sampled_from(FORMATS))
def test_a_draft_of_any_feed_is_a_valid_catalogue(
    document: str, format_: Literal["json", "yaml", "jsonl"]
) -> None:
    try:
        found = tfg.authoring.draft_from_feed(document)
    except tfg.FeedError:
        reject()
    assert tfg.loads(tfg.dumps(found, format_), format_) == found


@settings(max_examples=examples(200), deadline=None)
@given(raw_documents())
def test_any_document_is_a_draft_or_one_located_error(document: bytes) -> None:
    try:
        found = tfg.authoring.draft_from_feed(document)
    except tfg.FeedError as error:
        assert min(error.line, error.column) >= 1  # noqa: PT017 -- either this or a catalogue
    else:
        assert attrs.evolve(found.info, sha256=None) == tfg.DataInfo()


def test_categories_of_an_item_are_keywords_and_come_first() -> None:
    more = "<category>Salt, sea</category><category>flour</category><category> </category>"
    found = draft(item(title="Bread", itunes_keywords="flour, oven", more=more)).episodes[0]
    assert found.keywords == ("Salt, sea", "flour", "oven")
    assert found.themes == ()
