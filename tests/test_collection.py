import copy
import pickle
import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from techforgood_podcast import LocalizedText

BUNDLED = tfg.load_catalogue()
COLLECTIONS: dict[str, tfg.Collection[tfg.Person] | tfg.Collection[tfg.Organisation]] = {
    "people": BUNDLED.people,
    "organisations": BUNDLED.organisations,
}
LONG_NAMES = [
    (section, entity.id, name)
    for section, entities in COLLECTIONS.items()
    for entity in entities
    for name in entity.names
    if sum(map(str.isalpha, name)) >= 5
]
SHOW = tfg.Show(id="my-show", title="My show", language="fr")


def people(*names: str) -> tfg.Collection[tfg.Person]:
    found = [tfg.Person(id=name.lower().replace(" ", "-"), name=name) for name in names]
    return tfg.Catalogue(show=SHOW, people=found).people


def organisations(*names: str) -> tfg.Collection[tfg.Organisation]:
    found = [
        tfg.Organisation(id=f"org-{place}", name=name, kind="company")
        for place, name in enumerate(names)
    ]
    return tfg.Catalogue(show=SHOW, organisations=found).organisations


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def without_spaces(text: str) -> str:
    return text.replace(" ", "")


CHANGES: dict[str, Callable[[str], str]] = {
    "as written": str,
    "in upper case": str.upper,
    "in lower case": str.lower,
    "decomposed": partial(unicodedata.normalize, "NFD"),
    "without accents": without_accents,
    "without spaces": without_spaces,
    "with every space doubled": lambda text: text.replace(" ", "  "),
    "with no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "with hyphens": lambda text: text.replace(" ", "-"),
    "with typographic apostrophes": lambda text: text.replace("'", "’"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_bundled_entry_is_found_by_each_of_its_names(change: Callable[[str], str]) -> None:
    collections = (
        BUNDLED.people,
        BUNDLED.organisations,
        BUNDLED.themes,
        BUNDLED.places,
        BUNDLED.sources,
        BUNDLED.episodes,
    )
    missed = [
        (entity.id, name)
        for entities in collections
        for entity in entities
        for name in (*entity.names, entity.id)
        if entities.resolve(change(name)) is not entity
    ]
    assert missed == []


def test_every_bundled_person_is_found_family_name_first() -> None:
    named = [person for person in BUNDLED.people if person.family]
    missed = [
        person.id
        for person in named
        if BUNDLED.people.resolve(f"{person.family}, {person.given}") is not person
    ]
    assert missed == []
    assert len(named) > 30


def suggestions(section: str, text: str) -> list[str] | None:
    """Return the ids suggested for a text, or nothing where the text is somebody's name."""
    try:
        COLLECTIONS[section].resolve(text)
    except tfg.UnknownNameError as error:
        return [id_ for id_, _ in error.suggestions]
    except tfg.AmbiguousNameError:
        return None
    return None


@st.composite
def _slipped(draw: st.DrawFn, text: str) -> str:
    """Return the text with one letter inserted, left out, replaced, or swapped with the next."""
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    places = [place for place, character in enumerate(text) if character.isalpha()]
    if not places:
        return text + letter
    place = draw(st.sampled_from(places))
    before, own, after = text[:place], text[place], text[place + 1 :]
    slips = (before + letter + own + after, before + after, before + letter + after)
    swapped = before + after[:1] + own + after[1:]
    return draw(st.sampled_from((*slips, swapped)))


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return section and id of an entry, and one of its names with one or two slips."""
    section, id_, name = draw(st.sampled_from(LONG_NAMES))
    middle = draw(st.integers(0, len(name)))
    first, second = name[:middle], name[middle:]
    slips = draw(st.sampled_from(("first", "second", "both")))
    if slips != "second":
        first = draw(_slipped(first))
    if slips != "first":
        second = draw(_slipped(second))
    return section, id_, first + second


@given(mistyped())
@settings(max_examples=600, deadline=None)
def test_a_typo_of_one_or_two_letters_is_suggested(typed: tuple[str, str, str]) -> None:
    section, id_, text = typed
    suggested = suggestions(section, text)
    assume(suggested is not None)
    assert suggested is not None
    assert id_ in suggested


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("We TechCare", "wetechcare"),
        ("Wetechcare", "wetechcare"),
        ("we tech care", "wetechcare"),
        ("we-tech-care", "wetechcare"),
        ("WETECHCARE", "wetechcare"),
        ("Phénix", "phenix"),
        ("Phenix", "phenix"),
        ("Bayes Impact", "bayes-impact"),
        ("BayesImpact", "bayes-impact"),
        ("bayesimpact", "bayes-impact"),
        ("Les copains de Bastien", "les-copains-de-bastien"),
        ("Copains de Bastien", "les-copains-de-bastien"),
        ("BOB-emploi", "bob-emploi"),
        ("BOB", "bob-emploi"),
        ("bob emploi", "bob-emploi"),
        ("Kikk", "kikk-festival"),
        ("KIKK", "kikk-festival"),
        ("kikk festival", "kikk-festival"),
        ("LinkedOut", "linked-out"),
        ("Linkedout", "linked-out"),
        ("linked-out", "linked-out"),
        ("Linked out", "linked-out"),
        ("French Tech", "frenchtech"),
        ("FrenchTech", "frenchtech"),
        ("InternetActu", "internetactu"),
        ("internet actu", "internetactu"),
        ("Mission locale d’Aix en Provence", "mission-locale-aix-en-provence"),
    ],
)
def test_an_organisation_is_found_in_each_spelling_that_people_type(text: str, id_: str) -> None:
    assert BUNDLED.organisations.resolve(text).id == id_


@pytest.mark.parametrize("text", ["Aix-en-Provence", "Aix en Provence", "aixenprovence", "AIX"])
def test_a_town_is_found_with_and_without_its_hyphens(text: str) -> None:
    assert BUNDLED.places.resolve(text).id == "aix-en-provence"


@pytest.mark.parametrize(
    "text",
    [
        "Frédéric Bardeau",
        "Fréderic Bardeau",
        "Frederic Bardeau",
        "Bardeau, Frédéric",
        "bardeau",
        "FRÉDÉRIC",
    ],
)
def test_a_person_is_found_in_each_spelling_of_the_page(text: str) -> None:
    assert BUNDLED.people.resolve(text).id == "frederic-bardeau"


@pytest.mark.parametrize(
    "text", ["gentelet", "Gentelet, Karine", "KARINE  GENTELET", "karine", "karine-gentelet"]
)
def test_a_person_is_found_by_name_part_and_word_order(text: str) -> None:
    assert BUNDLED.people.resolve(text).name == "Karine Gentelet"


@pytest.mark.parametrize(
    "text",
    [
        "Dr David Servais",
        "Dr. David Servais",
        "dr servais",
        "David Servais",
        "Servais",
        "Servais, Dr David",
        "Servais David, Dr",
        "Dr Servais David",
        "drdavidservais",
    ],
)
def test_a_person_is_found_with_and_without_the_honorific(text: str) -> None:
    assert BUNDLED.people.resolve(text).id == "david-servais"


def test_an_honorific_is_no_name() -> None:
    with pytest.raises(tfg.UnknownNameError):
        BUNDLED.people.resolve("Dr")


def test_an_honorific_does_not_narrow_a_name_to_one_who_has_none() -> None:
    with pytest.raises(tfg.UnknownNameError):
        BUNDLED.people.resolve("Dr Fontaine")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Lara", ["lara-market", "lara-vigneron"]),
        ("david", ["david-fontaine", "david-servais"]),
        ("JEAN", ["jean-baptiste-blondel", "jean-deydier", "jean-moreau"]),
    ],
)
def test_a_first_name_that_several_guests_bear_is_ambiguous(text: str, ids: list[str]) -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        BUNDLED.guests.resolve(text)
    assert [id_ for id_, _ in caught.value.candidates] == ids


def test_an_ambiguous_name_says_which_entries_it_could_be() -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        BUNDLED.people.resolve("Lara")
    assert caught.value.text == "Lara"
    assert caught.value.kind == "person"
    assert caught.value.candidates == (
        ("lara-market", "Lara Market"),
        ("lara-vigneron", "Lara Vigneron"),
    )


@pytest.mark.parametrize(("text", "id_"), [("Saida", "saida"), ("Kenwele", "kenwele")])
def test_a_guest_with_a_first_name_alone_is_found_by_it(text: str, id_: str) -> None:
    assert BUNDLED.guests.resolve(text).id == id_


def test_a_whole_name_wins_over_part_of_another() -> None:
    assert people("Maria", "Maria Callas").resolve("maria").name == "Maria"


def test_all_words_of_the_text_have_to_belong_to_the_name() -> None:
    with pytest.raises(tfg.UnknownNameError):
        people("Karine Gentelet").resolve("Karine Gentelet Dupont")


def test_part_of_a_word_is_no_part_of_a_name() -> None:
    with pytest.raises(tfg.UnknownNameError):
        people("Karine Gentelet").resolve("gent")


def test_a_two_letter_typo_is_suggested() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.people.resolve("Karin Gentlet")
    assert caught.value.suggestions[0] == ("karine-gentelet", "Karine Gentelet")
    assert str(caught.value) == 'no person "Karin Gentlet"; did you mean "Karine Gentelet"?'


def test_the_closest_suggestion_comes_first() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        organisations("Simploxx", "Simplom", "Phénix").resolve("Simplon")
    assert caught.value.suggestions == (("org-1", "Simplom"), ("org-0", "Simploxx"))


def test_a_name_that_resembles_none_has_no_suggestions() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        people("Karine Gentelet").resolve("Zzyzx")
    assert caught.value.suggestions == ()


@pytest.mark.parametrize("text", ["", " ", "…", "’", "\u200b"])
def test_an_empty_text_is_unknown(text: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.people.resolve(text)
    assert caught.value.suggestions == ()


def test_an_empty_text_does_not_mean_a_name_of_punctuation() -> None:
    bands = organisations("!!!", "ABBA")
    with pytest.raises(tfg.UnknownNameError):
        bands.resolve("")
    assert bands.resolve("org-0").name == "!!!"


def test_an_entry_is_had_by_position_and_by_id() -> None:
    found = people("Ann Bell", "Bob Cole")
    assert found[0].name == "Ann Bell"
    assert found[-1].name == "Bob Cole"
    assert found["bob-cole"] is found[1]


def test_a_name_in_brackets_is_no_id() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        people("Ann Bell")["Ann Bell"]
    assert caught.value.suggestions == (("ann-bell", "Ann Bell"),)
    assert isinstance(caught.value, LookupError)


def test_a_position_beyond_the_end_is_an_index_error() -> None:
    with pytest.raises(IndexError):
        people("Ann Bell")[1]


def test_a_slice_is_a_collection() -> None:
    found = people("Ann Bell", "Bob Cole", "Cid Dean")[1:]
    assert found == people("Bob Cole", "Cid Dean")
    assert found.resolve("dean").id == "cid-dean"


def test_a_slice_does_not_know_what_was_left_out() -> None:
    with pytest.raises(tfg.UnknownNameError):
        people("Ann Bell", "Bob Cole")[1:].resolve("Ann Bell")


def test_get_gives_none_for_an_unknown_id() -> None:
    found = people("Ann Bell")
    assert found.get("ann-bell") is found[0]
    assert found.get("nobody") is None


def test_an_entry_and_its_id_are_in_a_collection() -> None:
    found = people("Ann Bell")
    entry: object = found[0]
    id_: object = "ann-bell"
    assert entry in found
    assert id_ in found


def test_a_name_alone_is_not_in_a_collection() -> None:
    name: object = "Ann Bell"
    assert name not in people("Ann Bell")


@pytest.mark.parametrize("item", [3, None, ["ann-bell"]], ids=repr)
def test_what_cannot_be_an_entry_is_not_in_a_collection(item: object) -> None:
    assert item not in people("Ann Bell")


def test_another_entry_with_the_same_id_is_not_in_a_collection() -> None:
    found = people("Ann Bell")
    assert tfg.Person(id="ann-bell", name="Another") not in found
    organisation: object = tfg.Organisation(id="ann-bell", name="Ann Bell", kind="company")
    assert organisation not in found


def test_a_collection_is_a_sequence() -> None:
    found = people("Ann Bell", "Bob Cole")
    assert len(found) == 2
    assert [person.id for person in found] == ["ann-bell", "bob-cole"]
    assert [person.id for person in reversed(found)] == ["bob-cole", "ann-bell"]
    assert (found.index(found[1]), found.count(found[1])) == (1, 1)


def test_a_search_gives_equal_names_then_words_then_beginnings() -> None:
    found = people("Artiste Un", "Art", "Pop Art").search("art")
    assert [person.name for person in found] == ["Art", "Pop Art", "Artiste Un"]


def test_a_search_gives_no_more_than_its_limit() -> None:
    found = people("Lara Market", "Lara Vigneron", "Lara Croft")
    assert [person.name for person in found.search("lara", limit=2)] == [
        "Lara Croft",
        "Lara Market",
    ]


def test_a_search_without_a_hit_is_empty() -> None:
    assert BUNDLED.people.search("zzyzx") == ()
    assert BUNDLED.people.search("") == ()


def test_a_retired_id_leads_to_its_successor_with_a_warning() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="ann-bell", name="Ann Bell")],
        redirects=[tfg.Redirect(id="a-bell", to="ann-bell")],
    )
    with pytest.warns(FutureWarning, match='"a-bell" is retired; use "ann-bell"') as caught:
        assert catalogue.people.resolve("a-bell").name == "Ann Bell"
    assert caught[0].filename == __file__
    with pytest.warns(FutureWarning, match="retired"):
        assert catalogue.people["a-bell"].name == "Ann Bell"
    with pytest.warns(FutureWarning, match="retired"):
        assert catalogue.people.get("a-bell") == catalogue.people[0]


def test_a_retired_id_leads_nowhere_in_another_list() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="ann-bell", name="Ann Bell")],
        themes=[tfg.Theme(id="art", label=LocalizedText(fr="Art"))],
        redirects=[tfg.Redirect(id="a-bell", to="ann-bell")],
    )
    with pytest.raises(tfg.UnknownNameError):
        catalogue.themes.resolve("a-bell")


def test_a_withdrawn_id_is_unknown() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="ann-bell", name="Ann Bell")],
        redirects=[tfg.Redirect(id="bob-cole")],
    )
    assert catalogue.people.get("bob-cole") is None
    with pytest.raises(tfg.UnknownNameError):
        catalogue.people.resolve("bob-cole")


def test_collections_are_equal_by_their_entries() -> None:
    assert people("Ann Bell") == people("Ann Bell")
    assert hash(people("Ann Bell")) == hash(people("Ann Bell"))
    assert people("Ann Bell") != people("Bob Cole")
    assert people("Ann Bell") != (people("Ann Bell")[0],)


def test_no_attribute_of_a_collection_can_be_set_or_deleted() -> None:
    found = people("Ann Bell")
    for name in (name for name in dir(found) if not name.startswith("__")):
        with pytest.raises(AttributeError):
            setattr(found, name, None)
        with pytest.raises(AttributeError):
            delattr(found, name)


def test_no_entry_of_a_collection_can_be_replaced() -> None:
    found = people("Ann Bell")
    with pytest.raises(TypeError):
        found[0] = found[0]  # type: ignore[index]  # pyright: ignore[reportIndexIssue]


def test_a_collection_survives_pickling_after_use() -> None:
    found = people("Ann Bell", "Bob Cole")
    found.resolve("bell")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 -- pickled two lines above
    assert (again, hash(again)) == (found, hash(found))
    assert again.resolve("cole") == found[1]


def test_a_collection_survives_a_deep_copy_after_use() -> None:
    found = people("Ann Bell", "Bob Cole")
    found.resolve("bell")
    again = copy.deepcopy(found)
    assert (again, hash(again)) == (found, hash(found))
    assert again.resolve("cole") == found[1]


def test_the_repr_names_the_first_ten_entries_and_counts_the_others() -> None:
    found = people(*(f"Person {letter}" for letter in "ABCDEFGHIJKL"))
    assert repr(found[:2]) == "<Collection: Person A, Person B>"
    assert repr(found).endswith("Person J, … 2 more>")


def test_the_repr_of_an_empty_collection_says_none() -> None:
    assert repr(people()) == "<Collection: none>"


def test_a_notebook_shows_a_table_in_which_text_stays_text() -> None:
    table = organisations("<script>alert('&')</script>")._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert table == (
        "<table><thead><tr><th>id</th><th>name</th></tr></thead><tbody>"
        "<tr><td>org-0</td>"
        "<td>&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;</td></tr></tbody></table>"
    )
