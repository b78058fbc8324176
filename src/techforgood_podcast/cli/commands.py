"""The commands of the command line, and how one is run: parse arguments, call, print."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import warnings
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ..authoring.commands import arguments as own
from . import arguments as args
from .parsers import Command, build_parsers, parse
from .terminal import DONE, NOTHING, PROGRAM, PROGRAMS, UNREAD, USAGE, fail, print_document

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Generator, Sequence
    from typing import Any, TextIO


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    >>> main(["hosts", "--place", "belgique"])
    Antonin Weber  S1E4, S1E6
    0
    """
    with contextlib.ExitStack() as stack:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        # A stream is None if the shell closed it. Without a substitute, print would send errors to
        # the output, and the next file to be opened would get the stream's number.
        output = stack.enter_context(_buffered(sys.stdout))
        nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
        stack.enter_context(contextlib.redirect_stdout(output or nowhere))
        stack.enter_context(contextlib.redirect_stderr(sys.stderr or nowhere))
        stack.enter_context(warnings.catch_warnings())
        warnings.showwarning = _print_warning
        return _run_and_flush(sys.argv[1:] if arguments is None else arguments)


@contextlib.contextmanager
def _buffered(stream: TextIO | None) -> Generator[TextIO | None]:
    """Yield a stream with a buffer, which the standard output lacks under ``python -u``.

    Without a buffer, a write may stop halfway, and the rest is lost.
    """
    raw = getattr(stream, "buffer", None)
    if stream is None or not isinstance(raw, io.RawIOBase):
        yield stream
        return
    whole = io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding, stream.errors)
    try:
        yield whole
    finally:
        whole.detach().detach()


def _print_warning(message: Warning | str, *_: object, **__: object) -> None:
    fail(f"warning: {message}", DONE)


def _run_and_flush(arguments: Sequence[str]) -> int:
    """Run one command, flush its output, and report errors of the system."""
    try:
        try:
            return _run(arguments)
        finally:
            _flush()
    except BrokenPipeError:
        return UNREAD
    except OSError as error:
        folder = PurePath(error.filename or "").parent
        if error.errno == errno.ENOENT and not os.path.lexists(folder):
            return fail(f"{folder}: there is no such folder", NOTHING)
        reason = error.strerror or str(error)
        return fail(f"{error.filename}: {reason}" if error.filename else reason, NOTHING)


def _run(arguments: Sequence[str]) -> int:
    """Run one command, and report the errors of the library in one line."""
    options = parse(GROUPS, arguments)  # answers help and wrong usage, which do without attrs
    from ..errors import PodcastError
    from .failures import explain

    if missing := _choose_catalogue(options):
        return fail(missing, USAGE)
    replacing = getattr(options, "replacing", None) is not None
    run: Callable[[argparse.Namespace], int] = _function(
        _REPLACE_FEED if replacing else options.run
    )
    options.draft = _function(_DRAFT_FEED) if _is_feed(getattr(options, "data", None)) else None
    options.left_out = ""  # of the feed, as the draft says
    try:
        return run(options)
    except PodcastError as error:
        return fail(*explain(error, options))


def _function(name: str) -> Any:
    """Return a function by its name, with its module imported."""
    module, _, function = name.partition(":")
    return getattr(import_module(f".{module}", __package__), function)


def _choose_catalogue(options: argparse.Namespace) -> str:
    """Choose the current folder where an owner names no catalogue; return what is missing."""
    option = "paths" if hasattr(options, "paths") else "data"
    if PROGRAMS[0] == PROGRAM or getattr(options, option, True):
        return ""
    if not Path("show.yaml").is_file():
        return f"there is no show.yaml in this folder; {_MISSING[option]}"
    setattr(options, option, ["."] if option == "paths" else ".")
    return ""


def _is_feed(data: str | None) -> bool:
    """Return whether a path leads to a feed, to what is given in place of one, or to the input."""
    from ..reading.folders import is_feed

    if data in {None, args.STANDARD_INPUT}:
        return data is not None
    with contextlib.suppress(OSError, ValueError):  # reading says what is wrong
        return is_feed(path := Path(str(data))) or (path.is_file() and _is_in_place_of_feed(path))
    return False


def _is_in_place_of_feed(path: Path) -> bool:
    """Return whether a file is one that people take for a feed, such as a compressed one."""
    from ..reading.folders import WHOLES

    with path.open("rb") as stream:
        begun = stream.read(_HEAD)
    if path.suffix.lower() in WHOLES and b"jsonfeed.org" not in begun:
        return False
    return _function(_FIND_OTHER)(begun) is not None


def _flush() -> None:
    """Flush the output; on failure, discard the rest and raise."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None if the shell closed the stream
        try:
            stream.flush()
        except OSError:
            # Otherwise Python would flush again at exit, and print a traceback.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            raise


def completion(options: argparse.Namespace) -> int:
    """Print a completion script, which shtab generates from the parsers."""
    from ..errors import MissingExtraError
    from ..packaged.bundled import load_catalogue
    from ..writers import formats

    try:
        import shtab
    except ImportError as error:
        raise MissingExtraError("completion", "cli") from error
    parser, commands = build_parsers(GROUPS)
    every = [argument for command in commands.values() for argument in command.list_arguments()]
    for argument in every:
        if argument.metavar == "FORMAT":
            argument.choices = [format_.name for format_ in formats()]
        elif argument.metavar == "COMMAND":
            argument.choices = list(commands)
        elif argument.metavar == "TAG":
            argument.choices = load_catalogue().languages
        elif argument.metavar in {"PATH", "FEED"}:
            argument.complete = shtab.FILE  # type: ignore[attr-defined]
    print_document(shtab.complete(parser, options.shell).rstrip("\n") + "\n")
    return DONE


# What an owner is asked to name, by the argument.
_MISSING = {
    "data": "name a folder, file or feed, such as --data my-podcast or --data feed.xml",
    "paths": f"name a folder or file, such as {PROGRAM} validate my-podcast",
}
# Reads `--data FEED`.
_DRAFT_FEED = ".authoring.commands.feeds:draft_to_ask"
# Says what a document is that is no feed, and how many bytes tell.
_FIND_OTHER = ".authoring.feeds.xml:find_other"
_HEAD = 4096
# Runs `export --replacing`.
_REPLACE_FEED = ".authoring.commands.feeds:export"
GROUPS: dict[str, tuple[Command, ...]] = {
    "Ask and export": (
        Command(
            "listings:episodes",
            "List episodes and their guests.",
            args.LIST_EPISODES,
            (
                "episodes --guest gentelet",
                'episodes --theme "digital inclusion" --theme emploi',
                "episodes --shorter-than 30 --sort duration",
                "episodes --place belgique --json",
            ),
        ),
        Command(
            "showing:show",
            "Show one episode, person, organisation, theme or place.",
            args.SHOW,
            ("show 3", "show gentelet", "show theme emploi --language en", "show S1E3 --expand"),
        ),
        Command(
            "listings:people",
            "List everyone credited or mentioned, with their episodes.",
            args.LIST_ENTITIES,
            ("people", "people --organisation wetechcare"),
        ),
        Command(
            "listings:guests",
            "List guests with their roles and episodes.",
            args.LIST_ENTITIES,
            ("guests", "guests --organisation wetechcare", "guests --sort episodes --reverse"),
        ),
        Command(
            "listings:hosts",
            "List hosts and their episodes.",
            args.LIST_ENTITIES,
            ("hosts", "hosts --theme emploi"),
        ),
        Command(
            "listings:organisations",
            "List organisations and their episodes.",
            args.LIST_ENTITIES,
            ("organisations --theme art", "organisations --guest gentelet --json"),
        ),
        Command(
            "listings:themes",
            "List themes and their episodes.",
            args.LIST_ENTITIES,
            ("themes --language en", "themes --place belgique"),
        ),
        Command(
            "listings:places",
            "List places and their episodes.",
            args.LIST_ENTITIES,
            ("places", "places --theme low-tech --language en"),
        ),
        Command(
            "listings:search",
            "Search the full text of episodes.",
            args.SEARCH,
            ("search gaspillage alimentaire", 'search "low tech" --limit 3'),
        ),
        Command(
            "listings:related",
            "List the episodes most closely related to one.",
            args.RELATED,
            ("related 3", 'related "plastic odyssey" --limit 2'),
        ),
        Command(
            "exporting:cite",
            "Cite an episode in a style.",
            args.CITE,
            ("cite 3", "cite plastic odyssey --style chicago --language en"),
        ),
        Command(
            "exporting:export",
            "Export episodes in one of the formats.",
            args.EXPORT,
            (
                "export json",
                "export --theme emploi -o emploi.rss",
                "export markdown --sort duration --reverse",
                "export sqlite -o catalogue.sqlite --force",
            ),
        ),
        Command(
            "exporting:formats",
            "List the export formats.",
            (args.JSON,),
            ("formats",),
        ),
        Command(
            "showing:info",
            "Show what the catalogue contains.",
            args.READING,
            ("info", "info --data my-podcast"),
        ),
        Command(
            "commands:completion",
            "Print a shell completion script.",
            args.COMPLETION,
            (
                f"completion bash > ~/.local/share/bash-completion/completions/{PROGRAM}",
                f'completion zsh > "${{fpath[1]}}/_{PROGRAM}"',
                f"completion fish > ~/.config/fish/completions/{PROGRAM}.fish",
            ),
        ),
        Command(
            "parsers:help",
            "Show the help of a command.",
            args.HELP,
            ("help export",),
        ),
    ),
    "Your own podcast": (
        Command(
            ".authoring.commands.folders:init",
            "Create a small catalogue to start your own from.",
            own.INIT,
            ("init my-podcast",),
        ),
        Command(
            ".authoring.commands.feeds:import_feed",
            "Draft a new catalogue from an RSS feed.",
            own.IMPORT_FEED,
            (
                "import-feed feed.xml -o my-podcast",
                "import-feed page-1.xml page-2.xml --recover -o pages",
                "import-feed feed.xml --id my-show -o my-show",
            ),
        ),
        Command(
            ".authoring.commands.feeds:update",
            "Add what is new in a show's RSS feed to a folder.",
            own.UPDATE,
            ("update my-podcast feed.xml --dry-run", "update my-podcast feed.xml"),
        ),
        Command(
            "checking:validate",
            "Check a catalogue for problems.",
            args.VALIDATE,
            ("validate my-podcast", "validate my-podcast.yaml --json"),
        ),
        Command(
            "checking:diff",
            "Compare two versions of a catalogue.",
            args.DIFF,
            ("diff my-podcast.yaml my-podcast", "diff my-podcast.yaml my-podcast --markdown"),
        ),
        Command(
            ".authoring.commands.folders:same_person",
            "Merge two records of the same person in a folder.",
            own.SAME_PERSON,
            (
                "same-person my-podcast ada-miller ben-baker --dry-run",
                "same-person my-podcast ada-miller ben-baker",
            ),
        ),
        Command(
            ".authoring.commands.folders:package",
            "Make a catalogue or a feed installable with pip.",
            own.PACKAGE,
            (
                "package my-podcast -o my-package --licence CC-BY-4.0",
                "package feed.xml -o night-kitchen --name night_kitchen",
            ),
        ),
    ),
}
