"""The command line as a program: pipes, streams, terminals, shells, and interrupts."""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import cli
from techforgood_podcast.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command_line import Run


EVIL = "a\x1b[2Jb\u202ec\x9bd"
ESCAPED = r"a\x1b[2Jb\u202ec\x9bd"


def start(
    *arguments: str, out: Any = subprocess.PIPE, err: Any = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in an interpreter of its own, without this one's settings of output."""
    settings = ("PYTHON", "LC_", "LANG")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(settings)}
    # Under LC_ALL=C, CPython 3.11 reads no path with an accent from the files of an environment.
    inherited["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-S", "-m", "techforgood_podcast", *arguments]
    return subprocess.run(
        command, env={**inherited, **environment}, stdout=out, stderr=err, check=False
    )


@pytest.fixture
def unread() -> Iterator[int]:
    """Return a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def test_a_closed_pipe_is_silent_and_ends_with_the_status_of_sigpipe(
    monkeypatch: pytest.MonkeyPatch, unread: int
) -> None:
    with os.fdopen(os.dup(unread), "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["episodes"]) == 141
        monkeypatch.undo()


@pytest.mark.slow
@pytest.mark.parametrize("arguments", ["episodes", "export json", "validate nowhere", "--help"])
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_nothing_is_printed_when_nobody_reads(arguments: str, unbuffered: str, unread: int) -> None:
    done = start(*arguments.split(), out=unread, PYTHONUNBUFFERED=unbuffered)
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


def test_an_error_that_nobody_reads_ends_without_another_one(unread: int) -> None:
    assert start("show", "99", err=unread).returncode == 141


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
        pytest.param({"LC_ALL": "C"}, marks=pytest.mark.weekly),
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        pytest.param({"PYTHONIOENCODING": "ascii"}, marks=pytest.mark.weekly),
    ],
    ids=["LC_ALL=C", "LC_ALL=C without UTF-8", "latin-1", "ascii"],
)
def test_letters_that_the_terminal_lacks_are_no_failure(environment: dict[str, str]) -> None:
    for arguments in (("show", "1"), ("export", "yaml"), ("info",), ("episodes", "--json")):
        done = start(*arguments, **environment)
        assert (done.returncode, done.stderr) == (0, b"")
    done = start("episodes", "--guest", "Œuvre", **environment)
    assert done.returncode == 1
    line = rb'techforgood-podcast: no guest ".+"; (see .+ guests|.+ search finds .+)\r?\n'
    assert re.fullmatch(line, done.stderr)


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
    assert capsys.readouterr().out.startswith("S1E4  Quand l’art questionne la tech")


def test_the_installed_command_is_the_same_program() -> None:
    command = shutil.which("techforgood-podcast", path=sysconfig.get_path("scripts"))
    assert command is not None
    done = subprocess.run([command, "search", "xyzzy"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode("utf-8").splitlines() == ["techforgood-podcast: nothing found"]


# -------------------------------------------------------------------- disks, shells and interrupts


@pytest.mark.parametrize(
    ("arguments", "unbuffered"),
    [("--help", ""), ("--version", "1"), ("episodes", "1"), ("info", "")],
)
def test_a_full_disk_is_a_failure(arguments: str, unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = start(arguments, out=full, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (1, b"techforgood-podcast: No space left on device\n")


def in_shell(words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line with words that a shell reads."""
    script = ["/bin/sh", "-c", f'"$0" -m techforgood_podcast {words}', sys.executable]
    return subprocess.run(script, capture_output=True, check=False)


@pytest.mark.parametrize(("arguments", "status"), [("show 99", 1), ("nothing", 2), ("info", 0)])
def test_a_closed_error_stream_leaves_the_output_and_the_status_as_they_are(
    arguments: str, status: int
) -> None:
    done = in_shell(f"{arguments} 2>&-")
    assert (done.returncode, bool(done.stdout)) == (status, status == 0)


def test_help_on_a_closed_output_is_printed_nowhere() -> None:
    done = in_shell("--help >&-")
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_ends_with_status_130_and_no_traceback() -> None:
    # The command waits for a catalogue that nobody writes.
    # A shell that runs the tests in the background makes its children ignore interrupts.
    script = (
        "import signal, sys, time; from techforgood_podcast import Catalogue, cli\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def wait(*_):\n"
        "    print('waiting', flush=True)\n"
        "    while True: time.sleep(0.01)\n"
        "Catalogue.episodes = property(wait)\n"
        "sys.exit(cli.main(['episodes']))\n"
    )
    command, pipe = [sys.executable, "-c", script], subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe)
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=300) == (b"", b"")
    assert process.returncode == 130


def test_an_interrupt_is_no_error_of_the_library(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tfg.Catalogue, "episodes", property(interrupt))
    assert cli.main(["episodes"]) == 130
    assert capsys.readouterr() == ("", "")


def test_an_interrupt_while_the_command_line_is_imported_ends_with_status_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupting:
        def find_spec(self, *_: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "techforgood_podcast.cli.commands")
    monkeypatch.setattr(sys, "meta_path", [Interrupting()])
    assert cli.main(["episodes"]) == 130
    monkeypatch.undo()
    assert capsys.readouterr() == ("", "")


def test_errors_go_nowhere_if_the_error_stream_is_closed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert cli.main(["show", "99"]) == 1
    assert capsys.readouterr().out == ""


def test_control_characters_in_names_of_files_and_folders_are_escaped(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", EVIL)[1] == (
        f"{ESCAPED} created; edit its files, then run: techforgood-podcast validate {ESCAPED}\n"
    )
    assert run("validate", EVIL)[1] == f"{ESCAPED}: no problems found\n"
    assert run("init", EVIL)[2].startswith(f'techforgood-podcast: "{ESCAPED}" already exists')
    Path(EVIL, "show.yaml").write_text("[]\n", encoding="utf-8")
    assert run("validate", EVIL)[1].startswith(f"{ESCAPED}{os.sep}show.yaml:1:1: ")
    said = f"techforgood-podcast: {ESCAPED}: expected the file of an RSS feed, found a folder\n"
    assert run("import-feed", EVIL, "-o", "new")[2] == said


def test_control_characters_in_json_are_escaped_and_keep_their_meaning(run: Run) -> None:
    _, out, _ = run("validate", "--json", EVIL)
    assert out.isascii()
    assert json.loads(out)[0]["file"] in {EVIL, ESCAPED}


def test_a_pipe_is_no_feed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    said = "techforgood-podcast: pipe: this is neither a file nor a folder\n"
    assert run("import-feed", "pipe", "-o", "new") == (1, "", said)
