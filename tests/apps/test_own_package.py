"""A show becomes a package in the commands of the documentation, and passes its own tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def python(
    folder: Path,
    *arguments: str,
    path: Sequence[Path] = (),
    seed: str = "0",
    executable: str = sys.executable,
) -> str:
    """Return what Python prints, with packages on the path of modules."""
    paths = [*map(str, path), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the first command of the page writes."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(ROOT / "examples", folder / "examples")
    page = (DOCS / "your-own-package.md").read_text(encoding="utf-8")
    commands = page.partition("```sh\n")[2].partition("```")[0].splitlines()
    assert [command.split()[:2] for command in commands] == [
        ["podcast-catalogue", "package"],
        ["pip", "install"],
        ["pip", "install"],
    ]
    python(folder, "-m", "techforgood_podcast", *commands[0].split()[1:])
    return folder / commands[2].split()[-1]


@pytest.fixture(scope="module")
def wheel(project: Path) -> Path:
    """The wheel that the third command installs."""
    python(project, "-m", "hatchling", "build", "-t", "wheel")
    (path,) = (project / "dist").iterdir()
    return path


def test_two_builds_are_identical(project: Path, wheel: Path) -> None:
    python(project, "-m", "hatchling", "build", "-t", "wheel", "-d", "again", seed="1")
    assert (project / "again" / wheel.name).read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize("page", ["your-own-package.md", "fr/your-own-package.md"])
def test_the_examples_of_the_page_are_true(wheel: Path, tmp_path: Path, page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    (examples,) = re.findall(r"```pycon\n(>>> .*?)```", text, re.DOTALL)
    (tmp_path / "examples.txt").write_text(examples, encoding="utf-8")
    assert python(tmp_path, "-m", "doctest", "examples.txt", path=[wheel]) == ""


def test_the_command_of_its_readme_installs_it_without_an_index(
    project: Path, tmp_path: Path
) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^pip (install --no-build-isolation .+)$", readme, re.MULTILINE)
    python(tmp_path, "-m", "venv", "own")
    own = str(tmp_path / "own" / "bin" / "python")
    # The library and hatchling are those of this environment; pip is the new environment's.
    here = [ROOT / "src", *(Path(path) for path in sys.path if path.endswith("site-packages"))]
    pip = ("-m", "pip", "-q", *command.split(), "--no-index", "--disable-pip-version-check")
    python(project, *pip, path=here, executable=own)
    code = "import bread_and_code as bc; print(bc.__file__, bc.by_guest('Ada Miller'), sep='\\n')"
    file, answer = python(tmp_path, "-c", code, path=here, executable=own).splitlines()
    assert Path(file).is_relative_to(tmp_path / "own")
    assert answer == "<Episodes: S1E1, S2E1, S2E7>"


def test_the_package_passes_its_own_tests(project: Path, wheel: Path) -> None:
    assert " passed" in python(project, "-m", "pytest", "-q", path=[wheel])


def test_ids_that_are_older_than_the_data_fail_with_the_command_that_rewrites_them(
    project: Path, wheel: Path
) -> None:
    ids = project / "src" / "bread_and_code" / "literals.py"
    before = ids.read_text(encoding="utf-8")
    ids.write_text(before.replace("ada", "eve"), encoding="utf-8")
    test = ("-m", "pytest", "-q", "-k", "ids")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        python(project, *test, path=[wheel])
    found = re.search(
        r"older than the data; run: python (-m \S+ \S+)$", caught.value.stdout, re.MULTILINE
    )
    assert found
    python(project, *found[1].split())
    assert ids.read_text(encoding="utf-8") == before
    assert "1 passed" in python(project, *test, path=[wheel])


def test_the_package_is_listed_beside_the_bundled_show(wheel: Path, tmp_path: Path) -> None:
    code = "import techforgood_podcast as tfg; print([str(one.show) for one in tfg.installed()])"
    shows = "['Bread and code', 'À qui profite la tech for good ?']"
    assert python(tmp_path, "-X", "utf8", "-c", code, path=[wheel]).strip() == shows


def test_its_facade_and_ids_are_typed(wheel: Path, tmp_path: Path) -> None:
    python(tmp_path, "-m", "zipfile", "-e", str(wheel), "site")
    (tmp_path / "use.py").write_text(
        "from typing import Literal, assert_type\nimport bread_and_code as bc\n"
        "import techforgood_podcast as tfg\nfrom bread_and_code.literals import People\n"
        'assert_type(bc.by_guest("Ada Miller"), tfg.Episodes)\n'
        'ada: Literal["ada-miller"] = People.ada_miller\n'
        "People.ada_baker  # type: ignore[attr-defined]\n",
        encoding="utf-8",
    )
    python(tmp_path, "-m", "mypy", "--strict", "use.py", path=[tmp_path / "site"])
