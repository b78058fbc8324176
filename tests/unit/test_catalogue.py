"""A catalogue: what it holds and refuses, its equality, its digest, and how it shows itself."""

import copy
import hashlib
import pickle
import string

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, LINKED, SHOW, TWO_SEASONS, episode, of
from techforgood_podcast import Catalogue, LocalizedText
from techforgood_podcast.models.records import names_of


def test_an_episode_zero_comes_after_the_unnumbered_ones() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    numbers: dict[str, int | None] = {"a": 0, "b": 1, "c": None}
    episodes = [tfg.Episode(id=id_, show=show, title=id_, number=n) for id_, n in numbers.items()]
    found = tfg.Catalogue(show=show, episodes=episodes).episodes
    assert [episode.id for episode in found] == ["c", "a", "b"]


def test_episodes_are_sorted_by_season_and_number_the_unnumbered_first() -> None:
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
        sources=[tfg.Source(id="page", title=LocalizedText(en="Page"))],
    )
    assert [names_of(e)[0] for e in catalogue.organisations] == ["ABC"]
    assert [names_of(e)[0] for e in catalogue.themes] == ["Art"]
    assert [names_of(e)[0] for e in catalogue.places] == ["Namur"]
    assert [names_of(e)[0] for e in catalogue.sources] == ["Page"]


def test_the_languages_are_those_of_all_texts_after_that_of_the_show() -> None:
    label, text = LocalizedText(fr="Art", de="Kunst"), LocalizedText(es="pan")
    figure = tfg.Figure(value=1.0, unit=text, statement=text, as_printed=text)
    catalogue = Catalogue(
        show=SHOW,
        episodes=[attrs.evolve(episode(1, 1, "Bread"), figures=(figure,))],
        themes=[tfg.Theme(id="art", label=label)],
    )
    assert catalogue.languages == ("en", "de", "es", "fr")


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
    assert [str(problem) for problem in caught.value.problems] == [
        'people.bob.id: duplicate id "bob"; two different records have it',
        'themes.art.id: duplicate id "art"; two different records have it',
    ]


def test_equal_records_with_one_id_are_one() -> None:
    twins = [tfg.Person(id="bob", name="Bob"), tfg.Person(id="bob", name="Bob")]
    assert len(Catalogue(show=SHOW, people=twins).people) == 1


def test_one_id_may_be_in_two_lists() -> None:
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
    assert str(caught.value) == "episodes.s01e01.show: differs from the show of the catalogue"


def test_a_retired_id_cannot_be_used_again() -> None:
    people = [tfg.Person(id="bob", name="Bob"), tfg.Person(id="robert", name="Robert")]
    with pytest.raises(tfg.CatalogueError) as caught:
        Catalogue(show=SHOW, people=people, redirects=[tfg.Redirect(id="bob", to="robert")])
    assert str(caught.value) == (
        'people.bob.id: the id "bob" is retired and cannot be reused; choose another id'
    )


def test_a_withdrawn_id_cannot_be_used_again() -> None:
    people = [tfg.Person(id="bob", name="Bob")]
    with pytest.raises(tfg.CatalogueError) as caught:
        Catalogue(show=SHOW, people=people, redirects=[tfg.Redirect(id="bob")])
    assert [problem.path for problem in caught.value.problems] == ["people.bob.id"]


def test_an_id_that_is_retired_in_one_list_may_be_used_in_another() -> None:
    catalogue = Catalogue(
        show=SHOW,
        people=[tfg.Person(id="robert", name="Robert")],
        organisations=[tfg.Organisation(id="bob", name="BOB", kind="programme")],
        redirects=[tfg.Redirect(id="bob", to="robert")],
    )
    assert catalogue.organisations.resolve("bob").name == "BOB"


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
    assert tfg.to_dict(of(episode(1, 1, "Bread"))) == {
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


def test_an_unknown_way_to_settle_conflicts_is_an_error_with_suggestions() -> None:
    with pytest.raises(tfg.UnknownOptionError) as caught:
        BUNDLED.merge(BUNDLED, on_conflict="repalce")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.suggestions == ("replace",)
    assert '"repalce"' in str(caught.value)
