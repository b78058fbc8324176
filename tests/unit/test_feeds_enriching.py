"""``enrich``: a feed fills what a catalogue lacks, and contradicts nothing in silence."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from enriching import ONE, SHOW, catalogue, kinds
from rss_strategies import documents, item, raw_documents, rss
from settings import examples
from techforgood_podcast import Audio, Catalogue, Difference, Redirect, Source

FEEDS = Path(__file__).parent / "feeds"
FULL = item(
    title="Bread",
    link="https://example.org/bread",
    guid="urn:3",
    pubDate="Mon, 17 Jan 2022 23:30:00 -0500",
    itunes_duration="1:02:03",
    more='<enclosure url="https://example.org/3.mp3" length="9" type="audio/mpeg"/>',
)


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


KNOWN = catalogue(
    "{id: s01e03, season: 1, number: 3, title: Bread, duration: 1:02:03, url: https://a.example/3}"
)


def test_a_fact_that_both_know_is_confirmed() -> None:
    found = tfg.enrich(KNOWN, rss(item(title="Bread", itunes_duration="3723")))
    assert [(c.field, c.before, c.after, c.change) for c in found.changes] == [
        ("duration", "1:02:03", "1:02:03", "confirmed")
    ]
    assert found.catalogue is KNOWN


def test_a_fact_that_differs_is_kept_and_reported() -> None:
    found = tfg.enrich(KNOWN, rss(item(title="Bread", link="https://b.example/3")))
    assert [(c.field, c.before, c.after, c.change) for c in found.changes] == [
        ("url", "https://a.example/3", "https://b.example/3", "conflict")
    ]
    assert found.catalogue == KNOWN


def test_a_fact_that_differs_is_replaced_on_demand() -> None:
    feed = rss(item(title="Bread", link="https://b.example/3"))
    found = tfg.enrich(KNOWN, feed, on_conflict="replace")
    assert found.catalogue.episode(3).url == "https://b.example/3"
    assert found.changes[0].change == "conflict"
    assert found.catalogue.episode(3).sources == (
        Source(id="feed", title=tfg.LocalizedText(en="RSS: My show")),
    )


def test_an_address_with_http_confirms_that_with_https() -> None:
    found = tfg.enrich(KNOWN, rss(item(title="Bread", link="http://a.example/3")))
    assert [c.change for c in found.changes] == ["confirmed"]


def test_an_address_confirms_its_percent_encoded_form() -> None:
    known = tfg.enrich(ONE, rss(item(title="Bread", link="https://a.example/ángelus"))).catalogue
    encoded = rss(item(title="Bread", link="https://a.example/%C3%A1ngelus"))
    assert kinds(tfg.enrich(known, encoded)) == {"url": "confirmed"}


def test_a_sound_file_with_http_confirms_that_with_https_if_the_rest_is_equal() -> None:
    more = '<enclosure url="https://example.org/3.mp3" length="9" type="audio/mpeg"/>'
    known = tfg.enrich(ONE, rss(item(title="Bread", more=more))).catalogue
    http = more.replace("https", "http")
    longer = http.replace('"9"', '"10"')
    assert kinds(tfg.enrich(known, rss(item(title="Bread", more=http)))) == {"audio": "confirmed"}
    assert kinds(tfg.enrich(known, rss(item(title="Bread", more=longer)))) == {"audio": "conflict"}


def test_a_size_that_one_side_does_not_know_is_filled_in_or_confirmed() -> None:
    more = '<enclosure url="{}://example.org/3.mp3" length="{}" type="audio/mpeg"/>'
    unknown, known = (
        tfg.enrich(ONE, rss(item(title="Bread", more=more.format("https", size)))).catalogue
        for size in (0, 9)
    )
    feeds = [rss(item(title="Bread", more=more.format("http", size))) for size in (0, 9)]
    assert [kinds(tfg.enrich(unknown, feed)) for feed in feeds] == [
        {"audio": "confirmed"},
        {"audio": "filled"},
    ]
    assert tfg.enrich(unknown, feeds[1]).catalogue == known
    found = tfg.enrich(known, feeds[0], on_conflict="replace")
    assert (kinds(found), found.catalogue) == ({"audio": "confirmed"}, known)


# ------------------------------------------------------------------------ days and moments

EVENING, NIGHT = "Mon, 17 Jan 2022 23:30:00 -0500", "Tue, 18 Jan 2022 04:30:00 GMT"


def test_the_same_moment_in_another_zone_is_confirmed() -> None:
    known = tfg.enrich(ONE, rss(item(title="Bread", pubDate=EVENING))).catalogue
    found = tfg.enrich(known, rss(item(title="Bread", pubDate=NIGHT)))
    assert kinds(found) == {"published": "confirmed", "published_at": "confirmed"}


def test_a_moment_on_another_day_than_the_known_one_is_a_conflict() -> None:
    known = catalogue("{id: s01e03, season: 1, number: 3, title: Bread, published: 2022-01-18}")
    feed = rss(item(title="Bread", pubDate=EVENING))
    kept, replaced = tfg.enrich(known, feed), tfg.enrich(known, feed, on_conflict="replace")
    assert kinds(kept) == {"published": "conflict", "published_at": "conflict"}
    assert kept.catalogue == known
    assert replaced.catalogue.episode(3).published == dt.date(2022, 1, 17)
    assert replaced.catalogue.episode(3).published_at is not None


def test_a_day_that_replaces_another_leaves_no_moment_of_that_one() -> None:
    known = tfg.enrich(ONE, rss(item(title="Bread", pubDate=EVENING))).catalogue
    feed = rss(item(title="Bread", pubDate="2022-02-01"))
    found = tfg.enrich(known, feed, on_conflict="replace").catalogue.episode(3)
    assert (found.published, found.published_at) == (dt.date(2022, 2, 1), None)


# -------------------------------------------------------------------------------- people


def test_credits_are_filled_in_where_the_catalogue_has_none() -> None:
    more = (
        "<podcast:person>Ann</podcast:person>"
        '<podcast:person role="guest">Bob</podcast:person>'
        '<podcast:person role="editor">Cy</podcast:person>'
    )
    found = tfg.enrich(ONE, rss(item(title="Bread", more=more)))
    assert kinds(found) == dict.fromkeys(("hosts", "guests", "crew"), "filled")
    episode = found.catalogue.episode(3)
    assert [host.name for host in episode.hosts] == ["Ann"]
    assert [guest.credited_as for guest in episode.guests] == ["Bob"]
    assert [member.credited_as for member in episode.crew] == ["Cy"]


def test_credits_that_the_catalogue_has_are_not_compared() -> None:
    known = tfg.loads(
        f"{SHOW}people: [{{id: ann, name: Ann, aliases: [A. Bell]}}]\n"
        "episodes: [{id: s01e03, season: 1, number: 3, title: Bread, hosts: [ann]}]",
        "yaml",
    )
    more = "<podcast:person>Zoe</podcast:person>"
    assert tfg.enrich(known, rss(item(title="Bread", more=more))).changes == ()


def test_a_person_credited_by_another_name_is_the_one_whom_the_catalogue_knows() -> None:
    known = tfg.loads(
        f"{SHOW}people: [{{id: ann, name: Ann, aliases: [A. Bell]}}]\n"
        "episodes: [{id: s01e03, season: 1, number: 3, title: Bread}]",
        "yaml",
    )
    more = '<podcast:person role="guest">A. BELL</podcast:person>'
    (guest,) = tfg.enrich(known, rss(item(title="Bread", more=more))).catalogue.episode(3).guests
    assert (guest.person, guest.credited_as) == (known.people["ann"], "A. BELL")


def test_a_name_that_two_people_have_is_not_credited() -> None:
    known = tfg.loads(
        f"{SHOW}people: [{{id: ann, name: Ann}}, {{id: ann-2, name: Ann}}]\n"
        "episodes: [{id: s01e03, season: 1, number: 3, title: Bread}]",
        "yaml",
    )
    more = '<podcast:person role="guest">Ann</podcast:person>'
    assert tfg.enrich(known, rss(item(title="Bread", more=more))).changes == ()


def test_a_new_person_does_not_take_an_id_that_is_taken_or_retired() -> None:
    known = tfg.loads(
        f"{SHOW}people: [{{id: ann, name: Ann Bell}}]\nredirects: [{{id: bob, to: food}}]\n"
        "themes: [{id: food, label: Food}]\n"
        "episodes: [{id: s01e03, season: 1, number: 3, title: Bread}]",
        "yaml",
    )
    more = "<podcast:person>Ann</podcast:person><podcast:person>Bob</podcast:person>"
    hosts = tfg.enrich(known, rss(item(title="Bread", more=more))).catalogue.episode(3).hosts
    assert [host.id[:4] for host in hosts] == ["ann-", "bob-"]


def test_two_new_people_never_share_an_id() -> None:
    digest = hashlib.sha256(b"ann").hexdigest()[:8]
    known = tfg.loads(
        f"{SHOW}people: [{{id: ann, name: A}}, {{id: ann-{digest}, name: B}}]\n"
        "episodes: [{id: s01e03, season: 1, number: 3, title: Bread}]",
        "yaml",
    )
    feed = rss(item(title="Bread", more="<podcast:person>Ann</podcast:person>"))
    assert tfg.enrich(known, feed).catalogue.episode(3).hosts[0].id == f"ann-{digest}-2"


def test_notes_are_filled_in_on_request_only() -> None:
    feed = rss(item(title="Bread", description="About bread."))
    assert tfg.enrich(ONE, feed).changes == ()
    assert kinds(tfg.enrich(ONE, feed, with_notes=True)) == {"notes_html": "filled"}


def test_a_way_to_treat_conflicts_that_does_not_exist_is_refused_with_a_suggestion() -> None:
    wrong: Any = "replce"
    with pytest.raises(tfg.UnknownOptionError, match=r'no option "replce"; did you mean "replace"'):
        tfg.enrich(KNOWN, rss(FULL), on_conflict=wrong)


def test_a_season_and_a_number_are_filled_in_and_mentioned_if_they_differ() -> None:
    three = catalogue(
        "{id: a, title: Bread, guid: '1'}",
        "{id: b, season: 1, number: 2, title: Wine, guid: '2'}",
        "{id: c, season: 1, number: 3, title: Salt, guid: '3'}",
    )
    numbered = (
        item(title=title, guid=guid, itunes_season="1", itunes_episode=number)
        for title, guid, number in (("Bread", "1", "1"), ("Wine", "2", "4"), ("Salt", "3", "3"))
    )
    found = tfg.enrich(three, rss("".join(numbered)))
    assert [(c.id, c.field, c.change) for c in found.changes if c.field != "guid"] == [
        ("b", "number", "conflict"),
        ("a", "season", "filled"),
        ("a", "number", "filled"),
    ]
    assert found.catalogue.episodes["a"].code == "S1E1"


def test_changes_stand_in_the_order_of_the_catalogue() -> None:
    two = catalogue(
        "{id: s01e01, season: 1, number: 1, title: Bread}",
        "{id: s01e02, season: 1, number: 2, title: Wine}",
    )
    newest_first = item(title="Wine", guid="2") + item(title="Bread", guid="1")
    assert [c.after for c in tfg.enrich(two, rss(newest_first)).changes] == ["1", "2"]


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
    assert [p.id for p in found.people] == ["ann"]
    assert [t.id for t in found.themes] == ["food"]
    assert [o.id for o in found.organisations] == ["mill"]
    assert [p.id for p in found.places] == ["lyon"]
    assert found.redirects == (Redirect(id="anna", to="ann"),)


def test_the_digest_is_that_of_the_enriched_data() -> None:
    found = tfg.enrich(ONE, rss(FULL)).catalogue
    assert found.info == tfg.loads(tfg.dumps(found, "json"), "json").info


def test_a_guid_that_two_items_share_finds_no_episode_and_fills_the_gap_of_both() -> None:
    two = catalogue(
        "{id: s01e01, season: 1, number: 1, title: Bread}",
        "{id: s01e02, season: 1, number: 2, title: Wine}",
    )
    feed = rss(
        item(title="Bread", guid="same", itunes_duration="62:03") + item(title="Wine", guid="same")
    )
    assert [(c.id, c.field) for c in tfg.enrich(two, feed).changes] == [
        ("s01e01", "duration"),
        ("s01e01", "guid"),
        ("s01e02", "guid"),
    ]


def test_every_episode_of_a_feed_of_the_host_is_found_in_the_bundled_catalogue() -> None:
    bundled = tfg.load_catalogue()
    found = tfg.enrich(bundled, FEEDS / "acast.xml")
    assert found.unmatched == ()
    matched = [episode for episode in found.catalogue.episodes if episode.guid]
    assert [episode.guid for episode in matched] == [f"61e5{n}" for n in range(9)]
    assert [e.audio.length for e in matched if e.audio] == [1_000_000 + n for n in range(9)]


def test_a_feed_of_the_bundled_show_confirms_what_is_known_of_it() -> None:
    found = tfg.enrich(tfg.load_catalogue(), FEEDS / "acast.xml")
    compared = [(c.id, c.field, c.change) for c in found.changes if c.change != "filled"]
    assert compared == [
        ("s01-intro", "duration", "confirmed"),
        ("s01e01", "duration", "confirmed"),
        ("s01e01", "url", "confirmed"),
        ("s01e02", "duration", "confirmed"),
        ("s01e02", "published", "confirmed"),
        ("s01e03", "url", "confirmed"),
        *((f"s01e0{number}", "duration", "confirmed") for number in range(4, 9)),
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
        assert min(error.line, error.column) >= 1  # noqa: PT017 -- either this or a catalogue
    else:
        assert len(found.catalogue.episodes) == len(bundled.episodes)
