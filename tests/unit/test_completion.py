"""Completion in a shell, and the help of each command, which has to say the same.

bash is asked itself here; fish and zsh are in ``tests/interop/test_reading_completion.py``.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from functools import cache
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from command_line import call
from rss_strategies import item, rss

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

FORMATS = [format_.name for format_ in tfg.formats()]
SHELLS = ("bash", "zsh", "fish")
PROGRAM = "techforgood-podcast"


def printed(*arguments: str) -> str:
    """Return what a command prints."""
    with redirect_stdout(io.StringIO()) as output:
        call(*arguments)
    return output.getvalue()


@cache
def help_of(*command: str) -> str:
    """Return what the help of the program, or of a command, prints on a wide terminal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "200")
        return printed(*command, "--help")


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


@cache
def script_of(shell: str) -> str:
    """Return the script that completes words in a shell."""
    return printed("completion", shell)


def completed(folder: Path, *words: str) -> list[str]:
    """Return what bash offers for the last of the words."""
    file = folder / "completion.bash"
    file.write_text(script_of("bash"), encoding="utf-8")
    line = " ".join(map(shlex.quote, (PROGRAM, *words)))
    code = (
        f"source {shlex.quote(str(file))}; COMP_WORDS=({line}); COMP_CWORD={len(words)};"
        '_shtab_techforgood_podcast; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    command = ["bash", "--norc", "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("",), NAMES),
        (("e",), ["episodes", "export"]),
        (("--v",), ["--version"]),
        (("export", ""), FORMATS),
        (("export", "json"), ["json", "jsonl", "jsonfeed", "jsonld"]),
        (("completion", ""), [*SHELLS]),
        (("episodes", "--language", ""), ["fr", "en"]),
        (("export", "--language", ""), ["fr", "en"]),
        (("export", "--nodes", "s"), ["shared"]),
        (("guests", "--theme", "art", "--sort", ""), ["name", "episodes"]),
        (("validate", "--strict", "comp"), ["completion.bash"]),
        (("episodes", "--data", "comp"), ["completion.bash"]),
        (("import-feed", "comp"), ["completion.bash"]),
        (("export", "-o", "comp"), ["completion.bash"]),
        (("help", "ex"), ["export"]),
        (("show", ""), []),
        (("episodes", "--guest", ""), []),
    ],
)
def test_bash_completes_commands_values_and_files(
    tmp_path: Path, words: tuple[str, ...], offered: list[str]
) -> None:
    assert completed(tmp_path, *words) == offered


def test_bash_completes_the_options_of_a_command(tmp_path: Path) -> None:
    assert sorted(completed(tmp_path, "export", "-")) == sorted(flags_of("export"))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_the_same_each_time_and_ends_in_one_newline(run: Run, shell: str) -> None:
    assert run("completion", shell) == (0, f"{script_of(shell).rstrip()}\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command_and_option(shell: str) -> None:
    words = set(re.findall(r"[a-z][a-z0-9-]*", script_of(shell)))
    flags = {flag.lstrip("-") for name in NAMES for flag in flags_of(name) if flag[:2] == "--"}
    assert {*NAMES, *flags, *FORMATS} - words == set()


def test_without_shtab_the_command_that_installs_it_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    said = "completion needs an extra; run: pip install rich shtab"
    assert run("completion", "bash") == (1, "", f"{PROGRAM}: {said}\n")


def test_every_command_is_in_the_help() -> None:
    assert [*COMMANDS] == [
        *("episodes", "show", "people", "guests", "hosts", "organisations", "themes", "places"),
        *("search", "related", "cite", "export", "formats", "info", "completion", "help"),
        *("init", "import-feed", "update", "validate", "diff", "same-person", "package"),
    ]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of what the examples read."""
    folder = tmp_path_factory.mktemp("documents")
    episodes = tfg.by_theme("emploi")
    for name in ("feed", "page-1", "page-2"):
        tfg.dump(episodes, folder / f"{name}.xml", "rss")
    tfg.dump(episodes, folder / "my-podcast.yaml")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_every_command_has_examples_that_work(
    run: Run, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(shutil.copytree(documents, tmp_path, dirs_exist_ok=True))
    if name not in {"init", "import-feed"}:
        run("init", "my-podcast")
    assert examples_of(name)
    for line in examples_of(name):
        program, *arguments = shlex.split(line)
        assert (program, arguments[0]) == (PROGRAM, name)
        status, out, err = run(*arguments)
        assert status in {0, 3}, err  # 3: an update waits for an answer
        assert out


@pytest.mark.parametrize("program", [PROGRAM, "podcast-catalogue"])
def test_without_arguments_a_few_commands_are_printed_that_work_in_a_folder_with_a_feed(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    monkeypatch.setattr("techforgood_podcast.cli.parsers.PROGRAM", program)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.xml").write_text(rss(f"<title>Bread</title>{item(title='Rye')}"), "utf-8")
    status, out, err = run()
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) <= 10
    assert max(map(len, lines)) <= 80
    commands = re.findall(rf"{program} (.+?)(?:  |$)", out, re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        status, printed, err = run(*shlex.split(command))
        assert (status, err) == (0, "")
        assert printed


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_is_printed_in_either_way(run: Run, name: str) -> None:
    assert run("help", name) == run(name, "--help")
    assert f"\n\n{COMMANDS[name]}\n\n" in run("help", name)[1]


def test_help_alone_is_that_of_the_program(run: Run) -> None:
    assert run("help") == run("--help")


def test_help_version_and_wrong_usage_import_no_library() -> None:
    lines = ("--version", "", "help", "help export", "export --help", "episods")
    code = (
        "import sys; from techforgood_podcast.cli import main\n"
        f"for line in {lines}:\n"
        "    try: main(line.split())\n"
        "    except SystemExit: pass\n"
        "heavy = {'attr', 'attrs', 'cattrs', 'yaml', 'rich', 'shtab', 'sqlite3'}\n"
        "print(*heavy & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == ""


@pytest.mark.parametrize("name", [PROGRAM, "podcast-catalogue"])
def test_messages_and_completion_use_the_name_that_was_typed(name: str) -> None:
    code = (
        f"import sys; sys.argv = ['/bin/{name}']; sys.stderr = sys.stdout\n"
        "from techforgood_podcast.cli import main\n"
        "for line in ('', '--version', 'nope', 'completion bash'):\n"
        "    try: main(line.split())\n"
        "    except SystemExit: pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    said = {
        f"All commands: {name} --help",
        f"{name} {tfg.__version__}",
        f'{name}: unknown command "nope"; see {name} --help',
        f"complete -o bashdefault -F _shtab_{name.replace('-', '_')} {name}",
    }
    assert said <= {*done.stdout.splitlines()}
