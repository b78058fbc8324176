"""The command line: what it shows of one entry, and of the catalogue."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from command_line import NO_EPISODE, Run, lines_of

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = tfg.load_catalogue()


def sections_of(out: str) -> dict[str, list[list[str]]]:
    """Return the rows of each section, by its heading."""
    blocks = [block.splitlines() for block in out.split("\n\n")]
    return {
        block[0]: lines_of("\n".join(line.removeprefix("  ") for line in block[1:]))
        for block in blocks
        if all(line.startswith("  ") for line in block[1:])
    }


def test_an_episode_is_shown_in_sections(run: Run) -> None:
    status, out, err = run("show", "S1E8", "--language", "en")
    head, summary, *_ = out.split("\n\n")
    assert (status, err) == (0, "")
    assert head == "S1E8  Quel avenir pour la tech avec Plastic Odyssey  34:53"
    assert summary.startswith("A road-surfacing slab made from plastic waste")
    sections = sections_of(out)
    assert sections["Host"] == [["Patrick Gaillardin", "(Collectif Solvo)"]]
    assert sections["Guests"][:2] == [
        [
            "Pierre Quinonero",
            "co-founder, with Sébastien Molas, of Purple Alternative Surface",
        ],
        ["Simon Bernard", "co-founder of Plastic Odyssey"],
    ]
    assert sections["Mentioned"] == [
        ["Sébastien Molas", "co-founder of Purple Alternative Surface"]
    ]
    assert "Environment" in sections["Themes"][0][0].split(", ")
    assert sections["Figures"][-1] == [
        "Three quarters of plastic waste is buried or burnt, according to the show."
    ]


def test_what_an_episode_says_of_its_organisations_is_shown_in_a_row_for_each_statement(
    run: Run,
) -> None:
    assert sections_of(run("show", "8", "--language", "en")[1])["Organisations"] == [
        ["Plastic Odyssey", "subject"],
        ["Purple Alternative Surface", "subject"],
        ["GreenTech Verte", "mentioned"],
        ["Purple Alternative Surface", "supported by: Plastic Odyssey"],
        ["Plastic Odyssey", "member of: GreenTech Verte"],
    ]


def test_the_day_and_the_addresses_of_an_episode_are_shown_where_they_are_known(
    run: Run, tmp_path: Path
) -> None:
    second, third = (run("show", n, "--language", "en")[1] for n in ("2", "3"))
    assert second.splitlines()[1] == "published on 24 February 2022"
    assert "Links" not in sections_of(second)
    assert "published" not in third
    overlay = tmp_path / "more.yaml"
    overlay.write_text(
        "episodes:\n- id: s01e03\n  kind: bonus\n  audio:\n    url: https://example.org/3.mp3\n"
        "    media_type: audio/mpeg\n",
        encoding="utf-8",
    )
    changed = run("show", "3", "--overlay", str(overlay), "--language", "en")[1]
    assert changed.splitlines()[1] == "bonus"
    assert sections_of(changed)["Links"] == [
        ["page", CATALOGUE.episode(3).url],
        ["audio", "https://example.org/3.mp3"],
    ]


GROUPS = """
show: {id: s, title: "Le pain : pour qui ?", language: fr}
places:
- {id: land, name: {fr: Pays, en: Land}, kind: country, code: FR}
- {id: west, name: {fr: Ouest, en: West}, kind: region, part_of: land}
- {id: coast, name: {fr: Côte, en: Coast}, kind: region, part_of: west}
- {id: shore, name: {fr: Rivage, en: Shore}, kind: department, part_of: coast}
- {id: port, name: {fr: Le Port, en: The Port}, kind: city, part_of: shore}
episodes:
- id: e1
  number: 1
  title: L'atelier
  places: [port]
  guests:
  - {group: {fr: les clients, en: customers}, credited_as: Les clients}
  figures:
  - value: 1500
    unit: {fr: pains, en: loaves}
    statement: {fr: "Plus de mille cinq cents pains : c'est la fournée.", en: Over 1500 a batch.}
    as_printed: {fr: plus de mille cinq cents pains, en: more than 1500 loaves}
"""


@pytest.fixture
def groups(tmp_path: Path) -> str:
    """Return the path of a catalogue in French with a group, a figure and a place."""
    path = tmp_path / "groups.yaml"
    path.write_text(GROUPS, encoding="utf-8")
    return str(path)


def test_everything_around_the_texts_is_in_their_language(run: Run, groups: str) -> None:
    assert run("show", "1", "--data", groups, "--language", "en")[1] == (
        "E1  L'atelier\n\n"
        "Guests\n  customers\n\n"
        "Places\n  The Port, West, Land\n\n"
        "Figures\n  More than 1500 loaves – Over 1500 a batch.\n"
    )


def test_without_a_language_it_is_that_of_the_show_with_its_typography(
    run: Run, groups: str
) -> None:
    assert run("show", "1", "--data", groups)[1] == (
        "E1  L’atelier\n\n"
        "Avec\n  les clients\n\n"
        "Lieux\n  Le Port, Ouest, Pays\n\n"
        "Chiffres\n  Plus de mille cinq cents pains\xa0: c’est la fournée.\n"
    )


def test_a_show_in_neither_french_nor_english_is_shown_with_english_headings(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "brot.yaml"
    path.write_text(
        "show: {id: s, title: Brot, language: de}\n"
        "themes: [{id: brot, label: Brot}]\n"
        "episodes: [{id: e1, number: 1, title: Ofen, themes: [brot]}]\n",
        encoding="utf-8",
    )
    assert run("show", "1", "--data", str(path))[1] == "E1  Ofen\n\nThemes\n  Brot\n"


def test_show_leaves_out_what_is_not_known(run: Run, mine: str) -> None:
    status, out, err = run("show", "1", "--data", mine)
    assert (status, err) == (0, "")
    assert out == (
        "S1E1  The oven\n"
        "published on 1 May 2024\n\n"
        "How an oven is heated.\n\n"
        "Guests\n"
        "  Ada Miller\n"
        "  Alan Baker  baker\n\n"
        "Mentioned\n"
        "  Grace Cook  cook\n\n"
        "Organisations\n"
        "  The mill  subject\n"
        "  The mill  supported by: The farm\n\n"
        "Themes\n"
        "  Baking\n"
    )


def test_a_text_that_lacks_the_language_is_shown_in_its_main_one(run: Run, mine: str) -> None:
    sections = sections_of(run("show", "1", "--data", mine, "--language", "fr")[1])
    assert ["Alan Baker", "baker"] in sections["Avec"]
    assert sections["Thèmes"] == [["Boulangerie"]]


@pytest.mark.parametrize("ref", ["3", "S1E3", "s01e03", "Fracture numérique et", "Saison 1, Ep. 3"])
def test_show_takes_every_way_to_name_an_episode(run: Run, ref: str) -> None:
    status, out, _ = run("show", ref)
    assert (status, out[:4]) == (0, "S1E3")


def test_a_person_is_shown_with_episodes_and_organisations(run: Run) -> None:
    status, out, _ = run("show", "lara", "market", "--language", "en")
    sections = sections_of(out)
    (found,) = CATALOGUE.appearances("Lara Market")
    assert found.credit
    assert found.credit.role
    assert (status, out.splitlines()[0]) == (0, "Lara Market")
    assert sections["Episodes"] == [["S1E6", found.episode.title, f"guest, {found.credit.role.en}"]]
    assert sections["Organisations"] == [["Kaplab", "lab"]]


@pytest.mark.parametrize(
    ("name", "part"),
    [("antonin weber", "host"), ("sébastien molas", "mentioned, "), ("hugo dehaez", "guest")],
)
def test_the_part_of_a_person_in_an_episode_is_shown(run: Run, name: str, part: str) -> None:
    for row in sections_of(run("show", "person", name, "--language", "en")[1])["Episodes"]:
        assert row[-1].startswith(part)


def test_who_worked_on_an_episode_is_shown_with_it_and_listed(run: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "more.yaml"
    overlay.write_text(
        "people: [{id: zoe-quill, name: Zoé Quill}]\n"
        "episodes: [{id: s01e03, crew: [{person: zoe-quill, role: {en: editor},"
        " credited_as: Zoé Quill}]}]\n",
        encoding="utf-8",
    )
    title = CATALOGUE.episode(3).title
    options = ("--overlay", str(overlay), "--language", "en")
    assert sections_of(run("show", "3", *options)[1])["Crew"] == [["Zoé Quill", "editor"]]
    assert sections_of(run("show", "zoe quill", *options)[1])["Episodes"] == [
        ["S1E3", title, "crew, editor"]
    ]
    listed = run("people", "--organisation", "wetechcare", *options)[1]
    assert ["Zoé Quill", "crew", "S1E3"] in [re.split(" {2,}", row) for row in listed.splitlines()]


def test_an_organisation_that_a_credit_does_not_name_is_shown_with_it(
    run: Run, tmp_path: Path
) -> None:
    overlay = tmp_path / "more.yaml"
    overlay.write_text(
        "organisations: [{id: studio, name: Studio, kind: company}]\n"
        "people: [{id: zoe-quill, name: Zoé Quill}]\n"
        "episodes: [{id: s01-intro, crew: [{person: zoe-quill, organisations: [studio],"
        " credited_as: Zoé Quill}, {person: zoe-quill, role: {en: editor at Studio},"
        " organisations: [studio], credited_as: Zoé Quill}]}]\n",
        encoding="utf-8",
    )
    shown = run("show", "intro", "--overlay", str(overlay), "--language", "en")[1]
    assert sections_of(shown)["Crew"] == [
        ["Zoé Quill", "(Studio)"],
        ["Zoé Quill", "editor at Studio"],
    ]


def test_the_people_of_an_organisation_have_the_roles_that_they_are_credited_with_there(
    run: Run, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "show: {id: s, title: S, language: en}\n"
        "organisations: [{id: acme, name: Acme, kind: company},"
        " {id: beta, name: Beta, kind: company}, {id: lab, name: Lab, kind: company,"
        " parents: [beta]}]\n"
        "people: [{id: ann, name: Ann}, {id: bob, name: Bob, organisations: [beta]}]\n"
        "episodes:\n"
        "  - {id: e1, title: One, guests: [{person: ann, role: head of Acme, organisations: [acme],"
        " credited_as: Ann}, {person: bob, role: baker, credited_as: Bob}]}\n"
        "  - {id: e2, title: Two, crew: [{person: ann, role: founder of the lab,"
        " organisations: [lab], credited_as: Ann}]}\n",
        encoding="utf-8",
    )
    shown = sections_of(run("show", "beta", "--data", str(mine))[1])
    assert shown["People"] == [["Ann", "founder of the lab"], ["Bob", "baker"]]


def test_other_names_and_pages_of_a_person_are_shown(run: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "more.yaml"
    overlay.write_text(
        "people: [{id: ada-miller, name: Ada Miller, honorific: Dr, aliases: [Countess],"
        " url: 'https://example.org/own', same_as: ['https://example.org/a']}]",
        encoding="utf-8",
    )
    out = run("show", "ada-miller", "--overlay", str(overlay), "--language", "en")[1]
    assert out.splitlines()[:2] == ["Dr Ada Miller", "also: Countess"]
    assert sections_of(out)["Links"] == [
        ["page", "https://example.org/own"],
        ["same as", "https://example.org/a"],
    ]


def test_an_organisation_is_shown_with_what_is_known_of_it(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "show: {id: mine, title: Mine, language: en}\n"
        "places: [{id: port, name: Port, kind: city}]\n"
        "people: [{id: ada-miller, name: Ada Miller}]\n"
        "organisations:\n"
        "- {id: yard, name: Yard, kind: social_enterprise, founded: 1995, parents: [docks],\n"
        "   place: port, url: 'https://example.org/y', description: {en: It repairs.}}\n"
        "- {id: docks, name: Docks, kind: company}\n"
        "episodes:\n"
        "- {id: s01e01, season: 1, number: 1, title: Keels,\n"
        "   organisations: [{organisation: yard, relation: subject}],\n"
        "   guests: [{person: ada-miller, role: welder, organisations: [yard],\n"
        "             credited_as: Ada Miller}]}\n",
        encoding="utf-8",
    )
    yard = run("show", "Yard", "--data", str(mine), "--language", "en")[1]
    assert yard.splitlines()[1] == "social enterprise; founded in 1995; Port; part of: Docks"
    assert "\n\nIt repairs.\n\n" in yard
    sections = sections_of(yard)
    assert sections["Episodes"] == [["S1E1", "Keels", "subject"]]
    assert sections["People"] == [["Ada Miller", "welder"]]
    assert sections["Links"] == [["page", "https://example.org/y"]]
    docks = run("show", "docks", "--data", str(mine), "--language", "en")[1]
    assert sections_of(docks)["Organisations"] == [["Yard", "social enterprise"]]


def test_a_theme_is_shown_with_its_definition_and_the_themes_around_it(run: Run) -> None:
    narrow = CATALOGUE.theme("inclusion-numerique")
    assert narrow.broader is not None
    assert narrow.definition is not None
    out = run("show", "digital inclusion", "--language", "en")[1]
    assert out.splitlines()[0] == "Digital inclusion"
    assert out.splitlines()[1].startswith(
        f"broader theme: {narrow.broader.label.en}; also: {narrow.label.fr}"
    )
    assert out.splitlines()[3] == narrow.definition.en
    codes = [episode.code for episode in tfg.by_theme(narrow)]
    assert [row[0] for row in sections_of(out)["Episodes"]] == codes
    broader = run("show", "theme", narrow.broader.id, "--language", "en")[1]
    assert "Digital inclusion" in sections_of(broader)["Narrower themes"][0][0].split(", ")


def test_a_place_is_shown_with_what_is_in_it_and_around_it(run: Run) -> None:
    out = run("show", "wallonie", "--language", "en")[1]
    assert out.splitlines()[:2] == [
        "Wallonia",
        "region; Belgium; also: Wallonie, Région wallonne, Walloon Region, Wallon",
    ]
    sections = sections_of(out)
    assert [row[0] for row in sections["Episodes"]] == ["S1E4", "S1E6"]
    assert ["Kikk festival", "festival (S1E4)"] in sections["Organisations"]
    assert sections["Places"] == [["Liège, Namur"]]


def test_a_place_without_episodes_has_those_of_its_organisations(run: Run) -> None:
    sections = sections_of(run("show", "Bouches-du-Rhône", "--language", "en")[1])
    assert "Episodes" not in sections
    assert sections["Organisations"] == [["Mission locale d'Aix-en-Provence", "association (S1E2)"]]


def test_a_whole_name_comes_before_a_part_of_another(run: Run) -> None:
    assert run("show", "plastic odyssey")[1].splitlines()[0] == "Plastic Odyssey"
    assert run("show", "episode", "plastic odyssey")[1].startswith("S1E8  ")


def test_a_part_of_several_names_is_ambiguous_and_each_is_named_with_its_kind(run: Run) -> None:
    status, out, err = run("show", "lara")
    assert (status, out) == (1, "")
    assert err == (
        'techforgood-podcast: the name "lara" could be "Lara Market" (person lara-market) or'
        ' "Lara Vigneron" (person lara-vigneron)\n'
    )
    assert run("show", "person", "lara-market")[0] == 0


def test_a_part_of_names_of_several_kinds_is_ambiguous(run: Run, mine: str) -> None:
    status, _, err = run("show", "the", "--data", mine)
    assert status == 1
    assert '"The oven" (episode s01e01)' in err
    assert '"The mill" (organisation mill)' in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("karine", "gentlet"),
            (
                'no episode, person, organisation, theme or place "karine gentlet";'
                ' did you mean "Karine Gentelet"?'
            ),
        ),
        (
            ("xyzzy", "plugh"),
            (
                'no episode, person, organisation, theme or place "xyzzy plugh";'
                " try techforgood-podcast search 'xyzzy plugh'"
            ),
        ),
        (("99",), NO_EPISODE),
        (
            ("person", "karine", "gentlet"),
            'no person "karine gentlet"; did you mean "Karine Gentelet"?',
        ),
    ],
)
def test_what_nobody_is_called_is_answered_with_what_is_alike(
    run: Run, words: tuple[str, ...], message: str
) -> None:
    assert run("show", *words) == (1, "", f"techforgood-podcast: {message}\n")


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("show 3", CATALOGUE.episode(3)),
        ("show gentelet", CATALOGUE.person("gentelet")),
        ("show wetechcare", CATALOGUE.organisation("wetechcare")),
        ("show theme emploi", CATALOGUE.theme("emploi")),
        ("show belgium", CATALOGUE.place("belgium")),
    ],
)
def test_an_entry_as_json_is_that_of_to_dict(run: Run, words: str, record: tfg.Entity) -> None:
    assert json.loads(run(*words.split(), "--json")[1]) == tfg.to_dict(record)
    expanded: dict[str, Any] = tfg.to_dict(record, expand=True, language="en")
    assert json.loads(run(*words.split(), "--expand", "--language", "en")[1]) == expanded


def test_info_says_what_the_catalogue_holds(run: Run) -> None:
    status, out, _ = run("info")
    facts = dict(lines_of(out))
    sha256 = facts.pop("sha256")
    assert status == 0
    assert re.fullmatch("[0-9a-f]{64}", sha256)
    lists = ("episodes", "people", "guests", "hosts", "organisations", "themes", "places")
    assert facts == {
        "title": "À qui profite la tech for good ?",
        "languages": "fr, en",
        "package": tfg.__version__,
        "version": CATALOGUE.info.version,
        "schema version": "1",
        "licence": "CC0-1.0",
        **{name: str(len(getattr(CATALOGUE, name))) for name in lists},
    }


def test_info_leaves_out_what_a_catalogue_does_not_say_of_itself(run: Run, mine: str) -> None:
    facts = dict(lines_of(run("info", "--data", mine)[1]))
    assert "licence" not in facts
    assert (facts["title"], facts["guests"], facts["places"]) == ("Bread and code", "2", "0")


def test_a_place_of_unknown_kind_is_shown_without_one(run: Run, tmp_path: Path) -> None:
    show = "show: {id: s, title: S, language: en}\nplaces:\n"
    path = tmp_path / "mine.yaml"
    path.write_text(f"{show}  - id: austin\n    name: Austin, TX\n", encoding="utf-8")
    assert run("show", "austin", "--data", str(path))[1] == "Austin, TX\n"
    assert lines_of(run("places", "--data", str(path))[1]) == [["Austin, TX"]]
