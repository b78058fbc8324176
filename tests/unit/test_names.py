"""Names as people type them: folded texts, and the entries that they name."""

import re
import tracemalloc
import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, read_cases
from search_queries import FOLDER
from settings import examples
from techforgood_podcast.text.folding import fold, squash
from techforgood_podcast.text.names import NameIndex

SCARCE = [
    range(0x3400, 0x4DC0),  # ideographs
    range(0x4E00, 0xA000),
    range(0xAC00, 0xF900),  # syllables of Hangul, surrogates, private use
    range(0x17000, 0x18E00),  # Tangut
    range(0x20000, 0x2F800),  # more ideographs
    range(0x2FB00, 0xE0000),  # unassigned
    range(0xE0200, 0x110000),  # private use
]
"""Blocks of characters that are alike, so that an everyday run needs only a few of each."""
STEP = 1 if examples(1) > 1 else 16
CHUNKS = [
    " ".join(f"x{chr(code)}x" for code in range(start, start + 0x100))
    for start in range(0, 0x110000, 0x100)
    if start % (STEP * 0x100) == 0 or not any(start in block for block in SCARCE)
]
"""All code points, or in an everyday run fewer of those, each of them between two letters."""
TEXTS = st.text(max_size=12)
MARKED = st.text(st.characters(categories=["L", "M"]), max_size=12)


@cache
def keys() -> list[str]:
    return [fold(chunk) for chunk in CHUNKS]


def changed_by(change: Callable[[str], str]) -> list[str]:
    """Give the first code point of each chunk whose key is another one after a change."""
    return [
        f"U+{ord(chunk[1]):04X}"
        for chunk, key in zip(CHUNKS, keys(), strict=True)
        if (other := change(chunk)) != chunk and fold(other) != key
    ]


def compatible(text: str) -> str:
    """Return the compatible form, in which trade marks would be letters."""
    return unicodedata.normalize("NFKC", re.sub("[™℠]", " ", text))


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(fold, marks=pytest.mark.slow),
        pytest.param(str.upper, marks=pytest.mark.slow),
        *(str.lower, composed, decomposed, compatible),
    ],
)
def test_every_code_point_folds_as_it_does_when_changed(change: Callable[[str], str]) -> None:
    assert changed_by(change) == []


def test_each_block_of_code_points_is_looked_at() -> None:
    starts = {ord(chunk[1]) for chunk in CHUNKS}
    assert set(range(0, 0x3400, 0x100)) <= starts
    assert [block for block in SCARCE if not starts & set(block)] == []
    assert len(CHUNKS) > 500


def test_no_code_point_leaves_a_mark_a_control_or_a_separator() -> None:
    left = {character for key in keys() for character in set(key)} - {" "}
    categories = {character: unicodedata.category(character) for character in left}
    assert {c for c, category in categories.items() if category[0] in "MPZ"} == set()
    assert {c for c, category in categories.items() if category in {"Cc", "Cf"}} == set()


@given(TEXTS | MARKED)
@settings(max_examples=examples(200), deadline=None)
@example("ǽ\t,")
@example("ᾳ\u0301")
@example("İstanbul")
@example("♥+→ +♥a →")
@example("ὈΔΥΣΣΕΎΣ")
@example("Straße")
@example("ŉ ǰ ΐ")
@example("ǽ ǿ ﬁ ĳ")
def test_a_text_folds_as_it_does_when_folded_in_upper_case_composed_or_decomposed(
    text: str,
) -> None:
    key = fold(text)
    changes = (fold, str.upper, composed, decomposed)
    assert {change.__name__: fold(change(text)) for change in changes} == {
        change.__name__: key for change in changes
    }


def test_a_character_folds_alike_beside_one_that_latin_1_lacks() -> None:
    characters = map(chr, range(0x100))
    assert [c for c in characters if fold(f"x{c}x一") != f"{fold(f'x{c}x')}一"] == []


@given(TEXTS, TEXTS)
@settings(max_examples=examples(100), deadline=None)
def test_folding_works_on_each_word_by_itself(left: str, right: str) -> None:
    assert fold(f"{left} {right}").split() == fold(left).split() + fold(right).split()


@given(TEXTS)
@settings(max_examples=examples(100), deadline=None)
def test_a_key_has_single_spaces_between_words_and_none_around_them(text: str) -> None:
    key = fold(text)
    assert " ".join(key.split(" ")) == key.strip()
    assert "  " not in key


FOLDED = {
    "case and accents make no difference": ("ÉPISODE Été naïf Ça", "episode ete naif ca"),
    "ligatures and crossed letters are spelt out": (
        "cœur Æsop Øre Łódź ﬁn ĳs ısı",
        "coeur aesop ore lodz fin ijs isi",
    ),
    "punctuation and every kind of space become one space": (
        "d’Aix-en‑Provence\u00a0!\u202f«\tl'intro\n»",
        "d aix en provence l intro",
    ),
    "invisible characters are taken out": ("we\u200btech\u00adcare\u202e \ufeff", "wetechcare"),
    "control characters are taken out": ("a\x07b\x85é", "ab e"),
    "a tab separates words though it is a control character": ("we\ttech", "we tech"),
    "a text of punctuation alone has an empty key": (" –!? ’ ", ""),
    "symbols that touch a word are no part of it": (
        "🎙️Thé→Café™ ♥sel♥ Raspberry® a|b 10€",
        "the cafe sel raspberry a b 10",
    ),
    "symbols that stand alone are kept": ("♥♥ («→») +", "♥♥ → +"),
    "plus signs belong to the word of letters before them": (
        "C++→Rust LGBTQ+ a+b +33 1,200+ 5++ 3D+",
        "c++ rust lgbtq+ a+ b + 33 1 200 + 5 ++ 3d +",
    ),
}


@pytest.mark.parametrize(("text", "key"), FOLDED.values(), ids=FOLDED)
def test_the_key_of_a_text(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.slow
def test_a_long_row_of_symbols_is_folded_as_quickly_as_other_texts() -> None:
    text = "♥" * 100_000
    assert fold(f"+{text}a {text} {'+' * 100_000}a") == f"+ a {text} {'+' * 100_000} a"


def test_what_rare_characters_fold_to_takes_no_memory() -> None:
    text = "".join(map(chr, range(0x4E00, 0x9000)))
    assert fold(text) == text
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        fold("".join(map(chr, range(0xAC00, 0xD000))))
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 50_000


def test_squashing_takes_the_spaces_out() -> None:
    assert squash(fold("So We Fund")) == "sowefund"


ENTRY = re.compile(r"([\w-]+)(?: \((.+)\))?: (.+)")


@each_case(*read_cases(FOLDER / "names.cases"))
def test_a_name_is_found_as_expected(case: Case) -> None:
    names: dict[str, list[str]] = {}
    honorifics: dict[str, str] = {}
    found: list[str] = []
    for line in case.text.splitlines():
        question, is_question, _ = line.partition(" => ")
        found.append(line)
        if is_question:
            index = NameIndex(names, honorifics, personal=case.text.startswith("(persons)\n"))
            method, _, text = question.partition(" ")
            ask = getattr(NameIndex, method)
            ids = (one if isinstance(one, str) else " ".join(one) for one in ask(index, text))
            found[-1] = f"{question} => {', '.join(ids) or 'nothing'}"
        elif entry := ENTRY.fullmatch(line):
            id_, honorific, texts = entry.groups()
            names[id_] = texts.split(" | ")
            honorifics |= {id_: honorific} if honorific else {}
    compare(case, "\n".join(found) + "\n")


def test_no_more_names_are_suggested_than_asked_for_or_ten() -> None:
    index = NameIndex({f"name-{letter}": [f"Name{letter}"] for letter in "abcdefghijkl"})
    assert len(index.suggest("Name")) == len(index.suggest_names("Name")) == 10
    assert index.suggest("Name", limit=2) == ("name-a", "name-b")


def test_the_closest_name_may_have_one_letter_many_times() -> None:
    assert NameIndex({"id": ["id"], "es": ["e" * 100]}).suggest("e" * 99) == ("es",)


def test_five_hundred_letters_of_a_text_are_read_or_as_many_as_the_longest_name_has() -> None:
    index = NameIndex({"ann": ["Ann Lee"], "bob": ["Bob", "Bo"]})
    text = "Ann Lee".ljust(500)
    for find in (index.exact, index.partial, index.search, index.suggest, index.begun):
        assert find(f"{text}, not this") == find(text) == ("ann",)
    assert NameIndex({"x": ["x" * 600]}).exact("x" * 600) == ("x",)


def test_five_hundred_letters_of_a_number_are_read() -> None:
    found = tfg.load_catalogue().episode(f"{'season 1, episode 3'.ljust(500)}2")
    assert found.code == "S1E3"


def test_a_text_too_long_for_a_name_has_no_suggestions() -> None:
    index = NameIndex({"a": ["x" * 200]})
    assert index.suggest("x" * 200) == ("a",)
    assert index.suggest("x" * 201) == ()
