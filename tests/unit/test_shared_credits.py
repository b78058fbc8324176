"""Roles that several people share: in the data, and in what people read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

import techforgood_podcast as tfg
from bundled import CATALOGUE
from command_line import lines_of
from markdown_pages import lines, shown
from networks import lines_of as joined
from show_page import PAGE, notes, words_apart
from techforgood_podcast.text.folding import fold
from web_pages import facts, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from command_line import Run


class Shared(NamedTuple):
    """A role of several people, as the page prints it, with its translation."""

    number: int
    names: tuple[str, ...]
    fr: str
    en: str

    def role(self, language: str) -> str:
        return self.fr if language == "fr" else self.en

    def named(self, language: str, *names: str) -> str:
        *first, last = names or self.names
        joined = {"fr": " et ", "en": " and "}[language]
        return f"{', '.join(first)}{joined}{last}" if first else last

    def alone(self, name: str, language: str) -> str:
        """Return the role on the card of one of them."""
        others = self.named(language, *(other for other in self.names if other != name))
        start = {"fr": f"avec {others} au titre de :", "en": f"credited with {others} as:"}[
            language
        ]
        return f"{start} {self.role(language)}"


SHARED = (
    Shared(
        1,
        ("Djaffar", "Nathalie"),
        "chauffeurs livreurs chez Phénix",
        "delivery drivers at Phénix",
    ),
    Shared(
        2,
        ("Julian Bonnesset", "Stéphanie Ordenez"),
        "conseillers en insertion professionnelle à la Mission locale d'Aix en provence",
        "work-integration advisers at the Aix-en-Provence mission locale",
    ),
    Shared(
        3,
        ("Linda Salli", "Johnny"),
        "salariés en insertion chez Humanis",
        "employees on a work-integration scheme at Humanis",
    ),
    Shared(6, ("Arnaud", "René"), "patients", "patients"),
    Shared(
        7,
        ("Saida", "Maria", "Kenwele"),
        "fondatrices de la women's web agency",
        "founders of the women's web agency",
    ),
)
every_line = pytest.mark.parametrize("one", SHARED, ids=lambda one: f"{one.number}")
every_language = pytest.mark.parametrize("language", ["fr", "en"])
every_person = pytest.mark.parametrize(
    ("one", "name"), [(one, name) for one in SHARED for name in one.names]
)


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


def test_the_page_prints_five_roles_for_several_people_each_in_the_plural() -> None:
    found = [
        Shared(
            episode.number or 0,
            tuple(credit.credited_as for credit in line),
            line[0].role.fr or "",
            line[0].role.en or "",
        )
        for episode in CATALOGUE.episodes
        for line in joined((*episode.guests, *episode.mentioned))
        if line[1:] and line[0].role
    ]
    assert found == list(SHARED)
    marked = [
        credit.credited_as
        for episode in CATALOGUE.episodes
        for credit in (*episode.guests, *episode.mentioned)
        if credit.shared
    ]
    assert marked == [name for one in SHARED for name in one.names]


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
@every_line
def test_a_shared_role_is_printed_once_on_the_page_with_all_the_names(one: Shared) -> None:
    text = fold(words_apart(notes()[one.number][2]))
    names = fold(one.named("fr"))
    assert f"{names} {fold(one.fr)}" in text or f"les {fold(one.fr)} {names}" in text


@every_line
@every_language
def test_a_shared_role_is_one_line_in_markdown(one: Shared, language: str) -> None:
    written = [plain(line) for line in lines(CATALOGUE.episode(one.number), language)]
    found = [line for line in written if line.startswith("- ") and one.role(language) in line]
    assert len(found) == 1
    assert found[0].startswith(f"- {one.named(language)} – {one.role(language)}")


@every_line
@every_language
@pytest.mark.parametrize("name", ["rss", "jsonfeed", "biblatex", "ris", "csl"])
def test_a_shared_role_is_one_line_in_the_text_of_feeds_and_citations(
    one: Shared, language: str, name: Literal["rss", "jsonfeed", "biblatex", "ris", "csl"]
) -> None:
    text = tfg.dumps(CATALOGUE.episode(one.number), name, language=language)
    if name == "jsonfeed":
        text = json.loads(text)["items"][0]["content_text"]
    assert plain(text).count(f"{one.named(language)}, {one.role(language)}") == 1
    assert plain(text).count(f", {one.role(language)}") == 1


@every_line
@every_language
def test_a_shared_role_is_one_line_on_the_page(one: Shared, language: str) -> None:
    episode = CATALOGUE.episode(one.number)
    guests = facts(page(episode, language), f"episode-{episode.id}")[
        {"fr": "Avec", "en": "Guests"}[language]
    ]
    found = [plain(line) for line in guests if one.role(language) in plain(line)]
    assert len(found) == 1
    assert found[0].startswith(f"{one.named(language)} – {one.role(language)}")


@every_line
@every_language
def test_a_shared_role_is_one_line_where_an_episode_is_shown(
    run: Run, one: Shared, language: str
) -> None:
    out = run("show", str(one.number), "--language", language)[1]
    heading = {"fr": "Avec", "en": "Guests"}[language]
    found = [row for row in sections(out)[heading] if one.role(language) in row[-1]]
    assert [row[0] for row in found] == [one.named(language)]


@every_person
@every_language
def test_a_shared_role_follows_the_others_where_a_person_is_shown(
    run: Run, one: Shared, name: str, language: str
) -> None:
    out = run("show", name, "--language", language)[1]
    (row,) = sections(out)[{"fr": "Épisodes", "en": "Episodes"}[language]]
    assert row[0] == f"S1E{one.number}"
    assert row[-1].endswith(f", {one.alone(name, language)}")


@every_person
@every_language
def test_a_shared_role_follows_the_others_in_the_entry_of_a_person_on_the_page(
    one: Shared, name: str, language: str
) -> None:
    person = CATALOGUE.person(name)
    entry = page(CATALOGUE.episode(one.number), language).one(f"person-{person.id}")
    alone = one.alone(name, language)
    assert f"{alone[0].upper()}{alone[1:]}" in plain(entry.words)


def guests_in_markdown(guests: Iterable[tfg.Credit]) -> list[str]:
    show = tfg.Show(id="s", title="S", language="en")
    written = lines(tfg.Episode(id="e", show=show, title="E", guests=tuple(guests)))
    start = written.index("### Guests") + 2
    return [plain(line) for line in written[start : written.index("", start)]]


def test_people_of_a_feed_who_have_no_role_are_not_joined() -> None:
    ann, bob = (tfg.Person(id=name.lower(), name=name) for name in ("Ann", "Bob"))
    credits_ = [tfg.Credit(person=person, credited_as=person.name) for person in (ann, bob)]
    assert guests_in_markdown(credits_) == ["- Ann", "- Bob"]


@pytest.mark.parametrize("between", ["another role", "another organisation", "somebody else"])
def test_only_neighbours_with_equal_roles_and_organisations_share_a_line(between: str) -> None:
    lab = tfg.Organisation(id="lab", name="Lab", kind="lab")
    cook = tfg.LocalizedText(en="cooks")
    ann, bob = (tfg.LocalizedText(en=name) for name in ("Ann", "Bob"))
    first = tfg.Credit(group=ann, role=cook, shared=True, credited_as="Ann")
    other = {
        "another role": tfg.Credit(
            group=bob, role=tfg.LocalizedText(en="bakers"), shared=True, credited_as="Bob"
        ),
        "another organisation": tfg.Credit(
            group=bob, role=cook, shared=True, organisations=(lab,), credited_as="Bob"
        ),
        "somebody else": tfg.Credit(group=bob, role=cook, credited_as="Bob"),
    }[between]
    texts = {
        "another role": ["- Ann – cooks", "- Bob – bakers", "- Ann – cooks"],
        "another organisation": ["- Ann – cooks", "- Bob – cooks (Lab)", "- Ann – cooks"],
        "somebody else": ["- Ann – cooks", "- Bob – cooks", "- Ann – cooks"],
    }
    assert guests_in_markdown([first, other, first]) == texts[between]


def test_plain_values_say_that_a_role_is_shared_only_where_it_is() -> None:
    written = tfg.to_dict(CATALOGUE.episode(6))["guests"]
    assert [guest.get("shared") for guest in written] == [None, None, None, True, True]
