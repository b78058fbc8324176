"""The bundled data: what the show's page and the other sources say, written out once more.

A case of ``page-facts/facts.cases`` has what the data say of the show, of all people, of all
organisations, or of an episode. ``page-facts/words-of-the-page.tsv`` has the words of an episode's
notes on which each tie between organisations rests, and each founding.
"""

from __future__ import annotations

import csv
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, read_cases
from markdown_pages import lines, shown
from plain_values import clock
from show_page import PAGE, notes, words_apart
from techforgood_podcast.text.folding import fold, squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


CATALOGUE = tfg.load_catalogue()
FOLDER = Path(__file__).with_name("page-facts")
with (FOLDER / "words-of-the-page.tsv").open(encoding="utf-8", newline="") as stream:
    _, *ROWS = csv.reader(stream, delimiter="\t")
WORDS = {(int(number), who, relation, what): words for number, who, relation, what, words in ROWS}


# --------------------------------------------------------------------------------------- facts


def of_the_show() -> Iterator[str]:
    show = CATALOGUE.show
    yield f"{show.title} ({show.language}), since {show.first_published}: {show.url}"
    yield f"hosts: {', '.join(host.name for host in show.hosts)}"
    yield from (f"source: {source.url}" for source in CATALOGUE.sources)


def of_people() -> Iterator[str]:
    """Yield what is particular of some: hosts, one who is only mentioned, and parts of names."""
    for person in CATALOGUE.people:
        is_host, is_guest = (person in some for some in (CATALOGUE.hosts, CATALOGUE.guests))
        facts = ["host"] if is_host else [] if is_guest else ["no host and no guest"]
        facts += [] if person.family else ["no family name"]
        names = f"{person.honorific}, given {person.given}, family {person.family}"
        facts += [f"honorific {names}"] if person.honorific else []
        facts += [f"of {body.name}" for body in person.organisations]
        facts += [f"founder of {body.name}" for body in person.founder_of]
        if facts:
            yield f"{person.name}: {', '.join(facts)}"


def of_organisations() -> Iterator[str]:
    for body in CATALOGUE.organisations:
        facts = [f"since {body.founded}"] if body.founded else []
        facts += [f"part of {parent.name}" for parent in body.parents]
        if facts:
            yield f"{body.name}: {', '.join(facts)}"


def of_episode(episode: tfg.Episode) -> Iterator[str]:
    yield f"{episode.id}, {episode.kind}, season {episode.season}, number {episode.number}"
    yield episode.title
    known = {
        "running time": episode.duration and clock(episode.duration),
        "published": episode.published,
        "page": episode.url,
        "hosts": ", ".join(host.name for host in episode.hosts),
        "about": ", ".join(m.organisation.name for m in mentions(episode, "subject")),
    }
    yield from (f"{name}: {value}" for name, value in known.items() if value)
    for kind in ("guests", "mentioned"):
        credits_: tuple[tfg.Credit, ...] = getattr(episode, kind)
        yield from (f"{kind}: {credited(credit)}" for credit in credits_)
    for figure in episode.figures:
        numbers = [number for number in (figure.value, figure.low, figure.high) if number]
        printed = " / ".join(figure.as_printed.texts)
        yield f"figure: {printed}: {' to '.join(map(str, numbers))}"
    for mention in episode.organisations:
        if mention.of:
            yield f"{mention.relation}: {sentence(mention, 'fr')} / {sentence(mention, 'en')}"


def mentions(episode: tfg.Episode, relation: str) -> list[tfg.Mention]:
    return [mention for mention in episode.organisations if mention.relation == relation]


def credited(credit: tfg.Credit) -> str:
    """Return the name of a credit, that on the page if it differs, the role, and organisations."""
    name = credit.person.name if credit.person else str(credit.group)
    other = "" if name == credit.credited_as else f' ("{credit.credited_as}")'
    group = "" if credit.person else "group "
    role = f", {' / '.join(credit.role.texts)}" if credit.role else ""
    shared = ", shared" if credit.shared else ""
    bodies = "".join(f" [{body.name}]" for body in credit.organisations)
    return f"{group}{name}{other}{role}{shared}{bodies}"


def sentence(mention: tfg.Mention, language: str) -> str:
    """Return how people read a tie between two organisations."""
    alone = tfg.Episode(id="e", show=CATALOGUE.show, title="T", organisations=(mention,))
    written = lines(alone, language)
    line = written[written.index("### Organisations") + 2]
    return shown(line).removeprefix("- ").replace("\xa0", " ")


FACTS: dict[str, Callable[[], Iterable[str]]] = {
    "the show": of_the_show,
    "the people": of_people,
    "the organisations": of_organisations,
    **{episode.code: partial(of_episode, episode) for episode in CATALOGUE.episodes},
}
CASES = read_cases(FOLDER / "facts.cases")


@each_case(*CASES)
def test_the_data_say_what_the_sources_say(case: Case) -> None:
    compare(case, "".join(f"{fact}\n" for fact in FACTS[case.id]()))


def test_the_facts_are_those_of_each_episode_in_order_with_the_introduction_first() -> None:
    assert [case.id for case in CASES] == list(FACTS)
    assert len(CATALOGUE.episodes) == 9


def test_what_no_source_says_is_none() -> None:
    for episode in CATALOGUE.episodes:
        assert (episode.audio, episode.guid) == (None, None)
    assert (CATALOGUE.show.cover_url, CATALOGUE.show.feed_url) == (None, None)
    assert CATALOGUE.show.producers == ()
    assert [person.name for person in CATALOGUE.people if person.same_as] == []
    assert [body.name for body in CATALOGUE.organisations if body.same_as] == []


# ----------------------------------------------------------------------------------- spellings


def test_a_title_keeps_the_spelling_of_the_page_and_is_found_in_the_other() -> None:
    assert "au coeur du" in CATALOGUE.episode(6).title
    assert CATALOGUE.episode("un fablab au cœur du CHU").code == "S1E6"
    assert [hit.episode.code for hit in tfg.search("cœur du CHU")] == ["S1E6"]


def test_no_alias_is_the_name_of_something_else() -> None:
    collections = (CATALOGUE.people, CATALOGUE.organisations, CATALOGUE.themes)
    aliases = {squash(fold(a)) for entries in collections for one in entries for a in one.aliases}
    assert aliases.isdisjoint({"sfr", "goodwill", "chu", "lucie", "greentech"})


@pytest.mark.parametrize("entries", [CATALOGUE.people, CATALOGUE.organisations])
def test_three_letters_that_begin_a_word_of_a_name_find_or_suggest_it(
    entries: tfg.Collection[tfg.Person | tfg.Organisation],
) -> None:
    words = [(entry, word[:3]) for entry in entries for word in fold(entry.name).split()]
    begun = [(entry, text) for entry, text in words if len(text) == 3]
    assert [text for entry, text in begun if entry not in entries.find(text, limit=99)] == []
    unknown = [(entry.id, text) for entry, text in begun if not _is_named(entries, text)]
    assert unknown
    for id_, text in unknown:
        with pytest.raises(tfg.UnknownNameError) as caught:
            entries.resolve(text)
        assert id_ in dict(caught.value.suggestions)


def _is_named(entries: tfg.Collection[tfg.Person | tfg.Organisation], text: str) -> bool:
    try:
        return entries.resolve(text, default=None) is not None
    except tfg.AmbiguousNameError:
        return True


@pytest.mark.parametrize("format_", ["markdown", "html", "rss", "jsonfeed"])
def test_what_people_read_in_english_says_how_exact_a_figure_is(
    format_: tfg.TextFormatName,
) -> None:
    text = tfg.dumps(CATALOGUE.episode(2), format_, language="en").casefold()
    assert "more than 300,000 people" in text
    assert "300,000 people" not in text.replace("more than 300,000 people", "")


@pytest.mark.parametrize("format_", ["markdown", "rss"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_bracket_repeats_what_a_role_says(format_: tfg.TextFormatName, language: str) -> None:
    text = tfg.dumps(CATALOGUE, format_, language=language)
    bodies = [body for one in CATALOGUE.episodes for g in one.guests for body in g.organisations]
    assert [body.name for body in bodies if f"({body.name})" in text] == []


# ---------------------------------------------------------------------------------------- ties


def test_a_parent_in_an_episode_is_a_parent_of_the_organisation() -> None:
    stated = {
        (mention.of.name, mention.organisation.name)
        for episode in CATALOGUE.episodes
        for mention in episode.organisations
        if mention.relation == "parent" and mention.of
    }
    assert stated == {(o.name, p.name) for o in CATALOGUE.organisations for p in o.parents}


def test_every_organisation_in_a_credit_that_is_not_a_subject_is_an_affiliation() -> None:
    for episode in CATALOGUE.episodes:
        by_relation = {
            relation: {m.organisation for m in episode.organisations if m.relation == relation}
            for relation in ("subject", "affiliation")
        }
        credited = {
            body for one in (*episode.guests, *episode.mentioned) for body in one.organisations
        }
        assert by_relation["affiliation"] == credited - by_relation["subject"], episode.code


def test_the_affiliation_of_a_guest_is_an_organisation_of_the_episode() -> None:
    missing = [
        (episode.code, body.name)
        for episode in CATALOGUE.episodes
        for guest in (*episode.guests, *episode.mentioned)
        for body in guest.organisations
        if body not in [mention.organisation for mention in episode.organisations]
    ]
    assert missing == []


def test_each_tie_and_founding_has_words_of_the_page_but_that_of_the_hosts_own() -> None:
    ties = {
        (episode.number, mention.organisation.name, mention.relation, mention.of.name)
        for episode in CATALOGUE.episodes
        for mention in episode.organisations
        if mention.of
    }
    assert {row for row in WORDS if row[2] != "founder"} == ties
    foundings = {
        (person.name, "founder", body.name)
        for person in CATALOGUE.people
        for body in person.founder_of
    }
    known = {row[1:] for row in WORDS if row[2] == "founder"}
    assert foundings - known == {("Michèle Foin", "founder", "Collectif Solvo")}
    assert known <= foundings


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
@pytest.mark.parametrize("row", WORDS, ids=lambda row: "-".join(map(str, row)))
def test_a_tie_or_a_founding_rests_on_words_of_the_page(row: tuple[int, str, str, str]) -> None:
    assert fold(words_apart(WORDS[row])) in fold(words_apart(notes()[row[0]][2]))


# How the page ties two organisations, or something else, such as people and a school.
TYING = (
    r"\b(soutien|soutenue|financ(ees|ements?)|developpe par|cree|integree|media de|startup de"
    r"|formees par)\b"
)
NO_TIES = {
    2: (
        "il a créé BOB-emploi",
        "intégrée au système d'information des missions",
        "le financement des communs",
    ),
    7: ("formées par cette école",),
}


@pytest.mark.skipif(not PAGE, reason="TFG_SHOW_PAGE names no copy of the show's page")
def test_words_of_the_page_that_tie_are_those_of_a_tie_or_known_to_be_of_none() -> None:
    for number, (_, _, text) in notes().items():
        left = fold(words_apart(text))
        known = [words for row, words in WORDS.items() if row[0] == number and row[2] != "founder"]
        for words in sorted((*NO_TIES.get(number or 0, ()), *known), key=len, reverse=True):
            left = left.replace(fold(words_apart(words)), "")
        assert re.findall(TYING, left) == [], number


@pytest.mark.parametrize(
    ("name", "fr", "en"),
    [
        ("We TechCare", "soutient une entreprise d'insertion", "supports a work-integration"),
        ("Plastic Odyssey", "programme d'accélération", "support and acceleration programme"),
    ],
)
def test_what_no_other_field_can_say_of_an_organisation_is_in_its_description(
    name: str, fr: str, en: str
) -> None:
    description = CATALOGUE.organisation(name).description
    assert description
    assert fr in description["fr"]
    assert en in description["en"]
