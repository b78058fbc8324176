"""``markdown``: a page that people read, with every fact once."""

from __future__ import annotations

import datetime as dt
import re
from typing import cast, get_args

import pytest

import techforgood_podcast as tfg
from catalogues import LINKED
from markdown_pages import lines, shown
from techforgood_podcast.text.writing import labels_of, typeset

DAY = dt.date(2022, 1, 17)
SHOW = tfg.Show(id="s", title="Show", language="en")


def test_a_page_shows_every_fact_of_an_episode() -> None:
    france = tfg.Place(id="fr", name=tfg.LocalizedText(fr="France"), kind="country", code="FR")
    est = tfg.Place(id="est", name=tfg.LocalizedText(fr="Grand Est"), kind="region", part_of=france)
    city = tfg.Place(id="city", name=tfg.LocalizedText(fr="Metz"), kind="city", part_of=est)
    source = tfg.Source(
        id="page",
        title=tfg.LocalizedText(fr="La page"),
        url="https://example.org/?a=1&b=2",
        consulted=DAY,
    )
    group = tfg.Organisation(id="group", name="Groupe", kind="company")
    body = tfg.Organisation(
        id="body",
        name="Atelier",
        kind="lab",
        description=tfg.LocalizedText(fr="Un atelier."),
        founded=2013,
        parents=(group,),
        place=city,
        url="https://example.org/atelier",
    )
    wide = tfg.Theme(id="wide", label=tfg.LocalizedText(fr="Travail", en="Work"))
    theme = tfg.Theme(
        id="theme",
        label=tfg.LocalizedText(fr="Emploi", en="Jobs"),
        definition=tfg.LocalizedText(fr="Le travail salarié."),
        broader=wide,
    )
    zoe = tfg.Person(id="zoe", name="Zoé Quill", organisations=(group,))
    ann = tfg.Person(id="ann", name="Ann Bell", honorific="Dr")
    show = tfg.Show(
        id="s",
        title="Le pain",
        language="fr",
        summary=tfg.LocalizedText(fr="Du pain."),
        url="https://example.org/",
        feed_url="https://example.org/rss",
        first_published=DAY,
        hosts=(zoe,),
        producers=(group,),
        themes=(wide,),
        sources=(source,),
    )
    episode = tfg.Episode(
        id="s01e03",
        show=show,
        season=1,
        number=3,
        kind="bonus",
        title="Le four",
        duration=dt.timedelta(minutes=33, seconds=13),
        published=DAY,
        url="https://example.org/3",
        summary=tfg.LocalizedText(fr="Un four.\nIl chauffe.\n\n\nFin.", en="An oven."),
        hosts=(zoe,),
        guests=(
            tfg.Credit(
                person=ann,
                role=tfg.LocalizedText(fr="boulangère"),
                organisations=(body, group),
                credited_as="A. Bell",
            ),
            tfg.Credit(group=tfg.LocalizedText(fr="le public"), credited_as="Le public"),
        ),
        mentioned=(tfg.Credit(person=zoe, credited_as="Zoé"),),
        organisations=(
            tfg.Mention(organisation=body, relation="subject"),
            tfg.Mention(organisation=group, relation="supporter", of=body),
        ),
        themes=(theme, wide),
        places=(city, france),
        figures=(
            tfg.Figure(
                value=3,
                unit=tfg.LocalizedText(fr="fours"),
                statement=tfg.LocalizedText(fr="Fours à Metz."),
                year=2021,
                as_printed=tfg.LocalizedText(fr="trois"),
            ),
            tfg.Figure(
                value=1,
                unit=tfg.LocalizedText(fr="four"),
                statement=tfg.LocalizedText(fr="Four ici."),
                as_printed=tfg.LocalizedText(fr="un"),
            ),
        ),
        audio=tfg.Audio(url="https://example.org/3.mp3", media_type="audio/mpeg"),
        sources=(source,),
    )
    page = "[La page](<https://example.org/?a=1&amp;b=2>)"
    atelier = "[Atelier](<https://example.org/atelier>)"
    facts = "création en 2013\xa0; Metz, Grand Est, France\xa0; fait partie de\xa0: Groupe"
    assert lines(tfg.Catalogue(show=show, episodes=[episode])) == [
        "# Le pain",
        "",
        "Du pain.",
        "",
        (
            "Début le 17 janvier 2022 · [Page](<https://example.org/>)"
            " · [Flux RSS](<https://example.org/rss>)"
        ),
        "",
        "- **Présentation\xa0:** Zoé Quill (Groupe)",
        "- **Production\xa0:** Groupe",
        "- **Thèmes\xa0:** Travail",
        "",
        "## Saison 1",
        "",
        "### S1E3 – Le four",
        "",
        (
            "Bonus · 17 janvier 2022 · 33:13 · [Page](<https://example.org/3>)"
            " · [Écouter](<https://example.org/3.mp3>)"
        ),
        "",
        "Un four.",
        "Il chauffe.",
        "",
        "Fin.",
        "",
        "> **Trois** – Fours à Metz. (2021)",
        "",
        "> **Un** – Four ici.",
        "",
        "- **Présentation\xa0:** Zoé Quill",
        "- **Thèmes\xa0:** Emploi, Travail",
        "- **Lieux\xa0:** Metz (Grand Est, France), France",
        "",
        "#### Avec",
        "",
        f"- A. Bell – boulangère ({atelier}, Groupe)",
        "- le public",
        "",
        "#### Mentions",
        "",
        "- Zoé",
        "",
        "#### Organisations",
        "",
        f"- {atelier} – sujet",
        f"- {atelier} – avec le soutien de\xa0: Groupe",
        "",
        "## Organisations",
        "",
        f"- {atelier} ({facts}) – Un atelier.",
        "- Groupe – Entreprise",
        "",
        "## Thèmes",
        "",
        "- Emploi – Le travail salarié. (thème plus large\xa0: Travail)",
        "- Travail",
        "",
        "## Sources",
        "",
        f"- {page}, consulté le 17 janvier 2022 (podcast, S1E3)",
        "",
    ]
    english = lines(episode, "en")
    assert {
        "- **Host:** Zoé Quill",
        "- **Themes:** Jobs, Work",
        f"- {atelier} – supported by: Groupe",
        f"- {page}, consulted on 17 January 2022 (podcast, S1E3)",
        "An oven.",
        "- Jobs – Le travail salarié. (broader theme: Work)",
    } <= set(english)


def test_seasons_are_headings_above_their_episodes() -> None:
    headings = [line for line in lines(LINKED) if re.match(r"#{1,3} ", line)]
    assert headings[1:4] == ["## Season 1", "### S1E1 – Steps", "### S1E2 – Bread"]
    episodes = [
        tfg.Episode(id=f"e{season}", show=SHOW, season=season, number=1, title="T")
        for season in (1, 2)
    ]
    page = lines(tfg.Catalogue(show=SHOW, episodes=episodes))
    assert [line for line in page if line.startswith("## ")] == ["## Season 1", "## Season 2"]


def test_several_hosts_are_named_in_the_plural() -> None:
    hosts = tuple(tfg.Person(id=name, name=name.title()) for name in ("ann", "bob"))
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", hosts=hosts)
    assert "- **Hosts:** Ann, Bob" in lines(episode)


def test_hosts_of_the_same_organisation_are_named_before_it() -> None:
    one, other = (
        tfg.Organisation(id=id_, name=id_.title(), kind="lab") for id_ in ("one", "other")
    )
    hosts = tuple(
        tfg.Person(id=name, name=name.title(), organisations=bodies)
        for name, bodies in (("ann", (one,)), ("bob", (one,)), ("cid", (other,)), ("dan", ()))
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", hosts=hosts)
    assert "- **Hosts:** Ann, Bob (One); Cid (Other); Dan" in lines(episode)


def credited(role: str, *names: str, mentions: tuple[tfg.Mention, ...] = ()) -> list[str]:
    """Return the lines about a guest with this role in organisations of these names."""
    bodies = tuple(
        tfg.Organisation(id=f"o{n}", name=name, kind="lab") for n, name in enumerate(names)
    )
    guest = tfg.Credit(
        person=tfg.Person(id="ann", name="Ann"),
        role=tfg.LocalizedText(en=role),
        organisations=bodies,
        credited_as="Ann",
    )
    episode = tfg.Episode(
        id="e",
        show=SHOW,
        season=1,
        title="T",
        guests=(guest,),
        organisations=(
            *(tfg.Mention(organisation=body, relation="affiliation") for body in bodies),
            *mentions,
        ),
    )
    page = lines(episode)
    return [line for line in page[: page.index("## Organisations")] if line.startswith("- ")]


def test_an_organisation_that_the_role_names_is_not_repeated() -> None:
    assert credited("baker at Le-Fournil", "Le Fournil") == ["- Ann – baker at Le-Fournil"]
    assert credited("artist", "Art") == ["- Ann – artist (Art)"]
    assert credited("baker", "Mill", "Oven") == ["- Ann – baker (Mill, Oven)"]


def test_what_an_organisation_is_in_an_episode_is_on_one_line() -> None:
    oven = tfg.Organisation(id="oven", name="Oven", kind="lab")
    mentions = (
        tfg.Mention(organisation=oven, relation="subject"),
        tfg.Mention(organisation=oven, relation="venue"),
    )
    assert credited("baker", mentions=mentions) == ["- Ann – baker", "- Oven – subject, venue"]


def test_an_affiliation_that_no_credit_names_is_listed() -> None:
    oven = tfg.Organisation(id="oven", name="Oven", kind="lab")
    mentions = (tfg.Mention(organisation=oven, relation="affiliation"),)
    assert credited("baker", mentions=mentions) == ["- Ann – baker", "- Oven – affiliation"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Mill_ – supported by: *Oven*"),
        ("fr", "Mill_ – avec le soutien de\xa0: *Oven*"),
    ],
)
def test_what_joins_two_organisations_is_a_sentence(language: str, sentence: str) -> None:
    oven = tfg.Organisation(id="oven", name="*Oven*", kind="lab")
    mill = tfg.Organisation(id="mill", name="Mill_", kind="lab")
    mentions = (
        tfg.Mention(organisation=oven, relation="supporter", of=mill),
        tfg.Mention(organisation=oven, relation="subject"),
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", organisations=mentions)
    page = lines(episode, language)
    subject = "sujet" if language == "fr" else "subject"
    start = page.index("#### Organisations") + 2
    assert [shown(line) for line in page[start : start + 2]] == [
        f"- *Oven* – {subject}",
        f"- {sentence}",
    ]
    assert r"\*Oven\*" in page[start + 1]


def entries(*organisations: tfg.Organisation) -> list[str]:
    """Return the lines of the list of organisations."""
    mentions = tuple(tfg.Mention(organisation=body, relation="subject") for body in organisations)
    page = lines(tfg.Episode(id="e", show=SHOW, season=1, title="T", organisations=mentions))
    return page[page.index("## Organisations") + 2 : -1]


def test_the_kind_of_an_organisation_is_given_unless_its_description_or_name_says_it() -> None:
    described = tfg.LocalizedText(en="A place to bake.")
    assert entries(
        tfg.Organisation(id="a", name="Oven", kind="social_enterprise"),
        tfg.Organisation(id="b", name="Bread LAB", kind="lab"),
        tfg.Organisation(id="c", name="Labour", kind="lab"),
        tfg.Organisation(id="d", name="Mill", kind="company", description=described),
    ) == [
        "- Bread LAB",
        "- Labour – Lab",
        "- Mill – A place to bake.",
        "- Oven – Social enterprise",
    ]


def test_the_list_of_organisations_does_not_repeat_what_a_description_says() -> None:
    guild = tfg.Organisation(id="guild", name="Guild", kind="network")
    mill, oven = (
        tfg.Organisation(
            id=name.lower(),
            name=name,
            kind="company",
            founded=2019,
            parents=(guild,),
            description=tfg.LocalizedText(en=text),
        )
        for name, text in (
            ("Mill", "A place to bake."),
            ("Oven", "Built by Ann in 2019, of Guild."),
        )
    )
    ann, bob = (tfg.Person(id=n.lower(), name=n, founder_of=(mill, oven)) for n in ("Ann", "Bob"))
    mentions = tuple(tfg.Mention(organisation=body, relation="subject") for body in (mill, oven))
    episode = tfg.Episode(
        id="e", show=SHOW, season=1, title="T", hosts=(ann, bob), organisations=mentions
    )
    assert [line for line in lines(episode) if line.startswith(("- Mill (", "- Oven ("))] == [
        "- Mill (founded in 2019; founders include: Ann, Bob; part of: Guild) – A place to bake.",
        r"- Oven (founders include: Bob) – Built by Ann in 2019, of Guild.",
    ]


@pytest.mark.parametrize(
    ("as_printed", "statement", "quoted"),
    [
        ("13 millions", "13 millions of people.", "**13 millions** of people."),
        ("more than 5", "More than 5 ovens.", "**More than 5** ovens."),
        ("5", "50 ovens.", "**5** – 50 ovens."),
        ("5 *", "Ovens: 5 *", r"**5 \*** – Ovens: 5 \*"),
    ],
)
def test_a_figure_is_a_quote_that_says_nothing_twice(
    as_printed: str, statement: str, quoted: str
) -> None:
    figure = tfg.Figure(
        value=5,
        unit=tfg.LocalizedText(en="ovens"),
        statement=tfg.LocalizedText(en=statement),
        as_printed=tfg.LocalizedText(en=as_printed),
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", figures=(figure,))
    assert f"> {quoted}" in lines(episode)


def test_unknown_values_are_left_out() -> None:
    episode = tfg.Episode(id="s01-x", show=SHOW, season=1, title="T")
    assert lines(episode) == ["# Show", "", "## Season 1", "", "### S1 x – T", ""]


def test_an_empty_selection_says_so() -> None:
    assert lines(tfg.Catalogue(show=SHOW)) == ["# Show", "", "No episode.", ""]
    empty = lines(tfg.load_catalogue().episodes.where(lambda _: False))
    assert "Aucun épisode." in empty
    assert not any(line.startswith("###") for line in empty)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_relation_to_an_organisation_is_named(language: str) -> None:
    bodies = [
        tfg.Organisation(id=relation, name=relation.title(), kind="lab")
        for relation in get_args(tfg.Relation)
    ]
    mentions = tuple(
        tfg.Mention(organisation=body, relation=relation)
        for body, relation in zip(bodies, get_args(tfg.Relation), strict=True)
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", organisations=mentions)
    page = lines(episode, language)
    for body, relation in zip(bodies, get_args(tfg.Relation), strict=True):
        word = typeset(labels_of(relation, language).word, language)
        assert f"- {body.name} – {word}" in page


def test_without_the_preamble_a_page_says_nothing_of_the_show() -> None:
    catalogue = tfg.load_catalogue()
    text = tfg.dumps(tfg.by_theme("art"), "markdown", preamble=False)
    assert text.startswith("## Saison 1\n\n### S1E4 – ")
    assert typeset(catalogue.show.title, "fr") not in text
    of_show = {theme.label.fr for theme in catalogue.show.themes}
    of_episode = {theme.label.fr for theme in catalogue.episode(4).themes}
    assert of_show - of_episode
    assert not any(f"- {label} – " in text for label in of_show - of_episode)


def test_without_the_preamble_hosts_are_shown_with_their_organisations() -> None:
    text = tfg.dumps(tfg.episode(3), "markdown", language="en", preamble=False)
    assert "- **Host:** Pauline Bandelier ([Collectif Solvo](<" in text
    assert "- [Collectif Solvo](<" in text


def test_without_the_preamble_what_an_episode_says_stays_the_same() -> None:
    episode = tfg.episode(6)
    without = tfg.dumps(episode, "markdown", preamble=False).splitlines()
    about = without[: without.index("## Organisations")]
    assert [line for line in about if line not in lines(episode)] == [
        "- **Présentation\xa0:** Antonin Weber ([Collectif Solvo](<https://collectifsolvo.com/>))"
    ]


@pytest.mark.parametrize("catalogue", [LINKED.subset([]), LINKED])
def test_a_page_without_the_preamble_is_written_for_any_catalogue(catalogue: tfg.Catalogue) -> None:
    text = tfg.dumps(catalogue, "markdown", preamble=False)
    assert all(f"{episode.code} – " in text for episode in catalogue.episodes)


def test_an_option_that_is_no_flag_is_refused() -> None:
    with pytest.raises(tfg.UnknownOptionError, match="neither True nor False"):
        tfg.dumps(tfg.episode(3), "markdown", preamble=cast("bool", 0))
