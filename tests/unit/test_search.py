"""What an episode is found by, and how it is shown when it is found."""

import pickle
import unicodedata

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from techforgood_podcast import Catalogue, LocalizedText
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.search_terms import STOP_WORDS

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="my-show", title="My show", language="fr")
DEFINITIONS = {
    text for theme in BUNDLED.themes if theme.definition for text in theme.definition.texts
}
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


def of(*titles: str) -> Catalogue:
    return Catalogue(
        show=SHOW,
        episodes=[
            tfg.Episode(id=f"s01e{n:02}", show=SHOW, season=1, number=n, title=title)
            for n, title in enumerate(titles, 1)
        ],
    )


def summarised(text: str) -> Catalogue:
    episode = tfg.Episode(
        id="s01e01", show=SHOW, season=1, title="Bread", summary=LocalizedText(fr=text)
    )
    return Catalogue(show=SHOW, episodes=[episode])


FULL = tfg.loads(
    """
show: {id: my-show, title: My show, language: fr}
people:
  - {id: ann-bell, name: Ann Bell, aliases: [Annie]}
  - {id: bob-cole, name: Bob Cole}
  - {id: cid-dean, name: Cid Dean}
organisations:
  - {id: group, name: Holding, kind: company}
  - {id: kikk, name: Kikk, kind: festival, aliases: [Festival Kikk], parents: [group]}
  - {id: lab, name: Kaplab, kind: lab}
themes:
  - {id: art, label: {fr: Création, en: Arts}}
  - {id: dance, label: {fr: Danse, en: Dance}, broader: art, aliases: [ballet]}
places:
  - {id: belgique, name: {fr: Belgique, en: Belgium}, kind: country}
  - {id: namur, name: Namur, kind: city, part_of: belgique}
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: Le pain perdu
    summary: {fr: Une histoire de farine., en: A story of flour.}
    hosts: [bob-cole]
    guests:
      - person: ann-bell
        role: {fr: boulangère, en: baker}
        organisations: [lab]
        credited_as: Ann
      - group: {fr: les clients, en: the customers}
        credited_as: Les clients
    mentioned:
      - {person: cid-dean, credited_as: Cid}
    organisations: [{organisation: kikk, relation: venue}]
    themes: [dance]
    places: [namur]
""",
    "yaml",
)


@pytest.mark.parametrize(
    ("text", "field", "snippet"),
    [
        ("perdu", "title", "Le pain **perdu**"),
        ("annie", "guests", "**Annie**"),
        ("boulangere", "guests", "**boulangère**"),
        ("baker", "guests", "**baker**"),
        ("clients", "guests", "les **clients**"),
        ("customers", "guests", "the **customers**"),
        ("festival", "organisations", "**Festival** Kikk"),
        ("kaplab", "organisations", "**Kaplab**"),
        ("danse", "themes", "**Danse**"),
        ("ballet", "themes", "**ballet**"),
        ("arts", "themes", "**Arts**"),
        ("namur", "places", "**Namur**"),
        ("belgium", "places", "**Belgium**"),
        ("cole", "hosts", "Bob **Cole**"),
        ("dean", "mentioned", "Cid **Dean**"),
        ("farine", "summary", "Une histoire de **farine**."),
        ("flour", "summary", "A story of **flour**."),
    ],
)
def test_a_word_is_found_in_each_field_and_language(text: str, field: str, snippet: str) -> None:
    (hit,) = FULL.search(text)
    assert (hit.fields, hit.snippet) == ((field,), snippet)
    assert hit.episode is FULL.episode(1)


def test_words_may_be_in_different_fields() -> None:
    (hit,) = FULL.search("farine pain namur")
    assert hit.fields == ("title", "places", "summary")


def test_a_word_that_is_not_found_does_not_hide_the_others() -> None:
    assert [hit.fields for hit in FULL.search("pain zebra")] == [("title",)]
    assert FULL.search("zebra xylophone") == ()


def test_every_word_must_be_found_with_all_words() -> None:
    assert FULL.search("pain zebra", all_words=True) == ()
    assert len(FULL.search("le pain de Namur", all_words=True)) == 1


def test_the_words_of_a_phrase_must_be_adjacent() -> None:
    catalogue = of("Le pain de seigle", "Seigle et pain", "Du pain de Seigle", "Vin")
    for text in ('"pain de seigle"', "« pain de seigle »", "“Pain de seigle”"):
        assert [hit.episode.code for hit in catalogue.search(text)] == ["S1E1", "S1E3"]
    assert [hit.snippet for hit in catalogue.search('"pain de seigle"', limit=1)] == [
        "Le **pain de seigle**"
    ]
    assert catalogue.search('"pain seigle"') == ()


def test_a_phrase_is_not_made_of_two_names() -> None:
    assert len(FULL.search('"festival kikk"')) == 1
    assert FULL.search('"kikk festival kikk"') == ()
    assert FULL.search('"dance ballet"') == ()


def test_the_passage_that_has_the_phrase_is_shown() -> None:
    (hit,) = summarised("Of water, bread.\nAnd of bread and water.").search('"bread and water" of')
    assert hit.snippet == "And of **bread and water**."


def test_figures_definitions_and_descriptions_are_read() -> None:
    for text, field in (
        ("treize 13 millions", "figures"),
        ("entraide", "themes"),
        ("découpeuse", "organisations"),
    ):
        assert any(field in hit.fields for hit in BUNDLED.search(text))


def test_a_theme_is_found_by_its_search_words_in_every_number() -> None:
    for text in ("chômeurs", "chomeuse", "chômage", "unemployed"):
        assert {hit.episode.code for hit in BUNDLED.search(text)} >= {"S1E2", "S1E5"}


def test_groups_and_people_who_are_only_mentioned_are_found() -> None:
    assert BUNDLED.search("grand-mère")[0].episode.code == "S1E4"
    assert "mentioned" in BUNDLED.search("Molas")[0].fields


def test_the_word_as_it_was_typed_is_rather_shown_than_another_form() -> None:
    (hit,) = summarised("Un pain.\nDes pains.").search("pains")
    assert hit.snippet == "Des **pains**."


def test_a_search_leaves_nothing_behind_in_a_pickle() -> None:
    catalogue = of("Le pain")
    before = pickle.dumps(catalogue)
    first = catalogue.search("pain")
    assert pickle.dumps(catalogue) == before
    assert catalogue.search("pain") == first


@pytest.mark.parametrize("episode", HOSTILE.episodes, ids=lambda episode: episode.id)
def test_every_hostile_text_finds_its_episode(episode: tfg.Episode) -> None:
    assert fold(episode.title)
    found = HOSTILE.search(episode.title, limit=len(HOSTILE.episodes))
    assert episode.id in {hit.episode.id for hit in found}


@given(catalogues(min_episodes=1), st.data())
@settings(max_examples=examples(20), deadline=None)
def test_an_episode_is_found_by_every_word_of_its_title(
    catalogue: Catalogue, data: st.DataObject
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


@pytest.mark.parametrize("text", ["", "  ", "…", "’"])
def test_an_empty_text_finds_nothing(text: str) -> None:
    assert BUNDLED.search(text) == ()


def test_the_word_as_typed_comes_before_a_related_form() -> None:
    themed = {episode.id for episode in BUNDLED.by_theme("emploi")}
    found = [hit.episode.id for hit in BUNDLED.search("emploi")]
    assert themed
    assert set(found[: len(themed)]) == themed
    role = LocalizedText(fr="employé")
    guest = tfg.Credit(group=LocalizedText(fr="Ann"), role=role, credited_as="Ann")
    theme = tfg.Theme(id="emploi", label=LocalizedText(fr="Emploi"))
    one = tfg.Episode(id="a", show=SHOW, season=1, number=1, title="Un", guests=(guest,))
    two = tfg.Episode(id="b", show=SHOW, season=1, number=2, title="Deux", themes=(theme,))
    catalogue = Catalogue(show=SHOW, episodes=[one, two])
    assert [hit.episode.id for hit in catalogue.search("emploi")] == ["b", "a"]
    assert [hit.episode.id for hit in catalogue.search("employé")] == ["a", "b"]


def test_a_selection_is_searched_within() -> None:
    everything = of("Pain noir", "Pain", "Vin", "Pain blanc et bis")
    some = everything.episodes.where(lambda episode: episode.number != 2)
    assert [hit.episode.code for hit in everything.search("pain", 1)] == ["S1E2"]
    assert [hit.episode.code for hit in some.search("pain")] == ["S1E1", "S1E4"]
    assert [hit.episode.code for hit in some.search("pain", 1)] == ["S1E1"]
    assert everything.episodes[:0].search("pain") == ()
    assert everything.episodes.search("pain bis", all_words=True)[0].episode.code == "S1E4"
    assert some.sorted("number", reverse=True).search("pain") == some.search("pain")


def test_a_selection_and_its_catalogue_find_the_same() -> None:
    assert BUNDLED.episodes.search("emploi") == BUNDLED.search("emploi")
    hits = BUNDLED.by_theme("emploi").search("algorithme")
    assert {hit.episode.code for hit in hits} >= {"S1E2", "S1E7"}


def test_a_query_may_hold_anything() -> None:
    catalogue = of('Le "pain" NEAR OR AND perdu', "Vin")
    for text in ('pain" OR vin*', "pain\0", "pain \ud800", "{title} : pain", "-pain", "^pain"):
        assert "S1E1" in {hit.episode.code for hit in catalogue.search(text)}, text
    for text in ("\0", "\ud800", "* ( )", '"\0"', "^", "/pai"):
        assert catalogue.search(text) == (), text
    assert [hit.episode.code for hit in catalogue.search('"near or and"')] == ["S1E1"]


def test_a_phrase_of_stop_words_is_found_beside_an_unknown_word() -> None:
    assert [hit.snippet for hit in of("Qui est là", "Est qui").search('"qui est" zebra')] == [
        "**Qui est** là"
    ]
    assert of("Qui est là").search('"qui zebra" est') == ()


def test_of_overlapping_phrases_the_first_is_marked() -> None:
    (hit,) = of("Le la le la le").search('"le la le" zebra')
    assert (hit.snippet, hit.fields) == ("**Le la le** la le", ("title",))


def test_a_word_longer_than_sqlite_compares_is_found() -> None:
    start = "p" * 40_000
    hits = of(f"{start}a", f"{start}b").search(f"{start}a")
    assert [hit.fields for hit in hits] == [("title",), ()]


def test_case_accents_and_ligatures_make_no_difference() -> None:
    catalogue = of("Au cœur de l’été")
    for text in ("COEUR", "cœur", "Ete", "L'ÉTÉ", "l ete"):
        assert len(catalogue.search(text)) == 1


def test_a_title_that_matches_comes_before_a_summary_that_does() -> None:
    in_title = tfg.Episode(id="s01e02", show=SHOW, season=1, number=2, title="Farine")
    in_summary = tfg.Episode(
        id="s01e01",
        show=SHOW,
        season=1,
        number=1,
        title="Pain",
        summary=LocalizedText(fr="Farine, farine, farine."),
    )
    hits = Catalogue(show=SHOW, episodes=[in_title, in_summary]).search("farine")
    assert [hit.episode.id for hit in hits] == ["s01e02", "s01e01"]
    assert hits[0].score > hits[1].score


def test_equal_hits_are_in_the_order_of_the_episodes() -> None:
    hits = of("Pain noir", "Vin", "Pain blanc").search("pain")
    assert [hit.episode.code for hit in hits] == ["S1E1", "S1E3"]


def test_no_more_hits_are_given_than_asked_for() -> None:
    catalogue = of(*(f"Pain {n}" for n in range(12)))
    assert len(catalogue.search("pain")) == 10
    assert [hit.episode.code for hit in catalogue.search("pain", limit=2)] == ["S1E1", "S1E2"]
    assert catalogue.search("pain", limit=0) == ()
    assert len(catalogue.search("pain", limit=2**70)) == len(catalogue.search("pain", limit=99))
    with pytest.raises(ValueError, match="found a negative number"):
        catalogue.search("pain", limit=-(10**5_000))


def test_the_snippet_shows_the_passage_with_most_of_the_words() -> None:
    (hit,) = summarised("Bread and water, and wine.").search("bread wine")
    assert hit.snippet == "**Bread** and water, and **wine**."


def test_matched_neighbours_are_marked_as_one() -> None:
    (hit,) = of("Le pain perdu").search("pain perdu")
    assert hit.snippet == "Le **pain perdu**"


def test_a_snippet_shows_a_short_word_whose_stem_begins_otherwise() -> None:
    (hit,) = summarised("Three days of bread.").search("days")
    assert (hit.snippet, hit.fields) == ("Three **days** of bread.", ("summary",))


def test_a_snippet_keeps_the_spelling_of_the_text() -> None:
    (hit,) = of("L’Œuvre d’ÉTÉ").search("oeuvre ete")
    assert hit.snippet == "L’**Œuvre** d’**ÉTÉ**"


def test_a_snippet_of_a_long_text_is_cut_between_words() -> None:
    text = f"{'avant ' * 40}farine{' apres' * 40}"
    (hit,) = summarised(text).search("farine")
    assert hit.snippet == f"… {'avant ' * 14}**farine**{' apres' * 13} …"


def test_a_snippet_has_eight_words_where_the_text_has() -> None:
    text = " ".join("anticonstitutionnellement" for _ in range(40))
    for whole in (f"{text} farine", f"farine {text}", f"{text} farine {text}"):
        (hit,) = summarised(whole).search("farine")
        assert 8 <= len(hit.snippet.strip("… ").split()) <= 30


def test_a_passage_of_a_few_words_is_shown_only_if_it_shows_more() -> None:
    label = LocalizedText(fr="Farine")
    theme = tfg.Theme(id="farine", label=label, definition=LocalizedText(fr="Le pain."))
    summary = LocalizedText(fr="Un matin, un moulin, et ce que devient la farine.")
    episode = tfg.Episode(
        id="e", show=SHOW, season=1, number=1, title="Pain", themes=(theme,), summary=summary
    )
    (hit,) = Catalogue(show=SHOW, episodes=[episode]).search("farine")
    assert hit.snippet == "Un matin, un moulin, et ce que devient la **farine**."


def test_a_hit_that_was_not_read_outlives_its_catalogue_in_a_pickle() -> None:
    catalogue = of("Le pain")
    (hit,) = catalogue.search("pain")
    del catalogue
    again = pickle.loads(pickle.dumps(hit))  # noqa: S301 -- our own
    assert (again.snippet, again.fields) == ("Le **pain**", ("title",))
    assert again == hit
    with pytest.raises(AttributeError, match="'Hit' object has no attribute 'title'"):
        _ = hit.title  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]


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
    (hit,) = of(unicodedata.normalize("NFD", "L'été à Liège")).search("ete liege")
    assert hit.snippet == "L'**été** à **Liège**"


def test_no_attribute_of_a_hit_can_be_set() -> None:
    (hit,) = FULL.search("pain")
    for name in ("episode", "score", "snippet", "fields", "brand_new"):
        with pytest.raises(AttributeError):
            setattr(hit, name, None)


def test_equal_searches_give_equal_hits() -> None:
    assert FULL.search("pain") == FULL.search("PAIN")
    assert attrs.evolve(FULL.search("pain")[0], score=0.0) != FULL.search("pain")[0]


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
        assert (len(marked) >= 3) is bool(hit.fields) or hit.snippet in DEFINITIONS
        assert len(marked) % 2 == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gaspillage alimentaire", ["S1E1"]),
        ("imprimantes 3D", ["S1E6"]),
        ("gentelet", ["S1E7", "S1E3"]),
        ("plastic waste", ["S1E8", "S1E1"]),
    ],
)
def test_bundled_episodes_are_found(text: str, expected: list[str]) -> None:
    known = {f"S1E{number}" for number in range(1, 9)}
    codes = [hit.episode.code for hit in tfg.search(text)]
    assert [code for code in codes if code in known] == expected
