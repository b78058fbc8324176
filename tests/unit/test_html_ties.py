"""The format ``html``: what joins organisations and episodes, and facts about the whole show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.writing import labels_of, typeset
from web_pages import FULL, facts, page, titles

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="Show", language="en")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_relation_to_an_organisation_is_named(language: str) -> None:
    mentions = tuple(
        tfg.Mention(
            organisation=tfg.Organisation(id=relation, name=relation.title(), kind="lab"),
            relation=relation,
        )
        for relation in get_args(tfg.Relation)
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", organisations=mentions)
    assert facts(page(episode, language), "episode-e")["Organisations"] == [
        f"{relation.title()} – {typeset(labels_of(relation, language).word, language)}"
        for relation in get_args(tfg.Relation)
    ]


def test_what_joins_two_organisations_is_a_sentence() -> None:
    acme, blum, city = (
        tfg.Organisation(id=id_, name=id_.title(), kind="lab") for id_ in ("acme", "blum", "city")
    )
    mentions = (
        tfg.Mention(organisation=acme, relation="supporter", of=blum),
        tfg.Mention(organisation=city, relation="supporter", of=blum),
        tfg.Mention(organisation=blum, relation="member", of=city),
        tfg.Mention(organisation=acme, relation="funder", of=city),
    )
    episodes = [
        tfg.Episode(id=f"e{n}", show=SHOW, season=1, number=n, title="T", organisations=mentions)
        for n in (1, 2)
    ]
    catalogue = tfg.Catalogue(show=SHOW, episodes=episodes)
    assert facts(page(catalogue), "episode-e1")["Organisations"] == [
        "Blum – supported by: Acme, City; member of: City",
        "City – with funding from: Acme",
    ]
    heading, sentences, table = page(catalogue, "fr").one("ties").inside
    assert heading.words == "Qui finance et soutient qui"
    assert [element.words for element in sentences.inside] == [
        "Blum – avec le soutien de : Acme, City S1E1 S1E2",
        "City – financement reçu de : Acme S1E1 S1E2",
    ]
    rows = table.inside[1].inside[1].inside
    assert [[cell.words for cell in row.inside] for row in rows] == [
        ["Acme", "soutien apporté à", "Blum", "S1E1, S1E2"],
        ["City", "soutien apporté à", "Blum", "S1E1, S1E2"],
        ["Acme", "financement accordé à", "City", "S1E1, S1E2"],
    ]


def test_a_catalogue_in_which_nobody_supports_anybody_does_not_say_who() -> None:
    assert "ties" not in [e.attributes.get("id") for e in page(FULL.subset([])).elements]


def test_each_episode_names_those_that_have_most_in_common_with_it() -> None:
    (related, *_) = page(BUNDLED).one("episode-s01e03").inside[1].all("div", "related")
    assert related.inside[1].inside[0].words == (
        "S1E7 Simplon où le pari du numérique pour tous – "
        "Karine Gentelet, Abeona, Chaire de recherche intelligence artificielle et justice sociale"
    )


def test_a_profile_names_every_part_that_a_person_has() -> None:
    ann = tfg.Person(id="ann", name="Ann Bell")
    credit = tfg.Credit(person=ann, credited_as="Ann")
    produced = tfg.Credit(person=ann, role=tfg.LocalizedText(en="editor"), credited_as="Ann")
    episodes = [
        tfg.Episode(id="a", show=SHOW, number=1, title="T", guests=(credit,)),
        tfg.Episode(id="b", show=SHOW, number=2, title="T", mentioned=(credit,), crew=(produced,)),
        tfg.Episode(id="c", show=SHOW, number=3, title="T", crew=(produced,)),
    ]
    found = page(tfg.Catalogue(show=SHOW, episodes=episodes))
    assert found.one("person-ann").words == "Ann Bell E1 Crew: editor E2 E3 Mentioned E2"


def test_an_organisation_names_those_who_work_on_an_episode_for_it() -> None:
    studio = tfg.Organisation(id="studio", name="Studio", kind="company")
    ann = tfg.Person(id="ann", name="Ann Bell")
    made = tfg.Credit(person=ann, credited_as="Ann", organisations=(studio,))
    episode = tfg.Episode(id="a", show=SHOW, number=1, title="T", crew=(made,))
    found = page(tfg.Catalogue(show=SHOW, episodes=[episode]), "en")
    assert found.one("organisation-studio").words == "Studio E1 Company People: Ann Bell"


def band(catalogue: Exportable, language: str | None = None) -> list[str]:
    return [item.words for item in page(catalogue, language).all("p", "band")[0].inside]


@pytest.mark.slow
def test_a_band_sums_up_the_show() -> None:
    guests = tuple(
        tfg.Credit(person=tfg.Person(id=id_, name=id_.title()), credited_as=id_.title())
        for id_ in ("ann", "bob")
    )
    timed = tfg.Episode(
        id="a", show=SHOW, number=1, title="T", guests=guests, duration=dt.timedelta(minutes=234)
    )
    unknown = tfg.Episode(id="b", show=SHOW, number=2, title="T")
    several = tfg.Catalogue(show=SHOW, episodes=(timed, unknown))
    assert band(several, "fr") == [
        "2 épisodes",
        "2 personnes invitées",
        "plus de 3 h 54 min d’écoute",
    ]
    assert band(several, "en")[-1] == "over 3 h 54 min to listen to"
    assert band(FULL, "en") == ["1 episode", "1 guest", "2 organisations", "33 min to listen to"]


@pytest.mark.parametrize(("season", "number", "short"), [(1, 3, "S1E3"), (2, None, "episode-a")])
def test_an_episode_has_a_short_address_if_it_has_a_number(
    season: int, number: int | None, short: str
) -> None:
    episode = tfg.Episode(id="a", show=SHOW, season=season, number=number, title="T")
    found = page(episode)
    (title,) = titles(found)
    assert title.inside[0].attributes["href"] == f"#{short}"
    assert title.around in {found.one(short), found.one(short).inside[0]}


def test_episodes_with_the_same_code_have_addresses_of_their_own() -> None:
    episodes = [
        tfg.Episode(id=id_, show=SHOW, season=1, number=number, title="T")
        for id_, number in (("a", 1), ("b", 1), ("c", 2))
    ]
    found = page(tfg.Catalogue(show=SHOW, episodes=episodes))
    shared = [link.attributes["href"] for link in found.all("a", "share")]
    assert shared == ["#episode-a", "#episode-b", "#S1E2"]
    ids = [e.attributes["id"] for e in found.elements if "id" in e.attributes]
    assert sorted(ids) == sorted(set(ids))


def test_what_an_episode_says_twice_is_one_sentence() -> None:
    acme, blum = (
        tfg.Organisation(id=id_, name=id_.title(), kind="lab") for id_ in ("acme", "blum")
    )
    mention = tfg.Mention(organisation=acme, relation="supporter", of=blum)
    mentions = (mention, mention)
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", organisations=mentions)
    assert [item.words for item in page(episode).one("ties").inside[1].inside] == [
        "Blum – supported by: Acme S1 e"
    ]


def speaking(role: str | None, *names: str, founder: bool = False) -> tfg.Catalogue:
    """Return a catalogue in which Ann speaks in a role for organisations."""
    bodies = tuple(
        tfg.Organisation(id=f"body-{n}", name=name, kind="company") for n, name in enumerate(names)
    )
    ann = tfg.Person(id="ann", name="Ann Bell", founder_of=bodies if founder else ())
    credit = tfg.Credit(
        person=ann,
        role=tfg.LocalizedText(en=role) if role else None,
        organisations=bodies,
        credited_as="Ann Bell",
    )
    episode = tfg.Episode(id="a", show=SHOW, number=1, title="T", guests=(credit,))
    return tfg.Catalogue(show=SHOW, episodes=[episode])


@pytest.mark.parametrize(
    ("role", "names", "said", "links"),
    [
        ("head of Acme", ["Acme"], "head of Acme", {"Acme": "body-0"}),
        ("head of ACME, Acme", ["Acme"], "head of ACME, Acme", {"ACME": "body-0"}),
        (
            "of Bread-and Salt",
            ["Bread and salt"],
            "of Bread-and Salt",
            {"Bread-and Salt": "body-0"},
        ),
        ("head", ["Acme"], "head (Acme)", {"Acme": "body-0"}),
        ("of Acme Lab", ["Acme", "Acme Lab"], "of Acme Lab (Acme)", {"Acme Lab": "body-1"}),
        ("of <b> & co", ["b"], "of <b> & co", {"b": "body-0"}),
        (None, ["Acme"], "(Acme)", {"Acme": "body-0"}),
        ("of !!", ["!!"], "of !! (!!)", {"!!": "body-0"}),
    ],
)
def test_a_role_links_to_the_organisations_that_it_names(
    role: str | None, names: list[str], said: str, links: dict[str, str]
) -> None:
    found = page(speaking(role, *names))
    (item,) = found.one("episode-a").inside[1].all("dd", None)[0].inside[0].inside
    assert item.words == f"Ann Bell {'– ' if role else ''}{said}"
    linked = {link.text: link.attributes["href"] for link in item.all("a", None)[1:]}
    assert linked.items() >= {text: f"#organisation-{id_}" for text, id_ in links.items()}.items()


@pytest.mark.parametrize(
    ("role", "person", "body"),
    [
        ("founder of Acme", "founder of Acme E1", "People: Ann Bell – founder of Acme"),
        (
            "head of Acme Foundation",
            "A founder of: Acme head of Acme Foundation E1",
            "Founders include: Ann Bell People: Ann Bell – head of Acme Foundation",
        ),
        (
            "head of Acme",
            "A founder of: Acme head of Acme E1",
            "Founders include: Ann Bell People: Ann Bell – head of Acme",
        ),
        (
            None,
            "A founder of: Acme E1",
            "Founders include: Ann Bell",
        ),
    ],
)
def test_who_founded_an_organisation_is_said_once(role: str | None, person: str, body: str) -> None:
    found = page(speaking(role, "Acme", founder=True))
    assert found.one("person-ann").words == f"Ann Bell {person}"
    assert found.one("organisation-body-0").words == f"Acme E1 Company {body}"


def test_a_role_names_an_organisation_by_an_alias_as_written() -> None:
    body = tfg.Organisation(id="it", name="Blum", kind="lab", aliases=("IT",))
    ann = tfg.Person(id="ann", name="Ann Bell")
    roles = ("she made it", "head of IT")
    episodes = [
        tfg.Episode(
            id=f"e{n}",
            show=SHOW,
            number=n,
            title="T",
            guests=(
                tfg.Credit(
                    person=ann,
                    role=tfg.LocalizedText(en=role),
                    organisations=(body,),
                    credited_as="Ann Bell",
                ),
            ),
        )
        for n, role in enumerate(roles, 1)
    ]
    found = page(tfg.Catalogue(show=SHOW, episodes=episodes)).one("person-ann").words
    assert found == "Ann Bell she made it (Blum) E1 head of IT E2"


def test_an_organisation_without_a_role_has_no_brackets_in_a_profile() -> None:
    assert page(speaking(None, "Acme")).one("person-ann").words == "Ann Bell Acme E1"


def test_a_membership_that_a_credit_names_is_said_once() -> None:
    body = tfg.Organisation(id="acme", name="Acme", kind="company")
    other = tfg.Organisation(id="blum", name="Blum", kind="company")
    ann = tfg.Person(id="ann", name="Ann Bell", organisations=(body, other))
    credit = tfg.Credit(
        person=ann,
        role=tfg.LocalizedText(en="head of Acme"),
        organisations=(body,),
        credited_as="Ann",
    )
    episode = tfg.Episode(id="a", show=SHOW, number=1, title="T", guests=(credit,))
    found = page(tfg.Catalogue(show=SHOW, episodes=[episode]))
    assert found.one("person-ann").words == "Ann Bell Member of: Blum head of Acme E1"


def test_an_organisation_says_what_ties_it_to_others_from_its_own_end() -> None:
    acme, blum = (
        tfg.Organisation(id=id_, name=id_.title(), kind="lab") for id_ in ("acme", "blum")
    )
    mentions = (
        tfg.Mention(organisation=acme, relation="funder", of=blum),
        tfg.Mention(organisation=acme, relation="member", of=blum),
    )
    episodes = [
        tfg.Episode(id=f"e{n}", show=SHOW, number=n, title="T", organisations=mentions[:n])
        for n in (1, 2)
    ]
    found = page(tfg.Catalogue(show=SHOW, episodes=episodes))
    assert found.one("organisation-acme").words == (
        "Acme E1 E2 Lab Funder of: Blum Member of: Blum E2"
    )
    assert found.one("organisation-blum").words == (
        "Blum Lab With funding from: Acme E1 E2 Members include: Acme E2"
    )


def test_a_role_in_another_language_names_the_organisations_that_it_does_not_link() -> None:
    lab = tfg.Organisation(id="lab", name="Atelier du pain", kind="lab")
    ann = tfg.Person(id="ann", name="Ann Bell")
    credit = tfg.Credit(
        person=ann,
        role=tfg.LocalizedText(fr="cheffe de l'atelier du pain", en="head of the bread lab"),
        organisations=(lab,),
        credited_as="Ann Bell",
    )
    show = tfg.Show(id="s", title="Show", language="fr")
    episode = tfg.Episode(id="a", show=show, number=1, title="T", guests=(credit,))
    catalogue = tfg.Catalogue(show=show, episodes=[episode])
    for language, said in (
        ("fr", "Ann Bell cheffe de l’atelier du pain E1"),
        ("en", "Ann Bell head of the bread lab (Atelier du pain) E1"),
    ):
        assert page(catalogue, language).one("person-ann").words == said
