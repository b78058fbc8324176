"""The arguments of the command line: which there are, and what is said of wrong ones."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from .._version import __version__
from ..errors import did_you_mean
from ..text.names import closest
from .terminal import PROGRAM, USAGE, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Shape: TypeAlias = Callable[[argparse.ArgumentParser], None]
    Command: TypeAlias = tuple[str, Callable[[argparse.Namespace], int], str, tuple[Shape, ...]]
    """A name, what it does, what it is said to do, and the arguments it takes."""


EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "episodes": (
            "episodes --guest gentelet",
            'episodes --theme "digital inclusion" --theme emploi',
            "episodes --place belgique --json",
        ),
        "show": ("show 3", "show S1E3 --language en", 'show "plastic odyssey"'),
        "guests": ("guests", "guests --organisation wetechcare"),
        "organisations": ("organisations --theme art", "organisations --guest gentelet --json"),
        "themes": ("themes --language en", "themes --place belgique"),
        "search": ("search gaspillage alimentaire", 'search "low tech" --limit 3'),
        "export": (
            "export json",
            "export rss --theme emploi -o emploi.rss",
            "export sqlite -o catalogue.sqlite --force",
        ),
        "formats": ("formats",),
        "init": ("init my-podcast",),
        "enrich": ("enrich feed.xml", "enrich feed.xml -o catalogue.yaml"),
        "import-feed": ("import-feed feed.xml -o my-podcast",),
        "validate": ("validate my-podcast", "validate my-podcast.yaml --json"),
        "info": ("info", "info --data my-podcast"),
        "completion": (
            "completion bash > ~/.local/share/bash-completion/completions/techforgood-podcast",
            'completion zsh > "${fpath[1]}/_techforgood-podcast"',
            "completion fish > ~/.config/fish/completions/techforgood-podcast.fish",
        ),
    }
)
"""What people type after the name of the program, by command."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End the program with the usage status."""
        self.exit(USAGE, f"{PROGRAM}: {one_line(message).rstrip('?')}; see {self.prog} --help\n")

    def taken(self) -> tuple[argparse.Action, ...]:
        """Return the arguments that the command takes."""
        return tuple(self._actions)


def parsers(commands: Iterable[Command]) -> tuple[Parser, dict[str, Parser]]:
    """Return the parser of the whole, and that of each command by its name."""
    parser = Parser(
        prog=PROGRAM,
        description="Ask the catalogue of the podcast « À qui profite la tech for good ? ».",
        epilog=_examples("episodes") + f"\n\n{PROGRAM} COMMAND --help shows those of a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    for name, run, about, shapes in commands:
        command = subparsers.add_parser(
            name,
            help=about,
            description=about,
            epilog=_examples(name),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.set_defaults(run=run, command=command)
        for shape in shapes:
            shape(command)
    return parser, dict(subparsers.choices)


def parse(commands: Iterable[Command], arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of one of the commands; end the program where they are wrong."""
    parser, known = parsers(commands)
    if arguments and not arguments[0].startswith("-") and arguments[0] not in known:
        hint = did_you_mean(closest(arguments[0], known)) or "choose a command"
        parser.error(f'no command "{arguments[0]}"; {hint}')
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        flags = [flag for action in options.command.taken() for flag in action.option_strings]
        hint = did_you_mean(closest(unknown[0].partition("=")[0], flags))
        options.command.error(f'no argument "{unknown[0]}"{"; " if hint else ""}{hint}')
    return options


def _examples(name: str) -> str:
    return "\n".join(["examples:", *(f"  {PROGRAM} {line}" for line in EXAMPLES[name])])


def reading(command: argparse.ArgumentParser) -> None:
    """Take which catalogue is read, and in what form the answer is given."""
    data(command)
    as_json(command)
    command.add_argument(
        "--language", choices=("fr", "en"), help="the language of texts, where they have it"
    )


def filters(command: argparse.ArgumentParser) -> None:
    """Take the filters of commands that list."""
    group = command.add_argument_group("filters", "several of one kind mean any, of two kinds both")
    for name in ("guest", "host", "organisation", "theme", "place"):
        group.add_argument(
            f"--{name}", action="append", metavar="NAME", default=[], help=f"{name}, by name or id"
        )
    group.add_argument("--text", metavar="WORDS", help="words that all stand in the episode")


def reference(command: argparse.ArgumentParser) -> None:
    """Take which episode is meant."""
    command.add_argument("ref", metavar="REF", help='a number, "S1E3", an id or part of a title')


def words(command: argparse.ArgumentParser) -> None:
    """Take the words to look for."""
    command.add_argument("words", metavar="TEXT", nargs="+", help="words to look for")
    command.add_argument(
        "--limit", metavar="N", type=_count, help="how many episodes to print at most, best first"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number from 1')
    return int(text)


def shell(command: argparse.ArgumentParser) -> None:
    """Take which shell is meant."""
    command.add_argument(
        "shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish"
    )


def output(command: argparse.ArgumentParser) -> None:
    """Take what a format is written with."""
    command.add_argument("format", metavar="FORMAT", help="see the command formats")
    data(command)
    command.add_argument(
        "-o", "--output", metavar="PATH", help="the file or folder to write; - or none prints"
    )
    command.add_argument("--force", action="store_true", help="replace what is there")
    group = command.add_argument_group(
        "options of formats", "each format takes some of them, and names them where one is wrong"
    )
    group.add_argument("--language", metavar="TAG", help='the language to write in, such as "en"')
    group.add_argument("--base-url", metavar="URL", help="where the document will stand")
    group.add_argument("--feed-url", metavar="URL", help="where the feed will stand")
    group.add_argument(
        "--explicit",
        action=argparse.BooleanOptionalAction,
        help="whether the podcast has explicit language",
    )
    group.add_argument(
        "--excel", action="store_true", default=None, help="begin with a mark that Excel needs"
    )
    group.add_argument(
        "--partition-by", metavar="FIELD", help="a folder for each season, or for each show"
    )


FORMAT_OPTIONS = ("language", "base_url", "feed_url", "explicit", "excel", "partition_by")
"""What formats take besides the catalogue; ``None`` where it was not given."""


def folder(command: argparse.ArgumentParser) -> None:
    """Take the folder to write."""
    command.add_argument("folder", metavar="DIR", help="the folder to write; it must not exist")


def new_folder(command: argparse.ArgumentParser) -> None:
    """Take the folder to write, as an option."""
    command.add_argument(
        "-o",
        "--output",
        dest="folder",
        metavar="DIR",
        required=True,
        help="the folder to write; it must not exist",
    )


def feed(command: argparse.ArgumentParser) -> None:
    """Take the file of an RSS feed."""
    command.add_argument("feed", metavar="FEED", type=Path, help="a file that holds the RSS feed")


def target(command: argparse.ArgumentParser) -> None:
    """Take where an enriched catalogue goes, and whose facts count."""
    data(command)
    command.add_argument("-o", "--output", metavar="PATH", help="the file to write, as by export")
    command.add_argument("--force", action="store_true", help="replace an existing file")
    command.add_argument(
        "--on-conflict", choices=("keep", "replace"), default="keep", help="whose fact counts"
    )


def data(command: argparse.ArgumentParser) -> None:
    """Take which catalogue is read."""
    command.add_argument("--data", metavar="PATH", help="another catalogue: a folder or a file")
    overlay(command)


def overlay(command: argparse.ArgumentParser) -> None:
    """Take what adds to the catalogue."""
    command.add_argument(
        "--overlay", metavar="PATH", action="append", default=[], help="files that add to it"
    )


def paths(command: argparse.ArgumentParser) -> None:
    """Take the files to check."""
    command.add_argument(
        "paths", metavar="PATH", nargs="*", help="a folder or a file; none: the bundled catalogue"
    )
    overlay(command)
    as_json(command)


def as_json(command: argparse.ArgumentParser) -> None:
    """Take whether a program reads the answer."""
    command.add_argument("--json", action="store_true", help="print JSON, for programs")
