"""A guid that several items share: it is kept, and no item is recognised by it."""

from __future__ import annotations

import techforgood_podcast as tfg
from rss_strategies import item, rss
from techforgood_podcast.authoring.feeds.comparing import compare_feeds

TWINS = tuple(
    item(title=title, guid="urn:1", pubDate=f"1 Jan 200{year} 00:00:00 +0000")
    for year, title in enumerate(("Oven", "Salt"))
)


def guids(catalogue: tfg.Catalogue) -> list[tuple[str, str | None]]:
    return [(episode.id, episode.guid) for episode in catalogue.episodes]


def test_items_that_share_a_guid_keep_it_in_the_export() -> None:
    draft = tfg.authoring.draft_from_feed(rss("".join(TWINS)))
    assert guids(draft) == [("oven", "urn:1"), ("salt", "urn:1")]
    feed = tfg.dumps(draft, "rss")
    assert feed.count('<guid isPermaLink="false">urn:1</guid>') == 2
    changed = compare_feeds(rss(TWINS[1] + TWINS[0]), feed)
    assert "guid" not in {difference.field for difference in changed}


def test_the_items_have_the_guid_apart_from_their_values() -> None:
    mine = tfg.Catalogue(show=tfg.Show(id="s", title="S", language="en"), episodes=[])
    found = tfg.enrich(mine, rss("".join(TWINS))).unmatched
    assert [(one.shared_guid, "guid" in one.values) for one in found] == [("urn:1", False)] * 2
