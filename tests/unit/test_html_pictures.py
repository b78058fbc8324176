"""The format ``html``: pictures, which are in the page only if they are asked for."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from long_running import episode, show
from web_pages import Page

SHOW = show()
FEW = tfg.Catalogue(show=SHOW, episodes=[episode(n, SHOW) for n in range(5)])


def policy(found: Page) -> str:
    (content,) = (
        e.attributes["content"]
        for e in found.all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    return next(part.strip() for part in content.split(";") if "img-src" in part)


def with_pictures(catalogue: tfg.Catalogue) -> Page:
    return Page(tfg.dumps(catalogue, "html", pictures=True))


def one(url: str) -> tfg.Catalogue:
    of = show()
    plain = episode(1, of)
    changed = tfg.Episode(id=plain.id, show=of, title=plain.title, image_url=url)
    return tfg.Catalogue(show=of, episodes=[changed])


@pytest.mark.parametrize("pictures", [None, False])
def test_there_are_no_pictures_unless_they_are_asked_for(pictures: bool | None) -> None:  # noqa: FBT001 -- a parameter of the test
    found = Page(tfg.dumps(FEW, "html", pictures=pictures))
    assert found.all("img") == []
    assert policy(found) == "img-src data:"
    assert "img {" not in found.all("style")[0].text


def test_the_cover_and_the_pictures_of_episodes_are_loaded_when_they_are_seen() -> None:
    found = with_pictures(FEW)
    cover, *pictures = found.all("img")
    assert cover.attributes == {
        "class": "mark",
        "src": "https://example.org/cover.png",
        "alt": "",
    }
    assert len(pictures) == 5
    assert {e.attributes["loading"] for e in pictures} == {"lazy"}
    assert {e.attributes["alt"] for e in pictures} == {""}
    assert policy(found) == "img-src data: https:"


@pytest.mark.parametrize(("picture", "rows"), [("cover", 0), ("season", 0), ("1", 1)])
def test_a_row_has_no_picture_that_others_have_too(picture: str, rows: int) -> None:
    of = show()
    urls = [f"https://example.org/{name}.png" for name in (picture, "season", "season")]
    episodes = [
        tfg.Episode(id=f"e{n}", show=of, title="T", image_url=url) for n, url in enumerate(urls)
    ]
    found = with_pictures(tfg.Catalogue(show=of, episodes=episodes))
    assert len(found.all("img")) == 1 + rows


def test_without_a_cover_the_mark_is_drawn() -> None:
    first, other = (
        Page(tfg.dumps(tfg.Catalogue(show=tfg.Show(id="s", title=title, language="en")), "html"))
        for title in ("Bread", "Code")
    )
    marks = [[e.attributes for e in found.all("svg", "mark")[0].inside] for found in (first, other)]
    assert len(marks[0]) == len(marks[1]) == 2
    assert marks[0] != marks[1]


def test_pictures_that_the_policy_would_refuse_are_left_out() -> None:
    assert len(with_pictures(one("http://example.org/1.png")).all("img")) == 1
    assert len(with_pictures(one("https://example.org/1.png")).all("img")) == 2


def test_people_have_their_pictures() -> None:
    ada = tfg.Person(id="ada", name="Ada", image_url="https://example.org/ada.jpg")
    of = show()
    spoken = tfg.Episode(
        id="e1", show=of, title="Bread", guests=(tfg.Credit(person=ada, credited_as="Ada"),)
    )
    found = with_pictures(tfg.Catalogue(show=of, episodes=[spoken]))
    assert [e.attributes["src"] for e in found.all("img")[1:]] == ["https://example.org/ada.jpg"]


def test_a_catalogue_without_pictures_has_none() -> None:
    assert with_pictures(tfg.load_catalogue()).all("img") == []


def test_the_address_of_a_picture_is_no_markup() -> None:
    url = "https://example.org/'onerror=alert(1)&lt;x?a=1&b=2"
    (picture,) = (
        e for e in with_pictures(one(url)).all("img") if "cover" not in e.attributes["src"]
    )
    assert picture.attributes == {"src": url, "alt": "", "loading": "lazy"}


def test_what_is_neither_true_nor_false_is_refused() -> None:
    with pytest.raises(tfg.UnknownOptionError, match="neither True nor False"):
        tfg.dumps(FEW, "html", pictures="yes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
