"""Completion in a shell: bash is asked itself, and the scripts of the others are read."""

from __future__ import annotations

import itertools
import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from command_line import Run, runner
from techforgood_podcast.cli import arguments as take
from techforgood_podcast.cli.commands import _COMMANDS  # pyright: ignore[reportPrivateUsage]

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [name for name, *_ in _COMMANDS]
FORMATS = [format_.name for format_ in tfg.formats()]
SHELLS = ("bash", "zsh", "fish")
_, PARSERS = take.build_parsers(_COMMANDS)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


def flags_of(name: str) -> list[str]:
    return [flag for action in PARSERS[name].list_arguments() for flag in action.option_strings]


def completed(run: Run, folder: Path, *words: str) -> list[str]:
    """Return what bash offers for the last of the words."""
    file = folder / "completion.bash"
    file.write_text(run("completion", "bash")[1], encoding="utf-8")
    line = " ".join(map(shlex.quote, ("techforgood-podcast", *words)))
    code = (
        f"source {shlex.quote(str(file))}; COMP_WORDS=({line}); COMP_CWORD={len(words)};"
        '_techforgood_podcast; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", code],  # noqa: S607 -- wherever it is
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def test_bash_completes_commands(run: Run, tmp_path: Path) -> None:
    assert completed(run, tmp_path, "") == NAMES
    assert completed(run, tmp_path, "e") == ["episodes", "export", "enrich"]
    assert completed(run, tmp_path, "--v") == ["--version"]


@pytest.mark.parametrize("name", NAMES)
def test_bash_completes_the_options_of_a_command(run: Run, tmp_path: Path, name: str) -> None:
    assert completed(run, tmp_path, name, "-") == flags_of(name)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("export", ""), FORMATS),
        (("export", "json"), ["json", "jsonl", "jsonfeed", "jsonld"]),
        (("completion", ""), [*SHELLS]),
        (("episodes", "--language", ""), ["fr", "en"]),
        (("enrich", "--on-conflict", "r"), ["replace"]),
        (("export", "--language", ""), []),
        (("validate", ""), []),
        (("show", ""), []),
        (("nothing-known", "-"), []),
    ],
)
def test_bash_completes_values_of_a_closed_list_and_leaves_the_rest_to_files(
    run: Run, tmp_path: Path, words: tuple[str, ...], offered: list[str]
) -> None:
    assert completed(run, tmp_path, *words) == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_the_same_each_time_and_ends_in_a_newline(run: Run, shell: str) -> None:
    status, out, err = run("completion", shell)
    assert (status, err) == (0, "")
    assert out.endswith("\n")
    assert run("completion", shell)[1] == out


def test_zsh_is_told_every_command_with_what_it_does(run: Run) -> None:
    out = run("completion", "zsh")[1]
    assert out.startswith("#compdef techforgood-podcast\n")
    first = next(line for line in out.splitlines() if line.strip().startswith("values=("))
    told = shlex.split(first.strip().removeprefix("values=(").removesuffix(")"))
    assert told == [f"{name}:{about}" for name, _, about, _ in _COMMANDS]


@pytest.mark.parametrize("name", NAMES)
def test_zsh_is_told_every_option(run: Run, name: str) -> None:
    out = run("completion", "zsh")[1]
    block = re.search(rf"{name}:\*\)\n.*\n +options=\((.*)\)\n", out)
    assert block is not None
    assert [word.partition(":")[0] for word in shlex.split(block[1])] == flags_of(name)


def test_zsh_is_told_values_of_a_closed_list(run: Run) -> None:
    out = run("completion", "zsh")[1]
    assert f"values=({' '.join(FORMATS)})" in out
    assert "episodes:--language) values=(fr en) ;;" in out
    assert "enrich:-o|enrich:--output) values=() ;;" in out


@pytest.mark.parametrize("name", NAMES)
def test_fish_is_told_every_command_and_option(run: Run, name: str) -> None:
    script = run("completion", "fish")[1].replace(r"\'", """'"'"'""")  # as other shells write it
    lines = [shlex.split(line) for line in script.splitlines()]
    assert all(line[:3] == ["complete", "-c", "techforgood-podcast"] for line in lines)
    about = next(line[line.index("-d") + 1] for line in lines if name in line)
    assert about == PARSERS[name].description
    here = [line[5:] for line in lines if line[4] == f"__fish_seen_subcommand_from {name}"]
    told = [
        f"-{'-' * (kind == '-l')}{word}"
        for line in here
        for kind, word in itertools.pairwise(line)
        if kind in {"-l", "-s"}
    ]
    assert told == flags_of(name)


def test_fish_is_told_values_and_where_files_may_stand(run: Run) -> None:
    lines = run("completion", "fish")[1].splitlines()
    assert sum(f"-f -a '{' '.join(FORMATS)}'" in line for line in lines) == 1
    assert any("-l language -x -a 'fr en' -d " in line for line in lines)
    assert any("-s o -l output -r -d " in line for line in lines)
    assert any("-l force -d " in line for line in lines)


def test_a_quotation_mark_in_a_text_ends_nothing_in_fish(run: Run) -> None:
    assert "show\\'s RSS feed" in run("completion", "fish")[1]


def test_an_unknown_shell_is_refused(run: Run) -> None:
    assert run("completion", "tcsh")[0] == 2


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_every_command_has_examples_that_it_takes(run: Run, name: str) -> None:
    status, out, err = run(name, "--help")
    assert (status, err) == (0, "")
    shown = [line.strip() for line in out.partition("\nexamples:\n")[2].splitlines()]
    assert shown == [f"techforgood-podcast {line}" for line in take.EXAMPLES[name]]
    assert shown
    for line in shown:
        program, *arguments = shlex.split(line.partition(" > ")[0])
        assert (program, arguments[0]) == ("techforgood-podcast", name)
        assert take.parse(_COMMANDS, arguments).command is not None


@pytest.mark.parametrize(
    "line",
    [
        line
        for name in ("episodes", "show", "guests", "organisations", "themes", "search", "formats")
        for line in take.EXAMPLES[name]
    ],
)
def test_an_example_finds_something(run: Run, line: str) -> None:
    status, out, err = run(*shlex.split(line))
    assert (status, err) == (0, "")
    assert out
