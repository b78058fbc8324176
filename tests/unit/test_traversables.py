"""Catalogues and overlays inside packages, which need not be on disk."""

from __future__ import annotations

import importlib
import importlib.resources
import io
import pathlib
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import importlib_resources
import pytest
from importlib_resources.abc import Traversable

import techforgood_podcast as tfg
from techforgood_podcast.syntax.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

PERSON = "- {id: ada-miller, name: Ada Miller, same_as: [https://shop.example/am]}\n"
OVERLAY = f"people:\n  {PERSON}"
FAULTY = OVERLAY.replace("same_as", "url_of_shop: no, same_as")
TEXT = '{"show": {"id": "mine", "title": "Bread", "language": "en"}}\n'
FILES = {
    "shop/__init__.py": "",
    "shop/overlay.yaml": OVERLAY,
    "shop/faulty.yaml": FAULTY,
    "shop/layer/people.yaml": PERSON,
    "shop/podcast/show.yaml": "{id: mine, title: Mine, language: en}\n",
    "shop/podcast/episodes/s01e01.yaml": "{id: s01e01, season: 1, number: 1, title: Bread}\n",
    "shop/podcast.jsonl": TEXT,
    "shop/podcast.JSON": TEXT,
}


@pytest.fixture(params=["zip", "folder"])
def shop(
    request: pytest.FixtureRequest, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A package that brings catalogue files, in a zip or a folder on the path; its name."""
    root = tmp_path / "shop.zip"
    if request.param == "zip":
        with zipfile.ZipFile(root, "w") as archive:
            for name, text in FILES.items():
                archive.writestr(name, text)
    else:
        for name, text in FILES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(root), *sys.path])
    importlib.invalidate_caches()
    yield "shop"
    sys.modules.pop("shop", None)


def addresses(catalogue: tfg.Catalogue) -> tuple[str, ...]:
    return catalogue.person("ada miller").same_as


@pytest.mark.parametrize("name", ["overlay.yaml", "layer"])
def test_an_overlay_of_a_package_is_laid_over_the_bundled_data(shop: str, name: str) -> None:
    for package in (importlib.resources.files(shop), importlib_resources.files(shop)):
        found = tfg.load_catalogue(None, package / name)
        assert "https://shop.example/am" in addresses(found)


def test_a_folder_of_a_package_is_a_catalogue(shop: str) -> None:
    found = tfg.load_catalogue(importlib.resources.files(shop) / "podcast")
    assert [episode.title for episode in found.episodes] == ["Bread"]


@pytest.mark.parametrize("name", ["podcast.jsonl", "podcast.JSON"])
def test_a_file_of_a_package_is_a_catalogue(shop: str, name: str) -> None:
    assert tfg.load_catalogue(importlib.resources.files(shop) / name).show.title == "Bread"


def test_a_problem_names_the_file_in_the_package(shop: str) -> None:
    (problem,) = tfg.validate(None, importlib.resources.files(shop) / "faulty.yaml")
    assert problem.file.endswith("shop.zip/shop/faulty.yaml")
    assert (problem.line, problem.message) == (2, "unknown key")


def test_a_problem_names_the_folder_in_the_package(tmp_path: pathlib.Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("layer/people.yaml", "- {id: ada-miller, name: Ada Miller, nmae: K}\n")
    (problem,) = tfg.validate(None, zipfile.Path(tmp_path / "a.zip", "layer/"))
    assert problem.file == f"{tmp_path}/a.zip/layer/people.yaml"


def test_a_file_missing_from_the_package_is_named(shop: str) -> None:
    nowhere = importlib.resources.files(shop) / "nowhere.yaml"
    (problem,) = tfg.validate(nowhere)
    assert (problem.file, problem.message) == (str(nowhere), "there is no such file or folder")


def in_memory(*names: str) -> zipfile.Path:
    """Return a zip that is in no file, with files that all have an error."""
    archive = zipfile.ZipFile(io.BytesIO(), "w")
    for name in names:
        archive.writestr(name, "- {id: ada-miller, name: Ada Miller, nmae: K}\n")
    archive.filelist[-1].filename = names[-1].removesuffix("no name")
    return zipfile.Path(archive)


@pytest.mark.parametrize(
    ("names", "part", "problem"),
    [
        (["people.yaml"], "", "./people.yaml:1:38"),
        (["layer/people.yaml"], "layer/", "./layer/people.yaml:1:38"),
        (["people.yaml", "no name"], "", "./people.yaml:1:38"),
        (["a.yaml"], "b.yaml", "./b.yaml: there is no such file or folder"),
        (["show.yaml", "show.yaml/x"], "", "./show.yaml: cannot be read: IsADirectoryError"),
    ],
)
def test_a_zip_in_memory_is_a_folder_like_any_other(
    names: list[str], part: str, problem: str
) -> None:
    root = in_memory(*names)
    (found, *_) = tfg.validate(None, root / part if part else root)
    assert str(found).startswith(problem)


def test_the_first_thousand_names_in_a_folder_may_mean_that_of_the_episodes() -> None:
    names = [f"a{number:03}" for number in range(999)]
    (problem, _) = tfg.validate(in_memory(*names, "episode"))
    assert problem.message == "no folder of this name is read"
    (problem,) = tfg.validate(in_memory("a", *names, "episode"))
    assert problem.message == "the catalogue has no show"


class Unreadable(Traversable):
    """A file that says in its own words why it cannot be read."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @property
    def name(self) -> str:
        return "c.yaml"

    def is_dir(self) -> bool:
        return False

    def is_file(self) -> bool:
        return True

    def iterdir(self) -> Iterator[Traversable]:
        return iter(())

    def open(self, *_args: Any, **_options: Any) -> Any:
        raise self.error

    def __str__(self) -> str:
        return self.name


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError("the archive is locked"), "the archive is locked"),
        (OSError(13, "Permission denied", "c.yaml"), "Permission denied"),
        (zipfile.BadZipFile("Bad magic number"), "Bad magic number"),
        (EOFError(), "EOFError"),
    ],
)
def test_the_reason_why_a_file_is_unreadable_is_given(error: Exception, reason: str) -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(Unreadable(error))
    assert str(caught.value.problems[0]) == f"c.yaml: cannot be read: {reason}"


def damage(archive: pathlib.Path, name: str, *, offset: int, value: bytes) -> None:
    """Overwrite bytes of a member's header in the directory of a zip, or of its content at 0."""
    data = bytearray(archive.read_bytes())
    header, content = data.index(b"PK\x01\x02"), data.index(name.encode()) + len(name)
    start = header + offset if offset else content
    data[start : start + len(value)] = value
    archive.write_bytes(data)


DAMAGE = {
    "checksum": (16, b"\0\0\0\0", "Bad CRC-32 for file"),
    "compressed data": (0, b"\xff\xff", "Error -3 while decompressing data"),
    "compression": (10, b"\x63", "That compression method is not supported"),
    "encryption": (8, b"\1", "is encrypted, password required"),
}


@pytest.mark.parametrize("name", ["show.yaml", "c.yaml", "c.json", "c.jsonl"])
@pytest.mark.parametrize("damaged", DAMAGE)
def test_a_damaged_or_encrypted_zip_is_a_problem_of_the_file_in_it(
    damaged: str, name: str, tmp_path: pathlib.Path
) -> None:
    offset, value, reason = DAMAGE[damaged]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "id: s, title: S, language: fr " * 99)
    damage(path, name, offset=offset, value=value)
    root = zipfile.Path(path)
    (problem, *_) = tfg.validate(root if name == "show.yaml" else root / name)
    assert problem.file.endswith(name)
    assert problem.message.startswith("cannot be read: ")
    assert reason in problem.message


def test_a_file_of_a_package_is_read_no_further_than_the_limit(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int | None] = []
    read = zipfile.ZipExtFile.read

    def noting(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        sizes.append(n)
        return read(self, n)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", noting)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("c.yaml", b" " * 2 * MAX_BYTES)
    (problem,) = tfg.validate(zipfile.Path(tmp_path / "bomb.zip") / "c.yaml")
    assert sizes == [MAX_BYTES + 1]
    assert problem.message == f"the file is larger than {MAX_BYTES:,} bytes"


@pytest.mark.parametrize("location", ["overlay.yaml", pathlib.Path("overlay.yaml")])
def test_a_path_is_still_a_path(
    location: str | pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pathlib.Path("overlay.yaml").write_text(FILES["shop/overlay.yaml"], encoding="utf-8")
    assert "https://shop.example/am" in addresses(tfg.load_catalogue(None, location))
    assert tfg.validate(None, location) == ()


def test_a_problem_of_an_overlay_in_the_current_folder_names_it_from_there(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pathlib.Path("overlay.yaml").write_text(FAULTY, encoding="utf-8")
    (problem,) = tfg.validate(None, "overlay.yaml")
    assert problem.file == "./overlay.yaml"


def test_validate_checks_the_bundled_data_when_no_path_is_given() -> None:
    assert tfg.validate() == tfg.validate(tfg.data_files()) == ()
