"""What people type, and the episodes that they find: the cases of ``search/``, and laws."""

from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from typing import TYPE_CHECKING

import attrs
import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import caches
import techforgood_podcast as tfg
from case_files import Case, compare, each_case, read_cases
from hostile import CATALOGUE as HOSTILE
from search_queries import FOLDER
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.questions import read_question
from techforgood_podcast.text.search_terms import stop_words_of
from value_strategies import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(
    id="my-show", title="My show", language="fr", summary=tfg.LocalizedText(fr="Série", en="Show")
)
STOP_WORDS = stop_words_of()


def index(*titles: str, summaries: tuple[str, ...] = ()) -> tfg.Catalogue:
    """Return a catalogue with an episode for each title, some of them with a summary."""
    episodes = [
        tfg.Episode(
            id=f"e{number}",
            show=SHOW,
            season=1,
            number=number,
            title=title,
            summary=tfg.LocalizedText(fr=summary) if summary else None,
        )
        for number, (title, summary) in enumerate(
            zip(titles, (*summaries, *[""] * len(titles)), strict=False), 1
        )
    ]
    return tfg.Catalogue(show=SHOW, episodes=episodes)


def summarised(text: str) -> tfg.Catalogue:
    return index("Bread", summaries=(text,))


def codes(
    searched: tfg.Catalogue | tfg.Episodes,
    text: str,
    limit: int = 1_000,
    *,
    all_words: bool = False,
) -> list[str]:
    """Return the codes of the episodes that are found, best first."""
    hits = searched.search(text, limit, all_words=all_words)
    return [hit.episode.code for hit in hits]


@pytest.mark.parametrize(("count", "others"), [(20, 0), (19, 18)])
def test_what_half_of_twenty_episodes_have_finds_none_in_a_language_without_stop_words(
    count: int, others: int
) -> None:
    show = tfg.Show(id="s", title="S", language="pt")
    episodes = [
        tfg.Episode(id=f"e{n}", show=show, number=n, title=f"{'rio' if n > 1 else 'pão'} de {n}")
        for n in range(1, count + 1)
    ]
    catalogue = tfg.Catalogue(show=show, episodes=episodes)
    assert len(codes(catalogue, "pão de bolo")) == 1 + others
    assert bool(codes(catalogue, "bolo de xadrez")) == bool(others)
    assert len(codes(catalogue, "de")) == count


# --------------------------------------------------------------------------------------- cases


NAMED: dict[str, tfg.Catalogue] = {
    "bundled": BUNDLED,
    **{
        name: tfg.from_dict(document)
        for name, document in yaml.safe_load(
            (FOLDER / "catalogues.yaml").read_text(encoding="utf-8")
        ).items()
    },
}
FULL, TWO_SEASONS = NAMED["full"], NAMED["two seasons"]
LOOK_UP = re.compile(r"^(\w+)( all words)?: (.*) =>.*\n", re.MULTILINE)
ASK: dict[str, Callable[[tfg.Hits[tfg.Hit]], Iterable[object]]] = {
    "correct": lambda hits: [f"{typed} → {meant}" for typed, meant in hits.corrections],
    "miss": lambda hits: hits.unmatched,
    "suggest": lambda hits: [id_ for id_, _ in hits.suggestions],
    "name": lambda hits: hits.entities,
}
"""What else a look-up may ask of the hits, by its first word."""


def catalogue_of(text: str) -> tfg.Catalogue:
    """Return the catalogue at the top of a case."""
    if text.startswith("in: "):
        return NAMED[text[4:].strip()]
    if text.startswith("- "):
        episodes = [line[2:].partition(" | ") for line in text.splitlines()]
        titles, _, summaries = zip(*episodes, strict=True)
        return index(*titles, summaries=summaries)
    head = (
        ""
        if text.startswith("show:")
        else "show: {id: s, title: S, language: fr, summary: {fr: S, en: S}}\n"
    )
    return tfg.loads(head + text, "yaml")


def related(found: tfg.Related) -> str:
    """Return the code of a related episode, and what it has in common with the other."""
    common = ", ".join(map(str, (*found.people, *found.organisations, *found.themes)))
    return f"{found.episode.code} ({common})" if common else found.episode.code


def answer(catalogue: tfg.Catalogue, asked: str, text: str, *, all_words: bool) -> str:
    """Return what a look-up finds."""
    if asked == "expression":
        return tfg.match_expression(text, catalogue)
    if asked == "content":
        return " ".join(read_question(text).words)
    if asked == "related":
        closest = catalogue.related(int(text) if text.isdigit() else text)
        return ", ".join(map(related, closest)) or "nothing"
    if asked in {"find", "first"}:
        limit = 1 if asked == "first" else 1_000
        found = codes(catalogue, text, limit, all_words=all_words)
        return ", ".join(found) or "nothing"
    hits = catalogue.search(text, 1_000, all_words=all_words)
    if asked == "show":
        shown = (f"{', '.join((hit.episode.code, *hit.fields))}: {hit.snippet}" for hit in hits)
        return " | ".join(shown)
    return ", ".join(map(str, ASK[asked](hits))) or "nothing"


@each_case(
    *(
        case
        for name in ("finding", "asking", "showing", "understanding", "related")
        for case in read_cases(FOLDER / f"{name}.cases")
    )
)
def test_a_search_answers_as_expected(case: Case) -> None:
    top = LOOK_UP.split(case.text, maxsplit=1)[0]
    catalogue = catalogue_of(top)
    answers = [
        f"{asked}{all_words}: {text} => "
        f"{answer(catalogue, asked, text, all_words=bool(all_words))}\n"
        for asked, all_words, text in LOOK_UP.findall(case.text)
    ]
    compare(case, "".join(answers), top)


# ------------------------------------------------------------------------------ any query and text


SUMMARY_WORDS = sorted(
    {
        word
        for episode in BUNDLED.episodes
        for text in (episode.summary.texts if episode.summary else ())
        for word in text.split()
        if word.isalpha() and fold(word) not in STOP_WORDS
    }
)


TELLING_WORDS = [word for word in SUMMARY_WORDS if len(word) >= 9]
"""Words too long to be among those that say nothing."""


DEFINITIONS = {
    text for theme in BUNDLED.themes if theme.definition for text in theme.definition.texts
}


WORDS = ("pain", "pains", "painful", "vin", "vins", "le", "the", "farine", "farines", "sel", "eau")


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize("episode", HOSTILE.episodes, ids=lambda episode: episode.id)
def test_every_hostile_text_finds_its_episode(episode: tfg.Episode) -> None:
    assert fold(episode.title)
    found = HOSTILE.search(episode.title, limit=len(HOSTILE.episodes))
    assert episode.id in {hit.episode.id for hit in found}


@given(catalogues(min_episodes=1), st.data())
@settings(max_examples=examples(20), deadline=None)
def test_an_episode_is_found_by_every_word_of_its_title(
    catalogue: tfg.Catalogue, data: st.DataObject
) -> None:
    wordy = [episode for episode in catalogue.episodes if fold(episode.title)]
    assume(wordy)
    episode = data.draw(st.sampled_from(wordy))
    for word in fold(episode.title).split():
        if word in STOP_WORDS:
            continue
        hits = {hit.episode.id: hit for hit in catalogue.search(word, limit=99)}
        found = hits[episode.id]
        is_asked_for = not found.fields  # by a number, or a word such as "trailer"
        assert is_asked_for or "title" in found.fields
        assert is_asked_for or "**" in found.snippet


@given(lines())
@example("L’Œuvre d’ÉTÉ")
@example("हिन्दी में")
@example("🎙️ab→c++ ♥️ d+e ½")
@example("a´b ﷺ x½y e\u0301\u0345\u0301")
@settings(max_examples=examples(100), deadline=None)
def test_every_word_of_a_title_is_found_and_marked(title: str) -> None:
    words = fold(title).split()
    assume(words)
    assume(len(title.splitlines()) == 1)
    # These ask for the season or the episode that it is.
    assume(not any(re.fullmatch(r"s0*1|(?:s0*1)?ep?0*1", word) for word in words))
    catalogue = index(title)
    for word in words:
        if word in STOP_WORDS:
            continue
        (hit,) = catalogue.search(word)
        pieces = hit.snippet.split("**")
        assert fold("".join(pieces)) == fold(title)
        marked = [part for piece in pieces[1::2] for part in fold(piece).split()]
        assert word in marked


@given(
    st.lists(st.tuples(TEXTS, st.just("") | TEXTS), min_size=1, max_size=12),
    st.lists(st.sampled_from((*WORDS, '"pain"', "farinne", "zebra")), min_size=1, max_size=5).map(
        " ".join
    ),
    st.integers(0, 6),
    st.booleans(),
)
@settings(max_examples=examples(100), deadline=None)
def test_a_limit_keeps_the_best_hits(
    texts: list[tuple[str, str]],
    text: str,
    limit: int,
    all_words: bool,  # noqa: FBT001 -- hypothesis passes it by name
) -> None:
    titles, summaries = zip(*texts, strict=True)
    catalogue = index(*titles, summaries=summaries)
    every = catalogue.search(text, limit=1_000, all_words=all_words)
    some = catalogue.search(text, limit=limit, all_words=all_words)
    assert [hit.episode.id for hit in some] == [hit.episode.id for hit in every[:limit]]
    assert [hit.score for hit in some] == pytest.approx([hit.score for hit in every[:limit]])
    assert [hit.score for hit in every if hit.score <= 0] == []


@given(st.sampled_from(SUMMARY_WORDS))
@settings(max_examples=examples(30), deadline=None)
def test_every_word_of_a_bundled_summary_finds_its_episode(word: str) -> None:
    holding = {
        episode.id
        for episode in BUNDLED.episodes
        if episode.summary and any(word in text.split() for text in episode.summary.texts)
    }
    assert holding <= {hit.episode.id for hit in BUNDLED.search(word)}


@given(st.sampled_from(TELLING_WORDS), st.sampled_from(TELLING_WORDS))
@settings(max_examples=examples(15), deadline=None)
def test_two_words_find_what_either_finds_or_with_all_words_what_both_find(
    one: str, other: str
) -> None:
    first, second = ({hit.episode.id for hit in BUNDLED.search(word)} for word in (one, other))
    both = f"{one} {other}"
    assert {hit.episode.id for hit in BUNDLED.search(both)} == first | second
    found = {hit.episode.id for hit in BUNDLED.search(both, all_words=True)}
    assert found == first & second


@given(st.sampled_from(SUMMARY_WORDS))
@settings(max_examples=examples(30), deadline=None)
@example("série")  # a word for the show asks for its introduction, whatever that says
def test_every_snippet_marks_a_match_if_a_field_has_one(word: str) -> None:
    hits = BUNDLED.search(word)
    assert hits
    for hit in hits:
        marked = hit.snippet.split("**")
        is_hidden = hit.fields == ("search_words",)
        assert (len(marked) >= 3) is bool(hit.fields) or hit.snippet in DEFINITIONS or is_hidden
        assert len(marked) % 2 == 1


@pytest.mark.parametrize(
    "text", ["日本のニュース番組", "ภาษาไทย", "한국어 뉴스", "ភាសាខ្មែរ", "ພາສາລາວ", "ガス代"]
)
def test_any_two_letters_of_a_script_without_spaces_are_found(text: str) -> None:
    catalogue = index("Rien", text)
    for word in text.split():
        for start in range(len(word) - 1):
            part = word[start : start + 2]
            if fold(part):
                assert codes(catalogue, part) == ["S1E2"], part


OTHER_THINGS = """
    football, recette de tarte aux pommes, horoscope, bitcoin price,
    basketball playoffs, dinosaures,
    champagne, tennis, opera singer, knitting patterns, mariage royal, sourdough, jardin potager,
    météo marine, black hole, crossword, natation, chevaliers, sushi, volcano
"""


def test_nine_of_ten_questions_about_other_things_find_nothing() -> None:
    every = [text.strip() for text in OTHER_THINGS.split(",")]
    answered = [text for text in every if BUNDLED.search(text)]
    assert len(answered) <= len(every) / 10, answered


@pytest.mark.parametrize(
    ("text", "found"), [("pain\0", ["S1E1"]), ("pain \ud800", ["S1E1"]), ("\0", []), ("\ud800", [])]
)
def test_a_query_may_hold_what_no_text_has(text: str, found: list[str]) -> None:
    assert codes(index("Le pain perdu", "Vin"), text) == found


def test_a_long_word_is_found() -> None:
    start = "p" * 499
    assert codes(index(f"{start}a", f"{start}b"), f"{start}a") == ["S1E1"]


def test_a_word_of_any_length_is_compared_with_those_of_the_episodes() -> None:
    assert codes(index("pain", "e" * 499), "e" * 500) == ["S1E2"]
    assert codes(index("pain"), "p" * 1_000_000) == []
    assert codes(index("pain", "p" * 500), "p" * 499 + "q") == ["S1E2"]


# ------------------------------------------------------------------------------- order and limits


@pytest.mark.parametrize("host", tfg.load_catalogue().hosts, ids=str)
def test_the_name_of_a_host_finds_what_they_host_before_what_all_host(host: tfg.Person) -> None:
    first, *_, last = tfg.search(host.name)[: len(tfg.by_host(host))]
    assert len(first.episode.hosts) == 1
    assert last.episode.code == "S1 intro"


def test_a_word_repeated_many_times_counts_little_more_than_once() -> None:
    catalogue = index("pain " * 1_000, "pain vin", "vin", "sel", "eau", "riz")
    assert codes(catalogue, "pain vin")[0] == "S1E2"


def test_the_order_of_the_words_makes_no_difference() -> None:
    catalogue = index("pain vin", "vin sel", "farine pain sel")
    scores = [
        {hit.episode.id: hit.score for hit in catalogue.search(text)}
        for text in ("pain sel vin", "vin pain sel")
    ]
    assert len(scores[0]) == 3
    assert scores[0] == scores[1]


def test_very_common_words_hardly_change_the_order() -> None:
    catalogue = index(*("pain" for _ in range(400)), *("pain rare" for _ in range(12)))
    rare = [f"S1E{number}" for number in range(401, 413)]
    assert codes(catalogue, "rare pain")[:12] == rare
    assert codes(catalogue, "rare pain", limit=3) == rare[:3]


def test_no_more_hits_are_given_than_asked_for() -> None:
    catalogue = index(*(f"Pain {n}" for n in range(12)))
    assert len(catalogue.search("pain")) == 10
    assert codes(catalogue, "pain", limit=2) == ["S1E1", "S1E2"]
    assert catalogue.search("pain", limit=0) == ()
    assert len(catalogue.search("pain", limit=2**70)) == len(catalogue.search("pain", limit=99))
    with pytest.raises(ValueError, match="found a negative number"):
        catalogue.search("pain", limit=-(10**5_000))


# ------------------------------------------------------------------------------- in a selection


def test_a_selection_is_searched_within() -> None:
    everything = index("Pain noir", "Pain", "Vin", "Pain blanc et bis")
    some = everything.episodes.where(lambda episode: episode.number != 2)
    assert codes(everything, "pain", 1) == ["S1E2"]
    assert codes(some, "pain") == ["S1E1", "S1E4"]
    assert codes(some, "pain", 1) == ["S1E1"]
    assert everything.episodes[:0].search("pain") == ()
    assert codes(everything.episodes, "pain bis", all_words=True) == ["S1E4"]
    assert some.sorted("number", reverse=True).search("pain") == some.search("pain")


def test_a_selection_and_its_catalogue_find_the_same() -> None:
    assert BUNDLED.episodes.search("emploi") == BUNDLED.search("emploi")
    assert {*codes(BUNDLED.by_theme("emploi"), "algorithme")} >= {"S1E2", "S1E7"}


def test_a_selection_has_only_its_own_episodes() -> None:
    second = TWO_SEASONS.by_season(2)
    assert codes(second, "episode 2") == ["S2E2"]
    assert second.search("S1E2", all_words=True) == ()
    assert codes(NAMED["with times and days"].episodes[2:], "2022") == ["S1E4"]


def test_an_exclusion_that_finds_nothing_else_stays_in_the_selection() -> None:
    everything = index("Pain noir", "Pain")
    assert codes(everything, "vin mais pas pain") == ["S1E2", "S1E1"]
    assert codes(everything.episodes[:1], "vin mais pas pain") == ["S1E1"]


def test_a_correction_that_no_hit_of_a_selection_has_is_folded() -> None:
    found = BUNDLED.by_theme("art").search("invandus")
    assert (len(found), found.corrections) == (0, (("invandus", "invendus"),))


def test_in_a_selection_only_what_its_episodes_have_is_named() -> None:
    selection = BUNDLED.by_theme("art")
    assert [str(one) for one in selection.search("Namur et Simplon").entities] == ["Namur"]


# ------------------------------------------------------------------------------- snippets


def test_a_snippet_of_a_long_text_is_cut_between_words() -> None:
    text = f"{'avant ' * 40}farine{' apres' * 40}"
    (hit,) = summarised(text).search("farine")
    assert hit.snippet == f"… {'avant ' * 14}**farine**{' apres' * 13} …"


def test_a_snippet_has_eight_words_where_the_text_has() -> None:
    text = " ".join("anticonstitutionnellement" for _ in range(40))
    for whole in (f"{text} farine", f"farine {text}", f"{text} farine {text}"):
        (hit,) = summarised(whole).search("farine")
        assert 8 <= len(hit.snippet.strip("… ").split()) <= 30


def test_a_match_beyond_the_cut_is_left_out_of_the_snippet() -> None:
    (hit,) = summarised(f"farine {'entre ' * 40}farine").search("farine")
    assert hit.snippet == f"**farine**{' entre' * 13} …"


def test_a_snippet_shows_where_most_words_are_close_together() -> None:
    text = f"farine {'avant ' * 40}farine et sel{' apres' * 40}"
    (hit,) = summarised(text).search("farine sel")
    assert hit.snippet == f"… {'avant ' * 14}**farine** et **sel**{' apres' * 12} …"


def test_a_snippet_shows_the_match_where_a_long_text_has_no_spaces() -> None:
    text = f"パン、{'とても' * 60}"
    (hit,) = summarised(text).search("パン")
    assert hit.snippet.startswith("**パン**、とても")
    assert 16 <= len(hit.snippet) <= 80


def test_a_decomposed_text_is_found_like_a_composed_one() -> None:
    (hit,) = index(unicodedata.normalize("NFD", "L'été à Liège")).search("ete liege")
    assert hit.snippet == "L'**été** à **Liège**"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt 2**3 facts", "**Salt** 2*\u200a*3 facts"),
        ("** ** Ad ** and *salt*", "*\u200a* *\u200a* Ad *\u200a* and *\u200a**salt**\u200a*"),
        ("salt * salt", "**salt** * **salt**"),
        ("****salt", "*\u200a*\u200a*\u200a*\u200a**salt**"),
    ],
)
def test_asterisks_of_a_text_are_no_marks(text: str, expected: str) -> None:
    (hit,) = index(text).search("salt")
    assert hit.snippet == expected


def test_not_all_passages_that_were_read_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [hit.snippet for hit in BUNDLED.search("fablab")]
    monkeypatch.setattr("techforgood_podcast.catalogue.snippets._MAX_KNOWN", 0)
    caches.empty("catalogue.snippets")
    assert [hit.snippet for hit in BUNDLED.search("fablab")] == expected


# ------------------------------------------------------------------------------- hits


def test_a_search_leaves_nothing_behind_in_a_pickle() -> None:
    catalogue = index("Le pain")
    before = pickle.dumps(catalogue)
    first = catalogue.search("pain")
    assert pickle.dumps(catalogue) == before
    assert catalogue.search("pain") == first


def test_a_hit_that_was_not_read_outlives_its_catalogue_in_a_pickle() -> None:
    catalogue = index("Le pain")
    (hit,) = catalogue.search("pain")
    del catalogue
    again = pickle.loads(pickle.dumps(hit))  # noqa: S301 -- our own
    assert (again.snippet, again.fields) == ("Le **pain**", ("title",))
    assert again == hit
    with pytest.raises(AttributeError, match="'Hit' object has no attribute 'title'"):
        _ = hit.title  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]


def test_no_attribute_of_a_hit_can_be_set() -> None:
    (hit,) = FULL.search("pain")
    for name in ("episode", "score", "snippet", "fields", "brand_new"):
        with pytest.raises(AttributeError):
            setattr(hit, name, None)


def test_equal_searches_give_equal_hits() -> None:
    assert FULL.search("pain") == FULL.search("PAIN")
    assert attrs.evolve(FULL.search("pain")[0], score=0.0) != FULL.search("pain")[0]


def test_nothing_is_corrected_if_all_words_must_occur() -> None:
    found = BUNDLED.search("Fénix", all_words=True)
    assert (found.corrections, found.unmatched) == ((), ("Fénix",))


def test_a_long_run_of_letters_that_no_text_has_is_given_back() -> None:
    (first,) = BUNDLED.search("語" * 50 + "日本").unmatched
    assert "語語" in first or first.startswith("語")


def test_what_texts_have_needs_no_suggestion() -> None:
    assert BUNDLED.by_theme("art").search("gaspillage").suggestions == ()
    assert BUNDLED.search("Sofund", limit=0).suggestions == ()


def test_related_episodes_come_from_no_query() -> None:
    found = BUNDLED.related(3)
    assert (found.corrections, found.unmatched, found.suggestions, found.entities) == ((),) * 4


def test_copies_and_slices_say_the_same_of_the_query() -> None:
    found = BUNDLED.by_theme("emploi").search("Simplon xylophone Fénix")
    for again in (copy.copy(found), pickle.loads(pickle.dumps(found)), found[1:]):  # noqa: S301
        assert again.unmatched == found.unmatched == ("xylophone",)
        assert again.entities == found.entities
        assert again.corrections[0][0] == "Fénix"


def test_of_many_exclusions_the_first_counts() -> None:
    assert codes(BUNDLED, "gentelet" + " sauf simplon" * 2_000) == ["S1E3", "S1E7"]
    assert codes(BUNDLED, "sauf " * 5_000) == codes(BUNDLED, "moins de 1 min " * 5_000) == []


def test_an_expression_has_all_ways_to_write_a_number() -> None:
    catalogue = index("15k pain 15 000 pain 15000 15000pain")
    forms = '"15000" OR "/15000" OR "15 000" OR "15k" OR "/15k" OR "15000pain" OR "/15000pain"'
    assert tfg.match_expression("15k pain", catalogue) == f'({forms} OR "pain" OR "/pain")'
