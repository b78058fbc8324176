"""A program with the built wheel, bundled by PyInstaller or cx_Freeze."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import techforgood_podcast as tfg

ROOT = Path(__file__).parents[2]
PROGRAM = """
import techforgood_podcast as tfg

print(*(episode.code for episode in tfg.by_guest("Karine Gentelet")))
print(*(format.name for format in tfg.formats()))
print(tfg.dumps(tfg.episode(3), "csl", language="en")[:1], *tfg.validate())
"""
# What is imported on use only, and would take minutes to bundle.
LEFT_OUT = ("hypothesis", "jinja2", "matplotlib", "orjson", "pyarrow", "pydantic", "rich", "shtab")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the program, and with the wheel in the folder ``installed``."""
    folder = tmp_path_factory.mktemp("bundle")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    (folder / "app.py").write_text(PROGRAM, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bundle(folder: Path) -> Path:
    """The folder of a program bundled by PyInstaller."""
    command = [sys.executable, "-m", "PyInstaller", "--log-level", "WARN", "--noconfirm"]
    command += [f"--exclude-module={module}" for module in LEFT_OUT]
    settings = {"PYTHONPATH": str(folder / "installed"), "PYINSTALLER_CONFIG_DIR": str(folder)}
    done = run(*command, "app.py", cwd=folder, **settings)
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "app"


@pytest.fixture(scope="module")
def frozen(folder: Path) -> Path:
    """The folder of a program frozen by cx_Freeze, with the command of the documentation."""
    page = (ROOT / "docs" / "use-it-in-your-app.md").read_text(encoding="utf-8")
    (command,) = re.findall("^cxfreeze (.+)$", page, re.MULTILINE)
    options = [f"--excludes={','.join(LEFT_OUT)}", "--build-exe=app"]
    settings = {"PYTHONPATH": str(folder / "installed"), "PATH": os.defpath}
    done = run(
        *(sys.executable, "-m", "cx_Freeze", *command.split(), *options), cwd=folder, **settings
    )
    assert done.returncode == 0, done.stderr
    return folder / "app"


def check(program: Path) -> None:
    """Check what a bundled program prints."""
    done = run(program, cwd=program.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "S1E3 S1E7",
        " ".join(format_.name for format_ in tfg.formats()),
        "[",
    ]


def test_a_bundled_program_has_the_data_and_every_format(bundle: Path) -> None:
    check(bundle / "app")


def test_a_frozen_program_has_the_data_and_every_format(frozen: Path) -> None:
    check(frozen / "app")


def test_a_bundle_without_the_data_says_so(bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "app"
    shutil.copytree(bundle, copy)
    shutil.rmtree(copy / "_internal" / "techforgood_podcast" / "data")
    done = run(copy / "app", cwd=tmp_path)
    answer, *_, problem = done.stdout.splitlines()
    assert answer == "S1E3 S1E7"  # from the compiled form
    assert "the data of techforgood_podcast are missing" in problem
