"""The arguments of the commands that ask, export and check, and their help texts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from .terminal import PROGRAM
from .values import (
    one_of,
    parse_count,
    parse_first_day,
    parse_indent,
    parse_last_day,
    parse_minutes,
    parse_path,
    parse_place,
    parse_season,
    parse_url,
    refuse_address,
)

if TYPE_CHECKING:
    from ..catalogue.sorting import SortField
    from .parsers import AddArguments


class _EitherFlag(argparse.BooleanOptionalAction):
    """An option with an opposite, of which only one may be given."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Take the option."""
        before = getattr(namespace, self.dest, None)
        super().__call__(parser, namespace, values, option_string)
        if before not in {None, getattr(namespace, self.dest)}:
            parser.error(f"pass either {' or '.join(self.option_strings)}")


def add_command_name(command: argparse.ArgumentParser) -> None:
    """Add the argument that names a command."""
    # Without one, the help is that of the program.
    command.add_argument(
        "topic", metavar="COMMAND", nargs="?", default="--help", help="the command to explain"
    )


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
        metavar="TAG",
        help="language of the texts (such as en), where available; that of the show by default",
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
    group.add_argument(
        "--season",
        action="append",
        metavar="N",
        type=parse_season,
        default=[],
        help="only episodes of this season",
    )
    for name in ("longer", "shorter"):
        group.add_argument(
            f"--{name}-than",
            metavar="MIN",
            type=parse_minutes,
            help=f"only episodes {name} than this many minutes",
        )
    group.add_argument(
        "--since",
        metavar="DAY",
        type=parse_first_day,
        help="only episodes published on this day or later (2022-02-24, 2022-02 or 2022)",
    )
    group.add_argument(
        "--until",
        metavar="DAY",
        type=parse_last_day,
        help="only episodes published on or before this day; a month or year includes its last day",
    )


def sort_by(*fields: str) -> AddArguments:
    """Return a function that adds the options for the order of a listing."""

    def add_order(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--sort",
            metavar="FIELD",
            **one_of(*fields),
            help=f"order by {', '.join(fields[:-1])} or {fields[-1]}",
        )
        command.add_argument("--reverse", action="store_true", help="reverse the order")

    return add_order


# The keys of catalogue.sorting.SORT_KEYS, which takes longer to import.
EPISODE_FIELDS: tuple[SortField, ...] = (
    *("code", "title", "duration", "published", "season", "number", "kind", "id"),
)
sort_episodes: AddArguments = sort_by(*EPISODE_FIELDS)
sort_entities: AddArguments = sort_by("name", "episodes")


def add_episode(command: argparse.ArgumentParser) -> None:
    """Add the argument that names one episode."""
    command.add_argument(
        "words",
        metavar="EPISODE",
        nargs="+",
        help='number, code ("S1E3"), id or part of the title of an episode;'
        " words of a title need no quotes",
    )
    _add_limit(command, default=3)


def add_entry(command: argparse.ArgumentParser) -> None:
    """Add the argument that names one entry of the catalogue."""
    command.add_argument(
        "words",
        metavar="WHAT",
        nargs="+",
        help="an episode (number, code or title), person, organisation, theme or place;"
        " words of a name need no quotes; put its kind first where the name has several meanings",
    )


def add_search_arguments(command: argparse.ArgumentParser) -> None:
    """Add the search terms and the limit on results."""
    command.add_argument("words", metavar="TEXT", nargs="+", help="words to search for")
    _add_limit(command)


def _add_limit(command: argparse.ArgumentParser, default: int | None = None) -> None:
    command.add_argument(
        "--limit",
        metavar="N",
        type=parse_count,
        default=default,
        help=f"print only the N best matches; {default or 'all'} by default",
    )


def add_shell(command: argparse.ArgumentParser) -> None:
    """Add the argument that names a shell."""
    command.add_argument(
        "shell", metavar="SHELL", help="bash, zsh or fish", **one_of("bash", "zsh", "fish")
    )


def add_export_arguments(command: argparse.ArgumentParser) -> None:
    """Add the format, the target, and the options of the formats."""
    command.add_argument(
        "format",
        metavar="FORMAT",
        nargs="?",
        help=f"output format; by default, the suffix of PATH decides (list: {PROGRAM} formats)",
    )
    add_data_options(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="file or folder to write; standard output (-) by default",
    )
    command.add_argument("--force", action="store_true", help="replace an existing file or folder")
    command.add_argument(
        "--replacing",
        metavar="FEED",
        type=parse_path,
        help="print what the new RSS feed lacks, changes or adds against this one; without PATH,"
        " write nothing",
    )
    command.add_argument(
        "--max-bytes",
        metavar="N",
        type=parse_count,
        help="with --replacing, read feeds of up to N bytes each; 16,777,216 by default",
    )
    group = command.add_argument_group(
        "format options",
        "each format accepts only some of these options",
        argument_default=argparse.SUPPRESS,  # None is a value of some
    )
    group.add_argument(
        "--language",
        metavar="TAG",
        help="language of the output (such as en); that of the show by default",
    )
    for name, noun in (("base", "document"), ("feed", "feed")):
        group.add_argument(
            f"--{name}-url",
            metavar="URL",
            type=parse_url,
            help=f"URL where the {noun} will be published",
        )
    group.add_argument(
        "--explicit",
        action=_EitherFlag,
        help="mark the podcast as explicit, or as not explicit",
    )
    group.add_argument(
        "--pictures",
        action="store_true",
        help="show the cover and pictures of episodes and people, loaded from their URLs",
    )
    group.add_argument(
        "--title",
        metavar="TEXT",
        help="title of a page with a selection of episodes; by default, its filters",
    )
    group.add_argument(
        "--card",
        action="store_true",
        help="write one episode as a small card, to embed in another web page",
    )
    group.add_argument(
        "--accent",
        metavar="COLOUR",
        help="the one colour of a web page or card, such as '#a8391f'",
    )
    group.add_argument(
        "--preamble",
        action=_EitherFlag,
        help="begin with the show, or leave that out for a document on one episode",
    )
    group.add_argument(
        "--excel",
        action="store_true",
        help="write a CSV file that Excel opens correctly in the language of the output",
    )
    group.add_argument(
        "--separator",
        metavar="SEPARATOR",
        **one_of(",", ";"),
        help="what separates cells, a comma or a semicolon; a comma by default,"
        " with --excel by language",
    )
    group.add_argument(
        "--partition-by",
        **one_of("season", "show"),
        help="write the episodes to one folder per season or show; to one file by default",
    )
    group.add_argument(
        "--nodes",
        **one_of("all", "shared"),
        help="draw everything, or what several episodes share; all by default",
    )
    group.add_argument(
        "--indent",
        metavar="N",
        type=parse_indent,
        help="spaces by which JSON is indented, or none for everything on one line; 2 by default",
    )


def flag_of(option: str) -> str:
    """Return the option of the command line for an option of a format.

    >>> flag_of("base_url")
    '--base-url'
    """
    return f"--{option.replace('_', '-')}"


def add_versions(command: argparse.ArgumentParser) -> None:
    """Add the two versions to compare, and how to print the differences."""
    command.add_argument("old", metavar="OLD", type=parse_place, help="catalogue before")
    command.add_argument("new", metavar="NEW", type=parse_place, help="catalogue after")
    group = command.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help="print JSON")
    group.add_argument("--markdown", action="store_true", help="print a changelog in Markdown")


def add_data_options(command: argparse.ArgumentParser) -> None:
    """Add the options that select a catalogue."""
    command.add_argument(
        "--data",
        metavar="PATH",
        type=refuse_address,
        help="folder or file to read, or package:NAME for an installed catalogue;"
        " the bundled catalogue by default",
    )
    add_overlay_option(command)


def add_overlay_option(command: argparse.ArgumentParser) -> None:
    """Add the option for files that add to a catalogue."""
    command.add_argument(
        "--overlay",
        metavar="PATH",
        type=refuse_address,
        action="append",
        default=[],
        help="folder or file to add to the catalogue, or package:NAME",
    )


def add_paths(command: argparse.ArgumentParser) -> None:
    """Add the files to check."""
    command.add_argument(
        "paths",
        metavar="PATH",
        type=parse_place,
        nargs="*",
        help="folder or file to check, or package:NAME; the bundled catalogue by default",
    )
    add_overlay_option(command)
    command.add_argument(
        "--strict",
        action="store_true",
        help="check the conventions as well, and turn warnings into errors",
    )
    command.add_argument(
        "--quiet", action="store_true", help="print only the problems, without the count"
    )
    command.add_argument(
        "--no-warnings", dest="warnings", action="store_false", help="leave warnings out"
    )
    command.add_argument(
        "--limit",
        metavar="N",
        type=parse_count,
        help="print only the first N lines; all by default",
    )
    add_json_option(command)


def add_json_option(command: argparse.ArgumentParser) -> None:
    """Add the option for machine-readable output."""
    command.add_argument("--json", action="store_true", help="print JSON")
