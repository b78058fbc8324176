"""The command line: what the commands print that read a catalogue, as tables and as JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from command_line import Run, lines_of

if TYPE_CHECKING:
    from pathlib import Path


def test_episodes_are_listed_with_code_title_running_time_and_guests(run: Run) -> None:
    status, out, err = run("episodes", "--host", "Bandelier")
    assert (status, err) == (0, "")
    assert out.startswith(
        "S1 intro  À qui profite la tech for good, l'intro !               03:13\n"
        "S1E3      Fracture numérique et fracture sociale avec Wetechcare         "
        "Linda Salli, Johnny, Khamran Yekrangi, Jean Deydier, François Lucas, Karine Gentelet\n"
        "S1E7      Simplon où le pari du numérique pour tous               27:26  "
        "Saida, Maria, Kenwele, Frédéric Bardeau, Carole Soucaille, Anna Choury, Karine Gentelet\n"
    )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], [episode.code for episode in tfg.load_catalogue().episodes]),
        (["--guest", "GENTELET, karine"], ["S1E3", "S1E7"]),
        (["--host", "antonin"], ["S1 intro", "S1E4", "S1E6"]),
        (["--organisation", "wetechcare"], ["S1E3"]),
        (["--theme", "food waste"], ["S1E1"]),
        (["--place", "belgium"], ["S1E4", "S1E6"]),
        (["--text", "imprimantes 3D"], ["S1E6"]),
        (["--text", "festival de Namur"], ["S1E4"]),
        (["--theme", "art", "--theme", "santé"], ["S1E4", "S1E6"]),
        (["--theme", "low-tech", "--place", "belgique"], ["S1E6"]),
        (["--theme=low-tech", "--guest=Lara Market"], ["S1E6"]),
    ],
)
def test_filters_of_one_kind_mean_any_and_of_two_kinds_both(
    run: Run, filters: list[str], found: list[str]
) -> None:
    status, out, _ = run("episodes", *filters)
    assert status == 0
    assert [line[0] for line in lines_of(out)][: len(found)] == found


def test_a_text_is_looked_for_in_every_episode_that_the_other_filters_keep(run: Run) -> None:
    assert [hit.episode.code for hit in tfg.search("numérique", limit=1)] != ["S1E4"]
    status, out, _ = run("episodes", "--theme", "art", "--text", "numérique")
    assert (status, lines_of(out)[0][0]) == (0, "S1E4")


def test_people_are_listed_with_their_parts_and_episodes(run: Run) -> None:
    status, out, _ = run("people", "--guest", "Pierre Quinonero", "--language", "en")
    assert status == 0
    assert ["Patrick Gaillardin", "host", "S1E8"] in lines_of(out)
    assert ["Pierre Quinonero", "guest", "S1E8"] in lines_of(out)
    assert ["Sébastien Molas", "mentioned", "S1E8"] in lines_of(out)


def test_hosts_are_listed_with_their_episodes(run: Run) -> None:
    status, out, _ = run("hosts", "--place", "belgique")
    assert (status, lines_of(out)) == (0, [["Antonin Weber", "S1E4, S1E6"]])


def test_places_are_listed_with_what_is_around_them_and_their_kind(run: Run) -> None:
    status, out, _ = run("places", "--guest", "marie du chastel", "--language", "en")
    assert status == 0
    assert lines_of(out) == [
        ["Belgium", "country", "S1E4"],
        ["Namur, Wallonia, Belgium", "city", "S1E4"],
        ["Wallonia, Belgium", "region", "S1E4"],
    ]


@pytest.mark.parametrize("name", ["people", "guests", "hosts", "organisations", "themes", "places"])
def test_without_filters_a_listing_is_complete(run: Run, name: str) -> None:
    entities = getattr(tfg.load_catalogue(), name)
    records = json.loads(run(name, "--json")[1])
    assert [record["id"] for record in records] == [entity.id for entity in entities]


def test_related_episodes_are_listed_with_what_they_share(run: Run) -> None:
    status, out, _ = run("related", "plastic", "odyssey", "--limit", "1", "--language", "en")
    closest = tfg.load_catalogue().related("plastic odyssey", limit=1)[0]
    ((code, title, shared),) = lines_of(out)
    assert (status, code, title) == (0, closest.episode.code, closest.episode.title)
    assert shared.split(", ") == [
        *(person.name for person in closest.people),
        *(body.name for body in closest.organisations),
        *(theme.label.best("en") for theme in closest.themes),
    ]


def test_related_episodes_are_those_that_the_filters_keep(run: Run) -> None:
    _, out, _ = run("related", "3", "--shorter-than", "30")
    found = {line[0] for line in lines_of(out)}
    assert "S1E7" in found
    short = tfg.load_catalogue().episodes.shorter_than(minutes=30)
    assert found <= {episode.code for episode in short}


def test_the_three_closest_episodes_are_listed_unless_a_limit_is_given(run: Run) -> None:
    assert len(lines_of(run("related", "3")[1])) == 3
    assert len(lines_of(run("related", "3", "--limit", "4")[1])) == 4


def test_related_episodes_as_json_are_those_of_to_dict(run: Run) -> None:
    _, out, _ = run("related", "3", "--limit", "2", "--json")
    assert json.loads(out) == tfg.to_dict(tfg.load_catalogue().related(3, limit=2))


def test_guests_are_listed_with_their_roles_and_episodes(run: Run) -> None:
    status, out, _ = run("guests", "--organisation", "kikk", "--theme", "arts numériques")
    assert status == 0
    assert lines_of(out) == [
        ["Hugo Dehaez", "artiste chorégraphe", "S1E4"],
        ["Igor", "membre du public", "S1E4"],
        ["Léa", "membre du public", "S1E4"],
        ["Marie du Chastel", "curatrice du Kikk Festival", "S1E4"],
        ["Philippe Villas Boas", "artiste", "S1E4"],
        ["Seumboy", "artiste chaman numérique", "S1E4"],
    ]


def test_a_guest_of_two_episodes_is_listed_once_with_both(run: Run) -> None:
    _, out, _ = run("guests")
    (codes,) = [codes for name, _, codes in lines_of(out) if name == "Karine Gentelet"]
    assert codes.split(", ")[:2] == ["S1E3", "S1E7"]


@pytest.mark.parametrize(
    ("language", "role"),
    [("en", "credited with Arnaud as: patients"), ("fr", "avec Arnaud au titre de\xa0: patients")],
)
def test_a_role_that_guests_share_is_listed_with_those_who_share_it(
    run: Run, language: str, role: str
) -> None:
    _, out, _ = run("guests", "--guest", "Lara Vigneron", "--language", language)
    assert ["René", role, "S1E6"] in lines_of(out)


def test_a_guest_is_listed_with_each_role_once_and_with_the_organisations_it_does_not_name(
    run: Run, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "show: {id: s, title: S, language: en}\n"
        "organisations: [{id: mill, name: Mill, kind: company},"
        " {id: oven, name: Oven, kind: company}]\n"
        "people: [{id: ann, name: Ann}, {id: bob, name: Bob}]\n"
        "episodes:\n"
        "  - {id: e1, title: One, guests: ["
        "{person: ann, role: baker, organisations: [mill], credited_as: Ann},"
        " {person: bob, organisations: [mill, oven], credited_as: Bob}]}\n"
        "  - {id: e2, title: Two, guests: ["
        "{person: ann, role: head of Oven, organisations: [oven], credited_as: Ann}]}\n"
        "  - {id: e3, title: Three, guests: ["
        "{person: ann, role: baker, organisations: [mill], credited_as: Ann}]}\n",
        encoding="utf-8",
    )
    assert lines_of(run("guests", "--data", str(mine))[1]) == [
        ["Ann", "baker (Mill); head of Oven", "e1, e2, e3"],
        ["Bob", "Mill, Oven", "e1"],
    ]


def test_organisations_are_listed_with_kind_and_episodes(run: Run) -> None:
    status, out, _ = run("organisations", "--guest", "marie du chastel")
    assert status == 0
    assert lines_of(out) == [
        ["Kikk festival", "festival", "S1E4"],
        ["Post Uit Hessdalen", "troupe", "S1E4"],
    ]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ([], ["Art", "Arts numériques", "Rapport à la technologie", "Spectacle vivant"]),
        (
            ["--language", "fr"],
            ["Art", "Arts numériques", "Rapport à la technologie", "Spectacle vivant"],
        ),
        (
            ["--language", "en"],
            ["Art", "Digital arts", "Relationship with technology", "Performing arts"],
        ),
    ],
)
def test_themes_are_listed_in_the_language_asked_for(
    run: Run, language: list[str], labels: list[str]
) -> None:
    status, out, _ = run("themes", "--place", "namur", *language)
    assert status == 0
    assert [line[0] for line in lines_of(out)][:4] == labels


def test_search_prints_what_was_matched(run: Run) -> None:
    status, out, err = run("search", "imprimantes", "3D")
    assert (status, err) == (0, "")
    code, title, snippet = lines_of(out)[0]
    assert (code, title) == ("S1E6", "Ethique, tech et soin : un fablab au coeur du CHU de Liège")
    assert "une découpe laser et des imprimantes 3D" in snippet


def test_search_prints_the_best_hits_up_to_a_limit(run: Run) -> None:
    _, every, _ = run("search", "travailler")
    status, out, err = run("search", "travailler", "--limit", "2")
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == [
        line.split()[0] for line in every.splitlines()[:2]
    ]
    assert len(json.loads(run("search", "emploi", "--limit", "1", "--json")[1])["hits"]) == 1


@pytest.mark.parametrize(
    "text", ["gaspillage alimentaire", "épisode 5", "Frédéric Bardot", "« tech for good » emploi"]
)
def test_search_prints_what_the_library_finds_in_the_same_order(run: Run, text: str) -> None:
    _, out, _ = run("search", text, "--json")
    assert json.loads(out)["hits"] == [tfg.to_dict(hit) for hit in tfg.search(text)]


def test_a_limit_counts_the_hits_that_pass_the_filters(run: Run) -> None:
    _, out, _ = run("search", "emploi", "--guest", "Jean Deydier", "--limit", "1")
    assert [line.split()[0] for line in out.splitlines()] == ["thème", "S1E3"]


def test_search_shows_what_the_words_name_above_the_episodes(run: Run) -> None:
    _, out, _ = run("search", "gentelet à Namur chez Entourage")
    assert [line.split(maxsplit=1) for line in out.splitlines()][:3] == [
        ["organisation", "Entourage"],
        ["lieu", "Namur, Wallonie, Belgique"],
        ["personne", "Karine Gentelet"],
    ]


def test_search_says_on_standard_error_what_it_corrected_and_what_nothing_has(run: Run) -> None:
    status, _, err = run("search", "Fénix xylophone")
    assert status == 0
    assert [line.partition(": ")[2] for line in err.splitlines()] == [
        '"Fénix" was taken for "Phénix"',
        'no text has "xylophone"',
    ]


def test_a_search_that_finds_nothing_suggests_names_that_are_spelt_alike(run: Run) -> None:
    status, out, err = run("search", "Sofund")
    assert (status, out) == (1, "")
    assert err.endswith('nothing found; did you mean "Sowefund"?\n')


@pytest.mark.parametrize("limit", ["0", "-1", "few", "1.5", ""])
def test_a_limit_is_a_number_from_one(run: Run, limit: str) -> None:
    status, out, err = run("search", "emploi", f"--limit={limit}")
    assert (status, out) == (2, "")
    assert f'--limit: expected a positive whole number, found "{limit}"' in err


def test_formats_are_listed_with_suffixes_and_purpose(run: Run) -> None:
    status, out, _ = run("formats")
    assert status == 0
    assert [line[:2] for line in lines_of(out)] == [
        [format_.name, " ".join(format_.suffixes) or "folder"] for format_ in tfg.formats()
    ]


def test_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"techforgood-podcast {tfg.__version__}\n", "")


@pytest.mark.parametrize("name", ["techforgood-podcast", "podcast-catalogue"])
@pytest.mark.parametrize(
    ("arguments", "stream", "line"),
    [
        ([], "stdout", "All commands: {name} --help"),
        (["--version"], "stdout", f"{{name}} {tfg.__version__}"),
        (["nope"], "stderr", '{name}: unknown command "nope"; see {name} --help'),
        (["completion", "bash"], "stdout", "complete -o bashdefault -F {function} {name}"),
    ],
)
def test_messages_and_completion_use_the_name_that_was_typed(
    name: str, arguments: list[str], stream: str, line: str
) -> None:
    code = f"import sys; sys.argv = ['/bin/{name}']; from techforgood_podcast.cli import main"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; main({arguments})"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    function = f"_shtab_{name.replace('-', '_')}"
    assert line.format(name=name, function=function) in getattr(done, stream).splitlines()


def test_help_lists_every_command(run: Run) -> None:
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    assert re.findall(r"^    ([\w-]+) ", out, flags=re.MULTILINE) == [
        *("episodes", "show", "people", "guests", "hosts", "organisations", "themes", "places"),
        *("search", "related", "export", "formats", "info", "completion", "help"),
        *("init", "import-feed", "update", "validate", "diff", "same-person", "package", "enrich"),
    ]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("episodes", "--guest", "frédéric bardeau"), ["s01e07"]),
        (("guests", "--organisation", "kikk"), ["hugo-dehaez", "igor", "lea"]),
        (("organisations", "--guest", "igor"), ["kikk-festival", "post-uit-hessdalen"]),
        (("themes", "--place", "namur"), ["art", "arts-numeriques", "rapport-a-la-technologie"]),
    ],
)
def test_a_list_as_json_holds_the_records_of_the_file_format(
    run: Run, arguments: tuple[str, ...], ids: list[str]
) -> None:
    status, out, err = run(*arguments, "--json")
    assert (status, err) == (0, "")
    assert [record["id"] for record in json.loads(out)][: len(ids)] == ids


def test_a_search_as_json_is_one_object(run: Run) -> None:
    _, out, _ = run("search", "Fénix namur sofund", "--json")
    hits = tfg.search("Fénix namur sofund")
    assert json.loads(out) == {
        "hits": tfg.to_dict(hits),
        "entities": tfg.to_dict(hits.entities),
        "corrections": [["Fénix", "Phénix"]],
        "unmatched": ["sofund"],
        "suggestions": [["sowefund", "Sowefund"]],
    }


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("episodes", "--theme", "art"), tfg.by_theme("art")),
        (("show", "3"), tfg.load_catalogue().episode(3)),
    ],
    ids=["episodes", "show"],
)
def test_expanded_output_is_json_with_names(
    run: Run, arguments: tuple[str, ...], expected: Any
) -> None:
    status, out, err = run(*arguments, "--expand")
    assert (status, err) == (0, "")
    assert json.loads(out) == tfg.to_dict(expected, expand=True)


def test_an_expanded_search_is_json_with_names(run: Run) -> None:
    found = json.loads(run("search", "emploi", "--limit", "2", "--expand")[1])
    assert found["hits"] == tfg.to_dict(tfg.search("emploi", limit=2), expand=True)


def test_a_language_makes_the_texts_in_json_plain(run: Run) -> None:
    _, out, _ = run("themes", "--guest", "vigneron", "--json", "--language", "en")
    assert "Ethics" in [theme["label"] for theme in json.loads(out)]


def test_one_episode_as_json_is_its_record(run: Run) -> None:
    status, out, _ = run("show", "intro", "--json")
    record = json.loads(out)
    assert status == 0
    assert record["title"] == "À qui profite la tech for good, l'intro !"
    assert record["duration"] == "03:13"
    assert "number" not in record


def test_json_is_printed_in_plain_letters(run: Run) -> None:
    _, out, _ = run("episodes", "--guest", "Hugo Dehaez", "--json")
    assert "chorégraphe" in out


def test_info_and_formats_can_be_read_by_programs(run: Run) -> None:
    info = json.loads(run("info", "--json")[1])
    catalogue = tfg.load_catalogue()
    assert (info["episodes"], info["sha256"]) == (len(catalogue.episodes), catalogue.info.sha256)
    formats = json.loads(run("formats", "--json")[1])
    assert [record["media_type"] for record in formats] == [f.media_type for f in tfg.formats()]


def test_another_catalogue_is_used_where_one_is_named(run: Run, mine: str) -> None:
    assert run("episodes", "--data", mine) == (0, "S1E1  The oven  Ada Miller, Alan Baker\n", "")
    assert run("guests", "--data", mine)[1] == "Ada Miller         S1E1\nAlan Baker  baker  S1E1\n"
    assert run("themes", "--data", mine, "--language", "fr")[1] == "Boulangerie  S1E1\n"
    assert run("search", "--data", mine, "oven")[1] == "S1E1  The oven  The oven\n"
