import copy
import hashlib
import pickle
import string

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from techforgood_podcast import Catalogue, Episode, LocalizedText
from techforgood_podcast.catalogue import catalogue_of

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="my-show", title="My show", language="en")


def episode(season: int, number: int | None, title: str, id_: str | None = None) -> Episode:
    return Episode(
        id=id_ or f"s{season:02}e{number:02}",
        show=SHOW,
        season=season,
        number=number,
        title=title,
    )


def of(*episodes: Episode) -> Catalogue:
    return Catalogue(show=SHOW, episodes=episodes)


TWO_SEASONS = of(
    episode(1, 1, "Bread"),
    episode(1, 3, "Water"),
    episode(2, 3, "Wine and bread"),
    episode(1, None, "Welcome, the intro!", "s01-intro"),
)
LINKED = tfg.loads(
    """
show:
  id: my-show
  title: My show
  language: en
  hosts: [zoe-quill]
  producers: [studio]
  sources: [page]
sources:
  - {id: page, title: Page}
  - {id: unused-page, title: Unused page}
places:
  - {id: belgium, name: Belgium, kind: country}
  - {id: namur, name: Namur, kind: city, part_of: belgium}
  - {id: france, name: France, kind: country}
themes:
  - {id: art, label: Art}
  - {id: dance, label: Dance, broader: art}
  - {id: food, label: Food}
organisations:
  - {id: studio, name: Studio, kind: company}
  - {id: group, name: Group, kind: company}
  - {id: branch, name: Branch, kind: company, parents: [group], place: namur}
  - {id: backer, name: Backer, kind: foundation}
  - {id: bakery, name: Bakery, kind: company, place: france}
people:
  - {id: zoe-quill, name: Zoé Quill, organisations: [group]}
  - {id: ann-bell, name: Ann Bell}
  - {id: bob-cole, name: Bob Cole}
  - {id: cid-dean, name: Cid Dean}
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: Steps
    hosts: [zoe-quill]
    guests:
      - {person: ann-bell, organisations: [branch], credited_as: Ann Bell}
      - {group: the public, organisations: [branch], credited_as: The public}
    mentioned:
      - {person: cid-dean, credited_as: Cid}
    organisations:
      - {organisation: branch, relation: subject}
      - {organisation: backer, relation: supporter, of: branch}
    themes: [dance]
  - id: s01e02
    season: 1
    number: 2
    title: Bread
    guests:
      - {person: bob-cole, organisations: [bakery], credited_as: Bob Cole}
      - {person: ann-bell, credited_as: Ann}
    themes: [food]
redirects:
  - {id: a-bell, to: ann-bell}
  - {id: b-cole, to: bob-cole}
  - {id: forgotten}
""",
    "yaml",
)


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


def test_a_number_in_one_season_is_enough() -> None:
    assert TWO_SEASONS.episode(1).title == "Bread"


def test_part_of_several_titles_is_ambiguous() -> None:
    catalogue = of(episode(1, 1, "Red wine"), episode(1, 2, "White wine"))
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        catalogue.episode("wine")
    assert caught.value.candidates == (("s01e01", "Red wine"), ("s01e02", "White wine"))


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


def test_episodes_stand_by_season_and_number_the_unnumbered_first() -> None:
    catalogue = of(
        episode(2, 1, "A"),
        episode(1, 10, "B"),
        episode(1, 2, "C"),
        episode(1, None, "D", "s01-intro"),
    )
    assert [e.code for e in catalogue.episodes] == ["S1 intro", "S1E2", "S1E10", "S2E1"]


def test_everything_else_is_sorted_by_its_folded_name() -> None:
    catalogue = Catalogue(
        show=SHOW,
        themes=[
            tfg.Theme(id=id_, label=LocalizedText(fr=label))
            for id_, label in (("z", "zèbre"), ("a", "Faim"), ("m", "Été"), ("b", "eau"))
        ],
    )
    assert [str(theme.label) for theme in catalogue.themes] == ["eau", "Été", "Faim", "zèbre"]


def test_entries_of_one_name_are_sorted_by_id() -> None:
    twins = [tfg.Person(id=id_, name="Ann Bell") for id_ in ("ann-bell-2", "ann-bell-1")]
    catalogue = Catalogue(show=SHOW, people=twins)
    assert [person.id for person in catalogue.people] == ["ann-bell-1", "ann-bell-2"]


def test_a_catalogue_collects_all_that_its_episodes_lead_to() -> None:
    episodes = list(LINKED.episodes)
    catalogue = Catalogue(show=LINKED.show, episodes=episodes)
    assert [source.id for source in catalogue.sources] == ["page"]
    assert [place.id for place in catalogue.places] == ["belgium", "france", "namur"]
    assert [theme.id for theme in catalogue.themes] == ["art", "dance", "food"]
    assert [person.id for person in catalogue.people] == [
        "ann-bell",
        "bob-cole",
        "cid-dean",
        "zoe-quill",
    ]
    assert [body.id for body in catalogue.organisations] == [
        "backer",
        "bakery",
        "branch",
        "group",
        "studio",
    ]


def test_a_catalogue_holds_what_nothing_refers_to_when_it_is_given() -> None:
    catalogue = Catalogue(
        show=SHOW,
        organisations=[tfg.Organisation(id="abc", name="ABC", kind="company")],
        themes=[tfg.Theme(id="art", label=LocalizedText(fr="Art"))],
        places=[tfg.Place(id="namur", name=LocalizedText(fr="Namur"), kind="city")],
        sources=[tfg.Source(id="page", title="Page")],
    )
    assert [e.names[0] for e in catalogue.organisations] == ["ABC"]
    assert [e.names[0] for e in catalogue.themes] == ["Art"]
    assert [e.names[0] for e in catalogue.places] == ["Namur"]
    assert [e.names[0] for e in catalogue.sources] == ["Page"]


def test_two_different_records_with_one_id_are_refused() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        Catalogue(
            show=SHOW,
            people=[tfg.Person(id="bob", name="Bob"), tfg.Person(id="bob", name="Robert")],
            themes=[
                tfg.Theme(id="art", label=LocalizedText(fr="Art")),
                tfg.Theme(id="art", label=LocalizedText(fr="L'art")),
            ],
        )
    assert [problem.path for problem in caught.value.problems] == ["people.bob", "themes.art"]


def test_equal_records_with_one_id_are_one() -> None:
    twins = [tfg.Person(id="bob", name="Bob"), tfg.Person(id="bob", name="Bob")]
    assert len(Catalogue(show=SHOW, people=twins).people) == 1


def test_one_id_may_stand_in_two_lists() -> None:
    catalogue = Catalogue(
        show=SHOW,
        people=[tfg.Person(id="bob", name="Bob")],
        organisations=[tfg.Organisation(id="bob", name="BOB", kind="programme")],
    )
    assert (catalogue.people["bob"].name, catalogue.organisations["bob"].name) == ("Bob", "BOB")


def test_an_episode_of_another_show_is_refused() -> None:
    other = tfg.Show(id="other", title="Other", language="en")
    with pytest.raises(tfg.CatalogueError) as caught:
        Catalogue(show=other, episodes=[episode(1, 1, "Bread")])
    assert [problem.path for problem in caught.value.problems] == ["episodes.s01e01.show"]


def test_a_retired_id_cannot_be_used_again() -> None:
    people = [tfg.Person(id="bob", name="Bob"), tfg.Person(id="robert", name="Robert")]
    with pytest.raises(tfg.CatalogueError) as caught:
        Catalogue(show=SHOW, people=people, redirects=[tfg.Redirect(id="bob", to="robert")])
    assert str(caught.value) == "people.bob.id: this id is retired"


def test_a_withdrawn_id_cannot_be_used_again() -> None:
    people = [tfg.Person(id="bob", name="Bob")]
    with pytest.raises(tfg.CatalogueError) as caught:
        Catalogue(show=SHOW, people=people, redirects=[tfg.Redirect(id="bob")])
    assert [problem.path for problem in caught.value.problems] == ["people.bob.id"]


def test_an_id_that_is_retired_in_one_list_may_stand_in_another() -> None:
    catalogue = Catalogue(
        show=SHOW,
        people=[tfg.Person(id="robert", name="Robert")],
        organisations=[tfg.Organisation(id="bob", name="BOB", kind="programme")],
        redirects=[tfg.Redirect(id="bob", to="robert")],
    )
    assert catalogue.organisations.resolve("bob").name == "BOB"


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


def test_the_appearances_of_a_person_stand_in_the_order_of_the_episodes() -> None:
    found = LINKED.appearances("Bell")
    assert [(e.code, a.credited_as) for e, a in found] == [("S1E1", "Ann Bell"), ("S1E2", "Ann")]


def test_someone_who_is_only_named_appears_too() -> None:
    found = LINKED.appearances(LINKED.people["cid-dean"])
    assert [(e.code, a.credited_as) for e, a in found] == [("S1E1", "Cid")]


def test_a_host_who_is_no_guest_does_not_appear() -> None:
    assert LINKED.appearances("Zoe Quill") == ()


def test_the_appearances_of_an_ambiguous_name_are_not_guessed() -> None:
    with pytest.raises(tfg.AmbiguousNameError):
        BUNDLED.appearances("Jean")


def test_the_people_of_an_organisation_are_credited_with_it_or_belong_to_it() -> None:
    assert [person.id for person in LINKED.people_of("Branch")] == ["ann-bell"]
    assert [person.id for person in LINKED.people_of(LINKED.organisations["group"])] == [
        "ann-bell",
        "zoe-quill",
    ]


def test_an_organisation_that_is_only_mentioned_has_no_people() -> None:
    assert [person.id for person in LINKED.people_of("Backer")] == []


def test_the_hosts_of_the_bundled_show_belong_to_their_collective() -> None:
    assert [person.id for person in BUNDLED.people_of("Collectif Solvo")] == [
        "antonin-weber",
        "michele-foin",
        "patrick-gaillardin",
        "pauline-bandelier",
    ]


def test_a_subset_holds_only_what_its_episodes_and_the_show_lead_to() -> None:
    subset = LINKED.subset(LINKED.by_theme("food"))
    assert [e.id for e in subset.episodes] == ["s01e02"]
    assert [person.id for person in subset.people] == ["ann-bell", "bob-cole", "zoe-quill"]
    assert [body.id for body in subset.organisations] == ["bakery", "group", "studio"]
    assert [theme.id for theme in subset.themes] == ["food"]
    assert [place.id for place in subset.places] == ["france"]
    assert [source.id for source in subset.sources] == ["page"]


def test_a_subset_keeps_the_retired_ids_of_what_it_holds_and_all_withdrawn_ones() -> None:
    subset = LINKED.subset(LINKED.by_theme("dance"))
    assert subset.document()["redirects"] == [
        {"id": "a-bell", "to": "ann-bell"},
        {"id": "forgotten"},
    ]


def test_a_subset_answers_the_same_of_its_episodes() -> None:
    selection = BUNDLED.by_theme("emploi")
    assert list(BUNDLED.subset(selection).by_guest("Paul Duan")) == list(
        selection.by_guest("Paul Duan")
    )


QUERIES = {
    "guest": BUNDLED.by_guest("gentelet"),
    "host": BUNDLED.by_host("Weber"),
    "person": BUNDLED.by_person("Molas"),
    "organisation": BUNDLED.by_organisation("fing"),
    "theme": BUNDLED.by_theme("emploi"),
    "place": BUNDLED.by_place("belgique"),
    "season": BUNDLED.episodes.by_season(1),
    "nothing": BUNDLED.episodes.by_season(2),
}


@pytest.mark.parametrize("selection", QUERIES.values(), ids=QUERIES)
def test_a_subset_by_every_query_loads_again(selection: tfg.Episodes) -> None:
    subset = BUNDLED.subset(selection)
    assert list(subset.episodes) == list(selection)
    assert tfg.loads(tfg.dumps(subset, "json"), "json") == subset


@given(st.sets(st.integers(0, 8)))
@settings(max_examples=20, deadline=None)
def test_a_subset_of_a_subset_is_the_subset_itself(places: set[int]) -> None:
    subset = BUNDLED.subset([BUNDLED.episodes[place] for place in places])
    assert subset.subset(subset.episodes) == subset


def test_the_subset_of_all_episodes_is_the_bundled_catalogue() -> None:
    assert BUNDLED.subset(BUNDLED.episodes) == BUNDLED


def test_a_selection_is_a_catalogue_of_its_own() -> None:
    selection = BUNDLED.by_theme("art")
    assert catalogue_of(selection) == BUNDLED.subset(selection)


def test_an_episode_is_a_catalogue_of_its_own() -> None:
    assert catalogue_of(BUNDLED.episode(4)) == BUNDLED.subset(BUNDLED.by_theme("art"))


def test_a_catalogue_is_the_catalogue_itself() -> None:
    assert catalogue_of(BUNDLED) is BUNDLED


def test_what_a_catalogue_says_of_itself_has_no_part_in_its_equality() -> None:
    dated = Catalogue(show=SHOW, info=tfg.DataInfo(version="2026.11.24", licence="CC0-1.0"))
    assert dated == Catalogue(show=SHOW)
    assert hash(dated) == hash(Catalogue(show=SHOW))


def test_catalogues_that_differ_in_one_record_are_not_equal() -> None:
    plain = of(episode(1, 1, "Bread"))
    assert plain != of(episode(1, 1, "Wine"))
    assert plain != attrs.evolve(SHOW)
    assert plain != Catalogue(
        show=SHOW, episodes=plain.episodes, people=[tfg.Person(id="bob", name="Bob")]
    )
    assert plain != Catalogue(
        show=SHOW, episodes=plain.episodes, redirects=[tfg.Redirect(id="bob")]
    )


def test_the_digest_is_the_same_for_the_same_records() -> None:
    first, again = of(episode(1, 1, "Bread")), of(episode(1, 1, "Bread"))
    assert first.info.sha256 == again.info.sha256


def test_the_digest_is_that_of_the_canonical_form() -> None:
    canonical = '{"show":{"id":"my-show","title":"Pâté","language":"fr"}}'
    catalogue = Catalogue(show=tfg.Show(id="my-show", title="Pâté", language="fr"))
    assert catalogue.info.sha256 == hashlib.sha256(canonical.encode()).hexdigest()


def test_the_digest_is_a_sha256_in_hexadecimal() -> None:
    digest = BUNDLED.info.sha256
    assert digest is not None
    assert len(digest) == 64
    assert set(digest) <= set(string.hexdigits.lower())


def test_the_digest_differs_for_different_records() -> None:
    digests = {
        of(episode(1, 1, "Bread")).info.sha256,
        of(episode(1, 1, "Wine")).info.sha256,
        of(episode(1, 2, "Bread")).info.sha256,
        of().info.sha256,
    }
    assert len(digests) == 4


def test_the_digest_does_not_depend_on_what_the_catalogue_says_of_itself() -> None:
    dated = Catalogue(show=SHOW, info=tfg.DataInfo(version="2026.11.24"))
    assert dated.info.sha256 == Catalogue(show=SHOW).info.sha256
    assert dated.info.version == "2026.11.24"


def test_the_digest_is_that_of_the_records_though_another_one_is_given() -> None:
    info = of(episode(1, 1, "Bread")).info
    changed = Catalogue(show=SHOW, episodes=[episode(1, 1, "Wine")], info=info)
    assert changed.info.sha256 == of(episode(1, 1, "Wine")).info.sha256


def test_the_digest_of_a_subset_is_its_own() -> None:
    subset = TWO_SEASONS.subset(TWO_SEASONS.episodes.by_season(2))
    assert subset.info.sha256 == of(episode(2, 3, "Wine and bread")).info.sha256


def test_the_bundled_catalogue_says_version_and_licence() -> None:
    info = BUNDLED.info
    assert (info.schema_version, info.licence) == (1, "CC0-1.0")
    assert info.version is not None


def test_the_document_holds_a_file_of_the_file_format() -> None:
    assert of(episode(1, 1, "Bread")).document() == {
        "info": {"schema_version": 1},
        "show": {"id": "my-show", "title": "My show", "language": "en"},
        "episodes": [
            {"id": "s01e01", "season": 1, "number": 1, "kind": "full", "title": "Bread"},
        ],
    }


def test_the_repr_counts_each_list() -> None:
    assert repr(LINKED) == (
        '<Catalogue "My show": 2 episodes, 4 people, 5 organisations, 3 themes, 3 places>'
    )
    assert repr(of(episode(1, 1, "Bread"))).startswith('<Catalogue "My show": 1 episode, 0 people')


def test_a_notebook_shows_title_sizes_and_episodes() -> None:
    html = TWO_SEASONS._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert html.startswith("<h3>My show</h3><p>4 episodes, 0 people, 0 organisations")
    assert "<td>S2E3</td><td>Wine and bread</td>" in html


def test_a_title_in_a_notebook_stays_text() -> None:
    show = tfg.Show(id="my-show", title="<i>Mine</i> & yours", language="en")
    html = Catalogue(show=show)._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert html.startswith("<h3>&lt;i&gt;Mine&lt;/i&gt; &amp; yours</h3>")


def test_no_attribute_of_a_catalogue_can_be_set_or_deleted() -> None:
    for name in (name for name in dir(LINKED) if not name.startswith("__")):
        with pytest.raises(AttributeError):
            setattr(LINKED, name, None)
        with pytest.raises(AttributeError):
            delattr(LINKED, name)


def test_a_catalogue_survives_pickling_after_use() -> None:
    BUNDLED.by_guest("gentelet")
    again = pickle.loads(pickle.dumps(BUNDLED))  # noqa: S301 -- pickled in this line
    assert (again, hash(again), again.info) == (BUNDLED, hash(BUNDLED), BUNDLED.info)
    assert again.by_guest("gentelet") == BUNDLED.by_guest("gentelet")


def test_a_catalogue_survives_a_deep_copy_after_use() -> None:
    BUNDLED.by_guest("gentelet")
    again = copy.deepcopy(BUNDLED)
    assert (again, hash(again), again.info) == (BUNDLED, hash(BUNDLED), BUNDLED.info)
    assert again.by_guest("gentelet") == BUNDLED.by_guest("gentelet")


def test_a_subset_is_of_episodes_of_the_catalogue() -> None:
    foreign = tfg.Episode(id="s09e09", show=SHOW, season=9, title="Elsewhere")
    with pytest.raises(tfg.UnknownNameError, match="s09e09"):
        BUNDLED.subset([foreign])


def test_an_unknown_way_to_settle_conflicts_is_an_error_with_suggestions() -> None:
    with pytest.raises(tfg.UnknownOptionError) as caught:
        BUNDLED.merge(BUNDLED, on_conflict="repalce")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.suggestions == ("replace",)
