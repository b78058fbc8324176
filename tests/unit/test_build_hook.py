"""The hooks for hatchling and PyInstaller put into wheels and bundles what a catalogue needs."""

from __future__ import annotations

import importlib.util
import pkgutil
from importlib.metadata import distribution, entry_points
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import importlib_resources
import pytest

import techforgood_podcast as tfg
from techforgood_podcast.authoring.folders.skeleton import write_skeleton
from techforgood_podcast.catalogue import full_text
from techforgood_podcast.packaged import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = Path(str(tfg.__file__)).parent
# Found as hatchling finds it.
(POINT,) = entry_points(group="hatch", name="podcast-catalogue")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose package is the example of ``init``."""
    (tmp_path / "src" / "mine").mkdir(parents=True)
    write_skeleton(tmp_path / "src" / "mine" / "data")
    return tmp_path


def build(project: Path, version: str, target: str = "wheel", *packages: str) -> dict[str, bytes]:
    """Return the files that the hook adds to the wheel."""
    config = SimpleNamespace(packages=packages or ("src/mine",))
    metadata: Any = SimpleNamespace()
    hook = POINT.load().hatch_register_build_hook()(str(project), {}, config, metadata, "", target)
    data: dict[str, Any] = {"force_include": {}}
    hook.initialize(version, data)
    files = data["force_include"]
    added = {path: Path(file).read_bytes() for file, path in files.items()}
    hook.finalize(version, data, "")
    assert not any(Path(file).exists() for file in files)
    return added


def test_a_wheel_gets_the_compiled_form_and_the_index(project: Path) -> None:
    mine = tfg.load_catalogue(project / "src" / "mine" / "data")
    files = {f"mine/{name}": data for name, data in compiled.files_of(mine).items()}
    assert build(project, "standard") == files


def test_a_wheel_without_an_index_is_built_with_a_word(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unable(_episodes: object, _languages: object) -> None:
        """Store nothing, as an SQLite does that was built without this."""

    monkeypatch.setattr(full_text, "store_index", unable)
    assert list(build(project, "standard")) == [f"mine/{compiled.FILE}"]
    assert capsys.readouterr().err == (
        "src/mine: the wheel has no search index, since this SQLite cannot store one;"
        " each process will build its own\n"
    )


@pytest.mark.parametrize(("version", "target"), [("editable", "wheel"), ("standard", "sdist")])
def test_an_editable_install_and_an_sdist_have_the_files_alone(
    project: Path, version: str, target: str
) -> None:
    assert build(project, version, target) == {}


def test_nothing_is_written_to_the_sources(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    build(project, "standard")
    build(project, "editable")
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_a_wheel_without_a_catalogue_is_an_error(project: Path) -> None:
    message = r"no package of .* has a file data/show.yaml; an overlay needs no hook"
    with pytest.raises(ValueError, match=message):
        build(project, "standard", "wheel", "src/yours")


def test_a_wheel_with_an_invalid_catalogue_is_an_error(project: Path) -> None:
    (project / "src" / "mine" / "data" / "show.yaml").write_text("titel: Mine", encoding="utf-8")
    with pytest.raises(tfg.CatalogueError, match=r"show\.yaml:1:1"):
        build(project, "standard")


def run(name: str, path: Path) -> Any:
    """Return the module in a file, under a name."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def own_hook() -> Iterator[type[Any]]:
    """The hook of this checkout, without what importing it changes."""
    import sys

    modules, path = dict(sys.modules), list(sys.path)
    yield run("hatch_build", ROOT / "hatch_build.py").get_build_hook()
    sys.path[:] = path
    sys.modules.update(modules)


def test_this_package_is_built_by_the_hook_of_everybody(own_hook: type[Any]) -> None:
    assert own_hook.PLUGIN_NAME == "podcast-catalogue"
    metadata = SimpleNamespace(core=SimpleNamespace(dependencies=["attrs>=24.2"]))
    assert own_hook(str(ROOT), {}, None, metadata, "", "wheel").dependencies() == ["attrs>=24.2"]


def test_hatchling_finds_the_hook_by_its_name() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\npodcast-catalogue = "{POINT.value}"\n' in text
    assert POINT.load().hatch_register_build_hook().PLUGIN_NAME == "podcast-catalogue"


# ------------------------------------------------------------------------------- PyInstaller


@pytest.fixture
def hook() -> Any:
    """What the hook says, found as PyInstaller finds it."""
    ours = distribution("techforgood-podcast").entry_points
    (found,) = ours.select(group="pyinstaller40", name="hook-dirs")
    (folder,) = found.load()()
    path = Path(folder, "hook-techforgood_podcast.py")
    return run("techforgood_podcast._pyinstaller.hook", path)


def test_a_bundle_gets_every_module(hook: Any) -> None:
    modules = {module.name for module in pkgutil.walk_packages(tfg.__path__, f"{PACKAGE.name}.")}
    expected = {name for name in modules if name.rpartition(".")[2].isidentifier()}
    assert set(hook.hiddenimports) == {PACKAGE.name, *expected}


def test_a_bundle_gets_every_file_of_the_package_at_its_place(hook: Any) -> None:
    found = {Path(target, Path(source).name) for source, target in hook.datas}
    files = {file.relative_to(PACKAGE.parent) for file in PACKAGE.rglob("*") if file.is_file()}
    assert found == {file for file in files if file.suffix not in {".py", ".pyc"}}
    assert Path("techforgood_podcast/data/episodes/s01e03.yaml") in found


def test_a_package_without_its_data_says_so_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def empty(_package: object) -> Path:
        return tmp_path

    monkeypatch.setattr(importlib_resources, "files", empty)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.data_files()
    assert str(caught.value) == (
        f"{tmp_path / 'data'}: the data of techforgood_podcast are missing; install it again, or"
        " bundle it with its data (--collect-all techforgood_podcast)"
    )
