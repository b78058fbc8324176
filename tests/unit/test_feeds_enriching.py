"""``enrich``: a feed fills what a catalogue lacks, and contradicts nothing in silence.

``feeds/enriching.cases`` lists what is filled in, confirmed or a conflict.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from rss_strategies import documents, item, raw_documents, rss
from settings import examples
from techforgood_podcast import Audio, Catalogue, Difference, Enrichment, Redirect, Source

FEEDS = Path(__file__).parent / "feeds"
SHOW = "show: {id: my-show, title: My show, language: en}\n"
FULL = item(
    title="Bread",
    link="https://example.org/bread",
    guid="urn:3",
    pubDate="Mon, 17 Jan 2022 23:30:00 -0500",
    itunes_duration="1:02:03",
    more='<enclosure url="https://example.org/3.mp3" length="9" type="audio/mpeg"/>',
)


def catalogue(*episodes: str) -> Catalogue:
    """Return a catalogue of episodes, each written as a mapping of YAML."""
    return tfg.loads(f"{SHOW}episodes: [{', '.join(episodes)}]", "yaml")


def kinds(found: Enrichment) -> dict[str, str]:
    return {str(change.field): change.change for change in found.changes}


ONE = catalogue("{id: s01e03, season: 1, number: 3, title: Bread}")


def test_what_the_catalogue_lacks_is_filled_in() -> None:
    found = tfg.enrich(ONE, rss(FULL))
    source = Source(id="feed", title=tfg.LocalizedText(en="RSS: My show"))
    assert found.catalogue.episode(3) == attrs.evolve(
        ONE.episode(3),
        audio=Audio(url="https://example.org/3.mp3", media_type="audio/mpeg", length=9),
        published=dt.date(2022, 1, 17),
        duration=dt.timedelta(hours=1, minutes=2, seconds=3),
        url="https://example.org/bread",
        guid="urn:3",
        published_at=dt.datetime.fromisoformat("2022-01-17T23:30:00-05:00"),
        sources=(source,),
    )
    assert kinds(found) == dict.fromkeys(
        ("audio", "published", "published_at", "duration", "url", "guid"), "filled"
    )
    assert found.changes[1] == Difference(
        change="filled",
        kind="episode",
        id="s01e03",
        field="published",
        before=None,
        after="2022-01-17",
    )


def test_the_catalogue_that_is_enriched_stays_as_it_was() -> None:
    before = tfg.dumps(ONE, "json")
    tfg.enrich(ONE, rss(FULL), on_conflict="replace")
    assert tfg.dumps(ONE, "json") == before


def test_a_fact_that_differs_is_kept_or_replaced_on_demand() -> None:
    known = catalogue("{id: s01e03, season: 1, number: 3, title: Bread, url: https://a.example/3}")
    feed = rss(item(title="Bread", link="https://b.example/3"))
    assert tfg.enrich(known, feed).catalogue is known
    episode = tfg.enrich(known, feed, on_conflict="replace").catalogue.episode(3)
    assert (episode.url, [one.id for one in episode.sources]) == ("https://b.example/3", ["feed"])


def test_a_day_that_replaces_another_leaves_no_moment_of_that_one() -> None:
    evening = rss(item(title="Bread", pubDate="Mon, 17 Jan 2022 23:30:00 -0500"))
    known = tfg.enrich(ONE, evening).catalogue
    feed = rss(item(title="Bread", pubDate="2022-02-01"))
    found = tfg.enrich(known, feed, on_conflict="replace").catalogue.episode(3)
    assert (found.published, found.published_at) == (dt.date(2022, 2, 1), None)


def test_chapters_follow_the_notes_that_replace_others() -> None:
    stamps = ["00:00 Flour", "01:00 Salt", "02:00 Oven"]
    notes, longer = "\n".join(stamps), "\n".join((*stamps, "03:00 Crumb"))
    feeds = [
        rss(item(title="Bread", description=text, itunes_duration="60:00"))
        for text in (notes, longer)
    ]
    found = tfg.enrich(ONE, feeds[0])
    assert kinds(found) == {"duration": "filled", "notes_html": "filled", "chapters": "filled"}
    assert tfg.enrich(found.catalogue, feeds[1]).catalogue is found.catalogue
    replaced = tfg.enrich(found.catalogue, feeds[1], on_conflict="replace")
    assert kinds(replaced)["chapters"] == "conflict"
    assert [one.title for one in replaced.catalogue.episode(3).chapters] == [
        "Flour",
        "Salt",
        "Oven",
        "Crumb",
    ]


def test_notes_are_left_out_on_request() -> None:
    feed = rss(item(title="Bread", description="About bread."))
    assert kinds(tfg.enrich(ONE, feed)) == {"notes_html": "filled"}
    assert tfg.enrich(ONE, feed, with_notes=False).changes == ()


def test_a_way_to_treat_conflicts_that_does_not_exist_is_refused_with_a_suggestion() -> None:
    wrong: Any = "replce"
    with pytest.raises(tfg.UnknownOptionError, match=r'no option "replce"; did you mean "replace"'):
        tfg.enrich(ONE, rss(FULL), on_conflict=wrong)


def test_items_that_share_a_guid_state_it() -> None:
    mine = tfg.Catalogue(show=ONE.show)
    twins = (item(title=title, guid="urn:1") for title in ("Oven", "Salt"))
    found = tfg.enrich(mine, rss("".join(twins))).unmatched
    assert [one.values["guid"] for one in found] == ["urn:1"] * 2


def test_of_equal_items_there_are_no_more_matched_than_equal_episodes() -> None:
    news = item(title="News", pubDate="Fri, 01 Mar 2024")
    known = catalogue("{id: e1, title: News, published: 2024-03-01}")
    found = tfg.enrich(known, rss(news + news))
    assert [one.title for one in found.unmatched] == ["News"]


def test_only_a_fact_that_the_feed_filled_names_the_feed_as_its_source() -> None:
    two = catalogue(
        "{id: s01e01, season: 1, number: 1, title: Bread}",
        "{id: s01e02, season: 1, number: 2, title: Wine, guid: '2'}",
    )
    feed = rss(
        '<title>My show</title><atom:link rel="self" href="https://example.org/feed"/>'
        + item(title="Bread", guid="1")
        + item(title="Wine", guid="2")
    )
    found = tfg.enrich(two, feed).catalogue
    source = Source(
        id="feed", title=tfg.LocalizedText(en="RSS: My show"), url="https://example.org/feed"
    )
    assert [episode.sources for episode in found.episodes] == [(source,), ()]
    assert list(found.sources) == [source]


def test_the_source_takes_an_id_that_nothing_has_or_had() -> None:
    sources = [Source(id="feed", title=tfg.LocalizedText(en="Somebody's feed"))]
    redirects = [Redirect(id="feed-2")]
    kept = Catalogue(show=ONE.show, episodes=ONE.episodes, sources=sources, redirects=redirects)
    assert tfg.enrich(kept, rss(FULL)).catalogue.episode(3).sources[0].id == "feed-3"


@pytest.mark.parametrize(
    "known",
    [
        Source(
            id="feed", title=tfg.LocalizedText(en="RSS: My show"), consulted=dt.date(2024, 1, 31)
        ),
        Source(id="rss", title=tfg.LocalizedText(en="Our feed"), url="https://example.org/feed"),
    ],
)
def test_a_source_with_the_title_or_address_of_the_feed_is_the_feed(known: Source) -> None:
    kept = Catalogue(show=ONE.show, episodes=ONE.episodes, sources=[known])
    own = '<title>My show</title><atom:link rel="self" href="https://example.org/feed"/>'
    assert tfg.enrich(kept, rss(own + FULL)).catalogue.episode(3).sources == (known,)


def test_the_source_of_a_draft_without_a_title_is_the_feed() -> None:
    draft = tfg.authoring.draft_from_feed(rss(item(title="Bread", guid="1")))
    found = tfg.enrich(draft, rss(item(title="Bread", guid="1", link="https://example.org/1")))
    assert found.catalogue.sources == draft.sources


def test_what_no_episode_refers_to_stays_in_the_catalogue() -> None:
    text = (
        f"{SHOW}episodes: [{{id: s01e03, season: 1, number: 3, title: Bread}}]\n"
        "info: {version: '7', licence: MIT}\n"
        "people: [{id: ann, name: Ann}]\nthemes: [{id: food, label: Food}]\n"
        "organisations: [{id: mill, name: Mill, kind: company}]\n"
        "places: [{id: lyon, name: Lyon, kind: city}]\nredirects: [{id: anna, to: ann}]\n"
    )
    kept = tfg.loads(text, "yaml")
    found = tfg.enrich(kept, rss(FULL)).catalogue
    assert (found.info.version, found.info.licence) == ("7", "MIT")
    for name in ("people", "themes", "organisations", "places", "redirects"):
        assert len(getattr(found, name)) == 1


def test_the_digest_is_that_of_the_enriched_data() -> None:
    found = tfg.enrich(ONE, rss(FULL)).catalogue
    assert found.info == tfg.loads(tfg.dumps(found, "json"), "json").info


def test_every_episode_of_a_feed_of_the_host_is_found_in_the_bundled_catalogue() -> None:
    bundled = tfg.load_catalogue()
    found = tfg.enrich(bundled, FEEDS / "acast.xml")
    assert found.unmatched == ()
    matched = [episode for episode in found.catalogue.episodes if episode.guid]
    assert [episode.guid for episode in matched] == [f"61e5{n}" for n in range(9)]
    assert [e.audio.length for e in matched if e.audio] == [1_000_000 + n for n in range(9)]


def test_a_feed_of_the_bundled_show_confirms_what_is_known_of_it() -> None:
    found = tfg.enrich(tfg.load_catalogue(), FEEDS / "acast.xml")
    assert {change.change for change in found.changes} == {"filled", "confirmed"}
    confirmed = [(c.id, c.field) for c in found.changes if c.change == "confirmed"]
    assert confirmed == [
        *(("s01-intro", "duration"), ("s01e01", "duration"), ("s01e01", "url")),
        *(("s01e02", "duration"), ("s01e02", "published"), ("s01e03", "url")),
        *((f"s01e0{number}", "duration") for number in range(4, 9)),
    ]


@settings(max_examples=examples(100), deadline=None)
@given(documents())
def test_enriching_twice_with_a_feed_changes_nothing(document: str) -> None:
    try:
        first = tfg.enrich(ONE, document)
    except tfg.PodcastError:
        reject()
    second = tfg.enrich(first.catalogue, document)
    assert second.catalogue == first.catalogue
    assert {change.change for change in second.changes} <= {"confirmed"}
    assert second.unmatched == first.unmatched


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "link": st.sampled_from(["https://example.org/3", "https://example.org/4"]),
        "itunes_duration": st.sampled_from(["62:03", "62:04"]),
        "pubDate": st.sampled_from(["17 Jan 2022 06:00:00 GMT", "18 Jan 2022 06:00:00 GMT"]),
    },
)


@settings(max_examples=examples(100), deadline=None)
@given(FACTS, FACTS)
def test_whichever_feed_comes_first_no_fact_is_lost(
    ours: dict[str, str], theirs: dict[str, str]
) -> None:
    known = tfg.enrich(ONE, rss(item(title="Bread", **ours))).catalogue
    kept = tfg.enrich(known, rss(item(title="Bread", **theirs)))
    replaced = tfg.enrich(known, rss(item(title="Bread", **theirs)), on_conflict="replace")
    for field, name in (
        ("url", "link"),
        *(("duration", "itunes_duration"), ("published", "pubDate")),
    ):
        old, new = getattr(known.episode(3), field), getattr(kept.catalogue.episode(3), field)
        latest = getattr(replaced.catalogue.episode(3), field)
        assert (new is None) == (name not in ours and name not in theirs)
        assert old in {None, new}
        is_conflict = kinds(kept).get(field) == "conflict"
        assert (latest != new) == is_conflict


@settings(max_examples=examples(100), deadline=None)
@given(raw_documents(), st.sampled_from(["keep", "replace"]))
def test_any_feed_enriches_the_bundled_catalogue_or_is_one_located_error(
    document: bytes, on_conflict: Any
) -> None:
    bundled = tfg.load_catalogue()
    try:
        found = tfg.enrich(bundled, document, on_conflict=on_conflict)
    except tfg.FeedError as error:
        assert (error.line > 0) == (error.column > 0)  # noqa: PT017 -- either this or a catalogue
    else:
        assert len(found.catalogue.episodes) == len(bundled.episodes)
