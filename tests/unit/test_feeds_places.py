"""The places that a feed says its episodes are about."""

from __future__ import annotations

import techforgood_podcast as tfg
from rss_strategies import item, rss


def location(name: str, rest: str = "") -> str:
    return f"<podcast:location{rest}>{name}</podcast:location>"


def test_the_position_of_a_location_is_counted_as_left() -> None:
    more = location("Austin", ' geo="geo:30,97" osm="R1" country="US"')
    counts = tfg.authoring.inspect_feed(rss(item(title="Oven", more=more)))
    reason = "the catalogue has no field for it"
    left = [count.element for count in counts if count.reason == reason]
    assert left == [f"podcast:location {part}" for part in ("geo", "osm")]


def test_the_name_and_the_country_of_a_location_come_back_in_the_export() -> None:
    one, other = location("Austin, TX", ' country="us"'), location("Waco", ' country="US"')
    draft = tfg.authoring.draft_from_feed(rss(item(title="Oven", more=one + other)))
    assert [(p.id, str(p.name), p.code, p.part_of and p.part_of.id) for p in draft.places] == [
        ("austin-tx", "Austin, TX", None, "us"),
        ("us", "US", "US", None),
        ("waco", "Waco", None, "us"),
    ]
    feed = tfg.dumps(draft, "rss")
    assert '<podcast:location rel="subject" country="US">Austin, TX</podcast:location>' in feed


def test_enriching_adds_places() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    mine = tfg.Catalogue(
        show=show, episodes=[tfg.Episode(id="e01", show=show, number=1, title="O")]
    )
    found = tfg.enrich(mine, rss(item(title="1: O", more=location("Namur")))).catalogue
    assert [place.id for place in found.episodes[0].places] == ["namur"]
