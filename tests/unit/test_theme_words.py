"""The words of a theme that only search uses: who finds by them, and who prints them."""

from __future__ import annotations

import pickle
import re
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Run

TEXT = """
show: {id: mine, title: Mine, language: en, themes: [food]}
themes:
- {id: food, label: Food, aliases: [foodstuffs], search_words: [kitchen, soup spoon]}
- {id: art, label: Art, broader: food, search_words: [Kitchen, Foodstuffs, Art]}
- {id: heat, label: Heat, search_words: [kitchens]}
episodes:
- {id: one, title: Bread, themes: [food]}
- {id: two, title: Stone, themes: [art]}
- {id: three, title: Fire}
"""
MINE = tfg.loads(TEXT, "yaml")
READ = ("csv", "rss", "jsonfeed", "jsonld", "csl", "biblatex", "ris", "markdown")
NETWORKS = ("graphml", "mermaid", "dot")


def failed(look_up: Callable[[], object]) -> tfg.UnknownNameError:
    with pytest.raises(tfg.UnknownNameError) as caught:
        look_up()
    return caught.value


def test_search_finds_the_episodes_of_a_theme_and_of_narrower_ones_by_its_words() -> None:
    assert [hit.episode.id for hit in MINE.search("spoon")] == ["one", "two"]


def test_a_look_up_by_a_search_word_names_the_theme_and_says_that_search_finds_it() -> None:
    error = failed(lambda: MINE.by_theme("spoon"))
    assert str(error) == 'no theme "spoon"; search finds "Food" by this word'
    assert error.suggestions == (("food", "Food"),)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 -- our own


def test_every_theme_with_the_word_is_named() -> None:
    error = failed(lambda: MINE.theme("KITCHEN"))
    assert str(error) == 'no theme "KITCHEN"; search finds "Art" and "Food" by this word'


def test_an_id_that_is_a_search_word_is_unknown_too() -> None:
    error = failed(lambda: MINE.themes["spoon"])
    assert str(error) == 'no theme has the id "spoon"; search finds "Food" by this word'


def test_a_name_comes_before_a_search_word() -> None:
    assert MINE.theme("foodstuffs").id == "food"
    assert MINE.theme("art").id == "art"


def test_a_search_word_is_not_found_by_its_beginning() -> None:
    assert MINE.themes.find("kit") == ()


def test_themes_may_share_search_words_and_have_names_of_others(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert [problem for problem in tfg.validate(path) if "themes" in problem.path] == []


@pytest.mark.parametrize("format_", [one for one in tfg.formats() if one.name in READ], ids=str)
def test_what_people_read_has_no_search_words(format_: tfg.Format) -> None:
    assert "kitchen" not in tfg.dumps(MINE, format_).casefold()


@pytest.mark.parametrize("format_", [one for one in tfg.formats() if one.name in NETWORKS], ids=str)
def test_a_network_has_no_search_words(format_: tfg.Format) -> None:
    assert "kitchen" not in tfg.dumps(MINE, format_, nodes="all").casefold()


def test_a_page_has_search_words_only_in_the_data_of_its_search() -> None:
    page = tfg.dumps(MINE, "html")
    assert "kitchen" in page
    assert "kitchen" not in re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)


def test_search_words_are_hidden_labels_in_turtle() -> None:
    labels = re.findall(r'skos:hiddenLabel ("[^;]+?) ;', tfg.dumps(MINE, "turtle"))
    assert [re.findall('"([^"]+)"', some) for some in labels] == [
        ["Kitchen", "Foodstuffs", "Art"],
        ["kitchen", "soup spoon"],
        ["kitchens"],
    ]


def test_the_command_line_names_the_command_that_finds_by_the_word(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    advice = 'techforgood-podcast search finds "Food" by this word\n'
    for command, kind in (
        (("show", "spoon"), "episode, person, organisation, theme or place"),
        (("show", "theme", "spoon"), "theme"),
        (("episodes", "--theme", "spoon"), "theme"),
    ):
        status, _, err = run(*command, "--data", str(path))
        assert (status, err) == (1, f'techforgood-podcast: no {kind} "spoon"; {advice}')


def test_a_theme_is_shown_without_its_search_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    out = run("show", "food", "--data", str(path))[1]
    assert "also: foodstuffs" in out
    assert "kitchen" not in out
