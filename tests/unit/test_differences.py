"""``Catalogue.diff``: what a later version of a catalogue has that is new, gone or different."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from settings import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Run

SHOW = "show: {id: my-show, title: My show, language: en}\n"
BUNDLED = tfg.load_catalogue()


def catalogue(text: str = "") -> tfg.Catalogue:
    return tfg.loads(SHOW + text, "yaml")


def diff(before: str, after: str) -> list[str]:
    return [str(difference) for difference in catalogue(before).diff(catalogue(after))]


@pytest.fixture
def changelog(run: Run, tmp_path: Path) -> Callable[[tfg.Catalogue, tfg.Catalogue], str]:
    """Return a function that writes the differences of two catalogues as Markdown."""

    def write(before: tfg.Catalogue, after: tfg.Catalogue) -> str:
        paths = str(tmp_path / "before.json"), str(tmp_path / "after.json")
        for one, path in zip((before, after), paths, strict=True):
            tfg.dump(one, path)
        status, out, _ = run("diff", *paths, "--markdown")
        assert status == 0
        return out

    return write


def problems(before: str, after: str) -> list[str]:
    with pytest.raises(tfg.CatalogueError) as caught:
        catalogue(before).diff(catalogue(after))
    return [str(problem) for problem in caught.value.problems]


def test_equal_catalogues_do_not_differ() -> None:
    again = tfg.loads(tfg.dumps(BUNDLED, "json"), "json")
    assert BUNDLED.diff(again) == ()


def test_an_added_record_is_there_as_plain_values() -> None:
    (found,) = catalogue().diff(catalogue("people: [{id: ann, name: Ann Bell}]"))
    assert found == tfg.Difference(
        change="added",
        kind="person",
        id="ann",
        field=None,
        before=None,
        after={"id": "ann", "name": "Ann Bell"},
    )
    assert str(found) == "added person ann: Ann Bell"


def test_a_removed_record_is_there_as_plain_values() -> None:
    (found,) = catalogue("themes: [{id: food, label: {en: Food, fr: Aliments}}]").diff(catalogue())
    assert (found.change, found.before) == (
        "removed",
        {"id": "food", "label": {"en": "Food", "fr": "Aliments"}},
    )
    assert str(found) == "removed theme food: Food"


def test_each_changed_field_is_a_difference_in_the_order_of_the_fields() -> None:
    found = diff(
        "episodes: [{id: e1, title: Bread, duration: 33:13, themes: [a]}]\n"
        "themes: [{id: a, label: A}, {id: b, label: B}]",
        "episodes: [{id: e1, title: Bread!, duration: 33:14, guid: x, themes: [a, b]}]\n"
        "themes: [{id: a, label: A}, {id: b, label: B}]",
    )
    assert found == [
        "changed episode e1 title: Bread → Bread!",
        "changed episode e1 duration: 33:13 → 33:14",
        "changed episode e1 guid: none → x",
        "changed episode e1 themes: a → a, b",
    ]


def test_a_record_that_is_referred_to_differs_once() -> None:
    both = "episodes: [{id: e1, title: Bread, hosts: [ann]}]\npeople: [{id: ann, name: Ann Bell"
    assert diff(f"{both}}}]", f"{both}, given: Ann}}]") == ["changed person ann given: none → Ann"]


def test_the_show_and_redirects_are_compared() -> None:
    later = tfg.loads(
        "show: {id: my-show, title: Our show, language: en}\nredirects: [{id: x}]", "yaml"
    )
    assert [str(difference) for difference in catalogue().diff(later)] == [
        "changed show my-show title: My show → Our show",
        "added redirect x",
    ]


def test_the_address_of_the_owner_is_not_shown() -> None:
    shows = (f"{SHOW[:-2]}, owner_email: {name}@example.org}}\n" for name in ("ann", "bob"))
    before, after = (tfg.loads(show, "yaml") for show in shows)
    assert before.diff(after) == ()


def test_kinds_come_in_the_order_of_a_catalogue_and_ids_sorted() -> None:
    found = diff(
        "",
        "people: [{id: bob, name: Bob}, {id: ann, name: Ann}]\n"
        "episodes: [{id: e1, title: Bread}]\nsources: [{id: page, title: Page}]",
    )
    assert [line.partition(":")[0] for line in found] == [
        *("added episode e1", "added person ann", "added person bob", "added source page"),
    ]


def test_a_long_value_is_cut_and_kept_on_one_line() -> None:
    (line,) = diff(
        "episodes: [{id: e1, title: Bread}]",
        f'episodes: [{{id: e1, title: Bread, summary: "{"word " * 40}\\nend"}}]',
    )
    assert line.endswith("word word…")
    assert len(line) < 120


def test_long_values_that_begin_alike_are_shown_around_the_first_difference() -> None:
    episode = "episodes: [{{id: e1, title: Bread, summary: {}that {}}}]"
    start = "word " * 40
    (line,) = diff(episode.format(start, "rises"), episode.format(start, "falls"))
    assert line == (
        "changed episode e1 summary: …word word word that rises → …word word word that falls"
    )


def test_a_text_in_several_languages_is_shown_in_the_main_one() -> None:
    (line,) = diff(
        "themes: [{id: a, label: A}]",
        "themes: [{id: a, label: A, definition: {fr: pain, en: bread}}]",
    )
    assert line == "changed theme a definition: none → pain"


def test_a_translation_that_differs_is_shown_with_its_language() -> None:
    theme = "themes: [{{id: a, label: A, definition: {{fr: pain, en: {}}}}}]"
    (line,) = diff(theme.format("bred"), theme.format("bread"))
    assert line == (
        'changed theme a definition: {"fr": "pain", "en": "bred"} → {"fr": "pain", "en": "bread"}'
    )


def test_the_main_language_of_a_text_is_a_difference() -> None:
    theme = "themes: [{{id: a, label: {{{}}}}}]"
    (line,) = diff(theme.format("fr: pain, en: bread"), theme.format("en: bread, fr: pain"))
    assert line == (
        'changed theme a label: {"fr": "pain", "en": "bread"} → {"en": "bread", "fr": "pain"}'
    )


def test_a_moment_in_another_zone_is_a_difference() -> None:
    episode = "episodes: [{{id: e1, title: Bread, published: 2022-01-01, published_at: {}}}]"
    moments = ("2022-01-01T12:00:00+00:00", "2022-01-01T13:00:00+01:00")
    assert diff(*map(episode.format, moments)) == [
        f"changed episode e1 published_at: {moments[0]} → {moments[1]}"
    ]


def test_a_record_within_a_record_is_shown_by_its_first_value() -> None:
    (line,) = diff(
        "episodes: [{id: e1, title: Bread}]",
        'episodes: [{id: e1, title: Bread, audio: {url: "https://a.org/1", media_type: a/b}}]',
    )
    assert line == "changed episode e1 audio: none → https://a.org/1"


def test_a_difference_can_be_pickled() -> None:
    found = catalogue().diff(catalogue("people: [{id: ann, name: Ann}]"))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 -- just written


# ---------------------------------------------------------------------------- reused ids


def test_an_id_of_another_person_is_an_error() -> None:
    assert problems(
        "people: [{id: ann, name: Ann Bell}]", "people: [{id: ann, name: Bo Cole}]"
    ) == ['people.ann.id: reused: "Ann Bell" before, "Bo Cole" now; give the new one another id']


@pytest.mark.parametrize(
    "after",
    [
        "{id: ann, name: Ann Cole}",
        "{id: ann, name: Zoe Cole, aliases: [Ann Bell]}",
        "{id: ann, name: Zoe Cole, same_as: ['https://example.org/ann']}",
    ],
)
def test_a_new_name_with_a_trace_of_the_old_one_is_the_same_person(after: str) -> None:
    before = "{id: ann, name: Ann Bell, same_as: ['https://example.org/ann']}"
    assert diff(f"people: [{before}]", f"people: [{after}]") != []


def test_a_name_without_letters_equals_itself() -> None:
    assert diff("people: [{id: a, name: '!'}]", "people: [{id: a, name: '!', given: A}]") == [
        "changed person a given: none → A"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Bread, guid: a, published: 2022-01-01", "title: Wine, guid: b"),
        ("title: Bread, published: 2022-01-01", "title: Wine, published: 2023-01-01"),
    ],
)
def test_an_id_of_another_episode_is_an_error(before: str, after: str) -> None:
    assert problems(f"episodes: [{{id: e1, {before}}}]", f"episodes: [{{id: e1, {after}}}]") == [
        'episodes.e1.id: reused: "Bread" before, "Wine" now; give the new one another id'
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Bread, guid: a, published: 2022-01-01", "title: Wine, guid: a"),
        ("title: Bread, guid: a", "title: Bread, guid: b"),
        (
            "title: Bread, guid: a, published: 2022-01-01",
            "title: W, guid: b, published: 2022-01-01",
        ),
        ("title: Bread, published: 2022-01-01", "title: The bread, published: 2023-01-01"),
        ("title: Bread", "title: Wine, published: 2023-01-01"),
        ("title: Bread, guid: a, published: 2022-01-01", "title: Bread (re-upload), guid: b"),
    ],
)
def test_an_episode_that_may_be_the_same_is_only_different(before: str, after: str) -> None:
    assert diff(f"episodes: [{{id: e1, {before}}}]", f"episodes: [{{id: e1, {after}}}]") != []


def test_a_retired_id_that_is_used_again_is_an_error() -> None:
    before = "people: [{id: ann, name: Ann}]\nredirects: [{id: anna, to: ann}, {id: bo}]"
    after = "people: [{id: anna, name: Ann}, {id: bo, name: Bo}]\nthemes: [{id: anna, label: A}]"
    assert problems(before, after) == [
        "people.anna.id: this id was retired; choose another id",
        "people.bo.id: this id was retired; choose another id",
    ]


# ------------------------------------------------------------------------------ as a law

INDEXES = st.sets(st.integers(0, 8))


@given(INDEXES, INDEXES)
@settings(max_examples=examples(30), deadline=None)
def test_what_is_added_one_way_is_removed_the_other_way(a: set[int], b: set[int]) -> None:
    left, right = (BUNDLED.subset([BUNDLED.episodes[n] for n in indexes]) for indexes in (a, b))
    added, removed = (
        {(d.kind, d.id) for d in one.diff(other) if d.change == change}
        for one, other, change in ((left, right, "added"), (right, left, "removed"))
    )
    assert added == removed
    assert {id_ for kind, id_ in added if kind == "episode"} == {
        BUNDLED.episodes[n].id for n in b - a
    }


# --------------------------------------------------------------------------- as Markdown


def test_a_changelog_reads_as_people_write_it(
    changelog: Callable[[tfg.Catalogue, tfg.Catalogue], str],
) -> None:
    before, after = (
        catalogue(f"episodes: [{{id: e1, title: Bread{more}}}]\npeople: [{{id: ann, name: Ann}}]")
        for more in ("", ", hosts: [ann], summary: {en: Ann bakes, fr: Ann cuit}")
    )
    assert changelog(before, after).splitlines()[-1] == (
        "- changed `e1`: summary none → `Ann bakes`; hosts none → `ann`"
    )


def test_a_changelog_has_a_heading_for_each_kind_and_a_line_for_each_record(
    changelog: Callable[[tfg.Catalogue, tfg.Catalogue], str],
) -> None:
    before = catalogue("episodes: [{id: e1, title: Bread, duration: 33:13}]")
    after = tfg.loads(
        "show: {id: my-show, title: My show, language: en}\n"
        "episodes: [{id: e1, title: Bread!, duration: 33:14}, {id: e2, title: Wine}]\n"
        "redirects: [{id: e0}]",
        "yaml",
    )
    assert changelog(before, after) == (
        "## Episodes\n\n- changed `e1`: title `Bread` → `Bread!`; duration `33:13` → `33:14`\n"
        "- added `e2`: `Wine`\n\n## Retired ids\n\n- added `e0`\n"
    )


def test_no_text_of_a_changelog_becomes_markup_or_a_link(
    changelog: Callable[[tfg.Catalogue, tfg.Catalogue], str],
) -> None:
    name = "<b>*A*</b> [x](https://www.example.org) `y` \n# z"
    after = tfg.Catalogue(
        show=catalogue().show,
        themes=[tfg.Theme(id="a", label=tfg.LocalizedText(en=name))],
    )
    assert changelog(catalogue(), after).splitlines()[-1] == (
        r"- added `a`: ``<b>*A*</b> [x](https://www.example.org) `y` \n# z``"
    )
