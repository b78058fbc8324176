"""Packages with a catalogue: found by name, read without running their code, and queried."""

from __future__ import annotations

import ast
import pickle
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from runpy import run_module
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

import techforgood_podcast as tfg
from rss_strategies import item, rss
from techforgood_podcast import literals, packaged
from techforgood_podcast.authoring.folders.skeleton import write_skeleton
from techforgood_podcast.authoring.literals import identifier, literals_of
from techforgood_podcast.models.sections import SECTIONS
from techforgood_podcast.packaged import Facade, compiled

if TYPE_CHECKING:
    from command_line import Run

RAISES = 'raise RuntimeError("the code of the package was run")\n'
OVERLAY = "id: s02e01\nseason: 2\nnumber: 1\ntitle: Port\nsummary: A port.\nthemes: [low-tech]\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path of modules, in which packages are as pip installs them."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    monkeypatch.setattr(packaged, "_LOADED", {"techforgood_podcast": tfg.load_catalogue()})
    return folder


def install(site: Path, name: str, value: str = "", distribution: str = "") -> Path:
    """Install a package of which no code may run; return the folder for its data."""
    package = site.joinpath(*(value or name).split("."))
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(RAISES, encoding="utf-8")
    info = site / f"{distribution or name}-2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution or name}\nVersion: 2.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        f"[podcast_catalogues]\n{name} = {value or name}\n", encoding="utf-8"
    )
    return package / "data"


def found(name: str) -> tfg.InstalledCatalogue:
    return next(found for found in tfg.installed() if found.name == name)


@pytest.fixture
def bread(site: Path) -> Path:
    """The data of an installed package, the example of ``init``."""
    data = install(site, "bread_and_code")
    write_skeleton(data)
    return data


def test_the_bundled_show_is_one_of_the_installed() -> None:
    one = found("techforgood_podcast")
    assert one.show is tfg.load_catalogue().show
    assert (one.version, one.problem) == (tfg.__version__, None)
    assert one.counts["people"] == len(tfg.load_catalogue().people)


def test_an_installed_show_is_listed_with_its_version_and_counts(bread: Path) -> None:
    mine = tfg.load_catalogue(bread)
    one = found("bread_and_code")
    assert (one.version, one.show, one.problem) == ("2.0", mine.show, None)
    assert one.counts["episodes"] == len(mine.episodes)


@pytest.mark.usefixtures("bread")
def test_the_installed_are_in_the_order_of_their_names() -> None:
    assert [one.name for one in tfg.installed()] == ["bread_and_code", "techforgood_podcast"]


def test_a_show_is_loaded_by_name_once(bread: Path) -> None:
    assert tfg.load_catalogue("package:bread_and_code") == tfg.load_catalogue(bread)
    first = tfg.load_catalogue("package:bread_and_code")
    assert tfg.load_catalogue("package:bread_and_code") is first
    assert Facade("bread_and_code").load_catalogue() is first


def test_a_show_is_loaded_from_its_compiled_form(bread: Path) -> None:
    form = compiled.files_of(tfg.load_catalogue(bread))[compiled.FILE]
    bread.with_name(compiled.FILE).write_bytes(form)
    (bread / "show.yaml").write_text("titel: Not read", encoding="utf-8")
    assert tfg.load_catalogue("package:bread_and_code").episodes[0].id == "s01e01"


def test_a_damaged_compiled_form_is_left_for_the_files(bread: Path) -> None:
    form = compiled.files_of(tfg.load_catalogue(bread))[compiled.FILE]
    bread.with_name(compiled.FILE).write_bytes(form[:-9])
    assert tfg.load_catalogue("package:bread_and_code") == tfg.load_catalogue(bread)


def test_the_facade_of_a_package_answers_for_its_show(bread: Path) -> None:
    facade = Facade("bread_and_code")
    assert facade.by_season(1) == tfg.load_catalogue(bread).by_season(1)
    assert facade.data_files().joinpath("show.yaml").is_file()
    assert facade.validate() == ()


def test_the_catalogue_of_a_package_inside_another_is_found_without_running_either(
    site: Path,
) -> None:
    (site / "outer").mkdir()
    (site / "outer" / "__init__.py").write_text(RAISES, encoding="utf-8")
    write_skeleton(install(site, "outer", "outer.inner"))
    assert tfg.load_catalogue("package:outer").episodes[0].id == "s01e01"
    assert {"outer", "outer.inner"} & set(sys.modules) == set()


@pytest.mark.parametrize("outer", [True, False])
def test_the_data_of_a_folder_without_init_inside_a_package_are_found(
    site: Path, *, outer: bool
) -> None:
    data = install(site, "bare", "outer.middle.bare")
    write_skeleton(data)
    data.with_name("__init__.py").unlink()
    if outer:
        (site / "outer" / "__init__.py").write_text(RAISES, encoding="utf-8")
    assert found("bare").problem is None
    assert tfg.load_catalogue("package:bare").episodes[0].id == "s01e01"


def test_an_extension_that_is_a_package_is_not_loaded(site: Path) -> None:
    data = install(site, "compiled_code")
    write_skeleton(data)
    data.with_name("__init__.py").unlink()
    data.with_name(f"__init__{EXTENSION_SUFFIXES[0]}").write_bytes(b"loading this would fail")
    assert found("compiled_code").problem is None
    assert tfg.load_catalogue("package:compiled_code").episodes[0].id == "s01e01"


@pytest.fixture
def season(site: Path) -> str:
    """An installed package with an overlay for the bundled show."""
    data = install(site, "season_two")
    (data / "episodes").mkdir(parents=True)
    (data / "episodes" / "s02e01.yaml").write_text(OVERLAY, encoding="utf-8")
    return "package:season_two"


def test_an_overlay_is_named_like_a_catalogue(season: str) -> None:
    both = tfg.load_catalogue("package:techforgood_podcast", season)
    assert both.episode("S2E1").title == "Port"
    assert tfg.load_catalogue(None, season) == both
    assert tfg.validate(None, season) == ()


@pytest.mark.usefixtures("season")
def test_an_installed_overlay_is_listed_without_a_show() -> None:
    one = found("season_two")
    assert (one.show, one.counts["episodes"], one.counts["people"]) == (None, 1, 0)
    assert one.problem is None


def test_an_overlay_that_cannot_be_read_is_listed_with_its_problem(site: Path, season: str) -> None:
    assert season.endswith("season_two")
    (site / "season_two" / "data" / "people.yaml").write_text("- {", encoding="utf-8")
    assert str(found("season_two").problem).startswith("people.yaml:1:")


@pytest.mark.usefixtures("bread")
def test_a_package_with_broken_data_is_one_problem_and_hurts_no_other(site: Path) -> None:
    data = install(site, "bad_data")
    write_skeleton(data)
    (data / "show.yaml").write_text("titel: Bad", encoding="utf-8")
    install(site, "no_data")
    install(site, "odd_form").mkdir()
    (site / "odd_form" / "data" / "show.yaml").write_text("", encoding="utf-8")
    form = f'{{"format": {compiled.FORMAT}, "fields": 7}}]'
    (site / "odd_form" / compiled.FILE).write_text(f"[{crc32(form.encode())},{form}")
    info = site / "gone-1.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text(
        "[podcast_catalogues]\ngone = gone\nlost = bread_and_code.lost.inner\n", encoding="utf-8"
    )
    (info / "METADATA").write_text("Name: gone\nVersion: 1\n", encoding="utf-8")
    names = [one.name for one in tfg.installed()]
    broken = ["bad_data", "gone", "lost", "no_data", "odd_form"]
    assert names == sorted([*broken, "bread_and_code", tfg.__name__])
    problems = {one.name: one.problem for one in tfg.installed() if one.problem}
    assert sorted(problems) == broken
    assert "show.yaml:1:1: titel: unknown key" in str(problems["bad_data"])
    assert "the data of no_data are missing" in str(problems["no_data"])
    assert problems["gone"] == (
        "gone: the data of gone are missing; install it again, or bundle it with its data"
        " (--collect-all gone)"
    )
    assert problems["odd_form"] == "AttributeError: 'int' object has no attribute 'items'"


@pytest.mark.usefixtures("bread")
def test_what_is_installed_can_be_pickled_and_put_in_a_set() -> None:
    assert pickle.loads(pickle.dumps(tfg.installed())) == tfg.installed()  # noqa: S301 -- our own
    assert len({*tfg.installed(), *tfg.installed()}) == len(tfg.installed())


def test_a_package_without_metadata_has_no_version(site: Path) -> None:
    write_skeleton(install(site, "interrupted"))
    (site / "interrupted-2.0.dist-info" / "METADATA").unlink()
    assert (found("interrupted").version, found("interrupted").problem) == ("", None)


TWICE = "several distributions bring a catalogue of this name: one, two"


@pytest.fixture
def twice(site: Path) -> str:
    """A name that two distributions bring."""
    write_skeleton(install(site, "twice", distribution="one"))
    install(site, "twice", distribution="two")
    return "package:twice"


@pytest.mark.usefixtures("twice")
def test_two_distributions_of_one_name_are_named() -> None:
    one = found("twice")
    assert (one.problem, one.show, one.counts) == (TWICE, None, {})


def test_a_name_that_two_distributions_bring_loads_neither(run: Run, twice: str) -> None:
    message = f"{twice}: {TWICE}; uninstall all but one of them"
    for path, overlays in ((twice, ()), (None, (twice,))):
        with pytest.raises(tfg.CatalogueError) as caught:
            tfg.load_catalogue(path, *overlays)
        assert str(caught.value) == message
        assert [str(problem) for problem in tfg.validate(path, *overlays)] == [message]
    for option in ("--data", "--overlay"):
        assert run("info", option, twice) == (1, "", f"techforgood-podcast: {message}\n")
    assert run("validate", twice, "--quiet")[1] == f"{message}\n"


def test_one_distribution_on_two_paths_is_no_clash(
    bread: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = tmp_path / "again"
    again.mkdir()
    write_skeleton(install(again, "bread_and_code"))
    monkeypatch.setattr(sys, "path", [*sys.path, str(again)])
    assert tfg.load_catalogue("package:bread_and_code") == tfg.load_catalogue(bread)
    assert found("bread_and_code").problem is None


def test_nobody_takes_over_the_name_of_the_bundled_catalogue(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaged, "_LOADED", {})
    write_skeleton(install(site, "techforgood_podcast", "evil"))
    assert tfg.load_catalogue("package:techforgood_podcast") is tfg.load_catalogue()
    one = found("techforgood_podcast")
    assert one.show is tfg.load_catalogue().show
    assert (one.version, one.problem) == (tfg.__version__, None)


@pytest.mark.usefixtures("bread")
@pytest.mark.parametrize(
    "content",
    [b"[podcast_catalogues]\nbroken\n", b"[podcast_catalogues]\n\xff = x\n", b"[x]\nbroken\n"],
)
@pytest.mark.parametrize(
    ("metadata", "name"), [(b"Name: stranger\n", "stranger"), (b"Name: caf\xe9\n", "a package")]
)
def test_a_broken_list_of_a_distribution_is_an_error_that_names_it(
    site: Path, content: bytes, metadata: bytes, name: str
) -> None:
    install(site, "stranger")
    info = site / "stranger-2.0.dist-info"
    (info / "entry_points.txt").write_bytes(content)
    (info / "METADATA").write_bytes(metadata)
    start = f"{site}: the entry_points.txt of {name} cannot be read: "
    for ask in (tfg.installed, lambda: tfg.load_catalogue("package:bread_and_code")):
        with pytest.raises(tfg.CatalogueError) as caught:
            ask()
        assert str(caught.value).startswith(start)
        assert str(caught.value).endswith("; install it again, or remove it")


def test_a_distribution_whose_metadata_cannot_be_read_has_no_version(site: Path) -> None:
    write_skeleton(install(site, "stranger"))
    (site / "stranger-2.0.dist-info" / "METADATA").write_bytes(b"Version: caf\xe9\n")
    assert (found("stranger").version, found("stranger").problem) == ("", None)


def test_an_overlay_with_too_many_problems_is_listed_with_them(
    site: Path, season: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert season.endswith("season_two")
    monkeypatch.setattr("techforgood_podcast.reading.problems.MAX_PROBLEMS", 2)
    (site / "season_two" / "data" / "people.yaml").write_text("- *a\n" * 3, encoding="utf-8")
    assert str(found("season_two").problem).startswith("people.yaml:1:3: ")


@pytest.mark.usefixtures("bread")
@pytest.mark.parametrize(
    ("name", "hint"),
    [("bread_and_cod", 'did you mean "bread_and_code"?'), ("xyz", "install it with pip")],
)
def test_a_name_that_nobody_installed_is_an_error_with_a_suggestion(name: str, hint: str) -> None:
    message = f"package:{name}: no installed package has a catalogue of this name; {hint}"
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(f"package:{name}")
    assert str(caught.value) == message
    assert [str(problem) for problem in tfg.validate(None, f"package:{name}")] == [message]


# ------------------------------------------------------------------------------- command line


@pytest.mark.usefixtures("bread")
def test_the_command_line_reads_an_installed_show(run: Run) -> None:
    status, out, err = run("episodes", "--data", "package:bread_and_code")
    assert (status, err) == (0, "")
    assert out.startswith("S1E1  ")
    assert run("validate", "package:bread_and_code") == (
        0,
        "package:bread_and_code: no problems found\n",
        "",
    )


def test_the_command_line_lays_an_installed_overlay_over_a_show(run: Run, season: str) -> None:
    status, out, err = run("show", "S2E1", "--overlay", season)
    assert (status, err) == (0, "")
    assert out.startswith("S2E1  Port\n")


def test_an_update_takes_an_installed_overlay(
    run: Run, site: Path, season: str, tmp_path: Path
) -> None:
    folder, feed = tmp_path / "mine", tmp_path / "feed.xml"
    write_skeleton(folder)
    text = OVERLAY.replace("[low-tech]", "[]") + "guid: port\n"
    (site / "season_two" / "data" / "episodes" / "s02e01.yaml").write_text(text, encoding="utf-8")
    feed.write_text(rss(item(title="Port", guid="port")), encoding="utf-8")
    assert " 1 new episode " in run("update", str(folder), str(feed), "--dry-run")[1]
    _, out, err = run("update", str(folder), str(feed), "--overlay", season)
    assert (out, err) == (f"{folder}: nothing new\n", "")


PACKAGED = (
    "packaged; export them first: techforgood-podcast export --data package:mine -o FILE.yaml"
)
CHANGED = "changed; pass the folder that it was built from, such as PROJECT/src/NAME/data"


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("update", "package:mine", "feed.xml"), CHANGED),
        (("same-person", "package:mine", "a", "b"), CHANGED),
        (("package", "package:mine", "-o", "x"), PACKAGED),
    ],
)
def test_the_data_of_an_installed_package_stay_as_they_are(
    run: Run, arguments: tuple[str, ...], advice: str
) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert f"the data of an installed package cannot be {advice}; see" in err


@pytest.mark.usefixtures("bread")
def test_an_overlay_is_no_catalogue(run: Run, season: str) -> None:
    said = (
        "the data of season_two have no show.yaml: they are an overlay;"
        " pass them as an overlay of a catalogue\n"
    )
    for overlays in ((), ("--overlay", "package:bread_and_code")):
        status, out, err = run("episodes", "--data", season, *overlays)
        assert (status, out) == (1, "")
        assert err.endswith(said)
        status, out, err = run("validate", season, "--quiet", *overlays)
        assert (status, err) == (1, "")
        assert out.endswith(said)


def test_problems_of_an_installed_show_have_the_paths_of_its_files(run: Run, bread: Path) -> None:
    (bread / "show.yaml").write_text("titel: Bad", encoding="utf-8")
    assert str(bread / "show.yaml") in run("validate", "package:bread_and_code")[1]
    assert str(bread / "show.yaml") in run("episodes", "--data", "package:bread_and_code")[2]


def test_a_package_that_is_not_installed_is_an_error_in_one_line(run: Run) -> None:
    status, out, err = run("episodes", "--data", "package:xyz")
    assert (status, out) == (1, "")
    assert err == (
        "techforgood-podcast: package:xyz: no installed package has a catalogue of this name;"
        " install it with pip\n"
    )


# -------------------------------------------------------------------------------------- ids


def test_an_id_is_a_constant() -> None:
    assert literals.People.karine_gentelet == "karine-gentelet"
    assert tfg.load_catalogue().theme(
        literals.Themes.inclusion_numerique
    ) is tfg.load_catalogue().theme("digital inclusion")


def test_the_constants_are_all_the_ids() -> None:
    catalogue = tfg.load_catalogue()
    for section in SECTIONS:
        ids = [record.id for record in getattr(catalogue, section.name)]
        kind: type = getattr(literals, section.name.title())
        written: dict[str, str] = dict(vars(kind))
        assert sorted(ids) == sorted(written[identifier(id_)] for id_ in ids)


def test_an_id_that_is_gone_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        literals.People.karine_gentlet  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression, reportUnknownMemberType] -- as it should be


def test_ids_need_no_catalogue_and_no_library() -> None:
    text = Path(literals.__file__).read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    assert [node.module for node in imports] == ["typing"]
    assert not any(isinstance(node, ast.Import) for node in ast.walk(ast.parse(text)))


def test_a_kind_without_records_has_a_class_without_constants() -> None:
    show = tfg.Show(id="mine", title="Mine", language="en")
    names: dict[str, type] = {}
    exec(literals_of(tfg.Catalogue(show=show)), names)  # noqa: S102 -- our own
    assert [name for name in vars(names["People"]) if not name.startswith("__")] == []


def test_a_command_rewrites_the_ids_of_a_package_in_place(
    bread: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["literals", str(bread.parent)])
    monkeypatch.delitem(sys.modules, literals_of.__module__)
    bread.with_name("literals.py").write_text("old", encoding="utf-8")
    run_module(literals_of.__module__, run_name="__main__")
    written = bread.with_name("literals.py").read_text(encoding="utf-8")
    assert written == literals_of(tfg.load_catalogue(bread))
