"""What a search says of its query: corrections, words that nothing has, suggestions, entities."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.catalogue import snippets
from test_search_words import index

BUNDLED = tfg.load_catalogue()
EXAMPLE = tfg.load_catalogue("examples/bread-and-code")
SHOW = tfg.Show(id="my-show", title="My show", language="en")


def codes(text: str, catalogue: tfg.Catalogue = BUNDLED) -> list[str]:
    return [hit.episode.code for hit in catalogue.search(text)]


def names(text: str) -> list[str]:
    return [str(one) for one in BUNDLED.search(text).entities]


# -------------------------------------------------------------------------------------- corrections


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("les invandus", "invandus", "invendus"),
        ("ECOLOJIE", "ECOLOJIE", "écologie"),
        ("un camiom", "camiom", "camion"),
        ("fablab camiom", "camiom", "camion"),
        ("Fénix et le camion", "Fénix", "Phénix"),
        ("We Tech Kare", "We Tech Kare", "We TechCare"),
        ("avec Tibo Le Dantec", "Le Dantec", "Thibault Ledantec"),
        ("Paul Dwan", "Paul Dwan", "Paul Duan"),
    ],
)
def test_a_correction_says_what_was_typed_and_what_it_was_taken_for(
    text: str, typed: str, meant: str
) -> None:
    assert BUNDLED.search(text).corrections == ((typed, meant),)


def test_words_that_sound_like_a_name_find_its_episodes_only() -> None:
    assert codes("We Tech Kare") == ["S1E3"]


def test_nothing_is_corrected_if_all_words_must_occur() -> None:
    found = BUNDLED.search("Fénix", all_words=True)
    assert (found.corrections, found.unmatched) == ((), ("Fénix",))


def test_a_word_is_never_taken_for_a_given_name() -> None:
    assert (codes("mamie"), BUNDLED.search("mamie").corrections) == ([], ())


def test_a_frequent_word_is_never_taken_for_a_name() -> None:
    guest = tfg.Person(id="ann", name="Ann Maintenan")
    credit = tfg.Credit(person=guest, credited_as=guest.name)
    episode = tfg.Episode(id="e", show=SHOW, title="T", guests=(credit,))
    catalogue = tfg.Catalogue(show=SHOW, people=[guest], episodes=[episode])
    assert codes("maintenans", catalogue) == ["e"]
    assert codes("maintenant", catalogue) == []


def test_a_name_without_an_episode_is_not_taken_for_another_word() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="bardeau", name="Bardeau")],
        episodes=[tfg.Episode(id="e", show=SHOW, title="Pain")],
    )
    assert catalogue.search("bardot").unmatched == ("bardot",)


def test_a_correction_that_no_hit_of_a_selection_has_is_folded() -> None:
    found = BUNDLED.by_theme("art").search("invandus")
    assert (len(found), found.corrections) == (0, (("invandus", "invendus"),))


# ----------------------------------------------------------------------------- words without a text


@pytest.mark.parametrize(
    ("text", "unmatched"),
    [
        ("le Xylophone, un Zébulon et un xylophone", ("Xylophone", "Zébulon")),
        ("l'épisode sur la tech", ()),
        ("420 000 chats", ("420 000", "chats")),
        ("77k", ("77k",)),
        ("« pain bagnat » xyzzy", ("pain", "bagnat", "xyzzy")),
        ("鉄道 xyzzy", ("鉄道", "xyzzy")),
        ("日本人 日本語", ("日本人", "日本語")),
        ("", ()),
    ],
)
def test_the_words_that_no_text_has_are_given_as_typed_each_once(
    text: str, unmatched: tuple[str, ...]
) -> None:
    assert BUNDLED.search(text).unmatched == unmatched


def test_a_long_run_of_letters_that_no_text_has_is_given_back() -> None:
    (first,) = BUNDLED.search("語" * 50 + "日本").unmatched
    assert "語語" in first or first.startswith("語")


def test_what_texts_have_needs_no_suggestion() -> None:
    assert BUNDLED.search("emploi").suggestions == ()
    assert BUNDLED.by_theme("art").search("gaspillage").suggestions == ()
    assert BUNDLED.search("Sofund", limit=0).suggestions == ()


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Sofund", "sowefund"),
        ("un épisode avec Sofund", "sowefund"),
        ("emploi Sofund", "sowefund"),
    ],
)
def test_a_name_that_is_only_spelt_alike_is_a_suggestion(text: str, id_: str) -> None:
    assert BUNDLED.search(text).suggestions[0][0] == id_


def test_a_query_of_which_nothing_is_left_is_empty_and_has_suggestions() -> None:
    found = BUNDLED.search("les")
    assert len(found) == 0
    assert ("les-copains-de-bastien", "Les copains de Bastien") in found.suggestions


# ----------------------------------------------------------------------------------------- entities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("emploi", ["Emploi"]),
        ("Namur avec Karine Gentelet", ["Karine Gentelet", "Namur"]),
        ("lara", ["Lara Market", "Lara Vigneron"]),
        ("chez Simplon et Gentelet", ["Simplon", "Karine Gentelet"]),
        ("une question à Gentelet sur tout", ["Karine Gentelet"]),
        ("une question à Karine sur tout", []),
        ("Fénix", ["Phénix"]),
        ("xylophone", []),
        ("to be or not", []),
    ],
)
def test_what_a_query_names_is_found_full_names_first(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_words_without_content_name_nothing() -> None:
    own = tfg.Organisation(id="the-show", name="The Show", kind="company")
    mention = tfg.Mention(organisation=own, relation="subject")
    episode = tfg.Episode(id="e", show=SHOW, title="Bread", organisations=(mention,))
    catalogue = tfg.Catalogue(show=SHOW, organisations=[own], episodes=[episode])
    assert catalogue.search("the show about bread").entities == ()


def test_in_a_selection_only_what_its_episodes_have_is_named() -> None:
    selection = BUNDLED.by_theme("art")
    assert [str(one) for one in selection.search("Namur et Simplon").entities] == ["Namur"]


@pytest.mark.parametrize("text", ["who hosts this show", "qui présente le podcast"])
def test_who_asks_for_the_hosts_gets_them(text: str) -> None:
    found = BUNDLED.search(text)
    assert found.entities[:4] == tuple(BUNDLED.hosts)
    assert found[0].episode.code == "S1 intro"


def test_who_asks_for_the_hosts_of_something_gets_those_of_the_best_hit() -> None:
    found = BUNDLED.search("qui présente l'épisode sur le fablab")
    assert found.entities[:1] == found[0].episode.hosts


def test_related_episodes_come_from_no_query() -> None:
    found = BUNDLED.related(3)
    assert (found.corrections, found.unmatched, found.suggestions, found.entities) == ((),) * 4


def test_copies_and_slices_say_the_same_of_the_query() -> None:
    found = BUNDLED.by_theme("emploi").search("Simplon xylophone Fénix")
    for again in (copy.copy(found), pickle.loads(pickle.dumps(found)), found[1:]):  # noqa: S301
        assert again.unmatched == found.unmatched == ("xylophone",)
        assert again.entities == found.entities
        assert again.corrections[0][0] == "Fénix"


# ------------------------------------------------------------------------------- numbers and limits


@pytest.mark.parametrize(
    "text", ["300000", "300 000", "300,000", "300.000", "300'000", "300k", "300 K", "300000 people"]
)
def test_a_number_is_found_however_it_is_typed(text: str) -> None:
    assert codes(text)[0] == "S1E2"


@pytest.mark.parametrize("text", ["300000", "300 000", "13k", "13 m", "13M"])
def test_numbers_find_one_another(text: str) -> None:
    written = {"300": "300 000", "13k": "13 000", "13 ": "13M", "13M": "13 millions"}[text[:3]]
    assert codes(text, index("Pain", f"Pour {written} gens", "Vin")) == ["S1E2"]


def test_a_figure_that_texts_print_in_words_is_found_by_its_digits_and_explained() -> None:
    (hit,) = BUNDLED.search("30000")
    assert (hit.episode.code, hit.fields) == ("S1E4", ("figures",))
    assert hit.snippet == "Près de trente mille personnes viennent chaque année au Kikk festival."


def timed(*episodes: tuple[int | None, str]) -> tfg.Catalogue:
    return tfg.Catalogue(
        show=SHOW,
        episodes=[
            tfg.Episode(
                id=f"s1e{n}",
                show=SHOW,
                season=1,
                number=n,
                title=("Bread", "Butter")[n % 2],
                duration=None if seconds is None else dt.timedelta(seconds=seconds),
                published=dt.date.fromisoformat(day) if day else None,
            )
            for n, (seconds, day) in enumerate(episodes, 1)
        ],
    )


TIMED = timed((1_799, "2021-03-01"), (3_700, "2022-03-02"), (None, ""), (900, "2022-04-09"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("29 minutes", [1]),
        ("lasts 15 min", [4]),
        ("30 minutes", []),
        ("moins de 30 minutes", [1, 4]),
        ("bread under 1 hour", [4]),
        ("1h01", [2]),
        ("1 h 1", []),
        ("more than 29 min", [2]),
        ("plus de 14 min", [1, 2, 4]),
        ("mars", [1, 2]),
        ("march 2022", [2]),
        ("1er mars 2021", [1]),
        ("on 2 March", [2]),
        ("March 2nd, 2022", [2]),
        ("2022-04-09", [4]),
        ("2022-04", [4]),
        ("butter in 2021", [1]),
        ("2022", [2, 4]),
        ("en 2022", [2, 4]),
        ("mai", []),
        ("june 2022", []),
        ("9 mai 2022", []),
        ("2019", []),
        ("bread 2021", [2, 4]),
        ("the shortest", [4, 1, 2]),
        ("l'épisode le plus long", [2, 1, 4]),
        ("the longest episode on bread", [2, 4]),
        ("the longest episode on wine", []),
        ("the latest", [4]),
    ],
)
def test_times_and_days_select(text: str, numbers: list[int]) -> None:
    assert [hit.episode.number for hit in TIMED.search(text)] == numbers


def test_a_year_that_no_episode_has_is_a_word() -> None:
    assert codes("2019", index("Pain", "Revue 2019")) == ["S1E2"]
    assert codes("bread in 2019", index("Bread", "2019")) == ["S1E1", "S1E2"]


def test_limits_hold_within_a_selection_and_for_all_words() -> None:
    selection = TIMED.episodes[2:]
    assert [hit.episode.number for hit in selection.search("2022")] == [4]
    assert [hit.episode.number for hit in TIMED.search("bread in 2022", all_words=True)] == [2, 4]


# ---------------------------------------------------------------------------------------- exclusion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karine Gentelet mais pas Simplon", ["S1E3", "S1E7"]),
        ("Karine Gentelet SAUF simplon", ["S1E3", "S1E7"]),
        ("gentelet but not xylophone", ["S1E7", "S1E3"]),
        ("xylophone but not gentelet", ["S1E7", "S1E3"]),
    ],
)
def test_what_is_excluded_moves_down(text: str, expected: list[str]) -> None:
    assert codes(text) == expected
    assert len(BUNDLED.search(text, limit=1)) == 1


def test_of_many_exclusions_the_first_counts() -> None:
    assert codes("gentelet" + " sauf simplon" * 2_000) == ["S1E3", "S1E7"]
    assert codes("sauf " * 5_000) == codes("moins de 1 min " * 5_000) == []


# ----------------------------------------------------------------------------------------- snippets


def test_instead_of_an_alias_a_sentence_is_shown() -> None:
    defined = tfg.Theme(
        id="food",
        label=tfg.LocalizedText(en="Food"),
        aliases=("grub",),
        definition=tfg.LocalizedText(en="What people eat."),
    )
    undefined = tfg.Theme(id="art", label=tfg.LocalizedText(en="Art"), search_words=("daub",))
    summary = tfg.LocalizedText(en="We ate grub all day.")
    episodes = [
        tfg.Episode(id="a", show=SHOW, title="A", themes=(defined,), summary=summary),
        tfg.Episode(id="b", show=SHOW, title="B", themes=(defined, undefined)),
    ]
    catalogue = tfg.Catalogue(show=SHOW, themes=[defined, undefined], episodes=episodes)
    shown = {hit.episode.id: hit.snippet for hit in catalogue.search("grub")}
    assert shown == {"a": "We ate **grub** all day.", "b": "What people eat."}
    assert catalogue.search("daub")[0].snippet == "**daub**"


def test_not_all_passages_that_were_read_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [hit.snippet for hit in BUNDLED.search("fablab")]
    monkeypatch.setattr(snippets, "_MAX_KNOWN", 0)
    snippets._passages_of.cache_clear()  # pyright: ignore[reportPrivateUsage]
    assert [hit.snippet for hit in BUNDLED.search("fablab")] == expected


# --------------------------------------------------------------------------------- match_expression


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("the latest", '("=s1e4" OR "=s1e4")'),
        ("2022", '("=s1e2" OR "=s1e4")'),
        ("bread in 2022", '(("bread" OR "/bread")) AND ("=s1e2" OR "=s1e4")'),
        ("june 2022", '("")'),
        ("s1e2 buttar", '("=s1e2" OR "=s1e2") OR ("butter" OR "/but")'),
        ("xyzzy", '""'),
        ("?", '""'),
    ],
)
def test_with_a_catalogue_an_expression_knows_its_words_and_days(
    text: str, expression: str
) -> None:
    assert tfg.match_expression(text, TIMED) == expression


def test_an_expression_has_all_ways_to_write_a_number() -> None:
    forms = '"15000" OR "/15000" OR "15 000" OR "15k" OR "/15k" OR "pain" OR "/pain"'
    assert tfg.match_expression("15k pain") == f'({forms} OR "15000pain")'
