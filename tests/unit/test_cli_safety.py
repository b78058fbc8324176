"""What the shell may do to the command line, and what names and texts may do to a terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import cli

if TYPE_CHECKING:
    from command_line import Run

EVIL = "a\x1b[2Jb\u202ec\x9bd"
ESCAPED = r"a\x1b[2Jb\u202ec\x9bd"
COMMAND = [sys.executable, "-m", "techforgood_podcast"]


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return run


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("episodes",)])
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_full_disk_is_a_failure(arguments: tuple[str, ...], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        b"techforgood-podcast: No space left on device\n",
    )


@pytest.mark.parametrize(("arguments", "status"), [("show 99", 1), ("nothing", 2), ("info", 0)])
def test_a_closed_error_stream_leaves_the_output_and_the_status_as_they_are(
    arguments: str, status: int
) -> None:
    script = f'"$0" -m techforgood_podcast {arguments} 2>&-'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable], stdout=subprocess.PIPE, check=False
    )
    assert done.returncode == status
    assert bool(done.stdout) is (status == 0)


def test_help_on_a_closed_output_is_printed_nowhere() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m techforgood_podcast --help >&-', sys.executable],
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_ends_with_status_130_and_no_traceback(tmp_path: Path) -> None:
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
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
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


def test_control_characters_in_names_of_files_and_folders_are_escaped(run: Run) -> None:
    assert run("init", EVIL)[1] == (
        f"{ESCAPED} created; edit its files, then run: techforgood-podcast validate {ESCAPED}\n"
    )
    assert run("validate", EVIL)[1] == f"{ESCAPED}: no problems found\n"
    assert run("init", EVIL)[2].startswith(f'techforgood-podcast: "{ESCAPED}" already exists')
    Path(EVIL, "show.yaml").write_text("[]\n", encoding="utf-8")
    assert run("validate", EVIL)[1].startswith(f"{ESCAPED}{os.sep}show.yaml:1:1: ")
    assert (
        run("enrich", EVIL)[2]
        == f"techforgood-podcast: {ESCAPED}: expected the file of an RSS feed, found a folder\n"
    )


def test_control_characters_in_json_are_escaped_and_keep_their_meaning(run: Run) -> None:
    _, out, _ = run("validate", "--json", EVIL)
    assert out.isascii()
    assert json.loads(out)[0]["file"] in {EVIL, ESCAPED}


def test_a_pipe_is_no_feed(run: Run) -> None:
    os.mkfifo("pipe")
    for arguments in (("enrich", "pipe"), ("import-feed", "pipe", "-o", "new")):
        assert run(*arguments) == (
            1,
            "",
            "techforgood-podcast: pipe: this is neither a file nor a folder\n",
        )


def test_nothing_is_written_where_a_feed_has_nothing_on_any_episode(run: Run) -> None:
    Path("other.xml").write_text("<rss><channel><title>X</title></channel></rss>", encoding="utf-8")
    assert run("enrich", "other.xml", "-o", "new.json") == (
        1,
        "",
        "techforgood-podcast: nothing found\n",
    )
    assert not Path("new.json").exists()
