"""The parsers of the command line: their commands, help and errors."""

from __future__ import annotations

import argparse
import shlex
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

from .._version import __version__
from ..quoting import MAX_LENGTH, cut, did_you_mean, join_hint, quoted
from ..text.suggestions import closest
from .arguments import add_arguments
from .terminal import DONE, PROGRAM, PROGRAMS, USAGE, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .arguments import Arguments

    # The commands by the heading that help prints above them.
    Groups: TypeAlias = Mapping[str, Sequence["Command"]]

# What each program is for, and commands that work as printed, one after the other, in a folder that
# is empty, or has a feed.
_PURPOSES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    PROGRAMS[0]: (
        'Query the catalogue of the podcast "À qui profite la tech for good ?", or yours.',
        {
            "episodes": "all episodes",
            "guests --language en": "who speaks in them",
            "show 3": "one episode in full",
            "search gaspillage alimentaire": "who talks about food waste?",
            "export html -o page.html": "a web page of everything",
        },
    ),
    PROGRAMS[1]: (
        "Make a site and a catalogue of your own podcast, from its feed or YAML files.",
        {
            "export site --data feed.xml -o public": "a site of your feed",
            "import-feed feed.xml -o my-show": "your feed as files",
            "validate my-show": "check the files",
            "episodes --data my-show": "list the episodes",
            "init my-podcast": "files to start from",
        },
    ),
}


class Command(NamedTuple):
    """A command: what runs it, its help, its arguments, and examples."""

    # The module and the function in it, from the package of the command line, imported only to run
    # the command. There is none for help, which is printed while the arguments are parsed.
    run: str
    about: str
    arguments: Arguments
    # Without the name of the program.
    examples: tuple[str, ...]

    @property
    def name(self) -> str:
        """What people type: the name of the function."""
        return self.run.partition(":")[2].replace("_", "-")


# The words of argparse for wrong arguments, and what replaces them.
_WORDED: Mapping[str, str] = {
    "the following arguments are required:": "missing",
    "-o/--output": "--output",
    "expected one argument": "missing value",
}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Prints each command on one line, and a heading above each group of commands."""

    def __init__(self, prog: str, headings: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(prog)
        # argparse forgets that commands are indented, and would break the line of the longest.
        self._action_max_length = len("    organisations")
        # The heading above a command.
        self._headings = headings

    def _format_action(self, action: argparse.Action) -> str:
        """Put the headings of the groups in the place of the placeholder for a command."""
        text = super()._format_action(action).removeprefix("  COMMAND\n")
        heading = self._headings.get(action.dest)
        return f"  {heading}:\n{text}" if heading else text

    def _format_args(self, action: argparse.Action, default_metavar: str) -> str:
        """Print "EPISODE" where argparse would print "EPISODE [EPISODE ...]"."""
        written = super()._format_args(action, default_metavar)
        return str(action.metavar) if action.nargs == "+" else written


class Parser(argparse.ArgumentParser):
    """Reports errors in one line, and words help as the rest of the program does."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.add_argument("-h", "--help", action="help", help="print this help")
        self._positionals.title = "arguments"

    def error(self, message: str) -> NoReturn:
        """Print an error and exit with the status for wrong usage."""
        message = message.removeprefix("argument ")
        for theirs, ours in _WORDED.items():
            message = message.replace(theirs, ours)
        message = cut(message, 3 * MAX_LENGTH)
        advice = "" if message.endswith("?") else f"; see {self.prog} --help"
        self.exit(USAGE, f"{PROGRAM}: {one_line(message)}{advice}\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print a message; argparse would ignore that the disk is full."""
        print(message, end="", file=file)

    def list_arguments(self) -> tuple[argparse.Action, ...]:
        """Return the arguments of the command."""
        return tuple(self._actions)

    def list_options(self) -> list[str]:
        """Return the options of the command, in all spellings."""
        return [flag for action in self._actions for flag in action.option_strings]


def build_parsers(groups: Groups) -> tuple[Parser, dict[str, Parser]]:
    """Return the main parser, and the parser of each command by name."""
    headings = {commands[0].name: heading for heading, commands in groups.items()}
    purpose, examples = _PURPOSES[PROGRAM]
    parser = Parser(
        prog=PROGRAM,
        description=purpose,
        epilog=_format_examples(examples, PROGRAM)
        + f"\n\nRun {PROGRAM} help COMMAND for the arguments and examples of a command.",
        formatter_class=partial(_Formatter, headings=headings),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"{PROGRAM} {__version__}",
        help="print the version",
    )
    subparsers = parser.add_subparsers(
        required=True, title="commands", metavar="COMMAND", parser_class=Parser
    )
    for command in chain.from_iterable(groups.values()):
        about = command.about
        subparser = subparsers.add_parser(command.name, help=about, description=about)
        subparser.set_defaults(run=command.run, parser=subparser)
        add_arguments(subparser, command.arguments)
        # Examples of queries are about the bundled show, which only one program reads unasked.
        is_query = "--data" in subparser.list_options()
        subparser.epilog = _format_examples(command.examples, PROGRAMS[0] if is_query else PROGRAM)
    return parser, dict(subparsers.choices)


def parse(groups: Groups, arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments of one of the commands; exit the program if they are wrong or missing."""
    if not arguments:
        purpose, examples = _PURPOSES[PROGRAM]
        print(f"{purpose}\n")
        widest = max(map(len, examples))
        for line, about in examples.items():
            print(f"  {PROGRAM} {line:{widest}}  {about}")
        print(f"\nAll commands: {PROGRAM} --help")
        raise SystemExit(DONE)
    parser, known = build_parsers(groups)
    first = arguments[0].partition("=")[0]
    if not first.startswith("-") and first not in known:
        begun = [name for name in known if name.startswith(first)] if first else []
        parser.error(
            join_hint(
                f"unknown command {quoted(first)}", did_you_mean(closest(first, known) or begun)
            )
        )
    if first.startswith("-") and first not in parser.list_options():
        near = closest(first, parser.list_options())
        of_commands = any(first in command.list_options() for command in known.values())
        after = "; put it after the command" if of_commands else ""
        parser.error(join_hint(f"unknown option {quoted(first)}{after}", did_you_mean(near)))
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        options.parser.error(_say_unknown(unknown[0], options.parser.list_options()))
    if hasattr(options, "topic"):
        return parse(groups, [options.topic, "--help"])
    if getattr(options, "expand", False):
        options.json = True
    return options


def _say_unknown(word: str, known: Sequence[str]) -> str:
    if word.startswith("-"):
        hint = did_you_mean(closest(word.partition("=")[0], known))
        return join_hint(f"unknown option {quoted(word)}", hint)
    advice = ""
    if "--force" in known:
        advice = f"; to write a file, pass --output {shlex.quote(word)}"
    elif "--guest" in known:
        advice = f"; name a filter, such as --guest {shlex.quote(word)}"
    return f"unexpected argument {quoted(word)}{advice}"


def _format_examples(examples: Iterable[str], program: str) -> str:
    return "\n".join(["examples:", *(f"  {program} {line}" for line in examples)])
