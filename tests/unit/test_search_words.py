"""Which words find which episodes, and in what order: nothing but titles and summaries."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from settings import examples
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.search_terms import STOP_WORDS
from value_strategies import lines

SHOW = tfg.Show(id="my-show", title="My show", language="fr")
WORDS = ("pain", "pains", "painful", "vin", "vins", "le", "the", "farine", "farines", "sel", "eau")


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


def found(
    catalogue: tfg.Catalogue, text: str, limit: int = 1_000, *, all_words: bool = False
) -> list[int]:
    """Return the positions of the episodes that are found, from 0, best first."""
    hits = catalogue.search(text, limit=limit, all_words=all_words)
    return [(hit.episode.number or 0) - 1 for hit in hits]


# ---------------------------------------------------------------------------------- questions


def test_stop_words_are_left_out_of_a_query() -> None:
    catalogue = index("À qui la", "Qui profite", "La tech", "From the", "Who benefits", "Commons")
    assert sorted(found(catalogue, "À qui profite la tech ?")) == [1, 2]
    assert sorted(found(catalogue, "who benefits from the commons")) == [4, 5]


def test_stop_words_alone_find_nothing() -> None:
    catalogue = index("Qui est là", "Le pain", "Vin")
    assert found(catalogue, "Qui le") == found(catalogue, "Qui le", all_words=True) == []


def test_a_stop_word_that_is_still_typed_may_be_the_beginning_of_another() -> None:
    catalogue = index("Paris", "Vin")
    assert [hit.episode.number for hit in catalogue.search("le par", prefix=True)] == [1]
    assert catalogue.search("le par ", prefix=True) == ()


@pytest.mark.parametrize("text", ["", " ", "?", '""', "« »"])
def test_a_query_without_words_finds_nothing(text: str) -> None:
    assert found(index("pain", "?"), text) == []


@pytest.mark.parametrize("quoted", ['"{}"', "“{}”", "«{}»", "« {} »", "„{}“", "„{}”"])
def test_words_in_quotation_marks_are_a_phrase(quoted: str) -> None:
    catalogue = index("Good tech podcast", "Tech for good", "For tech, good", "Podcast")
    assert found(catalogue, f"podcast {quoted.format('Tech for Good')}") == [1]


@pytest.mark.parametrize("text", ['tech "for good', "tech for' good", "tech” for “good"])
def test_a_lone_quotation_mark_begins_no_phrase(text: str) -> None:
    assert sorted(found(index("Good", "Tech"), text)) == [0, 1]


def test_a_phrase_matches_whole_words_on_one_line() -> None:
    catalogue = index(
        *("Le PAIN noir !", "Pain noircit", "Noir pain", "Pain"),
        summaries=("", "", "", "pain\nnoir"),
    )
    assert found(catalogue, '"pain noir"') == [0]


def test_each_phrase_may_be_found_in_another_text() -> None:
    catalogue = index("Pain noir", "Pain noir", summaries=("Du vin blanc.", "Du vin blanchi."))
    assert found(catalogue, '"pain noir" "vin blanc"') == [0]


# ------------------------------------------------------------------------------ which are found


def test_episodes_with_the_word_are_found_and_no_others() -> None:
    assert found(index("le pain", "le vin", "un pain"), "pain") == [0, 2]
    assert found(index("le pain", "le vin"), "zebra") == []
    assert found(index(), "pain") == []


def test_plurals_and_endings_make_no_difference() -> None:
    assert found(index("Une imprimante", "Des chevaux"), "imprimantes") == [0]
    assert found(index("Une imprimante", "Des chevaux"), "cheval") == [1]


@pytest.mark.parametrize("text", ["c++", "3D", "हिन्दी", "パン", "😀", "ÉTÉ", "c++ ?"])
def test_a_word_of_any_kind_is_found(text: str) -> None:
    catalogue = index("Rien", "Du C++, en 3D (हिन्दी), パン、とても et 😀 l’été\u00a0!")
    assert found(catalogue, text) == [1]


@pytest.mark.parametrize("title", ["🎙️Pain noir", "♥pain", "Sel→pain", "Vin|Pain", "Pain®", "Pain™"])
def test_a_word_is_found_beside_a_symbol(title: str) -> None:
    (hit,) = index(title, "vin").search("pain")
    assert "**pain**" in hit.snippet.lower()


def test_a_word_is_found_before_plus_signs_but_they_count() -> None:
    catalogue = index("Canal", "Les LGBTQ+", "C", "Canal+", "C++")
    assert found(catalogue, "lgbtq") == [1]
    assert found(catalogue, "canal+") == [3, 0]
    assert found(catalogue, "c++") == [4]


def test_a_part_of_a_word_does_not_match() -> None:
    assert found(index("Boulangerie", "Le lange"), "boulang") == []
    assert found(index("Boulangerie"), "langerie") == []


def test_an_unknown_word_is_replaced_by_the_nearest_known_one() -> None:
    catalogue = index("Une imprimante", "Gaspillage")
    assert found(catalogue, "imprimente") == [0]
    assert found(catalogue, "gazpillage") == [1]
    assert found(index("robot"), "robit") == [0]


def test_a_known_word_is_not_replaced() -> None:
    assert found(index("gaspillage", "gaspilla"), "gaspilla") == [1]
    assert found(index("imprimer", "imprimesu"), "imprimes") == [0]  # its stem is known
    assert found(index("vendre", "tendre"), "vendre") == [0]


@pytest.mark.parametrize("text", ["paim", "zaspillage", "gaspigglaze", "xylophone"])
def test_short_words_wrong_initials_and_too_many_typos_are_not_corrected(text: str) -> None:
    assert found(index("pain", "gaspillage"), text) == []


def test_a_word_of_any_length_is_compared_with_those_of_the_episodes() -> None:
    assert found(index("pain", "e" * 20_000), "e" * 20_001) == [1]
    assert found(index("pain"), "e" * 1_000_000) == []
    assert found(index("pain"), "p" * 1_000_000) == []
    assert found(index("pain", "p" * 20_000), "p" * 19_999 + "q") == [1]


def test_a_required_word_is_not_replaced() -> None:
    assert found(index("gaspillage"), "gazpillage", all_words=True) == []


def test_an_episode_has_all_required_words() -> None:
    catalogue = index("pain vin", "pain", "vin", "pains et vins, farine", "vin, farine")
    assert found(catalogue, "pain vin", all_words=True) == [0, 3]
    assert found(catalogue, "le pain et le vin", all_words=True) == [0, 3]
    assert found(catalogue, "pain zebra", all_words=True) == []
    assert found(catalogue, 'farine "vin"') == [4, 2, 0]


def test_a_theme_of_many_episodes_is_found_in_each() -> None:
    label = tfg.LocalizedText(fr="Gaspillage alimentaire", en="Food waste")
    theme = tfg.Theme(id="waste", label=label)
    episodes = [
        tfg.Episode(id=f"e{n}", show=SHOW, season=1, number=n, title=title, themes=themes)
        for n, title, themes in ((1, "Un", (theme,)), (2, "Rien", ()), (3, "Waste", (theme,)))
    ]
    catalogue = tfg.Catalogue(show=SHOW, episodes=episodes)
    assert found(catalogue, "gaspillages") == [0, 2]
    assert sorted(found(catalogue, "waste")) == [0, 2]


# --------------------------------------------------------------------------------- which is best


def test_the_more_of_the_words_an_episode_has_the_better() -> None:
    others = ["sel"] * 9  # a word of more than half of the episodes counts next to nothing
    catalogue = index("pain", "vin", "farine", "pain et vin", "pain, vin et farine", *others)
    assert found(catalogue, "farine vin pain")[:2] == [4, 3]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    assert found(index("pain", "vin", "pain", "pain"), "pain vin")[0] == 1


def test_a_word_is_weighted_by_the_text_that_it_is_in() -> None:
    catalogue = index("vin", "pain", "vin", summaries=("pain", "vin", "sel"))
    assert found(catalogue, "pain") == [1, 0]


def test_a_word_counts_more_than_a_related_form() -> None:
    assert found(index("pains", "vin", "pain", "sel", "eau"), "pain") == [2, 0]
    assert found(index("pains", "vin", "pain", "sel", "eau"), "pains") == [0, 2]


def test_of_equal_episodes_the_shorter_and_then_the_first_comes_first() -> None:
    catalogue = index("pain et plus encore de choses", "pain noir", "pain blanc")
    assert found(catalogue, "pain") == [1, 2, 0]


def test_a_text_with_more_of_the_words_comes_before_an_alias_with_one() -> None:
    label = tfg.LocalizedText(fr="Boulange")
    theme = tfg.Theme(id="boulange", label=label, aliases=("farine",))
    summary = tfg.LocalizedText(fr="Un vieux moulin et sa farine.")
    episodes = [
        tfg.Episode(id="alias", show=SHOW, number=1, title="Pain", themes=(theme,)),
        tfg.Episode(id="text", show=SHOW, number=2, title="Eau", summary=summary),
    ]
    catalogue = tfg.Catalogue(show=SHOW, themes=[theme], episodes=episodes)
    assert [hit.episode.id for hit in catalogue.search("vieux moulin farine")] == ["text", "alias"]


def test_the_subject_comes_before_an_organisation_that_has_another_part() -> None:
    bakery = tfg.Organisation(id="bakery", name="Fournil", kind="company")
    relations: tuple[tfg.Relation, ...] = ("supporter", "subject", "partner")
    episodes = [
        tfg.Episode(
            id=relation,
            show=SHOW,
            title="Pain",
            organisations=(tfg.Mention(organisation=bakery, relation=relation),),
        )
        for relation in relations
    ]
    catalogue = tfg.Catalogue(show=SHOW, organisations=[bakery], episodes=episodes)
    assert catalogue.search("fournil")[0].episode.id == "subject"


@pytest.mark.parametrize("host", tfg.load_catalogue().hosts, ids=str)
def test_the_name_of_a_host_finds_what_they_host_before_what_all_host(host: tfg.Person) -> None:
    first, *_, last = tfg.search(host.name)[: len(tfg.by_host(host))]
    assert len(first.episode.hosts) == 1
    assert last.episode.code == "S1 intro"


def test_a_word_repeated_many_times_counts_little_more_than_once() -> None:
    catalogue = index("pain " * 1_000, "pain vin", "vin", "sel", "eau", "riz")
    assert found(catalogue, "pain vin")[0] == 1


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
    assert found(catalogue, "rare pain")[:12] == list(range(400, 412))
    assert found(catalogue, "rare pain", limit=3) == [400, 401, 402]


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


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


# ------------------------------------------------------------------------------------- marking


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


def test_a_mark_after_a_letter_belongs_to_its_word() -> None:
    (hit,) = index("(हिन्दी) ete\u0301.").search("हिन्दी")
    assert hit.snippet == "(**हिन्दी**) eté."


def test_matches_within_one_letter_or_without_a_space_are_marked_as_one() -> None:
    assert index("Le ½ pain").search("½")[0].snippet == "Le **½** pain"
    assert index("Du c++z noir").search("c++ z noir")[0].snippet == "Du **c++z noir**"


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
