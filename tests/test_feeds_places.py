"""The places that a feed says its episodes are about."""

from __future__ import annotations

import techforgood_podcast as tfg
from rss_strategies import item, rss

BELGIUM = "- id: belgium\n  name: Belgium\n  kind: country\n  code: BE\n"
NAMUR = f"{BELGIUM}- id: namur\n  name:\n    en: Namur\n    nl: Namen\n  part_of: belgium\n"


def location(name: str, rest: str = "") -> str:
    return f"<podcast:location{rest}>{name}</podcast:location>"


def located(*names: str) -> str:
    return item(title="1: Oven", guid="urn:1", more="".join(map(location, names)))


def test_a_location_is_read_as_it_is_written() -> None:
    draft = tfg.authoring.draft_from_feed(rss(located("Austin, TX", "Namur", "austin TX")))
    assert [(p.id, str(p.name), p.kind) for p in draft.places] == [
        ("austin-tx", "Austin, TX", None),
        ("namur", "Namur", None),
    ]
    assert [place.id for place in draft.episodes[0].places] == ["austin-tx", "namur"]


def test_a_location_of_something_else_is_not_taken() -> None:
    feed = rss(item(title="Oven", more=location("Studio", ' rel="creator"') + location("")))
    assert not tfg.authoring.draft_from_feed(feed).places
    found = [(count.element, count.reason) for count in tfg.authoring.inspect_feed(feed)]
    assert ("podcast:location", "not the name of what it is about") in found


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


def test_a_country_that_is_no_code_or_not_the_only_one_of_a_name_is_left() -> None:
    more = location("Spa", ' country="Belgium"') + location("Paris", ' country="FR"')
    feed = rss(item(title="Oven", more=more + location("PARIS", ' country="US"')))
    draft = tfg.authoring.draft_from_feed(feed)
    assert [(place.id, place.part_of) for place in draft.places] == [("paris", None), ("spa", None)]
    reasons = {count.reason for count in tfg.authoring.inspect_feed(feed)}
    assert "no country: not a code of two letters" in reasons


def test_enriching_adds_places() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    mine = tfg.Catalogue(
        show=show, episodes=[tfg.Episode(id="e01", show=show, number=1, title="O")]
    )
    found = tfg.enrich(mine, rss(located("Namur"))).catalogue
    assert [place.id for place in found.episodes[0].places] == ["namur"]
