"""Exports go to open files, and folders to zips."""

from __future__ import annotations

import io
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

import techforgood_podcast as tfg

CATALOGUE = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="Été", language="fr")
SMALL = tfg.Catalogue(show=SHOW)
FORMATS = tfg.formats()
TEXTS = [format_ for format_ in FORMATS if format_.kind == "text"]
FILES = [format_ for format_ in FORMATS if format_.kind != "folder"]
FOLDERS = [format_ for format_ in FORMATS if format_.kind == "folder"]
BINARY = [format_ for format_ in FORMATS if format_.kind != "text"]


def name_of(format_: tfg.Format) -> str:
    return format_.name


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def in_folder(path: Path) -> dict[str, bytes]:
    files = (file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("format_", TEXTS, ids=name_of)
def test_a_text_goes_to_an_open_text_file(format_: tfg.Format) -> None:
    stream = io.StringIO()
    tfg.dump(SMALL, stream, format_)
    assert stream.getvalue() == tfg.dumps(SMALL, format_)


@pytest.mark.parametrize("format_", FILES, ids=name_of)
def test_a_binary_file_gets_the_bytes_that_a_path_gets(format_: tfg.Format, tmp_path: Path) -> None:
    stream = io.BytesIO(b"before ")
    stream.seek(0, io.SEEK_END)
    tfg.dump(SMALL, stream, format_)
    tfg.dump(SMALL, tmp_path / "file", format_)
    assert stream.getvalue() == b"before " + (tmp_path / "file").read_bytes()


@pytest.mark.parametrize("format_", FOLDERS, ids=name_of)
def test_a_folder_goes_to_a_binary_file_as_a_zip(format_: tfg.Format, tmp_path: Path) -> None:
    stream = io.BytesIO()
    tfg.dump(CATALOGUE, stream, format_)
    tfg.dump(CATALOGUE, tmp_path / "folder", format_)
    assert unzipped(stream.getvalue()) == in_folder(tmp_path / "folder")


@pytest.mark.parametrize("format_", FOLDERS, ids=name_of)
@pytest.mark.parametrize("name", ["a.zip", "a.ZIP"])
def test_a_folder_is_written_as_a_zip_to_a_path_that_ends_so(
    format_: tfg.Format, name: str, tmp_path: Path
) -> None:
    stream = io.BytesIO()
    tfg.dump(CATALOGUE, stream, format_)
    tfg.dump(CATALOGUE, tmp_path / name, format_)
    assert (tmp_path / name).read_bytes() == stream.getvalue()
    with pytest.raises(tfg.TargetExistsError):
        tfg.dump(SMALL, tmp_path / name, format_)
    tfg.dump(SMALL, tmp_path / name, format_, force=True)
    assert (tmp_path / name).read_bytes() != stream.getvalue()


def test_folders_inside_a_folder_are_in_its_zip() -> None:
    stream = io.BytesIO()
    tfg.dump(CATALOGUE, stream, "parquet", partition_by="season")
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


@pytest.mark.parametrize("format_", FORMATS, ids=name_of)
def test_an_open_file_stays_open(format_: tfg.Format, tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as stream:
        tfg.dump(SMALL, stream, format_)
        stream.write(b"after")
    assert (tmp_path / "a").read_bytes().endswith(b"after")


@pytest.mark.parametrize("format_", [TEXTS[0], *BINARY], ids=name_of)
def test_a_file_that_takes_a_part_at_a_time_gets_everything(format_: tfg.Format) -> None:
    class Narrow(io.RawIOBase):
        data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any, /) -> int:
            self.data += bytes(data[:1000])
            return min(1000, len(data))

    stream, whole = Narrow(), io.BytesIO()
    tfg.dump(CATALOGUE, stream, format_)
    tfg.dump(CATALOGUE, whole, format_)
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


@pytest.mark.parametrize("format_", BINARY, ids=name_of)
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


def test_json_is_compact_or_indented_by_a_number_of_spaces() -> None:
    compact = tfg.dumps(SMALL, "json", indent=None)
    assert compact == (
        '{"info": {"schema_version": 1}, "show": {"id": "s", "title": "Été", "language": "fr"}}\n'
    )
    assert tfg.dumps(SMALL, "json", indent=4).startswith('{\n    "info": {\n        "schema')
    assert tfg.dumps(SMALL, "json", indent=2) == tfg.dumps(SMALL, "json")


@pytest.mark.parametrize("indent", [True, -1, 9, 2.0, "2"])
def test_an_indentation_is_a_small_number(indent: Any) -> None:
    with pytest.raises(tfg.UnknownOptionError, match="a number of spaces from 0 to 8"):
        tfg.dumps(SMALL, "json", indent=indent)
