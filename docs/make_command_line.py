"""Makes ``command-line.md`` of the arguments that the commands take, and of what they print.

    python docs/make_command_line.py

A test fails where the page is not what this makes of the commands.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shlex
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from techforgood_podcast.cli import arguments as _arguments
from techforgood_podcast.cli import commands as cli
from techforgood_podcast.cli.terminal import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PAGE = Path(__file__).with_name("command-line.md")
INTRODUCTION = """\
<!-- Made by docs/make_command_line.py; change the help texts of the commands instead. -->

# Command line

`techforgood-podcast` and `python -m techforgood_podcast` are the same program. Without `--data` it
answers from the bundled catalogue. Names are typed as people type them, as
[How names are found](name-resolution.md) says.

- **Filters** of one kind mean any of them, of two kinds both: `--guest gentelet --guest vigneron
  --theme emploi` are the episodes about work with either guest.
- **`--json`** prints for programs what is otherwise printed for people.
- **The exit status** is 0 when it is done, 1 when nothing was found or something is wrong with the
  files, and 2 when the arguments are wrong. An error is one line on the standard error, and says
  what was probably meant.

"""
EXAMPLES = {
    "episodes": "episodes --guest gentelet",
    "show": "show intro --language en",
    "guests": 'guests --theme "low-tech"',
    "organisations": "organisations --place belgique",
    "themes": "themes --guest vigneron --language en",
    "search": "search gaspillage alimentaire",
    "export": "export ris --place namur",
    "formats": "formats",
    "init": "init my-podcast",
    "validate": "validate",
    "info": "info",
}
"""One for each command whose output is shown; of the others there are those of ``--help``."""
NOTES = {
    "completion": "The folder has to exist; the next terminal that you open completes the command.",
}


def page() -> str:
    """Return the whole page."""
    commands = {name: (about, shapes) for name, _, about, shapes in cli._COMMANDS}  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- there is no other list
    overview = [f"| [`{name}`](#{name}) | {about} |" for name, (about, _) in commands.items()]
    table = "\n".join(["| command | what it does |", "|---|---|", *overview, ""])
    sections = (
        "\n".join(section(name, about, shapes)) for name, (about, shapes) in commands.items()
    )
    return INTRODUCTION + "\n".join((table, *sections))


def section(
    name: str, about: str, shapes: Sequence[Callable[[argparse.ArgumentParser], None]]
) -> Iterator[str]:
    """Give the lines about one command."""
    parser = argparse.ArgumentParser(add_help=False)
    for shape in shapes:
        shape(parser)
    yield f"## {name}\n\n{about}\n"
    rows = [
        f"| {words(action)} | {(action.help or '') % vars(action)}{remark(action)} |"
        for action in parser._actions  # noqa: SLF001 -- argparse has no other list
    ]
    if rows:
        yield "\n".join(["| argument | meaning |", "|---|---|", *rows, ""])
    if name in EXAMPLES:
        yield f"```console\n$ {PROGRAM} {EXAMPLES[name]}\n{printed(EXAMPLES[name])}```\n"
    else:
        lines = "".join(f"{PROGRAM} {line}\n" for line in _arguments.EXAMPLES[name])
        yield f"```sh\n{lines}```\n"
    if name in NOTES:
        yield f"{NOTES[name]}\n"


def words(action: argparse.Action) -> str:
    """Return how an argument is written."""
    if not action.option_strings:
        metavar = action.metavar or action.dest.upper()
        return f"`{metavar}{' …' if action.nargs in {'*', '+'} else ''}`"
    value = ""
    if action.nargs != 0:
        value = f" {action.metavar or '{' + ','.join(map(str, action.choices or ())) + '}'}"
    return ", ".join(f"`{option}{value}`" for option in action.option_strings)


def remark(action: argparse.Action) -> str:
    """Return what else is to be known of an argument."""
    if action.option_strings and action.required:
        return " (needed)"
    if action.default == [] and action.option_strings:
        return " (may be given several times)"
    if action.option_strings and action.default:
        return f" (`{action.default}` if not given)"
    return ""


def printed(line: str) -> str:
    """Return what a command prints, run where nothing else stands."""
    output = io.StringIO()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(output):
        os.chdir(folder)
        try:
            status = cli.main(shlex.split(line))
        finally:
            os.chdir(before)
    assert status == 0, line
    return output.getvalue()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
