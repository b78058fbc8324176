"""Overlays: files of one's own that add to a catalogue, and change nothing of it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from overlaying import BASE, problems, writer
from settings import examples
from strategies import catalogues

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    return writer(tmp_path)


@pytest.fixture
def base(write: Callable[[str, str], Path]) -> Path:
    return write("base.yaml", BASE)


def test_a_second_season_is_added_to_the_bundled_catalogue(
    write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    write(
        "season-2/episodes/s02e01.yaml",
        "id: s02e01\nseason: 2\nnumber: 1\ntitle: La réparation\nthemes: [low-tech]\n"
        "guests: [{person: ada-miller, credited_as: Ada Miller}]\n",
    )
    write("season-2/people.yaml", "- {id: ada-miller, name: Ada Miller}\n")
    for data in (None, tfg.data_files()):
        both = tfg.load_catalogue(data, tmp_path / "season-2")
        low_tech = [episode.code for episode in both.by_theme("low-tech")]
        assert (low_tech[:2], low_tech[-1]) == (["S1E6", "S1E8"], "S2E1")
        assert [episode.code for episode in both.by_guest("miller")] == ["S2E1"]


def test_one_file_assigns_themes_to_a_hundred_episodes(
    write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    write("mine/show.yaml", "id: bread\ntitle: Bread\nlanguage: en\n")
    for number in range(1, 101):
        text = f"id: e{number:02}\nnumber: {number}\ntitle: Bread {number}\n"
        write(f"mine/episodes/e{number:02}.yaml", text)
    lines = [f"  - {{id: e{number:02}, themes: [baking]}}\n" for number in range(1, 101)]
    themes = "themes:\n  - {id: baking, label: Baking}\nepisodes:\n"
    overlay = write("themes.yaml", themes + "".join(lines))
    assert len(tfg.load_catalogue(tmp_path / "mine", overlay).by_theme("baking")) == 100
    assert len(tfg.load_catalogue(tmp_path / "mine").themes) == 0


def test_the_bundled_catalogue_stays_as_it_is_beside_an_overlay(
    write: Callable[[str, str], Path],
) -> None:
    before = tfg.dumps(tfg.load_catalogue(), "json")
    overlay = write(
        "o.yaml", "show: {title: Another title}\nredirects: [{id: simplon, to: google}]"
    )
    assert tfg.load_catalogue(None, overlay).show.title == "Another title"
    assert tfg.dumps(tfg.load_catalogue(), "json") == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("o.yaml", "people: [{id: zoe, name: Zoe}]"),
        ("o.json", '{"people": [{"id": "zoe", "name": "Zoe"}]}'),
        ("o.jsonl", '{"person": {"id": "zoe", "name": "Zoe"}}\n'),
        ("o/people.yaml", "- {id: zoe, name: Zoe}\n"),
    ],
)
def test_an_overlay_is_a_file_or_a_folder(
    base: Path, write: Callable[[str, str], Path], tmp_path: Path, name: str, text: str
) -> None:
    write(name, text)
    both = tfg.load_catalogue(base, tmp_path / name.partition("/")[0])
    assert [person.name for person in both.people] == ["Ann", "Anna", "Zoe"]


def test_the_base_may_be_a_folder(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    write("mine/show.yaml", "id: my-show\ntitle: My show\nlanguage: en\n")
    overlay = write("o.yaml", "themes: [{id: art, label: Art}]")
    assert tfg.load_catalogue(tmp_path / "mine", overlay).themes["art"].label.en == "Art"


def test_an_overlay_adds_facts_and_replaces_values(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "people: [{id: ann, name: Ann Bell, family: Bell}]")
    assert tfg.load_catalogue(base, overlay).people["ann"] == tfg.Person(
        id="ann", name="Ann Bell", family="Bell", aliases=("A. Bell", "Annie")
    )


def test_a_list_is_replaced_as_a_whole(base: Path, write: Callable[[str, str], Path]) -> None:
    overlay = write("o.yaml", "people: [{id: ann, aliases: [Nan]}]")
    assert tfg.load_catalogue(base, overlay).people["ann"].aliases == ("Nan",)


def test_a_key_without_a_value_takes_nothing_away(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "people:\n  - id: ann\n    aliases:\n")
    assert tfg.load_catalogue(base, overlay).people["ann"].aliases == ("A. Bell", "Annie")


def test_an_overlay_may_state_single_facts_of_show_and_info(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", 'info: {version: "2"}\nshow: {url: "https://example.org/"}')
    both = tfg.load_catalogue(base, overlay)
    assert (both.info.version, both.info.licence) == ("2", "MIT")
    assert (both.show.title, both.show.url) == ("My show", "https://example.org/")


def test_an_overlay_of_another_show_is_refused(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    same = write("same.yaml", "show: {id: my-show, title: My own show}")
    assert tfg.load_catalogue(base, same).show.title == "My own show"
    other = write("other.yaml", "show: {id: bread, title: Bread, language: en}")
    assert problems(base, other) == [
        (
            'other.yaml:1:12: show.id: expected "my-show", the show of the catalogue, found'
            ' "bread"; an overlay adds to one show; load another show as a catalogue of its own'
        )
    ]


def test_overlays_refer_into_the_base_and_into_one_another(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    first = write("1.yaml", "episodes: [{id: e2, season: 2, title: Oven, hosts: [ann, zoe]}]")
    second = write("2.yaml", "people: [{id: zoe, name: Zoe}]")
    both = tfg.load_catalogue(base, first, second)
    assert [host.name for host in both.episodes["e2"].hosts] == ["Ann", "Zoe"]


def test_records_of_the_base_hold_what_an_overlay_says_of_others(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "people: [{id: ann, family: Bell}]")
    assert tfg.load_catalogue(base, overlay).episodes["s01e01"].hosts[0].family == "Bell"


def test_a_record_that_nobody_states_as_a_whole_is_reported(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "people:\n  - id: zoe\n    family: Dale\n")
    assert problems(base, overlay) == [
        (
            'o.yaml:2:5: people[0]: missing key "name"; correct the id if it is misspelt: '
            'there is no person "zoe" to add to'
        )
    ]


def test_a_record_without_an_id_is_reported(base: Path, write: Callable[[str, str], Path]) -> None:
    overlay = write("o.yaml", "people:\n  - name: Zoe\n")
    assert problems(base, overlay) == ['o.yaml:2:5: people[0]: missing key "id"']


def test_an_unknown_key_is_reported_in_each_layer_that_has_it(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    first = write("one.yaml", "people: [{id: ann, famly: B}]")
    second = write("two.yaml", "people: [{id: ann, given: A}]")
    assert problems(base, first, second) == [
        'one.yaml:1:20: people[0].famly: unknown key; did you mean "family"?'
    ]


def test_an_id_is_unique_within_an_overlay(base: Path, write: Callable[[str, str], Path]) -> None:
    overlay = write("o.yaml", "people:\n  - {id: ann, given: A}\n  - {id: ann, family: B}\n")
    assert problems(base, overlay) == [
        'o.yaml:3:10: people[1].id: duplicate id "ann"; first used at o.yaml:2'
    ]


def test_two_overlays_that_differ_are_named_with_their_lines(
    base: Path, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    write("one/people.yaml", "- id: ann\n  family: Bell\n")
    second = write("two.jsonl", '\n{"person": {"id": "ann", "family": "Dale"}}\n')
    assert problems(base, tmp_path / "one", second) == [
        (
            'two.jsonl:2:36: person.family: another overlay says "Bell": one/people.yaml:2;'
            " keep only one"
        )
    ]


def test_two_overlays_that_differ_about_the_show_are_named(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlays = [write(f"{n}.yaml", f"show:\n  title: Title {n}\n") for n in (1, 2)]
    assert problems(base, *overlays) == [
        ('2.yaml:2:10: show.title: another overlay says "Title 1": 1.yaml:2; keep only one')
    ]


def test_two_overlays_may_state_the_same(base: Path, write: Callable[[str, str], Path]) -> None:
    overlays = [write(f"{n}.yaml", "people: [{id: ann, family: Bell}]") for n in (1, 2)]
    assert tfg.load_catalogue(base, *overlays).people["ann"].family == "Bell"


def test_problems_of_the_base_are_named_without_its_folder(
    write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    write("mine/show.yaml", "id: my-show\ntitel: My show\ntitle: My show\nlanguage: en\n")
    write("more/people.yaml", "- id: ann\n  nam: Ann\n")
    found = tfg.validate(tmp_path / "mine", tmp_path / "more")
    assert [(p.file, p.line, p.column) for p in found] == [
        (f"{tmp_path}/more/people.yaml", 2, 3),
        ("show.yaml", 2, 1),
    ]


def test_an_overlay_that_does_not_exist_is_reported(base: Path, tmp_path: Path) -> None:
    assert problems(base, tmp_path / "nowhere") == ["nowhere: there is no such file or folder"]


def test_an_overlay_without_a_name_is_reported(base: Path) -> None:
    assert [problem.message for problem in tfg.validate(base, "")] == [
        "the path of an overlay is empty"
    ]


@pytest.mark.parametrize("address", ["https://example.org/show.yaml", "HTTP://example.org"])
def test_an_address_is_neither_a_catalogue_nor_an_overlay(base: Path, address: str) -> None:
    message = f'"{address}" is an address; download it and pass the file'
    assert [str(problem) for problem in tfg.validate(address)] == [message]
    assert [str(problem) for problem in tfg.validate(base, address)] == [message]


def test_an_overlay_completes_an_episode_that_would_be_warned_of(
    write: Callable[[str, str], Path],
) -> None:
    base = write(
        "base.yaml",
        "show: {id: s, title: S, language: en}\nthemes: [{id: art, label: Art}]\n"
        "episodes: [{id: e1, season: 1, title: One}]\n",
    )
    assert [problem.message for problem in tfg.validate(base)] == [
        "the episode has no summary",
        "the episode has no themes",
    ]
    overlay = write("o.yaml", "episodes: [{id: e1, summary: One., themes: [art]}]")
    assert tfg.validate(base, overlay) == ()


def test_merge_asks_where_an_overlay_replaces(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "people: [{id: ann, name: Ann Bell}]")
    mine = tfg.load_catalogue(base)
    theirs = tfg.Catalogue(show=mine.show, people=[tfg.Person(id="ann", name="Ann Bell")])
    with pytest.raises(tfg.CatalogueError, match=r"people\.ann\.name"):
        mine.merge(theirs)
    assert mine.merge(theirs, on_conflict="replace") == tfg.load_catalogue(base, overlay)


@settings(max_examples=examples(15), deadline=None)
@given(catalogues(), st.randoms(use_true_random=False), st.booleans())
def test_a_catalogue_split_into_overlays_is_the_same_again_in_any_order(
    whole: tfg.Catalogue,
    random: Any,
    backwards: bool,  # noqa: FBT001 -- Hypothesis draws it
) -> None:
    document = tfg.to_dict(whole)
    parts: list[dict[str, Any]] = [{"info": document["info"], "show": document["show"]}, {}, {}]
    for name in document.keys() - {"info", "show"}:
        for record in document[name]:
            stated = random.choice(parts)
            stated.setdefault(name, []).append(record)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.json") for number in range(3)]
        for path, part in zip(paths, parts, strict=True):
            path.write_text(json.dumps(part), encoding="utf-8")
        base, *overlays = paths
        found = tfg.load_catalogue(base, *(reversed(overlays) if backwards else overlays))
    assert found == whole


def test_an_alias_of_two_records_in_two_overlays_is_reported(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    first = write("1.yaml", "people: [{id: zoe, name: Zoe, aliases: [Z]}]")
    second = write("2.yaml", "people:\n  - id: anna\n    aliases: [Z]\n")
    assert problems(base, first, second) == [
        (
            '1.yaml:1:41: people[0].aliases[0]: the alias "Z" is also an alias of "anna";'
            " keep only one"
        )
    ]


def test_an_alias_that_is_a_name_in_the_base_is_warned_of(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "people: [{id: zoe, name: Zoe, aliases: [Anna]}]")
    assert [(p.severity, p.message) for p in tfg.validate(base, overlay)] == [
        ("warning", 'the alias "Anna" is also the name of "anna"')
    ]


def test_a_line_that_overlays_make_too_long_is_reported(
    write: Callable[[str, str], Path],
) -> None:
    themes = [{"id": f"t{n}", "label": "T", "broader": f"t{n + 1}"} for n in range(32)]
    show = {"id": "s", "title": "S", "language": "en"}
    base = write("base.json", json.dumps({"show": show, "themes": [{"id": "t32", "label": "T"}]}))
    overlay = write("o.json", json.dumps({"themes": themes}))
    assert [problem.partition(": ")[2] for problem in problems(base, overlay)] == [
        "themes[0].broader: more than 32 levels above it"
    ]


def test_an_overlay_of_another_shape_is_reported(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "show: [my-show]")
    assert problems(base, overlay) == ["o.yaml:1:7: show: expected keys and values, found a list"]


def test_a_fault_of_the_catalogue_is_reported_once_beside_duplicates_of_an_overlay(
    write: Callable[[str, str], Path],
) -> None:
    show = "show: {id: s, title: S, language: en}\n"
    base = write("base.yaml", f"{show}people: [{{id: ann, name: Ann, same_as: [a]}}]")
    overlay = write("o.yaml", "people: [{id: ann, family: A}, {id: ann, family: [B]}]")
    assert [
        problem.partition("; ")[0].partition(", found")[0] for problem in problems(base, overlay)
    ] == [
        'o.yaml:1:37: people[1].id: duplicate id "ann"',
        "o.yaml:1:50: people[1].family: expected a text",
        "base.yaml:2:41: people[0].same_as[0]: expected an address that begins with https://",
    ]


def test_a_blank_alias_of_an_overlay_is_reported_as_blank(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", 'people: [{id: anna, aliases: [" "]}]')
    assert problems(base, overlay) == [
        ("o.yaml:1:31: people[0].aliases[0]: the text is empty; leave it out if nothing is known")
    ]


def test_records_that_overlays_put_above_one_another_are_reported_once(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write(
        "o.yaml",
        "organisations:\n"
        "  - {id: a, name: A, kind: company, parents: [b]}\n"
        "  - {id: b, name: B, kind: company, parents: [c]}\n"
        "  - {id: c, name: C, kind: company, parents: [b, a]}\n",
    )
    assert [problem.partition(": ")[0] for problem in problems(base, overlay)] == ["o.yaml:4:46"]


def test_an_empty_path_is_reported_beside_its_overlay(write: Callable[[str, str], Path]) -> None:
    overlay = write("o.yaml", "people: [{id: zoe, name: Zoe}]")
    assert [problem.message for problem in tfg.validate("", overlay)] == ["the path is empty"]


def test_an_empty_value_of_an_overlay_contradicts_nothing(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    first = write("o.yaml", "show: {id: my-show, summary: ~}")
    second = write("p.yaml", "show: {id: my-show, summary: Bread}")
    assert tfg.validate(base, first, second) == tfg.validate(base)
