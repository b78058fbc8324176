"""The registry of formats, and what it promises of each."""

from __future__ import annotations

import json
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from inspect import signature
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import pytest

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from techforgood_podcast import writers
from techforgood_podcast.writers import import_writer
from techforgood_podcast.writers.format import MODULES, FormatOptions

ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").exists())
CATALOGUE = tfg.Catalogue(show=tfg.Show(id="s", title="Été", language="fr"))
BUNDLED = tfg.load_catalogue()
FORMATS = {format_.name: format_ for format_ in tfg.formats()}
NAMES = list(FORMATS)
TEXTS = [name for name, format_ in FORMATS.items() if format_.kind == "text"]
SUFFIXES = [suffix for format_ in tfg.formats() for suffix in format_.suffixes]
IN_ONE_LANGUAGE = [name for name in NAMES if "language" in FORMATS[name].options]
OBJECTS: dict[str, tfg.Catalogue | tfg.Episodes | tfg.Episode] = {
    "catalogue": BUNDLED,
    "selection": BUNDLED.by_theme("emploi"),
    "episode": BUNDLED.episode(3),
    "empty selection": BUNDLED.episodes.where(lambda _: False),
    "bare show": CATALOGUE,
    "hostile": HOSTILE,
}
each_name = pytest.mark.parametrize("name", NAMES)
each_text = pytest.mark.parametrize("name", TEXTS)
each_in_one_language = pytest.mark.parametrize("name", IN_ONE_LANGUAGE)


def written(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of each file in a folder."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {str(file.relative_to(path)): file.read_bytes() for file in files if file.is_file()}


def test_the_type_of_names_lists_every_module_that_describes_a_format() -> None:
    start = f"{writers.__name__}."
    modules = [module.name for module in pkgutil.walk_packages(writers.__path__, start)]
    found = {name for name in modules if hasattr(import_module(name), "FORMAT")}
    assert found == {f"{start}{module}" for module in MODULES.values()}
    assert set(get_args(tfg.FormatName)) == set(MODULES) == set(NAMES)


def test_a_format_is_called_like_its_module() -> None:
    assert [import_writer(name).FORMAT.name for name in NAMES] == NAMES
    assert [MODULES[name].rpartition(".")[2] for name in NAMES] == NAMES


def test_formats_of_a_family_stand_together() -> None:
    families = [family for family, _ in groupby(FORMATS.values(), lambda one: one.family)]
    assert len(families) == len(set(families))


def test_each_suffix_names_one_format() -> None:
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert all(suffix.startswith(".") for suffix in SUFFIXES)


def test_only_folders_have_no_suffix() -> None:
    assert [name for name in NAMES if not FORMATS[name].suffixes] == [
        name for name in NAMES if FORMATS[name].kind == "folder"
    ]


def test_each_format_is_summed_up_in_a_sentence_of_its_own() -> None:
    summaries = {format_.summary for format_ in tfg.formats()}
    assert len(summaries) == len(tfg.formats())
    assert all(summary.endswith(".") for summary in summaries)


@cache
def outside_programs() -> set[str]:
    """Return the names of the programs that `make interop` and `make browser` install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = {one for one in project["dependency-groups"]["interop"] if isinstance(one, str)}
    for folder in ("interop", "browser"):
        path = ROOT / "tests" / folder / "package.json"
        found.update(json.loads(path.read_text(encoding="utf-8"))["dependencies"])
    for pairs in re.findall(
        r"debian\.sh ([^#\n]*)", (ROOT / "Makefile").read_text(encoding="utf-8")
    ):
        found.update(pair.partition("=")[0] for pair in pairs.split())
    return {re.sub("^py(?=pandoc)|-binary|==.*", "", one) for one in found}


@each_name
def test_a_format_names_an_independent_program_that_a_test_runs_on_it(name: str) -> None:
    docstring = import_writer(name).__doc__ or ""
    (named,) = re.findall(r"Tested with: (.*?)\.?\n\n", docstring.rstrip() + "\n\n", re.DOTALL)
    programs = {*re.findall(r"\w[\w.-]*", named.lower())} & outside_programs()
    paths = [
        path for side in ("interop", "browser") for path in ROOT.glob(f"tests/{side}/test_*.py")
    ]
    mention = re.compile("|".join(map(re.escape, (f'"{name}"', *FORMATS[name].suffixes))))
    tests = [text for path in paths if mention.search(text := path.read_text(encoding="utf-8"))]
    found = {one for one in programs if any(one in text.lower() for text in tests)}
    assert found, f'no test in tests/interop/ runs a program of "Tested with: {named}" on {name}'


@each_text
def test_every_text_ends_in_one_newline(name: str) -> None:
    for obj in (CATALOGUE, OBJECTS["empty selection"], OBJECTS["episode"], HOSTILE):
        text = tfg.dumps(obj, FORMATS[name])
        assert text == text.rstrip("\n") + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("obj", OBJECTS)
@each_name
def test_everything_can_be_written_in_every_format(name: str, obj: str, tmp_path: Path) -> None:
    target = tmp_path / "target"
    tfg.dump(OBJECTS[obj], target, FORMATS[name])
    assert target.is_dir() == (FORMATS[name].kind == "folder")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@each_in_one_language
def test_a_format_of_one_language_takes_either(name: str, language: str, tmp_path: Path) -> None:
    for number, obj in enumerate(OBJECTS.values()):
        tfg.dump(obj, tmp_path / f"{number}", FORMATS[name], language=language)
    assert len(list(tmp_path.iterdir())) == len(OBJECTS)


@each_in_one_language
def test_a_language_that_the_catalogue_lacks_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        tfg.dump(OWN, tmp_path / "target", FORMATS[name], language="br")
    assert (caught.value.text, caught.value.known) == ("br", ("de", "en", "fr"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in IN_ONE_LANGUAGE if name in TEXTS])
def test_a_longer_tag_means_the_language_that_it_narrows(name: str) -> None:
    written = [
        tfg.dumps(OWN, FORMATS[name], language=tag) for tag in ("de-AT", "DE_at", "de", "en")
    ]
    assert written[0] == written[1] == written[2] != written[3]


@pytest.mark.parametrize("option", ["base_url", "feed_url"])
def test_every_option_for_an_address_refuses_a_malformed_one(option: str) -> None:
    takers = [name for name in TEXTS if option in FORMATS[name].options]
    assert takers
    for name in takers:
        options: dict[str, Any] = {option: "home"}
        with pytest.raises(tfg.UnknownOptionError, match='"home" is not an address'):
            tfg.dumps(CATALOGUE, FORMATS[name], **options)


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return two folders in which processes of their own have written every format."""
    code = (
        "import sys, techforgood_podcast as tfg\n"
        "for format_ in tfg.formats():\n"
        "    target = f'{sys.argv[1]}/{format_.name}'\n"
        "    tfg.dump(tfg.by_theme('tech for good'), target, format_)\n"
    )
    folders = [tmp_path_factory.mktemp("process") for _ in range(2)]
    # Under LC_ALL=C, CPython 3.11 reads no path with an accent from the files of an environment.
    common = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C"}
    for folder, seed, zone in zip(folders, "12", ("UTC", "Asia/Tokyo"), strict=True):
        environment = {**common, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-S", "-c", code, str(folder)], env=environment, check=True)
    return folders


@pytest.mark.slow
@each_name
def test_output_is_the_same_in_processes_that_differ_in_all_but_the_data(
    name: str, tmp_path: Path, processes: list[Path]
) -> None:
    tfg.dump(tfg.by_theme("tech for good"), tmp_path / name, FORMATS[name])
    first, *others = (written(folder / name) for folder in (tmp_path, *processes))
    assert first
    assert others == [first, first]


def test_an_unknown_format_is_refused_with_the_one_meant() -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.dumps(CATALOGUE, "jsno")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert (caught.value.text, caught.value.known) == ("jsno", tuple(NAMES))
    assert caught.value.suggestions[0] == "json"


def test_a_format_like_no_other_is_refused_with_all_there_are() -> None:
    with pytest.raises(tfg.UnknownFormatError, match="choose from json, yaml, jsonl, csv"):
        tfg.dumps(CATALOGUE, "zzzz")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_the_type_of_names_of_texts_lists_every_format_that_is_text() -> None:
    assert sorted(get_args(tfg.TextFormatName)) == sorted(TEXTS)


def test_the_type_of_options_lists_those_of_every_format() -> None:
    taken = {option for format_ in tfg.formats() for option in format_.options}
    assert sorted(FormatOptions.__annotations__) == sorted(taken)


def test_a_format_is_passed_as_well_as_its_name() -> None:
    assert tfg.dumps(CATALOGUE, FORMATS["json"]) == tfg.dumps(CATALOGUE, "json")


@pytest.mark.parametrize("obj", [[BUNDLED.episode(3)], BUNDLED.people, None, "json"])
def test_what_is_neither_catalogue_nor_episodes_is_refused(obj: Any) -> None:
    message = "^expected a catalogue, a selection of episodes or an episode, found "
    for export in (lambda: tfg.dumps(obj, "json"), lambda: tfg.tables(obj)):
        with pytest.raises(TypeError, match=message):
            export()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TEXTS])
def test_what_is_no_text_is_not_given_as_one(name: str) -> None:
    with pytest.raises(tfg.UnknownFormatError, match=f'"{name}" is a .+ and not text') as caught:
        tfg.dumps(CATALOGUE, FORMATS[name])
    assert caught.value.known == get_args(tfg.TextFormatName)


@each_name
def test_a_format_states_the_options_that_its_function_takes(name: str) -> None:
    _, *options = signature(import_writer(name).content).parameters
    assert FORMATS[name].options == tuple(options)


@each_name
def test_an_option_that_a_format_does_not_take_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownOptionError, match='no option "colour"') as caught:
        tfg.dump(CATALOGUE, tmp_path / "target", FORMATS[name], colour=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert caught.value.known == (*FORMATS[name].options, "force")


@pytest.mark.parametrize("value", [-7, ["fr"], b"https://example.org/"])
@pytest.mark.parametrize("name", [name for name in NAMES if FORMATS[name].options])
def test_a_value_that_an_option_cannot_have_is_refused(
    name: str, value: Any, tmp_path: Path
) -> None:
    for option in FORMATS[name].options:
        with pytest.raises(tfg.UnknownOptionError) as caught:
            tfg.dump(CATALOGUE, tmp_path / "target", FORMATS[name], **{option: value})
        assert caught.value.text == str(value)
    assert list(tmp_path.iterdir()) == []


def test_a_misspelt_option_is_refused_with_the_one_meant() -> None:
    with pytest.raises(tfg.UnknownOptionError, match='no option "langauge"; did you mean "lang'):
        tfg.dumps(CATALOGUE, "rss", langauge="en")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


@each_name
def test_each_suffix_names_its_format(name: str, tmp_path: Path) -> None:
    tfg.dump(OWN, tmp_path / "named", FORMATS[name])
    for suffix in FORMATS[name].suffixes:
        target = tmp_path / f"a.b{suffix.upper()}"
        tfg.dump(OWN, target)
        assert target.read_bytes() == (tmp_path / "named").read_bytes()


def test_an_unknown_suffix_is_refused_with_the_one_meant(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.dump(CATALOGUE, tmp_path / "c.jsno")
    assert (caught.value.text, caught.value.known) == (".jsno", tuple(SUFFIXES))
    assert caught.value.suggestions[0] == ".json"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["parquet", "datapackage", "turtle"])
def test_a_suffix_that_is_the_name_of_a_format_says_how_to_ask_for_it(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(tfg.UnknownFormatError, match=f'pass format="{name}"'):
        tfg.dump(CATALOGUE, tmp_path / f"c.{name}")


def test_a_path_without_a_suffix_needs_the_name_of_a_format(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownFormatError, match=r"does not end in the suffix of a format"):
        tfg.dump(CATALOGUE, tmp_path / "catalogue")
    tfg.dump(CATALOGUE, tmp_path / "catalogue", "yaml")
    assert (tmp_path / "catalogue").read_text(encoding="utf-8").startswith("info:\n")


def test_the_name_of_a_format_goes_before_the_suffix(tmp_path: Path) -> None:
    tfg.dump(CATALOGUE, tmp_path / "c.json", "jsonl")
    assert len((tmp_path / "c.json").read_text(encoding="utf-8").splitlines()) == 2


@each_name
def test_what_exists_is_kept_unless_it_is_forced(name: str, tmp_path: Path) -> None:
    target = tmp_path / "target"
    tfg.dump(CATALOGUE, target, FORMATS[name])
    before = written(target)
    with pytest.raises(tfg.TargetExistsError) as caught:
        tfg.dump(OWN, target, FORMATS[name])
    assert caught.value.filename == str(target)
    assert written(target) == before
    tfg.dump(OWN, target, FORMATS[name], force=True)
    assert written(target) != before


def test_a_folder_in_the_place_of_the_file_is_kept_and_no_draft_left(tmp_path: Path) -> None:
    (tmp_path / "c.json" / "inside").mkdir(parents=True)
    with pytest.raises(tfg.TargetExistsError, match="choose another name"):
        tfg.dump(CATALOGUE, tmp_path / "c.json")
    with pytest.raises(IsADirectoryError, match=r"c\.json"):
        tfg.dump(CATALOGUE, tmp_path / "c.json", force=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["c.json"]


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        tfg.dump(CATALOGUE, tmp_path / "nowhere" / "c.json")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_into_the_current_folder_by_its_bare_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tfg.dump(CATALOGUE, "c.json")
    assert Path("c.json").read_text(encoding="utf-8") == tfg.dumps(CATALOGUE, "json")
