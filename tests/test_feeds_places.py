"""The places that a feed says its episodes are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from own_folders import SHOW, read, update, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

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


def test_an_update_adds_the_country_of_a_new_place(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    more = location("Spa", ' country="BE"')
    found = update(tmp_path, item(title="1: Oven", guid="urn:1", more=more))
    assert [place.id for place in found.catalogue.places["spa"].lineage] == ["spa", "be"]
    assert tfg.load_catalogue(tmp_path).places["be"].code == "BE"
    assert not update(tmp_path, item(title="1: Oven", guid="urn:1", more=more)).filled


def test_a_country_that_is_known_by_its_code_is_not_added(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "places.yaml", BELGIUM)
    more = location("Spa", ' country="BE"')
    found = update(tmp_path, item(title="1: Oven", guid="urn:1", more=more))
    assert [place.id for place in found.catalogue.places["spa"].lineage] == ["spa", "belgium"]


def test_a_country_that_is_no_code_or_not_the_only_one_of_a_name_is_left() -> None:
    more = location("Spa", ' country="Belgium"') + location("Paris", ' country="FR"')
    feed = rss(item(title="Oven", more=more + location("PARIS", ' country="US"')))
    draft = tfg.authoring.draft_from_feed(feed)
    assert [(place.id, place.part_of) for place in draft.places] == [("paris", None), ("spa", None)]
    reasons = {count.reason for count in tfg.authoring.inspect_feed(feed)}
    assert "no country: not a code of two letters" in reasons


def test_the_location_in_an_exported_feed_is_the_place_that_it_was_made_of(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "places.yaml", NAMUR)
    for name in ("Namur, Belgium", "NAMEN", "Namen, Belgium"):
        write(tmp_path, "episodes/e01.yaml", "id: e01\nnumber: 1\ntitle: Oven\n")
        found = update(tmp_path, located(name))
        assert [place.id for place in found.catalogue.episodes[0].places] == ["namur"]
    assert read(tmp_path)["places.yaml"] == NAMUR


def test_an_update_adds_new_places_and_fills_none_into_episodes_that_have_some(
    tmp_path: Path,
) -> None:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "places.yaml", BELGIUM)
    write(tmp_path, "episodes/e01.yaml", "id: e01\nnumber: 1\ntitle: Oven\nplaces: [belgium]\n")
    other = item(title="2: Salt", guid="urn:2", more=location("Austin, TX"))
    found = update(tmp_path, located("Namur"), other)
    assert [[p.id for p in e.places] for e in found.catalogue.episodes] == [
        ["belgium"],
        ["austin-tx"],
    ]
    assert (
        read(tmp_path)["places.yaml"] == f"{BELGIUM}- id: austin-tx\n  name:\n    en: Austin, TX\n"
    )


def test_a_place_that_was_withdrawn_or_is_one_of_several_is_left(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "places.yaml", "- id: a\n  name: Spa\n- id: b\n  name: Spa\n")
    write(tmp_path, "redirects.yaml", "- id: namur\n")
    found = update(tmp_path, located("Spa", "Namur"))
    assert found.catalogue.episodes[0].places == ()
    assert [problem.message for problem in found.left] == [
        'not located: several places are called "Spa"',
        'not located: "Namur", since namur was withdrawn',
    ]


def test_a_file_of_places_without_a_certain_place_is_left(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "places.yaml", "- {id: spa, name: Spa}\n...\n")
    assert update(tmp_path, item(title="1: Oven", guid="urn:1")).left == ()
    found = update(tmp_path, located("Namur"))
    assert [problem.message for problem in found.left] == [
        "no certain place for new places",
        'not added: "Namur"',
    ]
    assert update(tmp_path, located("Spa")).catalogue.episodes[0].places[0].id == "spa"


def test_enriching_adds_places() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    mine = tfg.Catalogue(
        show=show, episodes=[tfg.Episode(id="e01", show=show, number=1, title="O")]
    )
    found = tfg.enrich(mine, rss(located("Namur"))).catalogue
    assert [place.id for place in found.episodes[0].places] == ["namur"]
