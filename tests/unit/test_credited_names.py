"""One guest has one name in all prose; data have the name of the record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from web_pages import Page

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

# A name as credited, the honorific in the record "Ada Miller", and the name in prose.
SPELLINGS = [
    pytest.param("Mrs Miller", "Dr", "Mrs Miller", id="as credited"),
    pytest.param("Ada Miller", "Dr", "Dr Ada Miller", id="with honorific"),
    pytest.param("Ada Miller", None, "Ada Miller", id="of the record"),
    pytest.param("Dr Ada Miller", "Dr", "Dr Ada Miller", id="with one title"),
]


def catalogue(credited_as: str, honorific: str | None) -> tfg.Catalogue:
    person = {"id": "ada", "name": "Ada Miller", "honorific": honorific}
    guest = {"person": "ada", "credited_as": credited_as}
    return tfg.from_dict(
        {
            "show": {"id": "s", "title": "Bread", "language": "en"},
            "people": [{key: value for key, value in person.items() if value}],
            "episodes": [{"id": "e1", "number": 1, "title": "The oven", "guests": [guest]}],
        }
    )


def line_after(heading: str, text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[lines.index(heading) + 1].removeprefix("- ").strip()


@pytest.mark.parametrize(("credited_as", "honorific", "name"), SPELLINGS)
def test_a_guest_has_one_name_wherever_people_read(
    credited_as: str, honorific: str | None, name: str, run: Run, tmp_path: Path
) -> None:
    shown = catalogue(credited_as, honorific)
    assert line_after("### Guests", tfg.dumps(shown, "markdown")) == name
    (item,) = json.loads(tfg.dumps(shown, "jsonfeed"))["items"]
    assert line_after("Guests", item["content_text"]) == name
    assert f"<h3>Guests</h3><ul><li>{name}</li></ul>" in tfg.dumps(shown, "rss")
    page = Page(tfg.dumps(shown, "html"))
    links = {link.words for link in page.all("a") if link.attributes["href"] == "#person-ada"}
    assert links == {name, f"{honorific} Ada Miller" if honorific else "Ada Miller"}
    card = Page(tfg.dumps(shown.episode(1), "html", card=True))
    assert f"Guests: {name}" in [paragraph.words for paragraph in card.all("p")]
    tfg.dump(shown, tmp_path / "mine.json")
    printed = run("show", "1", "--data", str(tmp_path / "mine.json"))[1]
    assert line_after("Guests", printed) == name


@pytest.mark.parametrize("name", ["csl", "ris", "biblatex", "jsonld", "turtle", "graphml", "csv"])
def test_data_have_the_name_of_the_record(name: tfg.TextFormatName) -> None:
    assert "Ada Miller" in tfg.dumps(catalogue("Mrs Miller", "Dr"), name)


def test_the_element_for_a_person_has_the_name_of_the_record() -> None:
    feed = tfg.dumps(catalogue("Mrs Miller", "Dr"), "rss")
    assert '<podcast:person role="guest" group="cast">Ada Miller</podcast:person>' in feed
