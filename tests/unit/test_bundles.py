"""What PyInstaller is told to put into a bundle, and what a bundle without it says."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import pkgutil
from pathlib import Path
from typing import Any

import importlib_resources
import pytest

import techforgood_podcast as tfg

PACKAGE = Path(str(tfg.__file__)).parent


@pytest.fixture
def hook() -> Any:
    """What the hook says, found as PyInstaller finds it."""
    ours = importlib.metadata.distribution("techforgood-podcast").entry_points
    (found,) = ours.select(group="pyinstaller40", name="hook-dirs")
    (folder,) = found.load()()
    path = Path(folder, "hook-techforgood_podcast.py")
    spec = importlib.util.spec_from_file_location("techforgood_podcast._pyinstaller.hook", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
