"""The command line: filters, order and languages of listings."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, get_args

import pytest

import techforgood_podcast as tfg
from command_line import Run, lines_of
from rss_documents import channel_of

if TYPE_CHECKING:
    from pathlib import Path

EPISODES = tfg.load_catalogue().episodes
LISTINGS = (
    *("episodes", "people", "guests", "hosts", "organisations", "themes", "places"),
    *("search gaspillage", "related 3", "export jsonl"),
)


def codes(run: Run, *arguments: str) -> list[str]:
    """Return the codes of the episodes that a command lists."""
    return [line[0] for line in lines_of(run(*arguments)[1])]


@pytest.mark.parametrize("listing", LISTINGS)
def test_every_listing_takes_every_filter(run: Run, listing: str) -> None:
    filters = (
        *("--episode", "1", "--guest", "Jean Moreau", "--host", "Michèle Foin"),
        *("--organisation", "phenix"),
        *("--theme", "food waste", "--place", "paris", "--text", "gaspillage"),
        *("--season", "1", "--longer-than", "33", "--shorter-than", "34"),
    )
    status, out, err = run(*listing.split(), *filters)
    assert (status, err) == (0, "")
    assert out
    status, out, err = run(*listing.split(), *filters, "--since", "2022", "--until", "2022")
    assert (status, err) == (1, "techforgood-podcast: nothing found\n")


def test_episodes_are_sorted_by_every_field_that_python_sorts_them_by(run: Run) -> None:
    fields = get_args(tfg.SortField)
    (known,) = re.findall("choose from (.+);", run("episodes", "--sort", "colour")[2])
    assert sorted(re.split(", | or ", known)) == sorted(fields)
    for field in fields:
        assert codes(run, "episodes", "--sort", field) == [
            episode.code for episode in EPISODES.sorted(field)
        ]


def test_the_order_can_be_reversed(run: Run) -> None:
    assert codes(run, "episodes", "--sort", "duration", "--reverse") == [
        episode.code for episode in EPISODES.sorted("duration", reverse=True)
    ]
    assert codes(run, "episodes", "--reverse") == [episode.code for episode in EPISODES[::-1]]


def exported(run: Run, *options: str) -> list[str]:
    """Return the titles of an RSS feed in their order."""
    feed = run("export", "rss", "--season", "1", *options)[1]
    return [found.findtext("title", "") for found in channel_of(feed).findall("item")]


def test_exported_episodes_are_sorted_as_listed_ones(run: Run) -> None:
    season = EPISODES.by_season(1)
    titles = [episode.title for episode in season.sorted("duration")]
    assert exported(run, "--sort", "duration") == titles
    assert exported(run, "--sort", "duration", "--reverse") == [
        episode.title for episode in season.sorted("duration", reverse=True)
    ]
    assert exported(run, "--reverse") == [episode.title for episode in season[::-1]]


@pytest.mark.parametrize("name", ["people", "guests", "hosts", "organisations", "themes", "places"])
def test_other_listings_are_sorted_by_name_or_number_of_episodes(run: Run, name: str) -> None:
    names = codes(run, name, "--language", "fr", "--sort", "name")
    assert codes(run, name, "--language", "fr", "--sort", "name", "--reverse") == names[::-1]
    lines = lines_of(run(name, "--sort", "episodes", "--reverse")[1])
    counts = [line[-1].count("S1") for line in lines]
    assert counts == sorted(counts, reverse=True)


def test_names_are_sorted_in_the_language_in_which_they_are_shown(run: Run) -> None:
    names = codes(run, "themes", "--language", "en", "--sort", "name")
    assert names == sorted(names, key=str.casefold)
    assert names != codes(run, "themes", "--language", "en")


def test_a_language_of_the_catalogue_other_than_french_and_english_is_taken(
    run: Run, tmp_path: Path
) -> None:
    overlay = tmp_path / "more.yaml"
    overlay.write_text("themes: [{id: art, label: {pt-BR: Arte}}]", encoding="utf-8")
    arguments = ("--theme", "art", "--overlay", str(overlay), "--language", "pt-BR")
    labels = [record["label"] for record in json.loads(run("themes", *arguments, "--json")[1])]
    assert "Arte" in labels
    assert "Arts numériques" in labels


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("--theme", "emploi", "--season", "1"), "Thème\xa0: Emploi – Saison\xa0: 1"),
        (("--theme", "emploi", "--language", "en"), "Theme: Employment"),
        (
            ("--host", "foin", "--guest", "Jean Moreau"),
            "Personne invitée\xa0: Jean Moreau – Présentation\xa0: Michèle Foin",
        ),
        (
            ("--place", "belgique", "--longer-than", "30"),
            "Lieu\xa0: Belgique – Durée\xa0: > 30 min",
        ),
        (("--episode", "3", "--episode", "8"), "Épisode\xa0: S1E3, S1E8"),
        (("--organisation", "simplon"), "Organisation\xa0: Simplon"),
        (("--since", "2022", "--text", "emploi"), "Publication\xa0: ≥ 2022-01-01 – emploi"),
        (("--theme", "emploi", "--title", "Travailler"), "Travailler"),
        ((), "À qui profite la tech for good\xa0?"),
    ],
)
def test_a_page_is_called_after_its_filters(
    run: Run, arguments: tuple[str, ...], title: str
) -> None:
    _, page, _ = run("export", "html", *arguments)
    assert re.findall("<title>(.*)</title>", unescape(page)) == [title]
