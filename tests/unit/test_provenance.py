"""The catalogue against the page of the show: it has the facts, but not the sentences.

The page is not part of the project. Without a copy of it these tests skip; to run them, let the
environment variable ``TFG_SHOW_PAGE`` name one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import importlib_resources
import pytest

import techforgood_podcast as tfg
from plain_values import clock
from show_page import PAGE, notes, read, words_apart
from techforgood_podcast.text.folding import fold, squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from importlib_resources.abc import Traversable

pytestmark = pytest.mark.skipif(
    not PAGE,
    reason="to compare the catalogue with the show's page, set TFG_SHOW_PAGE to a copy of it",
)

ROOT = Path(__file__).parents[2]
CATALOGUE = tfg.load_catalogue()
FROM_ELSEWHERE = {"Collectif Solvo"}
IN_A_ROW = 8
"""The number of words in a row from which a text is a copy."""
CLOSE = 6
"""The number of words in a row from which a text is too close to the page."""
# Names, set terms and quotations of so many words or more.
ALLOWED_ROWS = ("ministère des Solidarités et de la Santé", "7 à 8 millions de personnes")


@pytest.fixture(scope="module")
def page() -> str:
    return read()


def is_in(text: str, page: str) -> bool:
    """Return whether a page has a text as whole words; the page runs some of them together."""
    return any(f" {fold(text)} " in f" {fold(whole)} " for whole in (page, words_apart(page)))


def prose() -> list[list[str]]:
    """Return the words of each episode's notes, without the credits that follow « Avec »."""
    return [
        fold(re.split(r"\bAvec\s?(?::|Pauline Bandelier,)", text)[0]).split()
        for _, _, text in notes().values()
    ]


def rows(words: list[str], length: int = IN_A_ROW) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def between_spaces(text: str) -> list[str]:
    """Return the words of a text between spaces, folded; "l'école" is one."""
    return [word for word in (squash(fold(part)) for part in text.split()) if word]


def apart(text: str) -> list[str]:
    """Return the words of a text, folded; "l'école" is two."""
    return fold(text).split()


def own_french() -> Iterator[tuple[str, str]]:
    """Yield each French text that is the catalogue's own, after the id of its record."""
    for record in (CATALOGUE.show, *CATALOGUE.episodes):
        assert record.summary
        yield record.id, record.summary["fr"]
    for body in CATALOGUE.organisations:
        if body.description:
            yield body.id, body.description["fr"]
    for episode in CATALOGUE.episodes:
        yield from ((episode.id, figure.statement["fr"]) for figure in episode.figures)


def copied(text: str) -> set[tuple[str, ...]]:
    """Return every row of words that a text shares with the notes of the page."""
    return rows(fold(text).split()) & {row for words in prose() for row in rows(words)}


def texts_in(folder: Traversable | Path) -> Iterator[tuple[str, str]]:
    """Give name and text of every text file in a folder, and in the folders inside it."""
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in {"__pycache__", "node_modules"}:
            yield from texts_in(entry)
        elif entry.is_file():
            try:
                yield entry.name, entry.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def shipped() -> Iterator[tuple[str, str]]:
    """Give every text of the installed package, and of the project around these tests."""
    yield from texts_in(importlib_resources.files("techforgood_podcast"))
    for folder in ("docs", "tests", "LICENSES", ".ci"):
        if (ROOT / folder).is_dir():
            yield from texts_in(ROOT / folder)
    for file in ROOT.iterdir():
        if file.suffix in {".md", ".toml", ".cff", ".py"} or file.name == "Makefile":
            yield file.name, file.read_text(encoding="utf-8")


def test_the_page_presents_nine_episodes() -> None:
    assert notes().keys() == {None, 1, 2, 3, 4, 5, 6, 7, 8}


def test_each_title_and_running_time_is_that_of_the_page() -> None:
    printed = {number: (fold(title), time) for number, (title, time, _) in notes().items()}
    assert printed == {
        episode.number: (fold(episode.title), episode.duration and clock(episode.duration))
        for episode in CATALOGUE.episodes
    }


def test_the_title_of_the_show_is_that_of_the_page(page: str) -> None:
    assert is_in(CATALOGUE.show.title, page)


def test_each_credited_name_is_in_the_notes_of_its_episode() -> None:
    missing = [
        (episode.code, part.credited_as)
        for episode in CATALOGUE.episodes
        for part in (*episode.guests, *episode.mentioned)
        if not is_in(part.credited_as, notes()[episode.number][2])
    ]
    assert missing == []


def test_each_host_is_in_the_notes_of_the_episode() -> None:
    missing = [
        (episode.code, host.name)
        for episode in CATALOGUE.episodes
        for host in episode.hosts
        if not is_in(host.name, notes()[episode.number][2])
    ]
    assert missing == []


def test_each_name_of_an_organisation_is_in_the_page(page: str) -> None:
    missing = {body.name for body in CATALOGUE.organisations if not is_in(body.name, page)}
    assert missing == FROM_ELSEWHERE


def test_each_alias_of_a_person_or_an_organisation_is_in_the_page(page: str) -> None:
    aliases = [alias for person in CATALOGUE.people for alias in person.aliases]
    aliases += [alias for body in CATALOGUE.organisations for alias in body.aliases]
    assert aliases
    assert [alias for alias in aliases if not is_in(alias, page)] == []


def test_each_figure_is_in_the_notes_of_its_episode_as_printed() -> None:
    missing = [
        (episode.code, figure.as_printed)
        for episode in CATALOGUE.episodes
        for figure in episode.figures
        if not is_in(figure.as_printed["fr"].replace("[s]", ""), notes()[episode.number][2])
    ]
    assert missing == []


@pytest.mark.parametrize("words_of", [between_spaces, apart], ids=["between spaces", "apart"])
def test_no_french_summary_has_six_words_in_a_row_of_the_page_except_names(
    page: str, words_of: Callable[[str], list[str]]
) -> None:
    printed = {row for text in (page, words_apart(page)) for row in rows(words_of(text), CLOSE)}
    close = {
        (id_, " ".join(row))
        for id_, text in own_french()
        for row in rows(words_of(text), CLOSE) & printed
    }
    allowed = {" ".join(row) for text in ALLOWED_ROWS for row in rows(words_of(text), CLOSE)}
    assert {(id_, row) for id_, row in close if row not in allowed} == set()
    # What is allowed is needed.
    assert {row for _, row in close} == allowed


@pytest.mark.slow
def test_no_shipped_file_has_eight_words_in_a_row_of_the_notes() -> None:
    texts = list(shipped())
    assert {"show.yaml", "s01e03.yaml", "commands.py", Path(__file__).name} <= {n for n, _ in texts}
    assert [(name, row) for name, text in texts for row in copied(text)] == []


def test_a_planted_sentence_of_the_notes_is_caught_however_it_is_set() -> None:
    sentences = list(prose())
    assert sentences
    for words in sentences:
        sentence = words[20 : 20 + IN_A_ROW]
        assert len(sentence) == IN_A_ROW
        planted = "\n  ".join(["summary: >-", "Before.", *sentence]).upper()
        assert copied(f"{planted}! After.") == {tuple(sentence)}
        assert copied(" ".join(sentence[1:])) == set()
