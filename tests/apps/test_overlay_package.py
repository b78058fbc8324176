"""A package with an overlay in its data, as the documentation shows it, from a folder and a zip."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from programs import run

import techforgood_podcast as tfg


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("overlays.md", "Ship an overlay in a package", tmp_path, monkeypatch)["season_two"]


def test_the_package_adds_its_season_and_changes_nothing_else(package: Any) -> None:
    both, bundled = package.load_catalogue(), tfg.load_catalogue()
    assert both is package.load_catalogue()
    assert both.episode("S2E1").guests[0].person.name == "Ada Miller"
    assert len(both.episodes) == len(bundled.episodes) + 1
    assert both.subset(both.episodes.by_season(1)) == bundled.subset(bundled.episodes)


def test_the_package_passes_its_own_test(package: Any) -> None:
    importlib.import_module("test_overlay").test_the_overlay_is_valid()
    assert package


def test_an_overlay_that_names_nobody_fails_the_test_of_the_package(package: Any) -> None:
    people = Path("season_two/overlay/people.yaml")
    people.write_text(people.read_text("utf-8").replace("ada-miller", "ada"), "utf-8")
    (problem,) = tfg.validate(None, package.OVERLAY)
    assert "s02e01.yaml:11:14: guests[0].person: no person " in str(problem)
    with pytest.raises(AssertionError):
        importlib.import_module("test_overlay").test_the_overlay_is_valid()


def test_the_wheel_of_the_package_can_be_used_without_unpacking(package: Any) -> None:
    assert package
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel"], check=True)
    (wheel,) = Path("dist").iterdir()
    program = (
        f"import sys; sys.path.insert(0, {str(wheel.absolute())!r}); import season_two;"
        " print(season_two.__file__, season_two.load_catalogue().by_guest('miller'))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd="dist", check=True, capture_output=True, text=True
    )
    where, _, episodes = answer.stdout.strip().partition(" ")
    assert where.startswith(str(wheel.absolute()))
    assert episodes == "<Episodes: S2E1>"
