"""The arguments of the commands that ask, export and check: how they are typed, said and read."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from calendar import monthrange
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from ..quoting import DOWNLOAD, did_you_mean, is_address, quoted
from ..text.suggestions import closest
from .terminal import PROGRAM, PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


# Typed instead of the path of a feed, to read standard input.
STANDARD_INPUT: Final = "-"


class Argument(NamedTuple):
    """An argument of a command, as a row of the tables below."""

    # "EPISODE", "--season N", or "--json" for an option without a value.
    usage: str
    # What help says.
    about: str
    # Reads a value, or raises ArgumentTypeError; a value is text by default.
    parse: Callable[[str], Any] | None = None
    # The only values.
    choices: tuple[str, ...] = ()
    # Whether the option may be repeated, with all its values in a list.
    many: bool = False
    # Whether the option has an opposite that begins with "--no-".
    opposite: bool = False
    required: bool = False
    # As in argparse: the name of the value, what it is by default, and how many values follow. An
    # option without a value turns off what has this name.
    dest: str | None = None
    default: object = None
    nargs: str | None = None


class Group(NamedTuple):
    """Arguments with a heading in the help or, without a title, only one of which may be given."""

    arguments: tuple[Argument, ...]
    title: str = ""
    about: str = ""
    # argparse.SUPPRESS leaves absent options out.
    default: str | None = None


Arguments: TypeAlias = "tuple[Argument | Group, ...]"


def add_arguments(parser: argparse.ArgumentParser, rows: Iterable[Argument | Group]) -> None:
    """Add the arguments of some tables to a parser."""
    for row in rows:
        if isinstance(row, Argument):
            _add(row, parser.add_argument)
            continue
        group = (
            parser.add_argument_group(row.title, row.about, argument_default=row.default)
            if row.title
            else parser.add_mutually_exclusive_group()
        )
        for argument in row.arguments:
            _add(argument, group.add_argument)


def _add(argument: Argument, add_argument: Callable[..., object]) -> None:
    """Add an argument with a method of argparse."""
    words = argument.usage.split()
    flags = [word for word in words if word.startswith("-")]
    metavar = None if words == flags else words[-1]
    settings: dict[str, Any] = {
        "help": argument.about,
        "metavar": metavar,
        "dest": argument.dest,
        "default": argument.default,
        "nargs": argument.nargs,
        "type": argument.parse,
    }
    if metavar and not flags:
        settings["dest"] = argument.dest or metavar.lower()
    if argument.required:
        settings["required"] = True
    if argument.choices:
        settings.update(type=_one_of(argument.choices), choices=argument.choices)
    elif argument.many:
        settings.update(action="append", default=[])
    elif metavar is None:
        flag = "store_false" if argument.dest else "store_true"
        settings["action"] = _FlagWithOpposite if argument.opposite else flag
    add_argument(*flags, **{name: value for name, value in settings.items() if value is not None})


class _FlagWithOpposite(argparse.BooleanOptionalAction):
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


def _one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    """Return a function that accepts only some words."""

    def parse_word(text: str) -> str:
        if text in known:
            return text
        shown = [word if word.isalnum() else f'"{word}"' for word in known]
        hint = (
            did_you_mean(closest(text, known))
            or f"choose from {', '.join(shown[:-1])} or {shown[-1]}"
        )
        raise argparse.ArgumentTypeError(f"unknown value {quoted(text)}; {hint}")

    return parse_word


def flag_of(option: str) -> str:
    """Return the option of the command line for an option of a format.

    >>> flag_of("base_url"), flag_of("preamble")
    ('--base-url', '--no-preamble')
    """
    named = (argument.usage for argument in FORMAT_OPTIONS.arguments if argument.dest == option)
    return next(named, f"--{option.replace('_', '-')}")


def _check_shape(shape: str, text: str, expected: str) -> None:
    """Refuse a value that has not the shape of a regular expression."""
    if not re.fullmatch(shape, text):
        raise argparse.ArgumentTypeError(f"expected {expected}, found {quoted(text)}")


def parse_count(text: str) -> int:
    """Return a positive whole number."""
    _check_shape(r"(?!0+$)\d{1,9}", text, "a positive whole number")
    return int(text)


def _parse_season(text: str) -> int:
    """Return the number of a season."""
    _check_shape(r"\d{1,9}", text, "the number of a season")
    return int(text)


def _parse_indent(text: str) -> int | None:
    """Return the spaces by which JSON is indented, or ``None`` for none."""
    _check_shape("none|[0-8]", text, "a number from 0 to 8, or none")
    return None if text == "none" else int(text)


def _parse_minutes(text: str) -> float:
    """Return a number of minutes."""
    _check_shape(r"(?a)\d{1,9}(\.\d{1,9})?", text, "a number of minutes such as 30 or 7.5")
    return float(text)


def _parse_first_day(text: str) -> dt.date:
    """Return a day, or the first one of a month or a year."""
    return _parse_days(text)[0]


def _parse_last_day(text: str) -> dt.date:
    """Return a day, or the last one of a month or a year."""
    return _parse_days(text)[1]


def _parse_days(text: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a day, a month or a year."""
    for suffix in ("", "-01", "-01-01"):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text + suffix, re.ASCII):
            with suppress(ValueError):
                first = dt.date.fromisoformat(text + suffix)
                year, month = first.year, 12 if suffix == "-01-01" else first.month
                last = dt.date(year, month, monthrange(year, month)[1])
                return first, last if suffix else first
    raise argparse.ArgumentTypeError(f"expected a day such as 2022-02-24, found {quoted(text)}")


def parse_path(text: str) -> Path:
    """Return the path of a file or folder of this machine."""
    return Path(_parse_place(text))


def parse_feed(text: str) -> Path | str:
    """Return the path of a feed, or "-" for standard input."""
    return STANDARD_INPUT if text == STANDARD_INPUT else parse_path(text)


def _parse_place(text: str) -> str:
    """Return the path of a catalogue, or the name of an installed one, as it was written."""
    # Path("") would be the current folder.
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return _refuse_address(text)


def _refuse_address(text: str) -> str:
    """Return a path, unless it is the address of a page."""
    if is_address(text):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is an address; {DOWNLOAD}")
    return text


def _parse_url(text: str) -> str | None:
    """Return an address on the web."""
    from ..errors import UnknownOptionError
    from ..writers.format import check_address

    try:
        return check_address(text)
    except UnknownOptionError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


# What a command reads if nothing is named; see _choose_catalogue in commands.py.
_USUAL = "the bundled catalogue" if PROGRAMS[0] == PROGRAM else "the current folder"
# The tables: a row for each argument, with its words in the help.
JSON = Argument("--json", "print JSON")
OVERLAY = Argument(
    "--overlay PATH",
    "folder or file to add to the catalogue, or package:NAME",
    parse=_refuse_address,
    many=True,
)
DATA = (
    Argument(
        "--data PATH",
        'folder, file or feed to read, package:NAME for an installed catalogue, or "-" for standard'
        f" input; {_USUAL} by default",
        parse=_refuse_address,
    ),
    OVERLAY,
)
_LANGUAGE = Argument(
    "--language TAG",
    "language of the texts (such as en), where available; that of the show by default",
)
READING = (
    *DATA,
    JSON,
    Argument("--expand", "print JSON with names as well as ids"),
    _LANGUAGE,
)
FILTERS = Group(
    title="filters",
    about="repeat a filter to match any value; combine filters to match all",
    arguments=(
        Argument("--episode REF", "only this episode (number, code, id or title)", many=True),
        *(
            Argument(f"--{name} NAME", f"only episodes with this {name} (name or id)", many=True)
            for name in ("guest", "host", "organisation", "theme", "place")
        ),
        Argument("--text WORDS", "only episodes that contain all these words"),
        Argument("--season N", "only episodes of this season", parse=_parse_season, many=True),
        Argument(
            "--longer-than MIN",
            "only episodes longer than this many minutes",
            parse=_parse_minutes,
        ),
        Argument(
            "--shorter-than MIN",
            "only episodes shorter than this many minutes",
            parse=_parse_minutes,
        ),
        Argument(
            "--since DAY",
            "only episodes published on this day or later (2022-02-24, 2022-02 or 2022)",
            parse=_parse_first_day,
        ),
        Argument(
            "--until DAY",
            "only episodes published on or before this day; a month or year includes its last day",
            parse=_parse_last_day,
        ),
    ),
)


def _sort_by(*fields: str) -> tuple[Argument, ...]:
    """Return the arguments for the order of a listing."""
    return (
        Argument(
            "--sort FIELD", f"order by {', '.join(fields[:-1])} or {fields[-1]}", choices=fields
        ),
        Argument("--reverse", "reverse the order"),
    )


# The words of catalogue.episodes.SortField, which takes longer to import; a test compares them.
SORT_EPISODES = _sort_by(
    *("code", "title", "duration", "published", "season", "number", "kind", "id")
)
SORT_ENTITIES = _sort_by("name", "episodes")
# What several listings take.
LIST_EPISODES: Arguments = (*SORT_EPISODES, FILTERS, *READING)
LIST_ENTITIES: Arguments = (*SORT_ENTITIES, FILTERS, *READING)
SHOW = (
    Argument(
        "WHAT",
        "an episode (number, code or title), person, organisation, theme or place;"
        " words of a name need no quotes; put its kind first where the name has several meanings",
        dest="words",
        nargs="+",
    ),
    *READING,
)
SEARCH: Arguments = (
    Argument("TEXT", "words to search for", dest="words", nargs="+"),
    Argument("--limit N", "print only the N best matches; all by default", parse=parse_count),
    *LIST_EPISODES,
)
_EPISODE = Argument(
    "EPISODE",
    'number, code ("S1E3"), id or part of the title of an episode; words of a title need no quotes',
    dest="words",
    nargs="+",
)
RELATED: Arguments = (
    _EPISODE,
    Argument(
        "--limit N", "print only the N best matches; 3 by default", parse=parse_count, default=3
    ),
    *LIST_EPISODES,
)
CITE: Arguments = (
    _EPISODE._replace(usage="REF"),
    # As in writers.citations.styles, which takes longer to import.
    Argument(
        "--style STYLE",
        "apa, mla or chicago; apa by default",
        choices=("apa", "mla", "chicago"),
        default="apa",
    ),
    *DATA,
    _LANGUAGE,
)
FORMAT_OPTIONS = Group(
    title="format options",
    about="each format accepts only some of these options",
    # Some options accept None, so absent options must not default to it.
    default=argparse.SUPPRESS,
    arguments=(
        Argument(
            "--language TAG", "language of the output (such as en); that of the show by default"
        ),
        Argument("--base-url URL", "URL where the document will be published", parse=_parse_url),
        Argument("--feed-url URL", "URL where the feed will be published", parse=_parse_url),
        Argument(
            "--pictures",
            "show the cover and pictures of episodes and people, loaded from their URLs;"
            " a site does so by default, and a page does not",
            opposite=True,
        ),
        Argument(
            "--title TEXT",
            "title of a page with a selection of episodes; by default, its filters",
        ),
        Argument(
            "--transcripts FOLDER",
            "folder with what was said, for a site; by default, transcripts beside the episodes",
            parse=parse_path,
        ),
        Argument("--card", "write one episode as a small card, to embed in another web page"),
        Argument("--accent COLOUR", "the one colour of a web page or card, such as '#a8391f'"),
        Argument(
            "--no-preamble",
            "leave out the show at the beginning, for a document on one episode",
            dest="preamble",
        ),
        Argument(
            "--excel",
            "write a CSV file that Excel opens correctly in the language of the output",
        ),
        Argument(
            "--separator SEPARATOR",
            "what separates cells, a comma or a semicolon; a comma by default,"
            " with --excel by language",
            choices=(",", ";"),
        ),
        Argument(
            "--partition-by",
            "write the episodes to one folder per season or show; to one file by default",
            choices=("season", "show"),
        ),
        Argument(
            "--nodes",
            "draw everything, or what several episodes share; all by default",
            choices=("all", "shared"),
        ),
        Argument(
            "--indent N",
            "spaces by which JSON is indented, or none for everything on one line; 2 by default",
            parse=_parse_indent,
        ),
    ),
)
EXPORT: Arguments = (
    Argument(
        "FORMAT",
        f"output format; by default, the suffix of PATH decides (list: {PROGRAM} formats)",
        nargs="?",
    ),
    *DATA,
    Argument("-o --output PATH", "file or folder to write; standard output (-) by default"),
    Argument("--force", "replace an existing file or folder"),
    Argument(
        "--replacing FEED",
        "print what the new RSS feed lacks, changes or adds against this one; without PATH,"
        " write nothing",
        parse=parse_feed,
    ),
    Argument(
        "--max-bytes N",
        "read feeds of up to N bytes each; 16,777,216 by default",
        parse=parse_count,
    ),
    FORMAT_OPTIONS,
    *SORT_EPISODES,
    FILTERS,
)
VALIDATE = (
    Argument(
        "PATH",
        f"folder or file to check, or package:NAME; {_USUAL} by default",
        parse=_parse_place,
        dest="paths",
        nargs="*",
    ),
    OVERLAY,
    Argument("--strict", "check the conventions as well, and turn warnings into errors"),
    Argument("--quiet", "print only the problems, without the count"),
    Argument("--no-warnings", "leave out what a draft cannot know, such as themes and summaries"),
    Argument(
        "--limit N",
        "print only the first N lines; all errors and 20 lines of warnings by default",
        parse=parse_count,
    ),
    JSON,
)
DIFF: Arguments = (
    Argument("OLD", "catalogue before", parse=_parse_place),
    Argument(
        "NEW", "catalogue after; with --overlay, the overlays lie over it", parse=_parse_place
    ),
    OVERLAY,
    Group((JSON, Argument("--markdown", "print a changelog in Markdown"))),
)
COMPLETION = (Argument("SHELL", "bash, zsh or fish", choices=("bash", "zsh", "fish")),)
# Without the name of a command, the help is that of the program.
HELP = (Argument("COMMAND", "the command to explain", dest="topic", default="--help", nargs="?"),)
