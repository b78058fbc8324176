"""The command line prints what the library answers; ``commands/`` has what a person sees."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest

import techforgood_podcast as tfg
from command_line import Run, lines_of


@pytest.mark.parametrize("name", ["people", "guests", "hosts", "organisations", "themes", "places"])
def test_without_filters_a_listing_is_complete(run: Run, name: str) -> None:
    entities = getattr(tfg.load_catalogue(), name)
    records = json.loads(run(name, "--json")[1])
    assert [record["id"] for record in records] == [entity.id for entity in entities]


def test_related_episodes_as_json_are_those_of_to_dict(run: Run) -> None:
    _, out, _ = run("related", "3", "--limit", "2", "--json")
    assert json.loads(out) == tfg.to_dict(tfg.load_catalogue().related(3, limit=2))


@pytest.mark.parametrize(
    "text", ["gaspillage alimentaire", "épisode 5", "Frédéric Bardot", "« tech for good » emploi"]
)
def test_search_prints_what_the_library_finds_in_the_same_order(run: Run, text: str) -> None:
    _, out, _ = run("search", text, "--json")
    assert json.loads(out)["hits"] == [tfg.to_dict(hit) for hit in tfg.search(text)]


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
        *("search", "related", "cite", "export", "formats", "info", "completion", "help"),
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


def test_json_is_printed_in_plain_letters(run: Run) -> None:
    _, out, _ = run("episodes", "--guest", "Hugo Dehaez", "--json")
    assert "chorégraphe" in out


def test_info_and_formats_can_be_read_by_programs(run: Run) -> None:
    info = json.loads(run("info", "--json")[1])
    catalogue = tfg.load_catalogue()
    assert (info["episodes"], info["sha256"]) == (len(catalogue.episodes), catalogue.info.sha256)
    formats = json.loads(run("formats", "--json")[1])
    assert [record["media_type"] for record in formats] == [f.media_type for f in tfg.formats()]


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("show 3", tfg.load_catalogue().episode(3)),
        ("show gentelet", tfg.load_catalogue().person("gentelet")),
        ("show wetechcare", tfg.load_catalogue().organisation("wetechcare")),
        ("show theme emploi", tfg.load_catalogue().theme("emploi")),
        ("show belgium", tfg.load_catalogue().place("belgium")),
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
        "version": tfg.load_catalogue().info.version,
        "schema version": "1",
        "licence": "CC0-1.0",
        **{name: str(len(getattr(tfg.load_catalogue(), name))) for name in lists},
    }
