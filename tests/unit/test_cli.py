"""The command line prints what the library answers; ``commands/`` has what a person sees."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints
from unittest.mock import Mock

import pytest

import techforgood_podcast as tfg
from command_line import build_once, lines_of
from rss_documents import channel_of
from rss_strategies import item, rss
from site_pages import long_show
from techforgood_podcast.catalogue.answers import show_private
from techforgood_podcast.cli.terminal import PROGRAMS
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.citations.styles import Style
from techforgood_podcast.writers.format import FormatOptions

if TYPE_CHECKING:
    from command_line import Run

CATALOGUE = tfg.load_catalogue()
EPISODES = CATALOGUE.episodes
LISTS = ("people", "guests", "hosts", "organisations", "themes", "places")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(run: Run, *arguments: str) -> list[str]:
    """Return what is in the first column of a listing."""
    return [line[0] for line in lines_of(run(*arguments)[1])]


# ------------------------------------------------------------------------- the owners' program


@pytest.fixture
def owner(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command line under the name for owners, in a folder."""
    assert here.is_dir()
    monkeypatch.setattr("techforgood_podcast.cli.commands.PROGRAM", PROGRAMS[1])
    return run


SHOW = "id: bread\ntitle: Bread\nlanguage: en\n"


@pytest.mark.parametrize("line", ["validate", "info"])
def test_owners_are_asked_what_to_read(line: str, owner: Run) -> None:
    status, out, err = owner(line)
    assert (status, out) == (2, "")
    assert re.search("there is no show.yaml in this folder; name a folder.*(--data|validate) ", err)


def test_owners_read_the_folder_that_they_are_in(owner: Run, here: Path) -> None:
    (here / "show.yaml").write_text(SHOW, encoding="utf-8")
    assert owner("validate") == (0, "this folder: no problems found\n", "")
    assert owner("info")[1].split()[:2] == ["title", "Bread"]
    (here / "show.yaml").write_text(SHOW + "titel: Bread\n", encoding="utf-8")
    assert owner("validate")[1].startswith("show.yaml:4:1: titel: unknown key")


def test_owners_read_the_bundled_show_by_its_name_alone(owner: Run) -> None:
    assert codes(owner, "episodes", "--data", "package:techforgood_podcast")[0] == "S1 intro"


@pytest.mark.parametrize("line", ["formats", "init mine", "completion bash"])
def test_commands_that_read_no_catalogue_ask_owners_for_none(line: str, owner: Run) -> None:
    assert owner(*line.split())[0] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_feed_is_known_by_how_it_begins(encoding: str, run: Run, here: Path) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    text = f"{mark}\n <rss><channel><item><title>Oven</title></item></channel></rss>"
    (here / "feed").write_bytes(text.encode(encoding))
    assert codes(run, "episodes", "--data", "feed") == ["oven"]


def test_a_path_that_nothing_can_have_is_no_feed(run: Run, here: Path) -> None:
    assert here.is_dir()
    status, _, err = run("episodes", "--data", "x" * 5000)
    assert (status, "File name too long" in err) == (1, True)


def test_the_examples_of_queries_are_about_the_show_that_they_name(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techforgood_podcast.cli.parsers.PROGRAM", PROGRAMS[1])
    assert f"  {PROGRAMS[0]} show gentelet\n" in run("show", "--help")[1]
    assert f"  {PROGRAMS[1]} init my-podcast\n" in run("init", "--help")[1]


# ---------------------------------------------------------------------------------------- choices


SORTED_BY = get_type_hints(tfg.Episodes.sorted)["key"]


def words_of(type_: object) -> list[str]:
    """Return the words of a ``Literal``, or of one in a union."""
    return sorted(word for part in (type_, *get_args(type_)) for word in _literal(part))


def _literal(type_: object) -> tuple[str, ...]:
    return get_args(type_) if get_origin(type_) is Literal else ()


def test_the_command_line_offers_the_words_that_the_types_of_the_library_list(run: Run) -> None:
    taken = {option: words_of(type_) for option, type_ in get_type_hints(FormatOptions).items()}
    taken |= {"sort": words_of(SORTED_BY), "style": words_of(Style)}
    run("--version")
    _, commands = build_once(None)
    arguments = [one for name in ("export", "cite") for one in commands[name].list_arguments()]
    offered = {one.dest: sorted(one.choices) for one in arguments if one.choices}
    assert offered == {option: words for option, words in taken.items() if words}


def test_episodes_are_sorted_by_every_field_that_the_type_lists() -> None:
    with pytest.raises(tfg.UnknownFieldError) as caught:
        tfg.load_catalogue().episodes.sorted("nothing")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert sorted(caught.value.known) == words_of(SORTED_BY)


# ---------------------------------------------------------------------------------------- exports


@pytest.mark.parametrize(
    ("arguments", "format_", "options"),
    [
        ("json --theme emploi", "json", {}),
        ("ris --theme emploi -o -", "ris", {}),
        ("json --theme emploi --indent none", "json", {"indent": None}),
        ("json --theme emploi --indent 0", "json", {"indent": 0}),
        ("json --theme emploi --indent 4", "json", {"indent": 4}),
        ("markdown --theme emploi --language en-GB", "markdown", {"language": "en"}),
        (
            "rss --theme emploi --language en --feed-url https://a.example/feed",
            "rss",
            {"language": "en", "feed_url": "https://a.example/feed"},
        ),
        ("yaml --theme emploi -o new.yaml", "yaml", {}),
        ("--theme emploi -o new.csl.json", "csl", {}),
        ("jsonl --theme emploi --output new.txt", "jsonl", {}),
    ],
)
def test_export_writes_what_dump_writes(
    run: Run, here: Path, arguments: str, format_: Any, options: Any
) -> None:
    status, out, _ = run("export", *arguments.split())
    written = next(here.glob("new.*"), None)
    expected = tfg.dumps(tfg.by_theme("emploi"), format_, **options)
    assert status == 0
    assert (written.read_text(encoding="utf-8") if written else out) == expected
    assert out in {expected, f"wrote {written and written.name} (4 episodes)\n"}


def test_every_option_of_a_format_is_an_option_of_export(run: Run) -> None:
    options = {option for format_ in tfg.formats() for option in format_.options}
    explained = run("export", "--help")[1].partition("format options:")[2]
    flags = set(re.findall(r"^  --(?:no-)?([a-z-]+)", explained, re.MULTILINE))
    assert flags >= {option.replace("_", "-") for option in options}


@pytest.mark.parametrize(("count", "said"), [(149, 0), (150, 1)])
def test_export_of_a_long_show_says_that_a_folder_is_better_than_one_page(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, said: int
) -> None:
    monkeypatch.setattr("techforgood_podcast.cli.exporting.dump", Mock())
    file = tmp_path / "show.json"
    file.write_text(tfg.dumps(long_show(count), "json"), "utf-8")
    status, out, error = run("export", "html", "--data", str(file), "-o", str(tmp_path / "a.html"))
    assert (status, f"({count} episodes)" in out) == (0, True)
    assert error.count('"techforgood-podcast export site --output FOLDER" writes a page') == said


# --------------------------------------------------------------------------------------- listings


@pytest.mark.parametrize("name", LISTS)
def test_without_filters_a_listing_is_complete(run: Run, name: str) -> None:
    records = json.loads(run(name, "--json")[1])
    assert [record["id"] for record in records] == [one.id for one in getattr(CATALOGUE, name)]


@pytest.mark.parametrize(
    "listing", [*LISTS, "episodes", "search gaspillage", "related 5", "export jsonl"]
)
def test_every_listing_takes_every_filter(run: Run, listing: str) -> None:
    filters = (
        *("--episode", "1", "--guest", "Jean Moreau", "--host", "Michèle Foin"),
        *("--organisation", "phenix", "--theme", "food waste", "--place", "paris"),
        *("--text", "gaspillage", "--season", "1", "--longer-than", "33", "--shorter-than", "34"),
    )
    status, out, err = run(*listing.split(), *filters)
    assert (status, err) == (0, "")
    assert out
    status, out, err = run(*listing.split(), *filters, "--since", "2022", "--until", "2022")
    assert (status, err) == (1, "techforgood-podcast: nothing found\n")


def test_episodes_are_sorted_by_every_field_that_python_sorts_them_by(run: Run) -> None:
    fields: list[Any] = words_of(SORTED_BY)
    (known,) = re.findall("choose from (.+);", run("episodes", "--sort", "colour")[2])
    assert sorted(re.split(", | or ", known)) == sorted(fields)
    for field in fields:
        expected = [episode.code for episode in EPISODES.sorted(field)]
        assert codes(run, "episodes", "--sort", field) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--sort duration", EPISODES.sorted("duration")),
        ("--sort duration --reverse", EPISODES.sorted("duration", reverse=True)),
        ("--reverse", EPISODES[::-1]),
    ],
)
def test_exported_episodes_are_sorted_as_listed_ones(
    run: Run, options: str, expected: tfg.Episodes
) -> None:
    feed = channel_of(run("export", "rss", *options.split())[1])
    titles = [item.findtext("title", "") for item in feed.findall("item")]
    assert titles == [episode.title for episode in expected]
    assert codes(run, "episodes", *options.split()) == [episode.code for episode in expected]


@pytest.mark.parametrize("name", LISTS)
def test_other_listings_are_sorted_by_name_or_number_of_episodes(run: Run, name: str) -> None:
    names = codes(run, name, "--language", "fr", "--sort", "name")
    assert codes(run, name, "--language", "fr", "--sort", "name", "--reverse") == names[::-1]
    lines = lines_of(run(name, "--sort", "episodes", "--reverse")[1])
    counts = [line[-1].count("S1") for line in lines]
    assert counts == sorted(counts, reverse=True)


def test_names_are_sorted_in_the_language_in_which_they_are_shown(run: Run) -> None:
    names = codes(run, "themes", "--language", "en")
    assert names == sorted(names, key=str.casefold)
    assert names == codes(run, "themes", "--language", "en", "--sort", "name")


def test_formats_are_listed_with_suffixes_and_purpose(run: Run) -> None:
    assert [line[:2] for line in lines_of(run("formats")[1])] == [
        [format_.name, " ".join(format_.suffixes) or "folder"] for format_ in tfg.formats()
    ]


def test_info_says_what_the_catalogue_holds(run: Run) -> None:
    table, *account = run("info")[1].split("\n\n")
    assert dict(lines_of(table)) == {
        "title": "À qui profite la tech for good ?",
        "languages": "fr, en",
        "package": tfg.__version__,
        "version": CATALOGUE.info.version,
        "schema version": "1",
        "licence": "CC0-1.0 (aucun droit sur le podcast lui-même)",
        "notice": typeset(str(CATALOGUE.info.notice), "fr"),
        "sha256": CATALOGUE.info.sha256,
        **{name: str(len(getattr(CATALOGUE, name))) for name in ("episodes", *LISTS)},
    }
    assert [part.split("\n")[0] for part in account[2:]] == [
        *("Présentation", "Thèmes", "Contact et liens", "Sources"),
    ]
    info = json.loads(run("info", "--json")[1])
    assert (info["episodes"], info["sha256"]) == (len(EPISODES), CATALOGUE.info.sha256)
    assert (info["licence"], info["notice"]) == ("CC0-1.0", dict(CATALOGUE.info.notice or {}))


# ------------------------------------------------------------------------------------------- JSON

expanded = partial(tfg.to_dict, expand=True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("related 3 --limit 2 --json", tfg.to_dict(CATALOGUE.related(3, limit=2))),
        ("episodes --guest 'Hugo Dehaez' --json", tfg.to_dict(tfg.by_guest("Hugo Dehaez"))),
        ("episodes --theme art --expand", expanded(tfg.by_theme("art"))),
        ("show 3 --expand", expanded(CATALOGUE.episode(3))),
        ("show 3 --json", tfg.to_dict(CATALOGUE.episode(3))),
        ("show gentelet --json", tfg.to_dict(CATALOGUE.person("gentelet"))),
        ("show wetechcare --json", tfg.to_dict(CATALOGUE.organisation("wetechcare"))),
        ("show theme emploi --json", tfg.to_dict(CATALOGUE.theme("emploi"))),
        ("show belgium --json", tfg.to_dict(CATALOGUE.place("belgium"))),
        *(
            (f"show {what} --expand --language en", expanded(record, language="en"))
            for what, record in (
                ("3", CATALOGUE.episode(3)),
                ("gentelet", CATALOGUE.person("gentelet")),
                ("wetechcare", CATALOGUE.organisation("wetechcare")),
                ("theme emploi", CATALOGUE.theme("emploi")),
                ("belgium", CATALOGUE.place("belgium")),
            )
        ),
    ],
)
def test_json_holds_the_values_of_to_dict(run: Run, line: str, expected: object) -> None:
    status, out, err = run(*shlex.split(line))
    assert (status, json.loads(out), err) == (0, expected, "")
    assert "\\u" not in out


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ("guests --organisation kikk", "id", ["hugo-dehaez", "igor", "lea"]),
        ("organisations --guest igor", "id", ["kikk-festival", "post-uit-hessdalen"]),
        ("themes --place namur", "id", ["art", "arts-numeriques", "technologie-et-societe"]),
        ("themes --guest vigneron --language en", "label", ["Ethics"]),
        ("formats", "media_type", [format_.media_type for format_ in tfg.formats()]),
    ],
)
def test_a_list_as_json_holds_the_records_of_the_file_format(
    run: Run, line: str, key: str, expected: list[str]
) -> None:
    values = [record[key] for record in json.loads(run(*line.split(), "--json")[1])]
    assert [value for value in values if value in expected] == expected


@pytest.mark.parametrize(
    "text", ["gaspillage alimentaire", "épisode 5", "Frédéric Bardot", "« tech for good » emploi"]
)
def test_search_prints_what_the_library_finds_in_the_same_order(run: Run, text: str) -> None:
    hits = tfg.search(text)
    assert json.loads(run("search", text, "--json")[1])["hits"] == [*map(tfg.to_dict, hits)]
    whole = json.loads(run("search", text, "--expand")[1])["hits"]
    assert whole == tfg.to_dict(hits, expand=True)


def test_a_search_as_json_is_one_object(run: Run) -> None:
    hits = tfg.search("Fénix namur sofund")
    assert json.loads(run("search", "Fénix namur sofund", "--json")[1]) == {
        "hits": tfg.to_dict(hits),
        "entities": tfg.to_dict(hits.entities),
        "corrections": [["Fénix", "Phénix"]],
        "unmatched": ["sofund"],
        "suggestions": [["sowefund", "Sowefund"]],
    }


# ----------------------------------------------------------------------------------------- errors


def test_an_error_is_short_whatever_was_passed(run: Run) -> None:
    long = "x" * 100_000
    assert run("show", long)[2].count("x") == 299
    status, _, err = run("episodes", f"--json={long}")
    assert status == 2
    assert len(err) < 1100
    assert f'found "{"9" * 299}…"; see ' in run("episodes", "--season", "9" * 5000)[2]


def test_a_line_break_in_an_argument_is_escaped(run: Run) -> None:
    assert r'no guest "no\nbody"; ' in run("episodes", "--guest", "no\nbody")[2]
    assert r'unexpected argument "a\nb"; ' in run("info", "a\nb")[2]


@pytest.mark.usefixtures("here")
def test_the_mistake_that_the_readme_shows_is_reported_as_it_shows_it(run: Run) -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(.*?)```", readme, flags=re.DOTALL)[0]
    command, shown = re.findall(
        r"\$ podcast-catalogue (validate [^\n]*)\n(.*?)```", readme, flags=re.DOTALL
    )[0]
    text = text.replace("person: ada-miller", "person: ada-milner")
    Path("my-podcast.yaml").write_text(text, encoding="utf-8")
    assert run(*command.split()) == (1, shown, "")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("unreadable", "shown"),
    [("mine", "mine"), ("episodes", "mine/episodes"), ("season-1", "mine/episodes/season-1")],
)
def test_a_folder_that_cannot_be_listed_is_named_by_its_path(
    unreadable: str, shown: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "mine")[0] == 0
    Path("mine/episodes/season-1").mkdir()
    listed, stat = Path.iterdir, Path.stat

    def refuse(self: Path) -> Any:
        if self.name == unreadable:
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    def refuse_inside(self: Path, **options: Any) -> Any:
        if self.parent.name == unreadable:
            raise PermissionError(13, "Permission denied", str(self))
        return stat(self, **options)

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(Path, "stat", refuse_inside)
    status, out, _ = run("validate", "mine", "--quiet")
    assert (status, out) == (1, f"{shown}: cannot be read: Permission denied\n")


def test_a_file_whose_name_is_not_unicode_is_reported(run: Run) -> None:
    name = os.fsdecode(b"nowhere-\xff.yaml")
    status, out, _ = run("validate", "--json", name)
    assert (status, json.loads(out)[0]["file"]) == (1, name)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("anna@example.org", "anne@example.org", ("anna@…", "anne@…")),
        ("ann@example.org", "anna@example.org", ("ann@…", "anna@…")),
        ("ann@example.org", "ann@example.com", ("…g", "…m")),
        ("bob@example.org", "ann@example.org", ("b…", "a…")),
        ("ann@example.org", None, ("(private)", "none")),
        (None, "ann@example.org", ("none", "(private)")),
    ],
)
def test_private_values_are_told_apart_by_few_letters(
    before: str | None, after: str | None, shown: tuple[str, str]
) -> None:
    assert show_private(before, after) == shown


def test_bytes_that_are_no_text_are_refused_in_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "feed.xml"
    packed.write_bytes(gzip.compress(b"<rss/>"))
    assert run("episodes", "--data", str(packed))[2] == (
        f"techforgood-podcast: {packed}: expected an RSS feed, found a compressed file; unpack it\n"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"show: \xff")))
    assert run("episodes", "--data", "-")[2] == (
        "techforgood-podcast: -:1:7: the byte 0xff is not valid UTF-8; save the file as UTF-8\n"
    )


def test_a_feed_may_come_from_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pipe(guid: str) -> None:
        items = (item(title=t, guid=guid + t, pubDate="1 Jan 2022 08:00 +0000") for t in "ab")
        data = io.BytesIO(rss("".join(items)).encode())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))

    monkeypatch.chdir(tmp_path)
    pipe("old")
    assert run("import-feed", "-", "-o", "mine")[0] == 0
    pipe("old")
    assert run("update", "mine", "-")[1] == "mine: nothing new\n"
    pipe("new")
    assert run("update", "mine", "-")[1].endswith("techforgood-podcast update ./mine - --moved\n")
    pipe("old")
    lost = run("export", "rss", "--data", "mine", "--replacing", "-", "-o", "new.xml")
    assert (lost[0], lost[1].splitlines()[-1]) == (0, "wrote new.xml (2 episodes)")
    pipe("new")
    assert run("update", "mine", "-", "--moved", "--max-bytes", "9")[2] == (
        "techforgood-podcast: feed:1:1: the feed has more than 9 bytes;"
        " pass --max-bytes to allow more\n"
    )
