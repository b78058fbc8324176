"""What a catalogue answers: episodes by reference, people, appearances."""

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, LINKED, TWO_SEASONS, episode, of
from techforgood_podcast import Catalogue, Episode


@pytest.mark.parametrize(
    "ref",
    [
        3,
        "3",
        "03",
        "s01e03",
        "S1E3",
        "s1 e3",
        "S01E03",
        "s1e03",
        "Saison 1, Ep. 3",
        "season 1 episode 3",
        "Episode 3",
        "épisode 3",
        "ep3",
        "e3",
        "#3",
        "Fracture numérique et fracture sociale avec Wetechcare",
        "fracture sociale",
        "fracture numérique",
    ],
    ids=repr,
)
def test_an_episode_is_found_by_number_code_id_and_title(ref: int | str) -> None:
    assert BUNDLED.episode(ref).id == "s01e03"


@pytest.mark.parametrize("ref", ["intro", "s01-intro", "S1 intro", "s1 INTRO", "l'intro"])
def test_the_unnumbered_episode_is_found(ref: str) -> None:
    assert BUNDLED.episode(ref).id == "s01-intro"


def test_a_number_in_several_seasons_is_ambiguous() -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        TWO_SEASONS.episode(3)
    assert (caught.value.text, caught.value.kind) == ("3", "episode")
    assert caught.value.candidates == (("s01e03", "Water"), ("s02e03", "Wine and bread"))


def test_a_season_makes_a_number_unambiguous() -> None:
    assert TWO_SEASONS.episode("s2e3").title == "Wine and bread"
    assert TWO_SEASONS.episode("Saison 1 épisode 3").title == "Water"


def test_a_code_in_brackets_is_the_episode_that_has_it() -> None:
    assert TWO_SEASONS.episodes["S2E3"].id == "s02e03"
    assert TWO_SEASONS.episodes.get("S1 intro") is TWO_SEASONS.episodes["s01-intro"]
    assert "S1E3" in TWO_SEASONS.episodes
    assert "S1E2" not in TWO_SEASONS.episodes
    assert TWO_SEASONS.episodes.get("S1E2") is None


def test_a_code_of_another_selection_is_not_in_brackets() -> None:
    first = TWO_SEASONS.episodes.by_season(1)
    assert "S2E3" not in first
    with pytest.raises(tfg.UnknownNameError, match=r"; there are S1 intro, S1E1 and S1E3$"):
        first["S2E3"]


def test_a_code_that_several_episodes_have_names_none_of_them() -> None:
    twice = of(episode(1, 3, "Bread", "a"), episode(1, 3, "Wine", "b"))
    assert "S1E3" not in twice.episodes
    with pytest.raises(tfg.UnknownNameError):
        twice.episodes["S1E3"]
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        twice.episodes.resolve("S1E3")
    assert [id_ for id_, _ in caught.value.candidates] == ["a", "b"]


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        (12, 'no episode "12"; there are S1E1–S1E8'),
        ("S1E12", 'no episode "S1E12"; there are S1E1–S1E8'),
        ("saison 3", 'no episode "saison 3"'),
        ("episode 12", 'no episode "episode 12"; there are S1E1–S1E8'),
    ],
)
def test_an_unknown_number_names_the_codes_there_are(ref: int | str, message: str) -> None:
    eight = of(*(episode(1, number, "T") for number in range(1, 9)))
    with pytest.raises(tfg.UnknownNameError) as caught:
        eight.episode(ref)
    assert str(caught.value).startswith(message)


def test_the_codes_of_the_season_asked_for_are_named_if_there_is_one() -> None:
    message = r'no episode "S1E9"; there are S1 intro, S1E1 and S1E3$'
    with pytest.raises(tfg.UnknownNameError, match=message):
        TWO_SEASONS.episode("S1E9")
    with pytest.raises(tfg.UnknownNameError, match=r"; there are S1E1, S1E3 and S2E3$"):
        TWO_SEASONS.episode("S7E1")


def test_of_many_ranges_of_codes_the_first_and_the_last_are_named() -> None:
    many = of(*(episode(season, n, "T") for season in range(1, 13) for n in range(1, 4)))
    with pytest.raises(tfg.UnknownNameError) as caught:
        many.episode(9)
    assert caught.value.hint == "there are S1E1–S1E3, S2E1–S2E3, … and S12E1–S12E3"


def test_without_numbered_episodes_a_number_is_just_unknown() -> None:
    with pytest.raises(tfg.UnknownNameError, match=r'^no episode "3"$'):
        of(episode(1, None, "Welcome", "s01-intro")).episode(3)


def test_the_episode_of_a_selection_may_have_a_number_that_is_ambiguous_in_the_catalogue() -> None:
    assert TWO_SEASONS.episodes.by_season(2).resolve(3).title == "Wine and bread"


def test_an_episode_of_another_catalogue_means_the_one_with_its_id() -> None:
    other = episode(1, 1, "Other bread")
    assert TWO_SEASONS.episode(other).title == "Bread"


def test_one_entry_of_each_list_is_had_by_any_of_its_names() -> None:
    assert BUNDLED.person("GENTELET, Karine") is BUNDLED.people["karine-gentelet"]
    assert BUNDLED.organisation("bayesimpact") is BUNDLED.organisations["bayes-impact"]
    assert BUNDLED.theme("digital inclusion") is BUNDLED.themes["inclusion-numerique"]
    assert BUNDLED.place("Belgium") is BUNDLED.places["belgique"]


def test_the_organisations_of_a_person_are_lasting_ones_and_credits() -> None:
    own = tfg.Organisation(id="own", name="Own", kind="company")
    credit = tfg.Organisation(id="credit", name="Credit", kind="company")
    ann = tfg.Person(id="ann", name="Ann", organisations=(own,))
    part = tfg.Credit(person=ann, organisations=(credit,), credited_as="Ann")
    one = attrs.evolve(episode(1, 1, "Bread"), guests=(part,))
    assert of(one).organisations_of("ann").get("own") == own
    assert [body.id for body in of(one).organisations_of(ann)] == ["credit", "own"]
    foreign = tfg.Person(id="zoe", name="Zoe")
    assert list(of(one).organisations_of(foreign)) == []


def test_groups_are_guests_by_the_words_of_what_they_are_called() -> None:
    assert BUNDLED.episode(1) in BUNDLED.by_guest("bénévoles")
    assert BUNDLED.by_guest("volunteers") == BUNDLED.by_guest("les benevoles")
    either = BUNDLED.by_guest("grand-mère", "gentelet")
    assert either == BUNDLED.by_guest("grand-mère") | BUNDLED.by_guest("gentelet")
    assert {"S1E3", "S1E4", "S1E7"} <= {episode.code for episode in either}


def test_a_name_of_a_guest_goes_before_a_group() -> None:
    ann = tfg.Person(id="ann", name="Ann")
    group = tfg.Credit(group=tfg.LocalizedText(en="friends of Ann"), credited_as="Friends")
    one = attrs.evolve(episode(1, 1, "Bread"), guests=(tfg.Credit(person=ann, credited_as="Ann"),))
    two = attrs.evolve(episode(1, 2, "Wine"), guests=(group,))
    assert list(of(one, two).by_guest("ann")) == [one]
    assert list(of(one, two).by_guest("friends ann")) == [two]


@pytest.mark.parametrize("text", ["", "nobody", "bénévoles nobody"])
def test_what_names_neither_guest_nor_group_is_unknown(text: str) -> None:
    with pytest.raises(tfg.UnknownNameError):
        BUNDLED.by_guest(text)


def test_a_number_in_one_season_is_enough() -> None:
    assert TWO_SEASONS.episode(1).title == "Bread"


def test_part_of_several_titles_is_ambiguous() -> None:
    catalogue = of(episode(1, 1, "Red wine"), episode(1, 2, "White wine"))
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        catalogue.episode("wine")
    assert caught.value.candidates == (("s01e01", "Red wine"), ("s01e02", "White wine"))


def test_the_beginning_of_a_title_is_enough_if_it_has_two_words() -> None:
    catalogue = of(episode(1, 1, "Red wine"), episode(1, 2, "White wine"), episode(1, 3, "Red win"))
    assert catalogue.episode("white w").title == "White wine"
    assert catalogue.episode("Red win").title == "Red win"
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        catalogue.episode("Red w")
    assert caught.value.candidates == (("s01e01", "Red wine"), ("s01e03", "Red win"))
    with pytest.raises(tfg.UnknownNameError, match='did you mean "White wine"'):
        catalogue.episode("whit")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("Water", 'the id or code "Water"; did you mean "s01e03" (S1E3, "Water")?'),
        ("Wine and", 'the id or code "Wine and"; did you mean "s02e03" (S2E3, "Wine and bread")?'),
        ("e99", 'the id or code "e99"; there are S1E1, S1E3 and S2E3'),
        ("Salt", 'the id "Salt"'),
    ],
)
def test_brackets_name_the_episodes_whose_ids_they_suggest(key: str, message: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        TWO_SEASONS.episodes[key]
    assert str(caught.value) == f"no episode has {message}"


def test_a_long_title_beside_a_suggested_id_is_cut() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.episodes["Phenix"]
    assert str(caught.value).endswith('mean "s01e01" (S1E1, "Profits et bien commun…")?')


@pytest.mark.parametrize("ref", [0, 9, -1, "s3e1", "s1e9", "-", "", "s13", "saison 13"])
def test_a_reference_to_no_episode_is_unknown(ref: int | str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        TWO_SEASONS.episode(ref)
    assert (caught.value.text, caught.value.kind) == (str(ref), "episode")


def test_a_title_that_is_a_number_is_found_where_no_episode_has_that_number() -> None:
    assert of(episode(1, 1, "1984")).episode("1984").id == "s01e01"


def test_a_misspelt_title_is_suggested() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        TWO_SEASONS.episode("Watter")
    assert caught.value.suggestions == (("s01e03", "Water"),)


def test_guests_are_those_who_speak_in_some_episode() -> None:
    assert [person.id for person in LINKED.guests] == ["ann-bell", "bob-cole"]


def test_hosts_are_those_of_the_show_and_of_each_episode() -> None:
    show = tfg.Show(
        id="my-show", title="My show", language="en", hosts=(tfg.Person(id="zoe", name="Zoe"),)
    )
    first = Episode(
        id="s01e01", show=show, season=1, title="A", hosts=(tfg.Person(id="ann", name="Ann"),)
    )
    catalogue = Catalogue(show=show, episodes=[first])
    assert [person.id for person in catalogue.hosts] == ["ann", "zoe"]


def test_people_are_all_who_are_named() -> None:
    assert [person.id for person in LINKED.people] == [
        "ann-bell",
        "bob-cole",
        "cid-dean",
        "zoe-quill",
    ]


def test_a_catalogue_answers_like_its_episodes() -> None:
    assert [e.code for e in LINKED.by_guest("Ann Bell")] == ["S1E1", "S1E2"]
    assert [e.code for e in LINKED.by_host("Zoe Quill")] == ["S1E1"]
    assert [e.code for e in LINKED.by_person("Cid")] == ["S1E1"]
    assert [e.code for e in LINKED.by_organisation("Group")] == ["S1E1"]
    assert [e.code for e in LINKED.by_organisation("Backer", relation="supporter")] == ["S1E1"]
    assert [e.code for e in LINKED.by_organisation("Backer", relation="subject")] == []
    assert [e.code for e in LINKED.by_theme("Art")] == ["S1E1"]
    assert [e.code for e in LINKED.by_theme("Art", narrower=False)] == []
    assert [e.code for e in LINKED.by_place("Belgium")] == []


def test_the_appearances_of_a_person_are_in_the_order_of_the_episodes() -> None:
    found = LINKED.appearances("Bell")
    assert [(one.episode.code, one.credit and one.credit.credited_as) for one in found] == [
        ("S1E1", "Ann Bell"),
        ("S1E2", "Ann"),
    ]


def test_an_appearance_says_what_the_person_is_in_the_episode() -> None:
    ann = tfg.Person(id="ann", name="Ann")
    guest, member, named = (tfg.Credit(person=ann, credited_as=name) for name in ("A", "B", "C"))
    both = attrs.evolve(episode(1, 1, "Bread"), hosts=(ann,), guests=(guest,), crew=(member,))
    last = attrs.evolve(episode(1, 2, "Wine"), mentioned=(named,))
    assert of(both, last).appearances("ann") == (
        tfg.Appearance(episode=both, part="host", person=ann),
        tfg.Appearance(episode=both, part="guest", person=ann, credit=guest),
        tfg.Appearance(episode=both, part="crew", person=ann, credit=member),
        tfg.Appearance(episode=last, part="mentioned", person=ann, credit=named),
    )


def test_an_appearance_has_the_name_role_and_organisations_of_its_credit() -> None:
    body = tfg.Organisation(id="mill", name="Mill", kind="company")
    role = tfg.LocalizedText(en="baker")
    ann = tfg.Person(id="ann", name="Ann Bell")
    guest = tfg.Credit(person=ann, role=role, organisations=(body,), credited_as="Ann")
    neighbours = tfg.LocalizedText(fr="des voisins", en="neighbours")
    group = tfg.Credit(group=neighbours, credited_as="Voisins")
    found = of(attrs.evolve(episode(1, 1, "Bread"), guests=(guest, group))).appearances()
    assert [(one.person, one.name, one.role, one.organisations) for one in found] == [
        (ann, "Ann Bell", role, (body,)),
        (None, "des voisins", None, ()),
    ]


def test_a_host_appears_with_the_organisations_of_the_person() -> None:
    body = tfg.Organisation(id="mill", name="Mill", kind="company")
    ann = tfg.Person(id="ann", name="Ann Bell", organisations=(body,))
    (found,) = of(attrs.evolve(episode(1, 1, "Bread"), hosts=(ann,))).appearances()
    assert (found.name, found.role, found.organisations) == ("Ann Bell", None, (body,))


@pytest.mark.parametrize("catalogue", [BUNDLED, LINKED], ids=["bundled", "linked"])
def test_all_appearances_are_those_of_each_person_and_the_groups(catalogue: Catalogue) -> None:
    everybody = catalogue.appearances()
    for person in catalogue.people:
        own = tuple(one for one in everybody if one.person == person)
        assert own == catalogue.appearances(person)
    groups = [guest for one in catalogue.episodes for guest in one.guests if guest.group]
    assert [one.credit for one in everybody if one.person is None] == groups


@pytest.mark.parametrize("catalogue", [BUNDLED, LINKED], ids=["bundled", "linked"])
def test_people_appear_in_the_episodes_that_are_found_by_them(catalogue: Catalogue) -> None:
    for person in catalogue.people:
        found = dict.fromkeys(one.episode for one in catalogue.appearances(person))
        assert list(found) == list(catalogue.by_person(person))


def test_the_appearances_of_an_ambiguous_name_are_not_guessed() -> None:
    with pytest.raises(tfg.AmbiguousNameError):
        BUNDLED.appearances("Jean")


def test_the_people_of_an_organisation_are_credited_with_it_or_belong_to_it() -> None:
    assert [person.id for person in LINKED.people_of("Branch")] == ["ann-bell"]
    assert [person.id for person in LINKED.people_of(LINKED.organisations["group"])] == [
        "ann-bell",
        "zoe-quill",
    ]


def test_the_people_of_an_organisation_are_called_people() -> None:
    with pytest.raises(tfg.UnknownNameError, match='no person "quux"'):
        LINKED.people_of("Group").resolve("quux")


def test_a_retired_id_leads_to_one_of_the_people_of_an_organisation() -> None:
    body = tfg.Organisation(id="group", name="Group", kind="company")
    ann = tfg.Person(id="ann-bell", name="Ann Bell", organisations=(body,))
    retired = tfg.Redirect(id="a-bell", to="ann-bell")
    catalogue = Catalogue(show=of().show, people=[ann], redirects=[retired])
    with pytest.warns(FutureWarning, match="retired"):
        assert catalogue.people_of("Group")["a-bell"] == ann


def test_an_organisation_that_is_only_mentioned_has_no_people() -> None:
    assert [person.id for person in LINKED.people_of("Backer")] == []


def test_the_hosts_of_the_bundled_show_belong_to_their_collective() -> None:
    assert [person.id for person in BUNDLED.people_of("Collectif Solvo")] == [
        "antonin-weber",
        "michele-foin",
        "patrick-gaillardin",
        "pauline-bandelier",
    ]


@pytest.mark.parametrize(
    ("people", "kind"), [("people", "person"), ("guests", "guest"), ("hosts", "host")]
)
def test_an_unknown_person_is_named_as_in_the_query(people: str, kind: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        getattr(LINKED, people).resolve("Nobody at all")
    assert caught.value.kind == kind


def test_an_episode_without_a_number_is_first_whatever_its_id() -> None:
    catalogue = of(episode(1, 1, "Bread"), episode(1, None, "Welcome", "s01x"))
    assert [e.title for e in catalogue.episodes] == ["Welcome", "Bread"]


def test_a_catalogue_is_asked_for_seasons_as_its_episodes_are() -> None:
    bundled = tfg.load_catalogue()
    assert bundled.by_season(1) == bundled.episodes
    assert not bundled.by_season(2)
