"""Command-line arguments: the parsers, their help texts and errors."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from .._version import __version__
from ..errors import UnknownOptionError
from ..messages import did_you_mean
from ..text.suggestions import closest
from ..writers import formats
from .terminal import PROGRAM, USAGE, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    AddArguments: TypeAlias = Callable[[argparse.ArgumentParser], None]
    # A name, the function that runs the command, its help, and functions that add its arguments.
    Command: TypeAlias = tuple[
        str, Callable[[argparse.Namespace], int], str, tuple[AddArguments, ...]
    ]

# Examples for the help of each command, without the name of the program.
EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "episodes": (
            "episodes --guest gentelet",
            'episodes --theme "digital inclusion" --theme emploi',
            "episodes --place belgique --json",
        ),
        "show": (
            "show 3",
            "show S1E3 --language en",
            'show "plastic odyssey"',
            "show 3 --expand",
        ),
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


class Parser(argparse.ArgumentParser):
    """Reports errors in one line."""

    def error(self, message: str) -> NoReturn:
        """Print an error and exit with the status for wrong usage."""
        self.exit(USAGE, f"{PROGRAM}: {one_line(message).rstrip('?')}; see {self.prog} --help\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print, unlike argparse, with an error if the disk is full."""
        print(message, end="", file=file)

    def list_arguments(self) -> tuple[argparse.Action, ...]:
        """Return the arguments of the command."""
        return tuple(self._actions)


def build_parsers(commands: Iterable[Command]) -> tuple[Parser, dict[str, Parser]]:
    """Return the main parser, and the parser of each command by name."""
    parser = Parser(
        prog=PROGRAM,
        description="Query and export the catalogue of the podcast"
        " « À qui profite la tech for good ? ».",
        epilog=_format_examples("episodes")
        + f"\n\nRun {PROGRAM} COMMAND --help for the arguments and examples of a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    for name, run, about, adders in commands:
        command = subparsers.add_parser(
            name,
            help=about,
            description=about,
            epilog=_format_examples(name),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.set_defaults(run=run, command=command)
        for add_arguments in adders:
            add_arguments(command)
    return parser, dict(subparsers.choices)


def parse(commands: Iterable[Command], arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments of one of the commands; exit the program if they are wrong."""
    parser, known = build_parsers(commands)
    if arguments and not arguments[0].startswith("-") and arguments[0] not in known:
        hint = did_you_mean(closest(arguments[0], known))
        parser.error(f'unknown command "{arguments[0]}"{"; " if hint else ""}{hint}')
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        flags = [
            flag for action in options.command.list_arguments() for flag in action.option_strings
        ]
        hint = did_you_mean(closest(unknown[0].partition("=")[0], flags))
        problem = "unknown option" if unknown[0].startswith("-") else "unexpected argument"
        options.command.error(f'{problem} "{unknown[0]}"{"; " if hint else ""}{hint}')
    if getattr(options, "expand", False):
        options.json = True
    return options


def _format_examples(name: str) -> str:
    return "\n".join(["examples:", *(f"  {PROGRAM} {line}" for line in EXAMPLES[name])])


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """Add the options that select a catalogue and the form of the output."""
    add_data_options(command)
    add_json_option(command)
    command.add_argument(
        "--expand",
        action="store_true",
        help="print JSON with names as well as ids",
    )
    command.add_argument(
        "--language",
        choices=("fr", "en"),
        help="language of the texts, where available",
    )


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add the options that select episodes."""
    group = command.add_argument_group(
        "filters", "repeat a filter to match any value; combine filters to match all"
    )
    for name in ("guest", "host", "organisation", "theme", "place"):
        group.add_argument(
            f"--{name}",
            action="append",
            metavar="NAME",
            default=[],
            help=f"only episodes with this {name} (name or id)",
        )
    group.add_argument("--text", metavar="WORDS", help="only episodes that contain all these words")


def add_episode(command: argparse.ArgumentParser) -> None:
    """Add the argument that names one episode."""
    command.add_argument(
        "ref", metavar="REF", help='number, code ("S1E3"), id or part of the title of an episode'
    )


def add_search_arguments(command: argparse.ArgumentParser) -> None:
    """Add the search terms and the limit on results."""
    command.add_argument("words", metavar="TEXT", nargs="+", help="words to search for")
    command.add_argument(
        "--limit", metavar="N", type=_parse_count, help="print only the N best matches"
    )


def _parse_count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f'"{text}" is not a positive whole number')
    return int(text)


def add_shell(command: argparse.ArgumentParser) -> None:
    """Add the argument that names a shell."""
    command.add_argument(
        "shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish"
    )


def add_export_arguments(command: argparse.ArgumentParser) -> None:
    """Add the format, the target, and the options of the formats."""
    command.add_argument(
        "format", metavar="FORMAT", help=f"output format; list them with: {PROGRAM} formats"
    )
    add_data_options(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="file or folder to write; print to standard output if omitted or -",
    )
    command.add_argument("--force", action="store_true", help="replace an existing file or folder")
    group = command.add_argument_group(
        "format options", "each format accepts only some of these options"
    )
    group.add_argument("--language", metavar="TAG", help='language of the output, such as "en"')
    group.add_argument("--base-url", metavar="URL", help="URL where the document will be published")
    group.add_argument("--feed-url", metavar="URL", help="URL where the feed will be published")
    group.add_argument(
        "--explicit",
        action=argparse.BooleanOptionalAction,
        help="mark the podcast as explicit, or as not explicit",
    )
    group.add_argument(
        "--excel",
        action="store_true",
        default=None,
        help="write for Excel where the language of the output is spoken",
    )
    group.add_argument(
        "--separator",
        choices=(",", ";"),
        help="what separates cells; --excel chooses it by language",
    )
    group.add_argument(
        "--partition-by",
        choices=("season", "show"),
        help="write the episodes to one folder per season or show",
    )
    group.add_argument(
        "--nodes",
        choices=("all", "shared"),
        help="draw everything, or what several episodes share",
    )


# Attributes of the parsed arguments that are passed to the format; None if not given.
FORMAT_OPTIONS = (
    *("language", "base_url", "feed_url", "explicit", "excel", "separator", "partition_by"),
    "nodes",
)


def check_format_options(name: str, given: Iterable[str]) -> None:
    """Reject options that a format does not accept, spelt as on the command line."""
    options = {format_.name: format_.options for format_ in formats()}
    known = options.get(name, tuple(given))  # the export itself rejects an unknown format
    flags = [_flag(option) for option in known]
    reason = f"does not apply to {name}, which takes {', '.join(flags) or 'no options'}"
    for option in given:
        if option not in known:
            raise UnknownOptionError(_flag(option), flags, reason=reason)


def _flag(option: str) -> str:
    return f"--{option.replace('_', '-')}"


def add_folder(command: argparse.ArgumentParser) -> None:
    """Add the folder to create."""
    command.add_argument("folder", metavar="DIR", help="folder to create; it must not exist")


def add_folder_option(command: argparse.ArgumentParser) -> None:
    """Add the folder to create, as an option."""
    command.add_argument(
        "-o",
        "--output",
        dest="folder",
        metavar="DIR",
        required=True,
        help="folder to create; it must not exist",
    )


def add_feed(command: argparse.ArgumentParser) -> None:
    """Add the file of an RSS feed."""
    command.add_argument("feed", metavar="FEED", type=_parse_path, help="file with the RSS feed")


def _parse_path(text: str) -> Path:
    # Path("") would be the current folder.
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def add_enrich_options(command: argparse.ArgumentParser) -> None:
    """Add the target of an enriched catalogue, and what to do about conflicts."""
    add_data_options(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="file to write the enriched catalogue to; its suffix sets the format",
    )
    command.add_argument("--force", action="store_true", help="replace an existing file")
    command.add_argument(
        "--on-conflict",
        choices=("keep", "replace"),
        default="keep",
        help="keep values that differ from the feed, or replace them",
    )


def add_data_options(command: argparse.ArgumentParser) -> None:
    """Add the options that select a catalogue."""
    command.add_argument(
        "--data", metavar="PATH", help="folder or file to read instead of the bundled catalogue"
    )
    add_overlay_option(command)


def add_overlay_option(command: argparse.ArgumentParser) -> None:
    """Add the option for files that add to a catalogue."""
    command.add_argument(
        "--overlay",
        metavar="PATH",
        action="append",
        default=[],
        help="folder or file to add to the catalogue",
    )


def add_paths(command: argparse.ArgumentParser) -> None:
    """Add the files to check."""
    command.add_argument(
        "paths",
        metavar="PATH",
        type=_parse_path,
        nargs="*",
        help="folder or file to check; the bundled catalogue if omitted",
    )
    add_overlay_option(command)
    command.add_argument(
        "--strict",
        action="store_true",
        help="check the conventions as well, and turn warnings into errors",
    )
    add_json_option(command)


def add_json_option(command: argparse.ArgumentParser) -> None:
    """Add the option for machine-readable output."""
    command.add_argument("--json", action="store_true", help="print JSON")
