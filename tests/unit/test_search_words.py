"""Words and names that are only found by: what finds by them, and what prints them."""

from __future__ import annotations

import json
import pickle
import re
import sys
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
- {id: food, label: Food, aliases: [foodstuffs]}
- {id: ark, label: Ark, broader: food}
episodes:
- {id: e01, number: 1, title: Bread, themes: [food], search_words: [kitchen, soup spoon]}
- {id: e02, number: 2, title: Stone, themes: [ark], search_words: [Kitchen, Art]}
- {id: e03, number: 3, title: Fire, themes: [ark], search_words: [kitchens]}
- {id: e04, number: 4, title: Spoon, themes: [ark]}
"""
MINE = tfg.loads(TEXT, "yaml")
READ = ("csv", "rss", "jsonfeed", "jsonld", "turtle", "csl", "biblatex", "ris", "markdown")
NETWORKS = ("graphml", "mermaid")


def failed(look_up: Callable[[], object]) -> tfg.UnknownNameError:
    with pytest.raises(tfg.UnknownNameError) as caught:
        look_up()
    return caught.value


def test_search_finds_an_episode_by_its_words_and_no_other_of_the_same_themes() -> None:
    assert [hit.episode.code for hit in MINE.search("soup")] == ["E1"]
    assert [hit.episode.code for hit in MINE.search("spoon")] == ["E4", "E1"]


def test_a_look_up_by_a_search_word_names_the_episode_and_says_that_search_finds_it() -> None:
    error = failed(lambda: MINE.by_theme("spoon"))
    assert str(error) == 'no theme "spoon"; search finds E4 (Spoon) and E1 (Bread)'
    assert error.suggestions == ()
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 -- our own


def test_every_episode_with_the_word_is_named() -> None:
    error = failed(lambda: MINE.theme("KITCHEN"))
    assert str(error) == 'no theme "KITCHEN"; search finds E1 (Bread), E2 (Stone) and E3 (Fire)'


def test_a_near_name_is_suggested_instead_of_what_search_finds() -> None:
    error = failed(lambda: MINE.theme("art"))
    assert str(error) == 'no theme "art"; did you mean "Ark"?'
    assert error.suggestions == (("ark", "Ark"),)


def test_an_unknown_id_is_not_searched_for() -> None:
    assert str(failed(lambda: MINE.themes["spoon"])) == 'no theme has the id "spoon"'


@pytest.mark.parametrize("list_", ["people", "organisations", "places", "guests", "hosts"])
@pytest.mark.parametrize("catalogue", [MINE, pickle.loads(pickle.dumps(MINE))])  # noqa: S301 -- our own
def test_each_list_of_a_catalogue_and_of_its_copy_says_what_search_finds(
    catalogue: tfg.Catalogue, list_: str
) -> None:
    error = failed(lambda: getattr(catalogue, list_).resolve("ladle soup"))
    assert error.hint == "search finds E1 (Bread)"


def test_a_list_without_its_catalogue_has_no_search_to_ask() -> None:
    people = pickle.loads(pickle.dumps(MINE.people))  # noqa: S301 -- our own
    assert failed(lambda: people.resolve("soup")).hint == ""


def test_what_search_does_not_find_is_unknown() -> None:
    assert str(failed(lambda: MINE.place("xyzzy"))) == 'no place "xyzzy"'


def test_a_large_catalogue_is_searched_for_an_unknown_name_once_its_index_is_built() -> None:
    show, numbers = MINE.show, range(1, 302)
    some = [tfg.Episode(id=f"e{n}", show=show, number=n, title=f"Soup {n}") for n in numbers]
    large = tfg.Catalogue(show=show, episodes=some)
    error = failed(lambda: large.person("soup"))
    assert str(error) == 'no person "soup"; look for it in all texts with search'
    assert large.search("soup 7")
    error = failed(lambda: large.person("soup 7"))
    assert str(error).startswith('no person "soup 7"; search finds E7 (Soup 7)')


def test_a_python_without_full_text_search_says_that_the_name_is_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    fresh = tfg.loads(TEXT, "yaml")
    assert str(failed(lambda: fresh.theme("soup"))) == 'no theme "soup"'


def test_search_words_are_as_the_files_have_them_and_not_among_expanded_values() -> None:
    episode = MINE.episode(1)
    assert tfg.to_dict(episode)["search_words"] == ["kitchen", "soup spoon"]
    assert "search_words" not in tfg.to_dict(episode, expand=True)


def test_a_difference_tells_of_search_words() -> None:
    other = tfg.loads(TEXT.replace("soup spoon", "ladle"), "yaml")
    assert [(one.field, one.after) for one in MINE.diff(other)] == [
        ("search_words", ["kitchen", "ladle"])
    ]


@pytest.mark.parametrize("format_", [one for one in tfg.formats() if one.name in READ], ids=str)
def test_what_people_read_has_no_search_words(format_: tfg.Format) -> None:
    assert "kitchen" not in tfg.dumps(MINE, format_).casefold()


@pytest.mark.parametrize("format_", [one for one in tfg.formats() if one.name in NETWORKS], ids=str)
def test_a_network_has_no_search_words(format_: tfg.Format) -> None:
    assert "kitchen" not in tfg.dumps(MINE, format_, nodes="all").casefold()


def test_no_table_has_search_words() -> None:
    tables = tfg.tables(MINE)
    assert "kitchen" not in json.dumps({name: [*map(str, rows)] for name, rows in tables.items()})


def test_a_page_has_search_words_only_in_the_data_of_its_search() -> None:
    page = tfg.dumps(MINE, "html")
    assert "kitchen" in page
    assert "kitchen" not in re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)


def test_the_command_line_names_the_command_that_finds_by_the_word(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    advice = "techforgood-podcast search finds E1 (Bread)\n"
    for command, kind in (
        (("show", "soup"), "episode, person, organisation, theme or place"),
        (("show", "theme", "soup"), "theme"),
        (("episodes", "--theme", "soup"), "theme"),
    ):
        status, _, err = run(*command, "--data", str(path))
        assert (status, err) == (1, f'techforgood-podcast: no {kind} "soup"; {advice}')


def test_an_episode_is_shown_without_its_search_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    out = run("show", "E1", "--data", str(path))[1]
    assert "Bread" in out
    assert "kitchen" not in out


# ------------------------------------------------------------------------------- hidden names

HIDING = """
show: {id: mine, title: Mine, language: en, hosts: [ada]}
places: [{id: paris, name: Paris, aliases: [Zanzibar City]}]
organisations:
- {id: mill, name: Mill, kind: company, place: paris, aliases: [Moulin], search_names: [Zanzi Co]}
people:
- {id: ada, name: Ada, aliases: [Countess], search_names: [Zanzibelle, Countess]}
episodes:
- id: e01
  number: 1
  title: Bread
  hosts: [ada]
  organisations: [{organisation: mill, relation: subject}]
"""
HIDDEN = tfg.loads(HIDING, "yaml")


@pytest.mark.parametrize(
    ("name", "id_"), [("zanzibar city", "paris"), ("zanzi", "mill"), ("zanzibelle", "ada")]
)
def test_a_record_is_found_by_its_hidden_names(name: str, id_: str) -> None:
    collections = HIDDEN.places, HIDDEN.organisations, HIDDEN.people
    assert id_ in [getattr(one.resolve(name, default=None), "id", None) for one in collections]
    assert [hit.episode.code for hit in HIDDEN.search(name)] == ["E1"]


def test_no_snippet_and_no_suggestion_shows_a_hidden_name() -> None:
    assert [hit.snippet for hit in HIDDEN.search("zanzibelle")] == ["Bread"]
    assert str(failed(lambda: HIDDEN.organisation("zanzi cco"))).endswith('did you mean "Mill"?')


@pytest.mark.parametrize(
    "format_", [one for one in tfg.formats() if one.name in {*READ} - {"turtle"}], ids=str
)
def test_what_people_read_has_no_hidden_names(format_: tfg.Format) -> None:
    assert "zanzi" not in tfg.dumps(HIDDEN, format_).casefold()


@pytest.mark.parametrize("format_", [one for one in tfg.formats() if one.name in NETWORKS], ids=str)
def test_a_network_has_no_hidden_names(format_: tfg.Format) -> None:
    assert "zanzi" not in tfg.dumps(HIDDEN, format_, nodes="all").casefold()


def test_turtle_marks_names_as_hidden_that_are_no_other_names() -> None:
    turtle = tfg.dumps(HIDDEN, "turtle")
    found = {line.strip(" ;.") for line in turtle.splitlines() if "Zanzi" in line}
    assert found == {
        'skos:hiddenLabel "Zanzibar City"',
        'skos:hiddenLabel "Zanzi Co"',
        'skos:hiddenLabel "Zanzibelle"',
    }


def test_tables_say_which_names_are_hidden() -> None:
    rows = tfg.tables(HIDDEN)["names"].to_pylist()
    assert {row["name"] for row in rows if row["hidden"]} == {
        *("Zanzibar City", "Zanzi Co", "Zanzibelle", "Countess"),
    }


def test_a_page_has_hidden_names_neither_in_its_text_nor_in_its_data() -> None:
    page = tfg.dumps(HIDDEN, "html")
    assert re.findall(r"(?i)zanzibar city|zanzi co\b|zanzibelle\b(?!:)", page) == []


def test_records_are_shown_without_their_hidden_names(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(HIDING, encoding="utf-8")
    for name in ("Paris", "Mill", "Ada"):
        assert "Zanzi" not in run("show", name, "--data", str(path))[1]


def test_two_records_share_no_hidden_name() -> None:
    shared = HIDING.replace("aliases: [Countess]", "aliases: [Zed]").replace(
        "people:\n", "people:\n- {id: bo, name: Bo, aliases: [Zanzibelle]}\n"
    )
    with pytest.raises(tfg.CatalogueError, match="also an alias of") as caught:
        tfg.loads(shared, "yaml")
    assert [problem.path for problem in caught.value.problems] == ["people[1].search_names[0]"]
