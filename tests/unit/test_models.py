import copy
import datetime as dt
import pickle
from typing import Any

import attrs
import pytest

import techforgood_podcast as tfg
from techforgood_podcast import LocalizedText
from techforgood_podcast.models.records import Record, names_of


def is_final(cls: object) -> bool:
    return "__final__" in getattr(cls, "__dict__", {})


SOURCE = tfg.Source(
    id="page",
    title=LocalizedText(en="Page"),
    url="https://example.org",
    consulted=dt.date(2022, 1, 1),
)
FRANCE = tfg.Place(id="france", name=LocalizedText(fr="France"), kind="country", code="FR")
PARIS = tfg.Place(
    id="paris", name=LocalizedText(fr="Paris"), kind="city", part_of=FRANCE, aliases=("Lutèce",)
)
ECONOMY = tfg.Theme(id="economie", label=LocalizedText(fr="Économie", en="Economy"))
FUNDING = tfg.Theme(
    id="financement", label=LocalizedText(fr="Financement"), broader=ECONOMY, aliases=("argent",)
)
PARENT = tfg.Organisation(id="entourage", name="Entourage", kind="association")
BODY = tfg.Organisation(
    id="linked-out",
    name="Linked out",
    aliases=("LinkedOut",),
    kind="network",
    parents=(PARENT,),
    place=PARIS,
    sources=(SOURCE,),
)
PERSON = tfg.Person(
    id="ann-bell", name="Ann Bell", honorific="Dr", aliases=("A. Bell",), organisations=(BODY,)
)
CREDIT = tfg.Credit(
    person=PERSON,
    role=LocalizedText(fr="invitée"),
    organisations=(BODY,),
    credited_as="Dr Ann Bell",
)
MENTION = tfg.Mention(organisation=PARENT, relation="supporter", of=BODY)
FIGURE = tfg.Figure(
    value=13_000_000.0,
    unit=LocalizedText(fr="personnes"),
    statement=LocalizedText(fr="personnes touchées par l'exclusion numérique"),
    as_printed=LocalizedText(fr="13 millions"),
)
AUDIO = tfg.Audio(url="https://example.org/1.mp3", media_type="audio/mpeg", length=4_000_000)
SHOW = tfg.Show(id="my-show", title="My show", language="fr", hosts=(PERSON,), themes=(ECONOMY,))
EPISODE = tfg.Episode(
    id="s01e03",
    show=SHOW,
    season=1,
    number=3,
    title="Bread",
    duration=dt.timedelta(minutes=33, seconds=13),
    published=dt.date(2022, 2, 24),
    summary=LocalizedText(fr="Du pain."),
    hosts=(PERSON,),
    guests=(CREDIT,),
    organisations=(MENTION,),
    themes=(FUNDING,),
    places=(PARIS,),
    figures=(FIGURE,),
    audio=AUDIO,
    sources=(SOURCE,),
)
REDIRECT = tfg.Redirect(id="a-bell", to="ann-bell")
INFO = tfg.DataInfo(version="2026.11.24", licence="CC0-1.0")
TEXT = LocalizedText(fr="emploi", en="employment")

RECORDS: tuple[Any, ...] = (
    TEXT,
    SOURCE,
    PARIS,
    FUNDING,
    BODY,
    PERSON,
    CREDIT,
    MENTION,
    FIGURE,
    AUDIO,
    SHOW,
    EPISODE,
    REDIRECT,
    INFO,
)
each_record = pytest.mark.parametrize(
    "record", RECORDS, ids=[type(record).__name__ for record in RECORDS]
)


@each_record
def test_no_attribute_of_a_record_can_be_set(record: Any) -> None:
    public = [name for name in dir(record) if not name.startswith("__")]
    for name in (*public, "brand_new"):
        with pytest.raises(AttributeError):
            setattr(record, name, None)


@each_record
def test_no_attribute_of_a_record_can_be_deleted(record: Any) -> None:
    for name in (name for name in dir(record) if not name.startswith("__")):
        with pytest.raises(AttributeError):
            delattr(record, name)


@each_record
def test_a_record_survives_pickling(record: Any) -> None:
    again = pickle.loads(pickle.dumps(record))  # noqa: S301 -- pickled in this line
    assert (again, hash(again), repr(again)) == (record, hash(record), repr(record))


@each_record
def test_a_record_survives_a_deep_copy(record: Any) -> None:
    again = copy.deepcopy(record)
    assert (again, hash(again), repr(again)) == (record, hash(record), repr(record))


@each_record
def test_a_record_holds_nothing_that_can_be_changed(record: Any) -> None:
    names = [name for cls in type(record).__mro__ for name in getattr(cls, "__slots__", ())]
    values = [getattr(record, name) for name in names if name != "__weakref__"]
    assert values
    assert [value for value in values if isinstance(value, list | dict | set)] == []


@each_record
def test_the_repr_of_a_record_is_short(record: Any) -> None:
    assert len(repr(record)) < 120
    assert "\n" not in repr(record)


@each_record
def test_records_are_made_by_keyword_alone(record: Any) -> None:
    with pytest.raises(TypeError):
        type(record)("one", "two", "three")


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (SOURCE, '<Source page "Page">'),
        (PARIS, '<Place paris "Paris">'),
        (FUNDING, '<Theme financement "Financement">'),
        (BODY, '<Organisation linked-out "Linked out">'),
        (PERSON, '<Person ann-bell "Ann Bell">'),
        (CREDIT, '<Credit "Dr Ann Bell">'),
        (MENTION, '<Mention supporter "Entourage">'),
        (FIGURE, '<Figure "13 millions">'),
        (SHOW, '<Show my-show "My show">'),
        (EPISODE, '<Episode S1E3 "Bread">'),
        (TEXT, "LocalizedText({'fr': 'emploi', 'en': 'employment'})"),
        (tfg.Chapter(start=dt.timedelta(seconds=62), title="Oven"), '<Chapter 0:01:02 "Oven">'),
        (
            tfg.Audio(url="https://example.org/1.mp3", media_type="audio/mpeg"),
            "Audio(url='https://example.org/1.mp3', media_type='audio/mpeg', length=None)",
        ),
    ],
    ids=str,
)
def test_a_repr_says_what_the_record_is(record: object, shown: str) -> None:
    assert repr(record) == shown


def test_a_repr_cuts_a_long_text_short() -> None:
    text = LocalizedText(fr="pain " * 100, en="x" * 60)
    assert repr(text) == f"LocalizedText({{'fr': '{'pain ' * 11}pain…', 'en': '{'x' * 60}'}})"


@pytest.mark.parametrize(
    ("entity", "names"),
    [
        (SOURCE, ("Page",)),
        (PARIS, ("Paris", "Lutèce")),
        (FUNDING, ("Financement", "argent")),
        (ECONOMY, ("Économie", "Economy")),
        (BODY, ("Linked out", "LinkedOut")),
        (PERSON, ("Ann Bell", "A. Bell")),
        (SHOW, ("My show",)),
        (EPISODE, ("Bread", "S1E3")),
    ],
    ids=str,
)
def test_the_names_of_an_entity_begin_with_the_one_to_show(
    entity: tfg.Entity, names: tuple[str, ...]
) -> None:
    assert names_of(entity) == names


def test_entities_of_different_kinds_differ_though_their_ids_are_the_same() -> None:
    entities: set[tfg.Entity] = {
        tfg.Person(id="bob", name="BOB"),
        tfg.Organisation(id="bob", name="BOB", kind="programme"),
    }
    assert len(entities) == 2


def test_entities_that_differ_in_one_field_are_not_equal() -> None:
    assert attrs.evolve(PERSON, honorific=None) != PERSON


def test_equal_entities_made_apart_are_equal_and_hash_alike() -> None:
    again = tfg.Place(id="france", name=LocalizedText(fr="France"), kind="country", code="FR")
    assert again is not FRANCE
    assert {again, FRANCE} == {FRANCE}


def test_each_item_of_a_list_counts_where_lists_are_compared() -> None:
    one = tfg.Organisation(id="one", name="One", kind="company")
    same, other = attrs.evolve(one), tfg.Organisation(id="two", name="Two", kind="company")
    body = tfg.Organisation(id="three", name="Three", kind="company", parents=(one, one))
    assert attrs.evolve(body, parents=(same, same)) == body
    assert body != attrs.evolve(body, parents=(same, other))


def test_an_entity_of_no_kind_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="abstract"):
        tfg.Entity(id="nothing")  # type: ignore[abstract]  # pyright: ignore[reportAbstractUsage]


def test_the_line_of_a_place_leads_to_the_widest() -> None:
    assert PARIS.lineage == (PARIS, FRANCE)


def test_the_line_of_a_theme_leads_to_the_broadest() -> None:
    assert FUNDING.lineage == (FUNDING, ECONOMY)


def test_the_line_of_an_organisation_names_each_body_above_once() -> None:
    top = tfg.Organisation(id="top", name="Top", kind="association")
    left = tfg.Organisation(id="left", name="Left", kind="lab", parents=(top,))
    right = tfg.Organisation(id="right", name="Right", kind="lab", parents=(top,))
    below = tfg.Organisation(id="below", name="Below", kind="lab", parents=(left, right))
    assert below.lineage == (below, left, right, top)


def test_bodies_with_two_parents_each_may_stand_thirty_high() -> None:
    parents: tuple[tfg.Organisation, ...] = ()
    for height in range(30):
        parents = tuple(
            tfg.Organisation(id=f"{side}-{height}", name=side, kind="lab", parents=parents)
            for side in ("left", "right")
        )
    below = tfg.Organisation(id="below", name="Below", kind="lab", parents=parents)
    assert len(below.lineage) == 61


def test_the_code_of_a_numbered_episode_names_season_and_number() -> None:
    assert EPISODE.code == "S1E3"


def test_the_code_of_an_unnumbered_episode_ends_like_its_id() -> None:
    episode = tfg.Episode(id="s02-best-of", show=SHOW, season=2, title="The best")
    assert episode.code == "S2 best-of"


def test_a_group_is_credited_without_a_person() -> None:
    group = tfg.Credit(group=LocalizedText(fr="les bénévoles"), credited_as="Les bénévoles")
    assert group.person is None
    assert str(group.group) == "les bénévoles"


def test_what_is_not_known_is_none_or_empty() -> None:
    episode = tfg.Episode(id="s01e01", show=SHOW, season=1, title="Bread")
    assert (episode.number, episode.duration, episode.published, episode.audio) == (None,) * 4
    assert (episode.guests, episode.themes, episode.figures, episode.sources) == ((),) * 4
    assert episode.kind == "full"


def test_a_text_prints_in_its_main_language() -> None:
    assert str(TEXT) == "emploi"


def test_a_text_is_found_by_its_language() -> None:
    assert (TEXT["en"], TEXT.get("en"), TEXT.fr, TEXT.en) == (
        "employment",
        "employment",
        "emploi",
        "employment",
    )


def test_a_language_that_a_text_lacks_is_named_by_the_error() -> None:
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        TEXT["de"]
    assert (caught.value.text, caught.value.known) == ("de", ("fr", "en"))
    assert isinstance(caught.value, LookupError)


def test_a_default_stands_in_for_a_language_that_a_text_lacks() -> None:
    assert TEXT.get("de") is None
    assert TEXT.get("de", "?") == "?"
    assert LocalizedText(de="Brot").fr is None
    assert LocalizedText(de="Brot").en is None


def test_the_languages_of_a_text_stand_in_the_order_given() -> None:
    text = LocalizedText({"pt-BR": "pão"}, en="bread")
    assert text.languages == ("pt-BR", "en")
    assert text.texts == ("pão", "bread")


def test_the_main_language_is_a_part_of_a_texts_equality() -> None:
    assert LocalizedText(fr="pain", en="bread") != LocalizedText(en="bread", fr="pain")
    assert LocalizedText({"fr": "pain"}) == LocalizedText(fr="pain")


def test_a_text_without_any_language_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        LocalizedText()


def test_changing_the_mapping_that_a_text_was_made_from_changes_nothing() -> None:
    texts = {"fr": "pain"}
    text = LocalizedText(texts)
    texts["fr"] = "vin"
    assert str(text) == "pain"


def test_a_localized_text_gives_its_languages_like_a_mapping() -> None:
    text = tfg.LocalizedText(fr="emploi", en="employment")
    assert list(text) == ["fr", "en"]
    assert "en" in text
    assert "de" not in text


def test_a_language_in_capitals_is_suggested_as_it_is() -> None:
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        tfg.LocalizedText(fr="emploi")["FR"]
    assert caught.value.suggestions == ("fr",)


def test_the_best_text_is_that_of_the_first_language_it_has() -> None:
    text = tfg.LocalizedText(fr="a", en="b", de="c")
    assert (text.best("de", "en"), text.best("it", "en"), text.best("it"), text.best()) == (
        *("c", "b", "a", "a"),
    )


def test_the_parts_of_an_episode_are_printed_by_what_they_are_called() -> None:
    text = LocalizedText(en="ovens")
    body = tfg.Organisation(id="b", name="Bread & Co", kind="company")
    parts = (
        tfg.Credit(group=text, credited_as="the bakers"),
        tfg.Mention(organisation=body, relation="partner"),
        tfg.Figure(value=2, unit=text, statement=text, as_printed=LocalizedText(en="two")),
        tfg.Chapter(start=dt.timedelta(), title="The oven"),
    )
    assert [str(part) for part in parts] == ["the bakers", "Bread & Co", "two", "The oven"]
    assert f"{parts[2]:>5}" == "  two"


def test_a_text_is_formatted_as_its_main_one() -> None:
    assert f"{tfg.LocalizedText(fr='emploi', en='job'):>8.4}" == "    empl"


def test_a_text_is_a_mapping_of_its_languages() -> None:
    text = tfg.LocalizedText(fr="a", en="b")
    assert dict(text) == {"fr": "a", "en": "b"}
    assert (len(text), "en" in text, "de" in text) == (2, True, False)
    assert list(text.items()) == [("fr", "a"), ("en", "b")]
    assert list(text.values()) == ["a", "b"]


def test_a_text_is_always_true() -> None:
    assert bool(tfg.LocalizedText(fr="a")) is True


def test_texts_are_equal_only_in_the_same_order_and_to_no_mapping() -> None:
    text = tfg.LocalizedText(fr="a", en="b")
    assert text == tfg.LocalizedText({"fr": "a", "en": "b"})
    assert hash(text) == hash(tfg.LocalizedText({"fr": "a", "en": "b"}))
    assert text != tfg.LocalizedText(en="b", fr="a")
    assert text != {"fr": "a", "en": "b"}


def test_a_missing_language_is_a_key_error() -> None:
    with pytest.raises(KeyError) as caught:
        tfg.LocalizedText(fr="a")["de"]
    assert str(caught.value) == 'no language "de"; choose from fr'


def test_a_missing_id_is_a_key_error() -> None:
    with pytest.raises(KeyError, match='no person has the id "karine"'):
        tfg.load_catalogue().people["karine"]


def test_a_text_cannot_be_changed() -> None:
    text = tfg.LocalizedText(fr="a")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        text._texts = ()  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del text._texts  # pyright: ignore[reportPrivateUsage]


def test_attrs_leaves_a_text_whole() -> None:
    theme = tfg.load_catalogue().themes[0]
    assert attrs.asdict(theme, recurse=True)["label"] == theme.label


def test_the_best_text_is_found_by_a_longer_tag_in_any_case() -> None:
    text = LocalizedText(fr="emploi", en="employment")
    assert (text.best("en-GB"), text.best("EN_us"), text.best("de", "EN")) == ("employment",) * 3
    assert LocalizedText({"fr-CA": "fin de semaine", "fr": "week-end"}).best("fr-ca") == (
        "fin de semaine"
    )


@pytest.mark.parametrize("name", [name for name in tfg.__all__ if is_final(getattr(tfg, name))])
def test_a_final_class_refuses_a_subclass_in_words(name: str) -> None:
    with pytest.raises(TypeError, match=f"^{name} cannot be subclassed; write a class with a "):
        type("Mine", (getattr(tfg, name),), {})


def test_records_selections_and_catalogues_are_final() -> None:
    for name in tfg.__all__:
        cls = getattr(tfg, name)
        if isinstance(cls, type) and (
            (issubclass(cls, Record) and cls is not tfg.Entity)
            or cls in {tfg.Episodes, tfg.Catalogue}
        ):
            assert is_final(cls), name
