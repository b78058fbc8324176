"""Overlays that retire ids: what refers to them follows, and no id is used again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from overlaying import BASE, problems, writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    return writer(tmp_path)


@pytest.fixture
def base(write: Callable[[str, str], Path]) -> Path:
    return write("base.yaml", BASE)


def test_references_follow_an_id_that_an_overlay_retires(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "redirects: [{id: ann, to: anna}]")
    both = tfg.load_catalogue(base, overlay)
    assert [host.id for host in both.episodes["s01e01"].hosts] == ["anna"]
    assert [person.id for person in both.people] == ["anna"]
    with pytest.warns(FutureWarning, match='the id "ann" is retired; use "anna"'):
        assert both.people.resolve("ann").id == "anna"


def test_redirects_are_followed_to_their_end(base: Path, write: Callable[[str, str], Path]) -> None:
    first = write("1.yaml", "people: [{id: zoe, name: Zoe}]\nredirects: [{id: ann, to: anna}]")
    second = write("2.yaml", "redirects: [{id: anna, to: zoe}]")
    both = tfg.load_catalogue(base, first, second)
    assert both.episodes["s01e01"].hosts == (tfg.Person(id="zoe", name="Zoe"),)
    assert both.redirects == (tfg.Redirect(id="ann", to="zoe"), tfg.Redirect(id="anna", to="zoe"))
    assert tfg.loads(tfg.dumps(both, "json"), "json") == both


def test_a_redirect_of_the_base_follows_what_an_overlay_retires(
    write: Callable[[str, str], Path],
) -> None:
    base = write("base.yaml", f"{BASE}redirects: [{{id: old-anna, to: anna}}]\n")
    moved = tfg.load_catalogue(base, write("1.yaml", "redirects: [{id: anna, to: ann}]"))
    assert moved.redirects == (
        tfg.Redirect(id="anna", to="ann"),
        tfg.Redirect(id="old-anna", to="ann"),
    )
    withdrawn = tfg.load_catalogue(base, write("2.yaml", "redirects: [{id: anna}]"))
    assert withdrawn.redirects == (tfg.Redirect(id="anna"), tfg.Redirect(id="old-anna"))


@pytest.mark.parametrize(
    ("redirects", "lines"),
    [("- {id: ann, to: ann}", [1]), ("- {id: ann, to: anna}\n- {id: anna, to: ann}", [1, 2])],
)
def test_redirects_that_lead_round_in_a_circle_are_reported(
    base: Path, write: Callable[[str, str], Path], tmp_path: Path, redirects: str, lines: list[int]
) -> None:
    write("o/redirects.yaml", redirects)
    assert [problem.partition(": ")[0] for problem in problems(base, tmp_path / "o")] == [
        f"o/redirects.yaml:{line}:{16 + line}" for line in lines
    ]
    assert "the redirects form a circle" in problems(base, tmp_path / "o")[0]


def test_a_redirect_counts_only_in_the_list_of_its_target(
    write: Callable[[str, str], Path],
) -> None:
    base = write(
        "base.yaml",
        "show: {id: s, title: S, language: en, themes: [art], producers: [art]}\n"
        "themes: [{id: art, label: Art}, {id: music, label: Music}]\n"
        "organisations: [{id: art, name: Art, kind: company}]\n",
    )
    both = tfg.load_catalogue(base, write("o.yaml", "redirects: [{id: art, to: music}]"))
    assert [theme.id for theme in both.show.themes] == ["music"]
    assert [body.id for body in both.show.producers] == ["art"]


def test_a_redirect_stays_if_its_target_is_in_another_list(
    write: Callable[[str, str], Path],
) -> None:
    base = write(
        "base.yaml",
        "show: {id: s, title: S, language: en}\nredirects: [{id: old, to: art}]\n"
        "themes: [{id: art, label: Art}, {id: music, label: Music}]\n"
        "organisations: [{id: art, name: Art, kind: company}]\n",
    )
    both = tfg.load_catalogue(base, write("o.yaml", "redirects: [{id: art, to: music}]"))
    assert both.redirects[1] == tfg.Redirect(id="old", to="art")


def test_references_to_a_withdrawn_record_are_named(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "redirects: [{id: ann}]")
    assert problems(base, overlay) == [
        (
            'base.yaml:4:79: episodes[0].hosts[0]: no person "ann"; '
            "the overlay that retires it has to replace this reference"
        )
    ]


def test_what_only_a_withdrawn_record_refers_to_may_be_withdrawn_with_it(
    write: Callable[[str, str], Path],
) -> None:
    base = write(
        "base.yaml",
        "show: {id: s, title: S, language: en}\n"
        "people: [{id: ann, name: Ann, organisations: [mill]}]\n"
        "organisations: [{id: mill, name: Mill, kind: company}]\n",
    )
    both = tfg.load_catalogue(base, write("o.yaml", "redirects: [{id: ann}, {id: mill}]"))
    assert (len(both.people), len(both.organisations)) == (0, 0)


def test_a_withdrawal_may_come_with_other_values_for_what_refers_to_it(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "redirects: [{id: ann}]\nepisodes: [{id: s01e01, hosts: [anna]}]")
    both = tfg.load_catalogue(base, overlay)
    assert [host.id for host in both.hosts] == ["anna"]


@pytest.mark.parametrize("target", ["anna", None])
def test_a_retired_id_is_not_used_again(
    base: Path, write: Callable[[str, str], Path], target: str | None
) -> None:
    redirect = {"id": "ann", "to": target}
    first = write("1.json", json.dumps({"redirects": [redirect], "episodes": EPISODE_OF_ANNA}))
    second = write("2.yaml", "people:\n  - id: ann\n    name: Another\n")
    assert problems(base, first, second) == [
        '2.yaml:2:9: people[0].id: the id "ann" is retired and cannot be reused; choose another id'
    ]


EPISODE_OF_ANNA: list[dict[str, Any]] = [{"id": "s01e01", "hosts": ["anna"]}]


def test_two_records_that_become_one_may_share_an_alias(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write(
        "o.yaml",
        "people: [{id: anna, aliases: [Annie, A. Bell]}]\nredirects: [{id: ann, to: anna}]",
    )
    assert tfg.load_catalogue(base, overlay).people.resolve("annie").id == "anna"


def test_a_record_that_a_redirect_puts_above_itself_is_reported(
    base: Path, write: Callable[[str, str], Path]
) -> None:
    overlay = write("o.yaml", "redirects: [{id: food, to: bread}]")
    assert problems(base, overlay) == [
        "base.yaml:10:40: themes[1].broader: is its own ancestor: bread → bread"
    ]
