"""Exports go to open files, and folders to zips."""

from __future__ import annotations

import io
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from catalogues import MINE

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL = tfg.Catalogue(show=tfg.Show(id="s", title="Été", language="fr"))
FORMATS = tfg.formats()
TEXTS = [format_ for format_ in FORMATS if format_.kind == "text"]
FOLDERS = [format_ for format_ in FORMATS if format_.kind == "folder"]
BINARY = [format_ for format_ in FORMATS if format_.kind != "text"]


def each(formats: Iterable[tfg.Format]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("format_", formats, ids=lambda format_: format_.name)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@each(TEXTS)
def test_a_text_goes_to_an_open_text_file_or_in_utf_8_to_a_binary_one(format_: tfg.Format) -> None:
    text, binary = io.StringIO(), io.BytesIO()
    tfg.dump(SMALL, text, format_)
    tfg.dump(SMALL, binary, format_)
    assert text.getvalue() == tfg.dumps(SMALL, format_)
    assert binary.getvalue() == text.getvalue().encode("utf-8")


@each(FORMATS)
def test_a_binary_file_gets_the_bytes_that_a_path_gets_and_stays_open(
    format_: tfg.Format, tmp_path: Path
) -> None:
    stream = io.BytesIO(b"before ")
    stream.seek(0, io.SEEK_END)
    tfg.dump(SMALL, stream, format_)
    name = "a.ZIP" if format_ in FOLDERS else "file"
    tfg.dump(SMALL, tmp_path / name, format_)
    assert stream.getvalue() == b"before " + (tmp_path / name).read_bytes()


@each(FOLDERS)
def test_a_zip_holds_the_files_of_the_folder(format_: tfg.Format, tmp_path: Path) -> None:
    tfg.dump(SMALL, tmp_path / "a.zip", format_)
    tfg.dump(SMALL, tmp_path / "folder", format_)
    files = (file for file in (tmp_path / "folder").rglob("*") if file.is_file())
    assert unzipped((tmp_path / "a.zip").read_bytes()) == {
        file.relative_to(tmp_path / "folder").as_posix(): file.read_bytes() for file in files
    }


def test_a_zip_that_exists_is_kept_unless_it_is_forced(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    tfg.dump(SMALL, target, "datapackage")
    before = target.read_bytes()
    with pytest.raises(tfg.TargetExistsError):
        tfg.dump(MINE, target, "datapackage")
    assert target.read_bytes() == before
    tfg.dump(MINE, target, "datapackage", force=True)
    assert target.read_bytes() != before


def test_folders_inside_a_folder_are_in_its_zip() -> None:
    stream = io.BytesIO()
    tfg.dump(MINE, stream, "parquet", partition_by="season")
    assert "episodes/season=1/part-0.parquet" in unzipped(stream.getvalue())


@pytest.mark.parametrize("now", [0.0, 1e11], ids=["1970", "5138"])
def test_a_zip_does_not_depend_on_the_clock(now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    streams = io.BytesIO(), io.BytesIO()
    tfg.dump(SMALL, streams[0], "datapackage")
    monkeypatch.setattr(time, "time", lambda: now)
    tfg.dump(SMALL, streams[1], "datapackage")
    assert streams[0].getvalue() == streams[1].getvalue()


def test_a_zip_without_a_format_asks_for_one(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownFormatError, match='pass format="site", "datapackage" or'):
        tfg.dump(SMALL, tmp_path / "a.zip")


@each([TEXTS[0], *BINARY])
def test_a_file_that_takes_a_part_at_a_time_gets_everything(format_: tfg.Format) -> None:
    class Narrow(io.RawIOBase):
        data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any, /) -> int:
            self.data += bytes(data[:1000])
            return min(1000, len(data))

    stream, whole = Narrow(), io.BytesIO()
    tfg.dump(MINE, stream, format_)
    tfg.dump(MINE, whole, format_)
    assert not stream.closed
    assert stream.data == whole.getvalue()


class Unwilling(io.RawIOBase):
    """A file that takes nothing."""

    def __init__(self, answer: OSError | None) -> None:
        self.answer = answer

    def writable(self) -> bool:
        return True

    def write(self, _: Any, /) -> int | None:
        if self.answer:
            raise self.answer
        return None


@pytest.mark.parametrize("answer", [OSError(28, "No space left on device"), None])
def test_a_file_without_a_buffer_stays_open_where_it_takes_nothing(answer: OSError | None) -> None:
    stream = Unwilling(answer)
    with pytest.raises(OSError, match=r"No space left|takes nothing more"):
        tfg.dump(SMALL, stream, "json")
    assert not stream.closed


def test_a_temporary_file_is_written_to_whether_text_or_binary() -> None:
    with tempfile.NamedTemporaryFile("wb") as binary:
        tfg.dump(SMALL, binary, "jsonl")
        binary.flush()
        assert Path(binary.name).read_text("utf-8") == tfg.dumps(SMALL, "jsonl")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as text:
        tfg.dump(SMALL, text, "jsonl")
        text.flush()
        assert Path(text.name).read_text("utf-8") == tfg.dumps(SMALL, "jsonl")


@each(BINARY)
def test_a_text_file_is_refused_for_what_is_no_text(format_: tfg.Format) -> None:
    stream = io.StringIO()
    with pytest.raises(TypeError, match="bytes"):
        tfg.dump(SMALL, stream, format_)
    assert not stream.getvalue()


def test_an_open_file_needs_a_format() -> None:
    with pytest.raises(TypeError, match='an open file needs a format; pass format="json"'):
        tfg.dump(SMALL, io.StringIO())


def test_nothing_is_written_to_an_open_file_if_an_option_is_wrong() -> None:
    stream = io.StringIO()
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.dump(SMALL, stream, "csv", language="br")
    assert not stream.getvalue()


@pytest.mark.parametrize("format_", ["json", None])
def test_a_dash_is_no_file_in_python(
    format_: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"pass sys\.stdout"):
        tfg.dump(SMALL, "-", format_)
    assert not list(tmp_path.iterdir())


def test_standard_output_is_an_open_file(capsys: pytest.CaptureFixture[str]) -> None:
    tfg.dump(SMALL, sys.stdout, "yaml")
    assert capsys.readouterr().out == tfg.dumps(SMALL, "yaml")
