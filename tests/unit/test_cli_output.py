"""The command line as a program: pipes, streams and terminals of every kind."""

from __future__ import annotations

import io
import os
import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in an interpreter of its own, without this one's settings of output."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "LANG"))
    }
    return subprocess.run(
        [sys.executable, "-m", "techforgood_podcast", *arguments],
        env={**inherited, **environment},
        capture_output=True,
        check=False,
    )


def test_a_closed_pipe_is_silent_and_ends_with_the_status_of_sigpipe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["episodes"]) == 141
        monkeypatch.undo()


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [("episodes",), ("export", "json"), ("validate", "nowhere"), ("--help",)]
)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_nothing_is_printed_when_nobody_reads(arguments: tuple[str, ...], unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "techforgood_podcast", *arguments],
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


class Narrow(io.RawIOBase):
    """A file that takes ten bytes at a time, as the output of ``python -u`` may."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.data += bytes(data[:10])
        return min(10, len(data))


def test_an_output_without_a_buffer_gets_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = Narrow()
    stream: Any = narrow
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream, "utf-8", write_through=True))
    assert main(["export", "json"]) == 0
    assert narrow.data.decode() == tfg.dumps(tfg.load_catalogue(), "json")
    assert not narrow.closed


def test_an_error_that_nobody_reads_ends_without_another_one() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "techforgood_podcast", "show", "99"], stderr=writing, check=False
    )
    os.close(writing)
    assert done.returncode == 141


def test_output_that_cannot_be_written_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "read-only.txt"
    path.touch()
    with os.fdopen(os.open(path, os.O_RDONLY), "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["episodes"]) == 1
        monkeypatch.undo()
    assert capsys.readouterr().err == "techforgood-podcast: Bad file descriptor\n"


def test_output_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["episodes"]) == 0
    assert main(["export", "json"]) == 0


def test_output_may_go_to_a_stream_of_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["export", "json", "--theme", "art"]) == 0
    assert stream.getvalue() == tfg.dumps(tfg.by_theme("art"), "json")


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["LC_ALL=C", "LC_ALL=C without UTF-8", "latin-1", "ascii"],
)
def test_letters_that_the_terminal_lacks_are_no_failure(environment: dict[str, str]) -> None:
    for arguments in (("show", "1"), ("export", "yaml"), ("info",), ("episodes", "--json")):
        done = start(*arguments, **environment)
        assert (done.returncode, done.stderr) == (0, b"")
    done = start("episodes", "--guest", "Œuvre", **environment)
    assert done.returncode == 1
    assert re.fullmatch(rb'techforgood-podcast: no guest ".+"; see .+ guests\r?\n', done.stderr)


def test_letters_that_the_terminal_lacks_are_printed_by_their_numbers() -> None:
    done = start("episodes", "--guest", "Jean Moreau", PYTHONIOENCODING="ascii")
    assert b"le casse-t\\xeate de Phenix" in done.stdout


def test_files_and_json_are_in_utf_8_whatever_the_terminal_speaks() -> None:
    done = start("export", "json", "--theme", "art", PYTHONIOENCODING="latin-1")
    assert done.stdout == tfg.dumps(tfg.by_theme("art"), "json").encode()


def test_names_are_read_under_lc_all_c() -> None:
    done = start("episodes", "--guest", "Frédéric Bardeau", LC_ALL="C")
    assert done.stdout.decode().startswith("S1E7  Simplon où le pari du numérique pour tous")


def test_the_package_runs_as_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "techforgood_podcast.__main__", raising=False)
    monkeypatch.setattr(sys, "argv", ["techforgood_podcast", "episodes", "--theme", "art"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("techforgood_podcast", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("S1E4  Quand l'art questionne la tech")


def test_the_installed_command_is_the_same_program() -> None:
    command = shutil.which("techforgood-podcast", path=sysconfig.get_path("scripts"))
    assert command is not None
    done = subprocess.run([command, "search", "xyzzy"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode("utf-8").splitlines() == ["techforgood-podcast: nothing found"]
