"""Generate ``command-line.md``, and ``images/terminal.svg`` with commands and what they print.

    python docs/make_command_line.py

Both are made of the arguments and the output of the commands. A test fails if one is out of date.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shlex
import tempfile
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from house_style import tokens
from templates import template, write

from techforgood_podcast.authoring.commands import arguments as own
from techforgood_podcast.cli import arguments as args
from techforgood_podcast.cli.commands import GROUPS, main
from techforgood_podcast.cli.terminal import PROGRAM, PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from techforgood_podcast.cli.arguments import Arguments
    from techforgood_podcast.cli.parsers import Command

PAGE = Path(__file__).with_name("command-line.md")
PICTURE = PAGE.with_name("images") / "terminal.svg"
# The commands in the picture.
DRAWN = (
    "guests --organisation kikk --language en",
    'search "food waste" --limit 1',
    "show simplon --language en",
    "export html -o page.html",
)
# The size of letters, their width, the height of a line, and the margin, in pixels.
SIZE, LETTER, LINE, MARGIN = 14, 8.43, 21, 20
WIDTH: Final = 100
# A command line for each command whose output is shown; the others show the examples of --help.
EXAMPLES = {
    "episodes": "episodes --guest gentelet",
    "show": "show kikk --language en",
    "search": "search gaspillage alimentaire",
    "export": "export --theme emploi -o emploi.csv",
    "init": "init my-podcast",
    "validate": "validate package:techforgood_podcast",
}
# What the commands with the same arguments do.
LISTINGS = (
    "List these with their episodes, and guests with their roles too. `people` lists everyone who"
    " is credited or mentioned."
)
NOTES = {
    "completion": "It needs the extra `cli`. The folder must exist. Completion works in terminals"
    " opened afterwards.",
}
# Arguments that many commands take, described once.
SHARED: dict[str, tuple[Arguments, str]] = {
    "Filters": (
        (args.FILTERS,),
        (
            "Repeat a filter to match any value; combine filters to match all:"
            " `--guest gentelet --guest vigneron --theme emploi` finds the episodes about work with"
            " either guest."
        ),
    ),
    "Order": (
        args.SORT_EPISODES,
        "The lists of people, organisations, themes and places are ordered by name or episodes.",
    ),
    "Catalogue and output": (
        args.READING,
        (
            "JSON holds the values that [`to_dict`](plain-values.md) returns. With `--language`,"
            " the texts in it are plain strings in that language; a text that lacks the language"
            " is in its main one."
        ),
    ),
    "Feeds": (
        own.FEEDS,
        "[What import takes from a feed](feeds.md) has the details.",
    ),
}
# What filters by names say.
NAMED = re.compile(r"with this \w+ \(name or id\)")
# Described once although its words differ.
VARYING = {"`--sort FIELD`"}


def pages() -> dict[Path, str]:
    """Return the page and the picture by their paths."""
    return {PAGE: page(), PICTURE: picture()}


def page() -> str:
    """Return the page."""
    alike: dict[Arguments, list[Command]] = {}
    for command in chain.from_iterable(GROUPS.values()):
        alike.setdefault(command.arguments, []).append(command)
    described = (
        "\n".join((f"## {heading}\n\n{about}\n", listed(rows_of(shared))))
        for heading, (shared, about) in SHARED.items()
    )
    sections = ("\n".join(section(group)) for group in alike.values())
    return template("command-line.txt", sections="\n".join((*described, *sections)))


def heading_of(group: list[Command]) -> str:
    """Return the heading of the section about commands with the same arguments."""
    return ", ".join(command.name for command in group)


def anchor(heading: str) -> str:
    """Return the anchor of a heading."""
    return heading.lower().replace(",", "").replace(" ", "-")


def actions_of(arguments: Arguments) -> list[argparse.Action]:
    """Return the arguments of some tables as argparse has them."""
    parser = argparse.ArgumentParser(add_help=False)
    args.add_arguments(parser, arguments)
    return parser._actions  # noqa: SLF001 -- argparse has no other list


def is_of_formats(action: argparse.Action) -> bool:
    """Return whether an argument is an option of some formats, which their pages describe."""
    return action.default is argparse.SUPPRESS  # as only their group has it


def rows_of(arguments: Arguments) -> dict[str, str]:
    """Return the arguments as they are typed, each with its meaning."""
    return {
        words(action): f"{mark_flags((action.help or '') % vars(action))}{remark(action)}"
        for action in actions_of(arguments)
        if not is_of_formats(action)
    }


def listed(rows: dict[str, str]) -> str:
    """Return the list of some arguments."""
    alike: dict[str, list[str]] = {}
    for argument, about in rows.items():
        alike.setdefault(NAMED.sub("with this name or id", about), []).append(argument)
    return "\n".join([*(f"- {', '.join(found)}: {about}" for about, found in alike.items()), ""])


def mark_flags(text: str) -> str:
    """Return a text with flags and references as code, which is shown as it is."""
    return re.sub(r'"(&[a-z;]*)"', r"`\1`", re.sub(r"--[a-z-]+", r"`\g<0>`", text))


def section(group: list[Command]) -> Iterator[str]:
    """Yield the lines of the section about commands with the same arguments."""
    program = PROGRAMS[group[0] in GROUPS["Your own podcast"]]
    yield f"## {heading_of(group)}\n"
    yield f"{group[0].about if len(group) == 1 else LISTINGS}\n"
    yield from list_arguments(group[0].arguments)
    for command in group:
        if command.name in EXAMPLES:
            line = EXAMPLES[command.name]
            output = printed(line).replace(PROGRAM, program)
            yield f"```console\n$ {program} {line}\n{output}```\n"
        elif len(group) == 1:
            shown = command.examples if command.name == "completion" else command.examples[:1]
            lines = "".join(f"{program} {line}\n" for line in shown)
            yield f"```sh\n{lines}```\n"
        if command.name in NOTES:
            yield f"{NOTES[command.name]}\n"


def list_arguments(arguments: Arguments) -> Iterator[str]:
    """Yield the list of the arguments of a command alone, and links to those that it shares."""
    alone = rows_of(arguments)
    also: list[str] = []
    for heading, (theirs, _) in SHARED.items():
        shared = rows_of(theirs)
        taken = [
            one for one in shared if alone.get(one) == shared[one] or {one} & {*alone} & VARYING
        ]
        alone = {argument: about for argument, about in alone.items() if argument not in taken}
        if taken:
            some = "" if len(taken) == len(shared) else f"{', '.join(taken)} of "
            also.append(f"{some}[{heading.lower()}](#{anchor(heading)})")
    if alone:
        yield listed(alone)
    options = [words(action) for action in actions_of(arguments) if is_of_formats(action)]
    if options:
        yield f"[Each format](formats.md) takes some of these: {', '.join(options)}.\n"
    if also:
        yield f"{'Also' if alone else 'Arguments'}: {', '.join(also)}.\n"


def words(action: argparse.Action) -> str:
    """Return an argument as it is typed, with a placeholder for its value."""
    if not action.option_strings:
        metavar = action.metavar or action.dest.upper()
        return f"`{metavar}{' …' if action.nargs == '*' else ''}`"
    value = ""
    if action.nargs != 0:
        value = f" {action.metavar or '{' + ','.join(map(str, action.choices or ())) + '}'}"
    return ", ".join(f"`{option}{value}`" for option in action.option_strings)


def remark(action: argparse.Action) -> str:
    """Return a remark on whether an argument is required or repeatable."""
    if action.option_strings and action.required:
        return "; required"
    if action.default == [] and action.option_strings:
        return "; repeatable"
    return ""


def printed(line: str) -> str:
    """Return the output of a command, run in an empty folder."""
    output = io.StringIO()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(output):
        os.chdir(folder)
        try:
            status = main(shlex.split(line))
        finally:
            os.chdir(before)
    assert status == 0, line
    return output.getvalue()


def picture() -> str:
    """Return the picture."""
    rows = list(shown_lines())
    width, height = round(WIDTH * LETTER + 2 * MARGIN), len(rows) * LINE + 2 * MARGIN
    drawn = (
        f'<text x="{MARGIN}" y="{MARGIN + LINE * number - 6}"{mark}>{escape(text)}</text>'
        for number, (text, mark) in enumerate(rows, 1)
        if text
    )
    return template(
        "terminal.svg",
        width=width,
        height=height,
        inner_width=width - 1,
        inner_height=height - 1,
        tokens=tokens().strip(),
        size=SIZE,
        lines="\n".join(drawn),
    )


def shown_lines() -> Iterator[tuple[str, str]]:
    """Yield each line with its class, cut where the picture ends."""
    for number, command in enumerate(DRAWN):
        if number:
            yield "", ""
        yield f"$ {PROGRAM} {command}", ' class="asked"'
        for line in printed(command).splitlines():
            yield (line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"), ""


if __name__ == "__main__":
    write(pages())
