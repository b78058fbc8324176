"""What notebooks show of hostile texts and long lists.

What they show of everything else is in ``sessions/notebooks.cases``.
"""

from __future__ import annotations

import pickle
import re
from html.parser import HTMLParser
from typing import Any

import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, SHOW, episode, of
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from techforgood_podcast.text.writing import typeset


class Page(HTMLParser):
    """The tags of a page, and the texts in each kind of them."""

    def __init__(self, obj: Any) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(obj._repr_html_())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)
        if tag != "br":
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.texts[tag][-1] += data


@pytest.mark.parametrize("name", ["episodes", "people", "organisations", "themes", "places"])
def test_text_from_the_data_is_escaped_in_tables(name: str) -> None:
    entities = getattr(HOSTILE, name)
    page = Page(entities)
    assert {*page.tags} <= {*["div", "table", "caption", "thead", "tr", "th", "td", "a", "span"]}
    columns = page.texts["thead"][0]
    cells = page.texts["td"]
    width = len(cells) // len(entities)
    assert columns.startswith("codetitle" if name == "episodes" else "idname")
    assert {*cells[::width]} == {*TEXTS}


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_stay_texts_on_cards(text: str) -> None:
    page = Page(next(episode for episode in HOSTILE.episodes if episode.title == text))
    assert page.texts["strong"] == [typeset(text, HOSTILE.show.language)]
    assert {*page.tags} <= {*["div", "p", "strong", "span", "table", "tr", "th", "td", "br", "a"]}


def test_a_long_table_is_cut_and_says_how_much_is_missing() -> None:
    many = of(*(episode(1, number, "Title") for number in range(1, 501))).episodes
    page = Page(many)
    rows = page.tags.count("tr") - 1
    assert 50 < rows < 500
    assert (page.texts["p"], page.texts["caption"]) == (
        [f"… and {500 - rows} more"],
        ["500 episodes"],
    )
    whole = Page(many[:rows])
    assert (whole.tags.count("tr"), "p" in whole.tags) == (rows + 1, False)
    people = [tfg.Person(id=f"p{n}", name=f"Person {n}") for n in range(rows + 1)]
    page = Page(tfg.Catalogue(show=SHOW, people=people).people)
    assert (page.tags.count("tr"), page.texts["p"]) == (rows + 1, ["… and 1 more"])


def test_counts_survive_a_pickle_as_a_table() -> None:
    counts = BUNDLED.episodes.count_by("host")
    copied = pickle.loads(pickle.dumps(counts))  # noqa: S301 -- our own
    assert (copied, copied._repr_html_()) == (counts, counts._repr_html_())  # type: ignore[attr-defined]


@pytest.mark.parametrize("obj", [BUNDLED, BUNDLED.episode(7)], ids=["table", "card"])
def test_cells_have_a_style_of_their_own_and_nothing_has_a_colour(obj: Any) -> None:
    html = obj._repr_html_()
    cells = re.findall("<t[hd]( [^>]*)?>", html)
    assert cells
    assert all("text-align: left" in cell for cell in cells)
    assert not re.search('style="[^"]*(color|background)', html)
