"""Every noun and name of the show's page finds the episode whose notes it is in.

The page is not part of the project. Without a copy of it these tests skip; to run them, let the
environment variable ``TFG_SHOW_PAGE`` name one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from show_page import PAGE, notes, words_apart
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.search_terms import stop_words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    not PAGE,
    reason="to search for the words of the show's page, set TFG_SHOW_PAGE to a copy of it",
)

CATALOGUE = tfg.load_catalogue()
# A word after one of these is taken for a noun; a capital within a sentence makes a name.
_DETERMINERS = (
    "un une le la l les des du d de au aux ce cet cette ces son sa ses leur leurs notre nos"
)
DETERMINERS = frozenset(_DETERMINERS.split())

# Turns of phrase and words that fit any episode.
_GENERAL = """
    ambition amener aune autres cadre chaque choix coeur conditions dit domaine emergence lieu
    logique meilleure milieu objectif pair pari part personnes pertinence podcast point premier
    questionnement realite recents rencontre role serie suit thematique volet vue
"""
GENERAL = frozenset(_GENERAL.split())

# Left out on purpose: the catalogue says nothing of anybody's hardship.
PRIVATE = frozenset({"surendettement"})

# Parts of names that are one word to the catalogue: GoodWill, InternetActu, We TechCare.
PARTS = frozenset({"actu", "care", "good"})

EXCUSED = GENERAL | PRIVATE | PARTS


def nouns_and_names(text: str) -> Iterator[str]:
    """Yield the words that follow a determiner or have a capital within a sentence."""
    previous = "."
    for token in re.findall(r"[^\W_]+|[.!?:]", words_apart(text)):
        word = fold(token)
        is_name = token[0].isupper() and previous not in {".", "!", "?", ":"}
        is_telling = len(word) > 2 and word not in DETERMINERS | stop_words_of(("fr", "en"))
        if is_telling and (previous in DETERMINERS or is_name):
            yield word
        previous = word or token


@cache
def not_found() -> dict[str, set[str]]:
    """Return the words that do not find their episode, by its code."""
    missing: dict[str, set[str]] = {}
    for number, (title, _, text) in notes().items():
        code = "S1 intro" if number is None else f"S1E{number}"
        for word in nouns_and_names(f"{title}. {text}"):
            if code not in {hit.episode.code for hit in CATALOGUE.search(word)}:
                missing.setdefault(code, set()).add(word)
    return missing


@pytest.mark.slow
def test_every_noun_and_name_of_the_page_finds_its_episode() -> None:
    unexplained = {code: words - EXCUSED for code, words in not_found().items()}
    assert not any(unexplained.values()), unexplained


def test_no_word_is_excused_that_finds_its_episode() -> None:
    assert set[str]().union(*not_found().values()) == EXCUSED


def test_a_noun_follows_a_determiner_and_a_name_has_a_capital_within_a_sentence() -> None:
    words = list(nouns_and_names("Rarement une technologie plaît à Namur. Elle évolue."))
    assert words == ["technologie", "namur"]
