"""The completion scripts, run by fish and zsh; ``make test`` covers bash."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = [format_.name for format_ in tfg.formats()]
# Type a line into a nested shell, and wait until it offers what is expected.
_ZSH = """\
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PS1= LISTMAX=1000; fpath=($1 \\$fpath); autoload -Uz compinit"
zpty -w shell "compinit -u -D; echo rea''dy"
zpty -m -r shell line '*ready*'
zpty -n -w shell "techforgood-podcast $2"$'\\t\\t'
zpty -m -r shell line "*$3*" && print -r -- "$line"
"""


def script(shell: str, path: Path) -> Path:
    command = [sys.executable, "-m", "techforgood_podcast", "completion", shell]
    path.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return path


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ex", ["export"]),
        ("export ", FORMATS),
        ("export json", ["json", "jsonl", "jsonfeed", "jsonld"]),
        ("episodes --lang", ["--language"]),
        ("episodes --language ", ["en", "fr"]),
        ("completion ", ["bash", "fish", "zsh"]),
        ("export --nodes ", ["all", "shared"]),
        ("guests --sort ", ["episodes", "name"]),
    ],
)
def test_fish_completes_a_line(tmp_path: Path, line: str, offered: list[str]) -> None:
    file = script("fish", tmp_path / "completion.fish")
    code = f"source {file}; complete -C 'techforgood-podcast {line}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", code],  # noqa: S607 -- found on PATH
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert sorted(row.partition("\t")[0] for row in done.stdout.splitlines()) == sorted(offered)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("e", "List episodes and their guests."),
        ("guests --sort ", "episodes"),
        ("export json", "jsonfeed"),
        ("episodes --", "only episodes that contain all these words"),
        ("validate --", "folder or file to add to the catalogue"),
    ],
)
def test_zsh_completes_a_line(tmp_path: Path, line: str, offered: str) -> None:
    script("zsh", tmp_path / "_techforgood-podcast")
    done = subprocess.run(
        ["zsh", "-f", "-c", _ZSH, "zsh", str(tmp_path), line, offered],  # noqa: S607 -- found on PATH
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TERM": "xterm"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert offered in done.stdout, done.stderr
