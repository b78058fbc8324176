"""Completion in a shell, and the help of each command, which has to say the same.

bash is asked itself; the scripts of the other shells are read.
"""

from __future__ import annotations

import io
import itertools
import re
import shlex
import subprocess
from contextlib import redirect_stdout, suppress
from functools import cache
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from command_line import Run, runner
from techforgood_podcast.cli.commands import main

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = [format_.name for format_ in tfg.formats()]
SHELLS = ("bash", "zsh", "fish")
PROGRAM = "techforgood-podcast"


@cache
def help_of(*command: str) -> str:
    """Return what the help of the program, or of a command, prints."""
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed), suppress(SystemExit):
        patch.setenv("COLUMNS", "200")
        main([*command, "--help"])
    return printed.getvalue()


COMMANDS = dict(re.findall(r"^    ([a-z-]+)\s+(\S.*)$", help_of(), re.MULTILINE))
"""What each command does, by its name, as the help lists them."""
NAMES = [*COMMANDS]


def flags_of(name: str) -> list[str]:
    """Return the options of a command, in the order of its help."""
    heads = re.findall(r"^  (-.*?)(?:  |$)", help_of(name), re.MULTILINE)
    return [flag for head in heads for flag in re.findall(r"(?<!\S)--?[a-z-]+", head)]


def examples_of(name: str) -> list[str]:
    """Return the examples of a command, without what would save their output."""
    lines = help_of(name).partition("\nexamples:\n")[2].splitlines()
    return [line.strip().partition(" > ")[0] for line in lines]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


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
    assert sorted(completed(run, tmp_path, name, "-")) == sorted(flags_of(name))


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


def test_zsh_offers_every_command_with_its_description(run: Run) -> None:
    out = run("completion", "zsh")[1]
    assert out.startswith("#compdef techforgood-podcast\n")
    first = next(line for line in out.splitlines() if line.strip().startswith("values=("))
    told = shlex.split(first.strip().removeprefix("values=(").removesuffix(")"))
    assert told == [f"{name}:{about}" for name, about in COMMANDS.items()]


@pytest.mark.parametrize("name", NAMES)
def test_zsh_offers_every_option(run: Run, name: str) -> None:
    out = run("completion", "zsh")[1]
    block = re.search(rf"{name}:\*\)\n.*\n +options=\((.*)\)\n", out)
    assert block is not None
    told = [word.partition(":")[0] for word in shlex.split(block[1])]
    assert sorted(told) == sorted(flags_of(name))


def test_zsh_offers_the_values_of_a_closed_list(run: Run) -> None:
    out = run("completion", "zsh")[1]
    assert f"values=({' '.join(FORMATS)})" in out
    assert "episodes:--language) values=(fr en) ;;" in out
    assert "enrich:-o|enrich:--output) values=() ;;" in out


@pytest.mark.parametrize("name", NAMES)
def test_fish_offers_every_command_and_option(run: Run, name: str) -> None:
    script = run("completion", "fish")[1].replace(r"\'", """'"'"'""")  # as other shells write it
    lines = [shlex.split(line) for line in script.splitlines()]
    assert {*map(tuple, (line[:3] for line in lines))} == {("complete", "-c", PROGRAM)}
    about = next(line[line.index("-d") + 1] for line in lines if name in line)
    assert about == COMMANDS[name]
    assert f"\n\n{about}\n\n" in help_of(name)
    here = [line[5:] for line in lines if line[4] == f"__fish_seen_subcommand_from {name}"]
    told = [
        f"-{'-' * (kind == '-l')}{word}"
        for line in here
        for kind, word in itertools.pairwise(line)
        if kind in {"-l", "-s"}
    ]
    assert sorted(told) == sorted(flags_of(name))


def test_fish_offers_closed_lists_and_completes_files_elsewhere(run: Run) -> None:
    lines = run("completion", "fish")[1].splitlines()
    assert sum(f"-f -a '{' '.join(FORMATS)}'" in line for line in lines) == 1
    assert any("-l language -x -a 'fr en' -d " in line for line in lines)
    assert any("-s o -l output -r -d " in line for line in lines)
    assert any("-l force -d " in line for line in lines)


def test_a_quotation_mark_in_a_description_is_escaped_for_fish(run: Run) -> None:
    assert "show\\'s RSS feed" in run("completion", "fish")[1]


def test_an_unknown_shell_is_refused(run: Run) -> None:
    assert run("completion", "tcsh")[0] == 2


def test_every_command_is_in_the_help() -> None:
    assert [*COMMANDS] == [
        *("episodes", "show", "guests", "organisations", "themes", "search", "export", "formats"),
        *("init", "enrich", "import-feed", "validate", "info", "completion"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_every_command_has_examples_that_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    tfg.dump(tfg.load_catalogue(), "feed.xml", "rss")
    tfg.dump(tfg.load_catalogue(), "my-podcast.yaml")
    if name not in {"init", "import-feed"}:
        run("init", "my-podcast")
    examples = examples_of(name)
    assert examples
    for line in examples:
        program, *arguments = shlex.split(line)
        assert (program, arguments[0]) == (PROGRAM, name)
        status, out, err = run(*arguments)
        assert status == 0, err
        assert out or "-o" in arguments or name == "init"
