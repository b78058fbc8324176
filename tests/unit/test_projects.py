"""The project that makes an installable package of a catalogue or a feed."""

from __future__ import annotations

import ast
import doctest
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from packaging.requirements import Requirement

import techforgood_podcast as tfg
from case_files import files_in, head_of
from catalogues import LINKED
from techforgood_podcast import packaged
from techforgood_podcast.authoring import projects
from techforgood_podcast.cli.terminal import as_argument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from command_line import Run

# The feed of the cases.
FEED = files_in(head_of(Path(__file__).parent / "commands" / "packages.cases"))["feed.xml"]
NAME = "night_kitchen_live"
ITEM = (
    "<item><title>Oven</title><itunes:season>1</itunes:season>"
    "<itunes:episode>1</itunes:episode></item>"
)


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "project" / "src"), *sys.path])
    monkeypatch.setattr(packaged, "_LOADED", {})
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    Path("feed.xml").write_text(FEED, encoding="utf-8")
    return run


def texts(folder: str = "project") -> dict[str, str]:
    """Return the text of each file of a project, by its path."""
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_a_feed_becomes_a_project_whose_files_can_be_read(run: Run) -> None:
    run("package", "feed.xml", "-o", "project")
    files = texts()
    project = tomllib.loads(files["pyproject.toml"])["project"]
    assert project["dependencies"] == [f"techforgood-podcast>={tfg.__version__}"]
    for path in files:
        if path.endswith(".py"):
            ast.parse(files[path])
        elif path.endswith((".yml", ".cff")):
            yaml.safe_load(files[path])
    assert json.loads(files[".zenodo.json"])["title"] == 'Night "Kitchen" *live*'
    assert [path for path, text in files.items() if "owner@" in text] == [
        f"src/{NAME}/data/show.yaml"
    ]
    assert not any("Notes on the oven" in text for text in files.values())
    assert run("package", "feed.xml", "-o", "project")[0] == 1
    assert texts() == files


@pytest.mark.parametrize("folder", [".", ".."])
def test_a_path_that_says_where_it_is_is_printed_as_it_is(
    run: Run, tmp_path: Path, folder: str
) -> None:
    target = str(tmp_path / "kitchen") if folder == "." else "../kitchen"
    _, out, _ = run("package", "feed.xml", "-o", target)
    assert f"\npip install --no-build-isolation --no-deps {target}\n" in out


def test_windows_quotes_a_folder_in_its_own_way() -> None:
    assert as_argument("kitchen", windows=True) == "./kitchen"
    assert as_argument("..\\kitchen", windows=True) == "..\\kitchen"
    assert as_argument("a & b", windows=True) == '"./a & b"'


def test_the_package_has_the_facade_and_the_examples_of_its_readme_are_true(run: Run) -> None:
    run("package", "feed.xml", "-o", "project")
    assert doctest.testfile(str(Path("project", "README.md").resolve()), module_relative=False) == (
        0,
        3,
    )
    package = sys.modules[NAME]
    assert package.__all__ == projects.FUNCTIONS
    assert package.by_guest("Ada Miller") == package.load_catalogue().episodes
    literals = __import__(f"{NAME}.literals").literals
    assert literals.People.ada_miller == package.load_catalogue().person("Ada Miller").id


@pytest.mark.parametrize(
    ("name", "licence", "reason"),
    [
        ("Night Kitchen", None, '"Night Kitchen" is not a name such as night_kitchen'),
        (None, "my own", '"my own" is not an SPDX expression such as CC-BY-4.0'),
    ],
)
@pytest.mark.usefixtures("run")
def test_python_refuses_a_wrong_name_or_licence_too(
    name: str | None, licence: str | None, reason: str
) -> None:
    with pytest.raises(tfg.UnknownOptionError, match=re.escape(reason)):
        tfg.authoring.package("feed.xml", "project", name=name, licence=licence)
    assert not Path("project").exists()


def test_the_facade_of_the_bundled_show_has_the_same_functions() -> None:
    assert set(projects.FUNCTIONS) < set(tfg.__all__)


def test_an_address_is_not_the_author_to_cite(run: Run) -> None:
    author = "<language>en</language><itunes:author>owner@example.org (Ada)</itunes:author>"
    feed = FEED.replace("<language>en</language>", author)
    Path("feed.xml").write_text(feed, encoding="utf-8")
    run("package", "feed.xml", "-o", "project")
    assert not any("owner@" in text for path, text in texts().items() if "/data/" not in path)
    assert yaml.safe_load(texts()["CITATION.cff"])["authors"] == [
        {"name": 'Night "Kitchen" *live*'}
    ]


def test_a_folder_is_copied_as_it_is_but_for_notes(run: Run) -> None:
    run("import-feed", "feed.xml", "-o", "mine")
    Path("mine", ".hidden").touch()
    show = Path("mine", "show.yaml")
    show.write_text("# Mine.\n" + show.read_text(encoding="utf-8"), encoding="utf-8")
    run("package", "mine", "-o", "project")
    run("package", "mine", "-o", "with", "--with-notes")
    data = Path("project", "src", NAME, "data")
    assert (data / "show.yaml").read_bytes() == show.read_bytes()
    assert not (data / ".hidden").exists()
    assert tfg.load_catalogue(data).episodes[0].notes is None
    kept = tfg.load_catalogue(Path("with", "src", NAME, "data"))
    assert kept == tfg.load_catalogue("mine")
    assert (kept.episodes[0].notes or "").strip() == "Notes on the oven."


def data(*names: str) -> set[str]:
    """Return the paths of the files in the data of a project, of which these are parts."""
    prefix = f"src/{NAME}/data/"
    paths = (path.removeprefix(prefix) for path in texts() if path.startswith(prefix))
    return {path for path in paths if any(name in path for name in names)}


def test_a_package_takes_what_loading_reads_and_what_says_what_it_is(run: Run) -> None:
    run("import-feed", "feed.xml", "-o", "mine")
    before = set(texts("mine"))
    taken = {
        *("LICENSE", "LICENCE.txt", "LICENSE-CC0-1.0", "LICENSE-MIT", "README.fr.md", "readme.rst"),
        *("COPYING", "NOTICE.md", "feed.yaml", "redirects.yaml"),
    }
    left = {
        *("conftest.py", "test_x.py", "__init__.py", "LICENSE.py", "README.md.py"),
        *("LICENSE.txt.pyc", "NOTICE.pth", "notes.txt", "proposals.csv", "README.", ".LICENSE.md"),
        *("LICENSE-MIT.so", "episodes/conftest.py", "episodes/README.md", "episodes/.e1.yaml"),
        *("schema/mine.py", "sub/README.md", "LICENSES/MIT.txt", "README/x.md"),
        "schema/sub/show.schema.json",
    }
    for name in taken | left:
        path = Path("mine", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[]\n" if name == "redirects.yaml" else "", encoding="utf-8")
    assert run("package", "mine", "-o", "project")[0] == 0
    assert data("") == before | taken


@pytest.mark.parametrize(
    "name", ["LICENSE.txt", "show.yaml", "feed.yaml", "episodes/e2.yaml", "schema/show.schema.json"]
)
def test_a_link_that_leads_out_of_the_folder_is_refused_and_named(run: Run, name: str) -> None:
    run("import-feed", "feed.xml", "-o", "mine")
    Path("secret").write_text("PRIVATE KEY", encoding="utf-8")
    Path("mine", "second").symlink_to(Path("secret").resolve())
    link = Path("mine", name)
    link.unlink(missing_ok=True)
    link.symlink_to(Path("..", "second") if "/" in name else "second")
    message = "the link leads out of the folder; put the file in its place"
    for source in ("mine", Path("mine")):
        with pytest.raises(tfg.CatalogueError) as caught:
            projects.package(source, "project")
        assert str(caught.value) == f"{name}: {message}"
    said = f"techforgood-podcast: {Path('mine', name)}: {message}\n"
    assert run("package", "mine", "-o", "project") == (1, "", said)
    assert not Path("project").exists()


def test_a_folder_of_episodes_elsewhere_is_refused(run: Run) -> None:
    run("import-feed", "feed.xml", "-o", "mine")
    Path("mine", "episodes").rename("elsewhere")
    Path("mine", "episodes").symlink_to(Path("elsewhere").resolve())
    err = run("package", "mine", "-o", "project")[2]
    assert f"{Path('mine', 'episodes', 's01e01.yaml')}: the link leads out" in err


def test_a_link_to_nowhere_outside_is_refused_and_one_to_nowhere_inside_left(run: Run) -> None:
    run("import-feed", "feed.xml", "-o", "mine")
    Path("mine", "NOTICE").symlink_to("nowhere")
    Path("mine", "COPYING").symlink_to("COPYING")
    assert run("package", "mine", "-o", "project")[0] == 0
    assert data("NOTICE", "COPYING") == set()
    Path("mine", "README").symlink_to("../nowhere")
    assert "README: the link leads out" in run("package", "mine", "-o", "other")[2]


def test_a_link_inside_the_folder_is_taken_as_a_file(run: Run) -> None:
    run("import-feed", "feed.xml", "-o", "mine")
    Path("linked").symlink_to("mine")
    Path("mine", "terms").write_text("Free.", encoding="utf-8")
    Path("mine", "LICENSE").symlink_to("terms")
    assert run("package", "linked", "-o", "project")[0] == 0
    path = Path("project", "src", NAME, "data", "LICENSE")
    assert path.read_text(encoding="utf-8") == "Free."
    assert not path.is_symlink()


def test_a_licence_that_is_no_text_is_refused_and_named(run: Run) -> None:
    run("import-feed", "feed.xml", "-o", "mine")
    Path("mine", "LICENSE").write_bytes(b"\x89PNG")
    said = ":1:1: the byte 0x89 is not valid UTF-8; save the file as UTF-8\n"
    assert run("package", "mine", "-o", "project")[2].endswith(f"{Path('mine', 'LICENSE')}{said}")


@pytest.mark.parametrize("name", ["???", "\\", "..", "''", '"'])
def test_a_guest_without_letters_in_the_name_stops_nothing(run: Run, name: str) -> None:
    Path("feed.xml").write_text(FEED.replace("Ada Miller", name), encoding="utf-8")
    assert run("package", "feed.xml", "-o", "project")[0] == 0
    readme = str(Path("project", "README.md").resolve())
    assert doctest.testfile(readme, module_relative=False).failed == 0


def examples_of(people: Sequence[tfg.Person], *guests: tfg.Credit) -> list[str]:
    """Return the examples for a show with an episode of some guests, after the first three."""
    show = tfg.Show(id="mine", title="Mine", language="en")
    episode = tfg.Episode(id="s01e01", show=show, season=1, title="Oven", guests=guests)
    catalogue = tfg.Catalogue(show=show, episodes=[episode], people=people)
    return list(projects.examples_of(catalogue, "mine"))[3:]


def test_the_examples_ask_by_id_for_a_person_whose_name_is_the_id_of_another() -> None:
    people = [tfg.Person(id="ada", name="Bob"), tfg.Person(id="x", name="ada")]
    examples = examples_of(people, tfg.Credit(credited_as="ada", person=people[1]))
    assert examples == [">>> mine.by_guest('x')[0].title", "'Oven'"]


def test_a_catalogue_in_one_file_becomes_a_folder(run: Run) -> None:
    tfg.dump(LINKED, "mine.json")
    assert run("package", "mine.json", "-o", "project", "--name", "mine")[0] == 0
    assert tfg.load_catalogue("project/src/mine/data") == LINKED
    hosts = [author["name"] for author in yaml.safe_load(texts()["CITATION.cff"])["authors"]]
    assert hosts == [host.name for host in LINKED.show.hosts]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Night Kitchen", "night_kitchen"),
        ("Où va le pain ?", "ou_va_le_pain"),
        ("99 % Invisible", "podcast_99_invisible"),
        ("JSON", "json_podcast"),
        ("YAML", "yaml_podcast"),
        ("Pip", "pip_podcast"),
        ("Rich", "rich_podcast"),
        ("TFG", "tfg_podcast"),
        ("Хлеб и соль", "khleb_i_sol"),
        ("Class", "class_podcast"),
        ("Match", "match_podcast"),
        ("techforgood podcast", "techforgood_podcast_podcast"),
    ],
)
def test_the_name_is_made_from_the_title(title: str, name: str) -> None:
    show = tfg.Show(id="mine", title=title, language="en")
    assert projects.package_name(show) == name
    assert projects.is_name(name)


def test_the_examples_ask_by_id_where_a_name_is_ambiguous() -> None:
    people = [tfg.Person(id=id_, name="Ada Miller") for id_ in ("ada-miller", "ada-miller-2")]
    examples = examples_of(people, *(tfg.Credit(credited_as=p.name, person=p) for p in people))
    assert examples == [">>> mine.by_guest('ada-miller')[0].title", "'Oven'"]


@pytest.mark.parametrize(
    ("item", "examples"),
    [
        ("", [">>> mine.load_catalogue().show.title", "'Night \"Kitchen\" *live*'"]),
        (ITEM, [">>> mine.episode('s01e01').title", "'Oven'"]),
    ],
)
def test_the_examples_ask_for_what_there_is(item: str, examples: list[str]) -> None:
    start, _, end = FEED.partition("<item>")
    feed = start + item + end.partition("</item>")[2]
    catalogue = tfg.authoring.draft_from_feed(feed)
    assert list(projects.examples_of(catalogue, "mine")) == [">>> import mine", *examples]


def test_guests_without_a_record_are_in_no_example() -> None:
    bakers = tfg.Credit(credited_as="Bakers", group=tfg.LocalizedText(en="bakers"))
    assert examples_of([], bakers) == []


def test_the_workflow_tells_a_feed_that_has_moved_from_a_title_that_says_so() -> None:
    pattern = re.search(r'grep --quiet "(.+?)"', projects.workflow("mine", None))
    assert pattern is not None
    assert re.search(pattern[1], "podcast-catalogue update mine /tmp/feed.xml --moved")
    assert not re.search(pattern[1], "added  salt-moved  Salt --moved")


def test_the_workflow_fetches_one_address_whatever_brackets_are_in_it() -> None:
    text = projects.workflow("mine", "https://example.org/feed[1-999].xml")
    assert re.findall(r"curl --globoff .*", text) == re.findall(r"curl .*", text)
    assert "curl" in text


def test_only_the_steps_of_the_workflow_that_call_gh_have_its_token() -> None:
    for job in yaml.safe_load(projects.workflow("mine", None))["jobs"].values():
        assert "env" not in job
        for step in job["steps"]:
            assert ("GH_TOKEN" in step.get("env", {})) == ("gh pr" in step.get("run", ""))


@pytest.fixture
def building(run: Run) -> list[str]:
    """Return the scripts of the job that builds what is published."""
    run("package", "feed.xml", "-o", "project")
    jobs = yaml.safe_load(texts()[".github/workflows/release.yml"])["jobs"]
    return [step["run"] for step in jobs["build"]["steps"] if "run" in step]


def needed(names: Iterable[str]) -> Iterator[str]:
    """Yield the names of packages and of all that these need."""
    for requirement in map(Requirement, names):
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name.lower()
            yield from needed(metadata.requires(requirement.name) or ())


def test_all_that_builds_a_release_has_an_exact_version(building: list[str]) -> None:
    (installed,) = (script for script in building if "pip install" in script)
    command, *pinned = re.split(r" (?=[\w-]+==)", installed)
    assert command == "python -m pip install --no-deps --only-binary :all:"
    project = tomllib.loads(texts()["pyproject.toml"])
    expected = {*needed(project["build-system"]["requires"])}
    assert {name.partition("==")[0] for name in pinned} == expected


@pytest.mark.parametrize(("version", "status"), [("0.1.0", 0), ("0a1b0", 1)])
def test_a_release_is_refused_if_its_tag_is_not_the_version(
    building: list[str], version: str, status: int
) -> None:
    Path("pyproject.toml").write_text(f'version = "{version}"\n', encoding="utf-8")
    (compare,) = (script for script in building if "GITHUB_REF_NAME" in script)
    command = ("bash", "-e", "-c", compare)
    done = subprocess.run(command, env={**os.environ, "GITHUB_REF_NAME": "v0.1.0"}, check=False)
    assert done.returncode == status
