"""A guid that several items share: it is kept, and no item is recognised by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from own_folders import SHOW, update, write
from rss_strategies import item, rss
from techforgood_podcast.authoring.feeds.comparing import compare_feeds

if TYPE_CHECKING:
    from pathlib import Path

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


def test_an_update_recognises_such_items_by_what_else_they_have(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    for title in ("Oven", "Salt"):
        write(tmp_path, f"episodes/{title.lower()}.yaml", f"id: {title.lower()}\ntitle: {title}\n")
    found = update(tmp_path, *TWINS)
    assert guids(found.catalogue) == [("oven", "urn:1"), ("salt", "urn:1")]
    again = update(tmp_path, *TWINS, item(title="Bread", guid="urn:1"))
    assert [episode.id for episode in again.added] == ["bread"]
    assert not again.conflicts
    assert not again.unmatched


def test_the_items_have_the_guid_apart_from_their_values() -> None:
    mine = tfg.Catalogue(show=tfg.Show(id="s", title="S", language="en"), episodes=[])
    found = tfg.enrich(mine, rss("".join(TWINS))).unmatched
    assert [(one.shared_guid, "guid" in one.values) for one in found] == [("urn:1", False)] * 2
