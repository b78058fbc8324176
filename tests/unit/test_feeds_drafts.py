"""``draft_from_feed``: what a feed says for certain is a valid catalogue to go on with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from rss_strategies import documents, item, raw_documents, rss
from settings import examples

if TYPE_CHECKING:
    from random import Random

    from techforgood_podcast import Catalogue

FEEDS = Path(__file__).parent / "feeds"
FORMATS: tuple[Literal["json", "yaml", "jsonl"], ...] = ("json", "yaml", "jsonl")


def draft(channel: str) -> Catalogue:
    return tfg.authoring.draft_from_feed(rss(channel))


# ------------------------------------------------------------------------ whole feeds


def test_a_feed_of_acast_gives_the_bundled_show_in_outline() -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / "acast.xml")
    bundled = tfg.load_catalogue()
    assert (found.show.id, found.show.language) == (bundled.show.id, "fr")
    assert {e.duration for e in found.episodes} <= {e.duration for e in bundled.episodes}
    assert len(found.episodes) == 9


# ----------------------------------------------------------------------------- the show


def test_the_id_of_a_show_may_be_chosen() -> None:
    feed = rss("<title>日本語</title>")
    assert tfg.authoring.draft_from_feed(feed, id="nihongo").show.id == "nihongo"
    with pytest.raises(tfg.CatalogueError, match=r"show\.id: expected an id"):
        tfg.authoring.draft_from_feed(feed, id="日本")


# ----------------------------------------------------------------------------- episodes


def test_without_a_guid_the_hash_is_that_of_the_other_facts() -> None:
    one, two = (f'<enclosure url="https://example.org/{n}.mp3" type="audio/mpeg"/>' for n in (1, 2))
    ids = {e.id for e in draft(item(title="A", more=one) + item(title="A", more=two)).episodes}
    again = {e.id for e in draft(item(title="A", more=two) + item(title="A", more=one)).episodes}
    assert len(ids) == 2
    assert ids == again


def test_an_item_that_is_there_many_times_is_as_many_episodes() -> None:
    found = draft(item(title="a") * 100)
    assert len(found.episodes) == 100


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
        assert (error.line > 0) == (error.column > 0)  # noqa: PT017 -- either this or a catalogue
    else:
        assert attrs.evolve(found.info, sha256=None) == tfg.DataInfo()
