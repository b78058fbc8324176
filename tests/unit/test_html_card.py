"""The format ``html``: one episode as a card to embed in another page."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.writing import shorten, typeset
from web_pages import Page, as_read

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="My show", language="en")
LIMIT = 20_000


@cache
def card(of: tfg.Episode, language: str | None = None) -> Page:
    return Page(tfg.dumps(of, "html", card=True, language=language))


def episode(show: tfg.Show = SHOW, title: str = "Steps", **fields: Any) -> tfg.Episode:
    return tfg.Episode(id="e", show=show, title=title, **fields)


def guests(*names: str) -> tuple[tfg.Credit, ...]:
    people = [tfg.Person(id=f"p{n}", name=name) for n, name in enumerate(names)]
    return tuple(tfg.Credit(person=person, credited_as=person.name) for person in people)


def said(found: Page) -> list[str]:
    """Return what a card says: its paragraphs and its heading."""
    return [element.words for element in found.elements if element.tag in {"h1", "p"}]


def links(found: Page) -> list[tuple[str, str]]:
    return [(link.words, link.attributes["href"]) for link in found.all("a")]


def policy(found: Page) -> str:
    (meta,) = (e for e in found.all("meta") if "http-equiv" in e.attributes)
    return meta.attributes["content"]


def test_a_card_says_the_show_code_title_guests_and_length_and_where_to_listen() -> None:
    seven = BUNDLED.episode(7)
    assert said(card(seven)) == [
        "À qui profite la tech for good ?",
        "S1E7 Simplon où le pari du numérique pour tous",
        (
            "Avec : Saida, Maria, Kenwele, Frédéric Bardeau, Carole Soucaille, Anna Choury"
            " … et 1 de plus"
        ),
        "27:26 Écouter sur la page du podcast",
    ]
    assert said(card(seven, "en"))[2:] == [
        (
            "Guests: Saida, Maria, Kenwele, Frédéric Bardeau, Carole Soucaille, Anna Choury"
            " … and 1 more"
        ),
        "27:26 Listen on the podcast's page",
    ]
    assert card(seven).all("time")[0].attributes == {"datetime": "PT27M26S"}


def test_its_title_names_the_episode_and_the_show() -> None:
    assert card(episode(season=1, number=2)).all("title")[0].text == "S1E2 – Steps – My show"


def test_nothing_unknown_is_on_a_card() -> None:
    assert said(card(episode(number=2))) == ["My show", "E2 Steps"]


def test_few_guests_are_all_named() -> None:
    assert said(card(episode(guests=guests("Ada", "Ben"))))[2] == "Guests: Ada, Ben"


@pytest.mark.parametrize(
    ("page", "sound", "home", "expected"),
    [
        ("https://a.example/1", "https://a.example/1.mp3", None, "Listen on the episode's page"),
        (None, "https://a.example/1.mp3", "https://a.example/", "Audio file"),
        (None, None, "https://a.example/", "Listen on the podcast's page"),
    ],
)
def test_the_link_leads_to_the_nearest_place_to_listen_and_names_it(
    page: str | None, sound: str | None, home: str | None, expected: str
) -> None:
    audio = tfg.Audio(url=sound, media_type="audio/mpeg") if sound else None
    show = tfg.Show(id="s", title="My show", language="en", url=home)
    found = card(episode(show, url=page, audio=audio))
    assert links(found) == [(expected, page or sound or home)]
    assert found.all("a")[0].attributes["target"] == "_blank"


def test_without_any_address_there_is_no_link() -> None:
    assert links(card(episode())) == []


def test_titles_are_marked_as_being_in_the_language_of_the_show() -> None:
    found = card(BUNDLED.episode(3), "en")
    assert found.all("html")[0].attributes == {"lang": "en", "dir": "ltr"}
    assert found.all("h1")[0].inside[1].language == "fr"
    assert found.all("a")[0].language == "en"


def test_a_card_is_laid_out_as_its_language_is_even_if_its_words_are_english() -> None:
    show = tfg.Show(id="s", title="خبز", language="ar")
    found = card(episode(show, title="ماء", url="https://a.example/1", guests=guests("Ada")))
    assert found.all("html")[0].attributes == {"lang": "ar", "dir": "rtl"}
    assert found.all("h1")[0].inside[1].language == "ar"
    assert (found.all("a")[0].language, found.all("b")[0].language) == ("en", "en")


def test_the_policy_allows_its_own_style_only() -> None:
    found = card(HOSTILE.episodes[0])
    digest = hashlib.sha256(found.all("style")[0].text.encode()).digest()
    assert policy(found).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{base64.b64encode(digest).decode()}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not [e for e in found.elements if e.tag in {"script", "img"}]


def test_pictures_are_shown_if_they_are_asked_for_that_of_the_episode_first() -> None:
    def images(image: str | None, cover: str | None) -> list[str]:
        show = tfg.Show(id="s", title="My show", language="en", cover_url=cover)
        text = tfg.dumps(episode(show, image_url=image), "html", card=True, pictures=True)
        assert "img-src https:" in policy(Page(text))
        return [e.attributes["src"] for e in Page(text).all("img")]

    cover, image = "https://a.example/cover.png", "https://a.example/1.png"
    assert images(image, cover) == [image]
    assert images(None, cover) == [cover]
    assert images("http://a.example/1.png", cover) == [cover]
    assert images(None, None) == []


def test_the_address_of_a_card_is_in_it_if_it_is_known() -> None:
    address = "https://a.example/card.html"
    found = Page(tfg.dumps(episode(), "html", card=True, base_url=address))
    assert [e.attributes for e in found.all("link")] == [{"rel": "canonical", "href": address}]
    assert card(episode()).all("link") == []


def test_hostile_texts_stay_texts() -> None:
    for one, text in zip(HOSTILE.episodes, TEXTS, strict=True):
        found = card(one)
        assert found.all("h1")[0].inside[1].text == typeset(shorten(text, 200), "fr")
        assert {e.tag for e in found.elements} <= {e.tag for e in card(BUNDLED.episode(7)).elements}


@given(catalogues())
@settings(max_examples=examples(15), deadline=None)
def test_any_episode_has_a_card(catalogue: tfg.Catalogue) -> None:
    for one in catalogue.episodes:
        expected = typeset(shorten(one.title, 200), one.show.language)
        assert as_read(card(one).all("h1")[0].inside[1].text) == as_read(expected)


def test_a_card_is_small_whatever_the_episode_holds() -> None:
    long = '"' * 5000
    far = f"https://a.example/?{'&' * 870}"
    show = tfg.Show(id="s", title=long, language="en", url=far, cover_url=far)
    one = episode(
        show, title=long, url=far, image_url=far, guests=guests(*(f"{long}{n}" for n in range(50)))
    )
    text = tfg.dumps(one, "html", card=True, pictures=True)
    assert links(Page(text)) == [("Listen on the episode's page", far)]
    assert 15_000 < len(text.encode()) <= LIMIT


def test_an_address_too_long_for_a_card_is_left_out() -> None:
    far = f"https://a.example/{'a' * 900}"
    show = tfg.Show(id="s", title="My show", language="en", url="https://a.example/")
    assert links(card(episode(show, url=far))) == [
        ("Listen on the podcast's page", "https://a.example/")
    ]


def test_every_card_of_the_show_is_small() -> None:
    for one in BUNDLED.episodes:
        assert len(tfg.dumps(one, "html", card=True).encode()) < LIMIT // 4


@pytest.mark.parametrize("codes", [[], ["S1E3", "S1E7"]])
def test_another_number_of_episodes_than_one_is_refused(codes: list[str]) -> None:
    message = f'"card" writes one episode, not {len(codes)}; select one'
    with pytest.raises(tfg.UnknownOptionError, match=message):
        tfg.dumps(BUNDLED.subset(codes), "html", card=True)


def test_a_card_is_asked_for_with_true_or_false_only() -> None:
    with pytest.raises(tfg.UnknownOptionError, match="neither True nor False"):
        tfg.dumps(BUNDLED.episode(3), "html", card="yes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert "<script>" in tfg.dumps(BUNDLED.episode(3), "html", card=False)


def test_the_command_line_writes_a_card_of_one_episode(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "card.html"
    done = run("export", "--theme", "art", "--card", "--language", "en", "--output", str(path))
    assert done == (0, f"wrote {path} (1 episode)\n", "")
    (one,) = tfg.by_theme("art")
    assert path.read_text(encoding="utf-8") == tfg.dumps(one, "html", card=True, language="en")


def test_the_command_line_refuses_a_card_of_several_episodes_with_status_2(run: Run) -> None:
    assert run("export", "html", "--card", "--theme", "emploi") == (
        2,
        "",
        (
            "techforgood-podcast: --card writes one episode, not 4;"
            " add filters, such as --episode REF\n"
        ),
    )


def test_a_length_of_nothing_is_known() -> None:
    assert said(card(episode(duration=dt.timedelta(0))))[-1] == "00:00"
