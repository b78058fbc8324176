"""Search on the web page: the library's first answers, and words that are being typed."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from chromium import BUNDLED, PAGES, visit, write_pages

import techforgood_podcast as tfg
from catalogues import TWO_SEASONS
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from search_queries import QUESTIONS, WORDS
from techforgood_podcast.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EVERY_LIST = [text for some in (QUESTIONS | WORDS).values() for text, _ in some]
EVERYDAY = [text for some in [*QUESTIONS.values()][:2] for text, _ in some]
QUOTED = (
    *("« services publics » en ligne", '"services publics" "en ligne"', "“Low Tech” plastique"),
    *("„tech for good“ podcast", "„tech for good” podcast", '"en ligne services publics"'),
    *('"de la"', '"plastic odyssey', "plastic” « odyssey", '"" art', '"zzzz" art', '"l’emploi"'),
)
# The share of questions whose first answer is that of the library, which corrects slips too.
AGREEING = 0.98
HOSTILE_QUERIES = (
    *("", " ", "?", '""', "*", "art*", "title: art", "art OR NOT emploi", "NEAR(art emploi)"),
    *("art AND", "(art", "-art", "+art", "^art", "'; DROP TABLE texts; --", "a\0rt", "\\", "%_"),
    *("<script>alert(1)</script>", "/", "/emploi", "constructor", "__proto__", "art " * 2_000),
    *("x" * 50_000, "« " * 2_000, "le la les", "qui", "c++", "3D", "ŒUVRE", "cœurs", "ﬁn", "½"),
)


def first_answers(path: Path, texts: Sequence[str]) -> list[int | None]:
    """Return the position of the episode that the page finds first for each text, if any."""
    script = """
        return page.evaluate((texts) =>
            texts.map((text) => search(text)?.found[0]?.[0] ?? null), TEXTS);
    """
    found: list[int | None] = visit(path, script.replace("TEXTS", json.dumps(texts)))
    return found


def differences(
    catalogue: tfg.Catalogue, path: Path, texts: Sequence[str]
) -> dict[str, tuple[int | None, int | None]]:
    """Return what the library and the page find first for complete words where they differ."""
    positions = {episode.id: position for position, episode in enumerate(catalogue.episodes)}
    wanted = {
        text: next((positions[hit.episode.id] for hit in catalogue.search(text, limit=1)), None)
        for text in texts
    }
    found = first_answers(path, [f"{text} " for text in wanted])
    pairs = zip(wanted.items(), found, strict=True)
    return {text: (first, own) for (text, first), own in pairs if first != own}


def check(catalogue: tfg.Catalogue, path: Path, texts: Sequence[str]) -> None:
    """Check that the page finds first what the library does for 98 of 100 questions."""
    differing = differences(catalogue, path, texts)
    assert len(differing) <= max(1, (1 - AGREEING) * len(set(texts))), differing


def typed(path: Path, texts: Sequence[str], *, at: str = "") -> dict[str, list[str]]:
    """Return the codes of the episodes that are shown for each query that is typed."""
    script = """
        const found = {};
        for (const text of TEXTS) {
            await page.fill('#query', text);
            found[text] = await helpers.codes(page);
        }
        return found;
    """
    found: dict[str, list[str]] = visit(path, script.replace("TEXTS", json.dumps(texts)), at=at)
    return found


def codes(hits: Sequence[tfg.Hit]) -> list[str]:
    return [hit.episode.code for hit in hits]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_pages(tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("texts", [EVERY_LIST, QUOTED])
def test_the_page_finds_first_what_the_library_finds_first(
    pages: dict[str, Path], language: str, texts: Sequence[str]
) -> None:
    check(BUNDLED, pages[language], texts)


def test_hostile_questions_are_answered(pages: dict[str, Path]) -> None:
    assert len(differences(BUNDLED, pages["fr"], HOSTILE_QUERIES)) <= 1


def test_what_the_library_finds_first_is_shown_first(pages: dict[str, Path]) -> None:
    found = typed(pages["en"], [f"{text} " for text in EVERYDAY])
    wanted = [codes(BUNDLED.search(text, limit=1)) for text in EVERYDAY]
    assert [shown[:1] for shown in found.values()] == wanted


def test_stop_words_alone_find_nothing(pages: dict[str, Path]) -> None:
    assert typed(pages["fr"], ["le la ", "the "]) == {"le la ": [], "the ": []}


def test_a_last_word_without_a_space_after_it_does_not_change_the_first_answer(
    pages: dict[str, Path],
) -> None:
    found = typed(pages["fr"], EVERYDAY)
    wanted = {text: codes(BUNDLED.search(text, limit=1)) for text in EVERYDAY}
    assert {text: shown[:1] for text, shown in found.items()} == wanted


@pytest.mark.parametrize("name", ["own", "seasons", "hostile"])
def test_the_page_of_any_catalogue_finds_first_what_the_library_finds_first(
    pages: dict[str, Path], name: str
) -> None:
    catalogue = PAGES[name][0]
    assert isinstance(catalogue, tfg.Catalogue)
    names = [episode.title for episode in catalogue.episodes]
    check(catalogue, pages[name], [*names, *(f'"{name}"' for name in names), *TEXTS])


def test_the_page_of_many_episodes_finds_first_what_the_library_finds_first(tmp_path: Path) -> None:
    words = ["pain", "pains", "painful", "le", "the", "farine", "farines", "sel", "eau", "noir"]
    words += ["c++", "日本語", "𐐨𐐩𐐪𐐫𐐬", "chevaux"]
    draw = random.Random(0)  # noqa: S311 -- the same texts every time

    def text(longest: int) -> str:
        return " ".join(draw.choices(words, k=draw.randint(1, longest)))

    show = tfg.Show(id="s", title="Show", language="fr")
    themes = [
        tfg.Theme(id=f"t{n}", label=tfg.LocalizedText(fr=f"{text(2)} {n}"), aliases=(text(3),))
        for n in range(9)
    ]
    episodes = [
        tfg.Episode(
            id=f"e{number}",
            show=show,
            season=1,
            number=number,
            title=text(4),
            summary=tfg.LocalizedText(fr=f"{text(9)}\n\n{text(30)}\r\n{text(5)}", en=text(20)),
            themes=tuple(draw.sample(themes, 2)),
        )
        for number in range(1, 121)
    ]
    catalogue = tfg.Catalogue(show=show, episodes=episodes)
    tfg.dump(catalogue, tmp_path / "page.html")
    queries = [text(3) for _ in range(60)]
    check(catalogue, tmp_path / "page.html", [*queries, "cheval"])


@pytest.mark.parametrize("theme", ["emploi", "economie", "art"])
def test_filters_keep_first_what_the_library_finds_first_in_a_selection(
    pages: dict[str, Path], theme: str
) -> None:
    selection = BUNDLED.by_theme(theme)
    # With a space at the end, since a last word without one may be a beginning.
    lists = (QUESTIONS[name] for name in ("that did not", "by people with a need"))
    texts = [f"{text} " for some in lists for text, _ in some[:10]]
    texts.append("« services publics » ")
    wanted = {text: codes(selection.search(text, limit=1)) for text in texts}
    found = typed(pages["fr"], texts, at=f"#theme={theme}")
    differing = [text for text in texts if found[text][:1] != wanted[text]]
    assert len(differing) <= 1, differing
    assert any(wanted.values())


@pytest.mark.parametrize(
    "text", ["2", "saison 2 épisode 1", "S1E2", "#3", "dernier épisode", "3D", "107 jours", "intro"]
)
def test_episodes_are_asked_for_as_in_the_library(pages: dict[str, Path], text: str) -> None:
    check(TWO_SEASONS, pages["seasons"], [text])


def test_any_two_letters_of_scripts_without_spaces_are_found(tmp_path: Path) -> None:
    titles = [
        "ガス代のAIニュース",
        "한국어 뉴스",
        "ภาษาไทย",
        "ພາສາລາວ",
        "ភាសាខ្មែរ",
        "北京大学",
        "東京都",
    ]
    show = tfg.Show(id="s", title="S", language="ja")
    guest = tfg.Person(id="guest", name="宮崎 駿")
    credit = tfg.Credit(person=guest, credited_as="宮崎駿")
    episodes = [
        tfg.Episode(
            id=f"e{n}", show=show, number=n, title=title, guests=(credit,) if n == 1 else ()
        )
        for n, title in enumerate(titles, 1)
    ]
    catalogue = tfg.Catalogue(show=show, people=[guest], episodes=episodes)
    tfg.dump(catalogue, tmp_path / "page.html")
    runs = [word for title in (*titles, guest.name) for word in title.split()]
    parts = [run[at : at + 2] for run in runs for at in range(len(run) - 1)]
    texts = [part for part in (*parts, *runs) if len(fold(part)) > 1]
    check(catalogue, tmp_path / "page.html", [*texts, "京北"])
    found = first_answers(tmp_path / "page.html", [*texts, "京北"])
    assert found.pop() is None
    assert None not in found


# -------------------------------------------------------------------------- words being typed


def test_the_last_word_may_be_a_beginning(pages: dict[str, Path]) -> None:
    found = typed(pages["fr"], ["illect", "chocolat illect", "illect chocolat", "illect "])
    assert BUNDLED.search("illect") == ()
    assert found["illect"] == codes(BUNDLED.search("illectronisme"))
    assert found["chocolat illect"] == codes(BUNDLED.search("chocolat illectronisme", limit=9))
    assert found["illect chocolat"] == codes(BUNDLED.search("chocolat", limit=9))
    assert found["illect "] == []


def test_a_beginning_has_three_letters(pages: dict[str, Path]) -> None:
    found = typed(pages["fr"], ["ch", "cho"])
    assert found["ch"] == []
    assert set(found["cho"]) >= set(codes(BUNDLED.search("chocolat", limit=9)))


def test_a_word_that_occurs_is_no_beginning(pages: dict[str, Path]) -> None:
    assert BUNDLED.search("artistique", limit=9) != BUNDLED.search("art", limit=9)
    assert typed(pages["fr"], ["art"])["art"] == codes(BUNDLED.search("art", limit=9))


def test_a_word_before_a_closing_quotation_mark_is_complete(pages: dict[str, Path]) -> None:
    found = typed(pages["fr"], ['"illect', '"illect"'])
    assert found['"illect'] == codes(BUNDLED.search("illectronisme"))
    assert found['"illect"'] == []


def test_a_code_leads_to_its_episode(pages: dict[str, Path]) -> None:
    wanted = {episode.code: [episode.code] for episode in BUNDLED.episodes if episode.number}
    assert typed(pages["fr"], [*wanted, *map(str.lower, wanted)]) == {
        **wanted,
        **{code.lower(): found for code, found in wanted.items()},
    }


# ------------------------------------------------------------- what a question names, and misses


def plain(text: str) -> str:
    """Return a text without the typography of the page."""
    return text.replace("\xa0", " ").replace("’", "'")


def told(path: Path, text: str, *, at: str = "") -> Any:
    """Return what is said above the results: the count, and the lines of what the query names."""
    script = """
        await page.fill('#query', TEXT);
        const things = page.locator('#things');
        return [await page.innerText('#count:visible'), (await things.isVisible())
            ? (await things.innerText()).split('\\n') : [], await helpers.axe(page)];
    """
    count, things, violations = visit(path, script.replace("TEXT", json.dumps(text)), at=at)
    assert violations == []
    return plain(count), list(map(plain, things))


@pytest.mark.parametrize("text", ["Phenix", "qui parle pour phenix", "phéni"])
def test_the_thing_itself_comes_first(pages: dict[str, Path], text: str) -> None:
    assert told(pages["fr"], text)[1] == ["Organisation : Phénix →"]


def test_a_name_is_found_by_each_of_its_words(pages: dict[str, Path]) -> None:
    assert told(pages["en"], "gentelet")[1] == ["Person: Karine Gentelet →"]


def test_the_name_itself_comes_before_longer_ones(pages: dict[str, Path]) -> None:
    assert told(pages["fr"], "emploi")[1] == [
        "Thème : Emploi →",
        "Organisation : BOB-emploi →",
        "Thème : Recherche d'emploi →",
    ]


def test_the_thing_leads_to_its_profile(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'phenix');
        await page.click('#things a');
        return [await page.innerText('#profile h2'), await page.isVisible('#things')];
    """
    assert visit(pages["fr"], script) == ["Phénix", False]


def test_words_that_found_nothing_are_named_as_they_were_typed(pages: dict[str, Path]) -> None:
    count, _ = told(pages["fr"], "Vieillir emploi ménopausé")
    assert count.endswith(" épisodes · Rien pour « Vieillir, ménopausé ».")
    count, _ = told(pages["en"], "retired employment")
    assert count.endswith(" episodes · Nothing for “retired”.")


def test_words_that_all_found_nothing_are_not_named_again(pages: dict[str, Path]) -> None:
    assert told(pages["fr"], "vieillir") == ("Aucun épisode ne correspond.", [])


# ---------------------------------------------------------------------------------- snippets


def found_in(path: Path, text: str) -> Any:
    """Return the snippets that are shown, each with its language, and the words marked in them."""
    script = """
        await page.fill('#query', TEXT);
        const shown = await page.locator('.found:visible').evaluateAll((every) =>
            every.map((element) => [element.textContent, element.lang]));
        const marked = await page.evaluate(() => [...CSS.highlights.get('found')]
            .filter((range) => range.startContainer.parentElement.matches('.found'))
            .map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)));
        return { shown, marked, axe: await helpers.axe(page) };
    """
    return visit(path, script.replace("TEXT", json.dumps(text)))


def test_each_result_shows_where_it_was_found(pages: dict[str, Path]) -> None:
    assert found_in(pages["en"], "deydier") == {
        "shown": [["Jean Deydier – founder of We TechCare", "en"]],
        "marked": ["Deydier"],
        "axe": [],
    }


def test_a_name_that_the_page_does_not_show_is_shown_as_found(pages: dict[str, Path]) -> None:
    found = found_in(pages["fr"], "imprimante 3D")
    assert ["imprimante 3D", ""] in found["shown"]
    assert found["marked"][:2] == ["imprimante", "3D"]
    assert found["axe"] == []


def test_phrases_are_marked_with_their_stop_words(pages: dict[str, Path]) -> None:
    found = found_in(pages["fr"], "« la technologie »")
    assert "la" in found["marked"]
    assert "la technologie" in found["shown"][0][0].lower()


def test_what_is_always_seen_is_not_shown_again(pages: dict[str, Path]) -> None:
    assert found_in(pages["fr"], "casse-tête")["shown"] == []


def test_words_of_hostile_texts_are_marked(pages: dict[str, Path]) -> None:
    titles = [*(episode.title for episode in HOSTILE.episodes), "🎙️e\u0301té→c++a ♥️ ½ ﷺ™"]
    script = """
        return page.evaluate((titles) => titles.map((title) => spansOf(title)
            .map(({ word, start, stop }) => [word, title.slice(start, stop)])), TITLES);
    """
    found = visit(pages["hostile"], script.replace("TITLES", json.dumps(titles)))
    for title, words in zip(titles, found, strict=True):
        # No signs are marked, and of what is written as one, all is marked.
        letters = [word for word in fold(title).split() if any(map(str.isalnum, word))]
        assert [word for word, _ in words] == letters
        assert [text for word, text in words if word not in fold(text).split()] == []
