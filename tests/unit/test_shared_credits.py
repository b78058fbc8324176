"""Roles that several people share: what people read of those in the bundled data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal

import attrs
import pytest

import techforgood_podcast as tfg
from command_line import lines_of
from markdown_pages import lines, shown
from networks import lines_of as joined
from show_page import PAGE, notes, words_apart
from techforgood_podcast.text.folding import fold
from web_pages import facts, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from command_line import Run

CATALOGUE = tfg.load_catalogue()
SHARED = {
    episode: line
    for episode in CATALOGUE.episodes
    for line in joined((*episode.guests, *episode.mentioned))
    if line[1:] and line[0].role
}
"""The credits of an episode that share a role, in one line at most."""
LAB = tfg.Organisation(id="lab", name="Lab", kind="lab")
GUESTS = {"fr": "Avec", "en": "Guests"}
every_line = pytest.mark.parametrize("episode", SHARED, ids=lambda episode: episode.code)
every_language = pytest.mark.parametrize("language", ["fr", "en"])
every_person = pytest.mark.parametrize(
    ("episode", "name"),
    [
        pytest.param(episode, credit.credited_as, id=credit.credited_as)
        for episode, line in SHARED.items()
        for credit in line
    ],
)


def role_of(episode: tfg.Episode, language: str) -> str:
    role = SHARED[episode][0].role
    assert role
    return role[language]


def named(episode: tfg.Episode, language: str, without: str = "") -> str:
    """Return the names of those who share a role, as a text lists them."""
    names = [credit.credited_as for credit in SHARED[episode] if credit.credited_as != without]
    joint = {"fr": " et ", "en": " and "}[language]
    return joint.join(filter(None, (", ".join(names[:-1]), names[-1])))


def alone(episode: tfg.Episode, name: str, language: str) -> str:
    """Return the role where one of them is shown."""
    others = named(episode, language, without=name)
    joint = {"fr": "avec", "en": "with"}[language]
    return f"{role_of(episode, language)} ({joint} {others})"


def plain(text: str) -> str:
    """Return a text without typography and markup."""
    linked = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", shown(text).replace("\\\n", "\n"))
    return linked.replace("\xa0", " ").replace("’", "'").replace("**", "")


def sections(out: str) -> dict[str, list[list[str]]]:
    """Return the rows of the sections that ``show`` prints."""
    first, *others = plain(out).split("\n\n")
    assert first
    found = [block.split("\n", 1) for block in others]
    return {block[0]: lines_of(re.sub("(?m)^  ", "", block[-1])) for block in found}


def test_five_roles_are_shared_and_all_are_that_are_marked() -> None:
    marked = [
        credit
        for episode in CATALOGUE.episodes
        for credit in (*episode.guests, *episode.mentioned)
        if credit.shared
    ]
    assert marked == [credit for line in SHARED.values() for credit in line]
    assert len(SHARED) == 5


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
@every_line
def test_a_shared_role_is_printed_once_on_the_page_with_all_the_names(episode: tfg.Episode) -> None:
    text = fold(words_apart(notes()[episode.number][2]))
    names, role = fold(named(episode, "fr")), fold(role_of(episode, "fr"))
    assert f"{names} {role}" in text or f"les {role} {names}" in text


@every_line
@every_language
@pytest.mark.parametrize("form", ["markdown", "page", "show"])
def test_a_shared_role_is_one_line_where_an_episode_is_shown(
    run: Run, episode: tfg.Episode, language: str, form: str
) -> None:
    guests: Sequence[str] = (
        [line.removeprefix("- ") for line in lines(episode, language) if line.startswith("- ")]
        if form == "markdown"
        else facts(page(episode, language), f"episode-{episode.id}")[GUESTS[language]]
        if form == "page"
        else [
            " – ".join(row)
            for row in sections(run("show", episode.code, "--language", language)[1])[
                GUESTS[language]
            ]
        ]
    )
    role = role_of(episode, language)
    (line,) = (plain(line) for line in guests if role in plain(line))
    assert line.startswith(f"{named(episode, language)} – {role}")


@every_line
@every_language
@pytest.mark.parametrize("name", ["rss", "jsonfeed", "biblatex", "ris", "csl"])
def test_a_shared_role_is_one_line_in_the_text_of_feeds_and_citations(
    episode: tfg.Episode,
    language: str,
    name: Literal["rss", "jsonfeed", "biblatex", "ris", "csl"],
) -> None:
    text = tfg.dumps(episode, name, language=language)
    if name == "jsonfeed":
        text = json.loads(text)["items"][0]["content_text"]
    role = role_of(episode, language)
    assert plain(text).count(f"{named(episode, language)}, {role}") == 1
    assert plain(text).count(f", {role}") == 1


@every_person
@every_language
def test_a_shared_role_is_followed_by_the_others_where_a_person_is_shown(
    run: Run, episode: tfg.Episode, name: str, language: str
) -> None:
    out = run("show", name, "--language", language)[1]
    (row,) = sections(out)[{"fr": "Épisodes", "en": "Episodes"}[language]]
    role = alone(episode, name, language)
    assert (row[0], row[-1].endswith(f", {role}")) == (episode.code, True)
    entry = page(episode, language).one(f"person-{CATALOGUE.person(name).id}")
    assert role in plain(entry.words)


def guests_in_markdown(guests: Iterable[tfg.Credit]) -> list[str]:
    show = tfg.Show(id="s", title="S", language="en")
    written = lines(tfg.Episode(id="e", show=show, title="E", guests=tuple(guests)))
    start = written.index("### Guests") + 2
    return [plain(line) for line in written[start : written.index("", start)]]


def test_people_of_a_feed_who_have_no_role_are_not_joined() -> None:
    ann, bob = (tfg.Person(id=name.lower(), name=name) for name in ("Ann", "Bob"))
    credits_ = [tfg.Credit(person=person, credited_as=person.name) for person in (ann, bob)]
    assert guests_in_markdown(credits_) == ["- Ann", "- Bob"]


def credit(name: str, role: str = "cooks", **more: Any) -> tfg.Credit:
    group, common = (tfg.LocalizedText(en=text) for text in (name, role))
    one = tfg.Credit(group=group, role=common, shared=True, credited_as=name)
    return attrs.evolve(one, **more)


@pytest.mark.parametrize(
    ("other", "line"),
    [
        (credit("Bob", "bakers"), "- Bob – bakers"),
        (
            credit("Bob", organisations=(CATALOGUE.organisations["kaplab"],)),
            "- Bob – cooks (Kaplab)",
        ),
        (credit("Bob", shared=False), "- Bob – cooks"),
    ],
    ids=["another role", "another organisation", "somebody else"],
)
def test_only_neighbours_with_equal_roles_and_organisations_share_a_line(
    other: tfg.Credit, line: str
) -> None:
    ann = credit("Ann")
    assert guests_in_markdown([ann, other, ann]) == ["- Ann – cooks", line, "- Ann – cooks"]


def test_plain_values_say_that_a_role_is_shared_only_where_it_is() -> None:
    written = tfg.to_dict(CATALOGUE.episode(6))["guests"]
    assert [guest.get("shared") for guest in written] == [None, None, None, True, True]
