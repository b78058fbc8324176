"""The commands of the command line, and how one is run: parse arguments, call, print."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import warnings
from importlib import import_module
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ..authoring.commands import arguments as own
from . import arguments as args
from .parsers import Command, parse
from .terminal import DONE, NOTHING, PROGRAM, UNREAD, fail

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Generator, Sequence
    from typing import TextIO


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
    """Yield a stream that writes all it is given, unlike that of ``python -u``."""
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
    """Run one command, print its output to the end, and report what the system refuses."""
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
    options = parse(GROUPS, arguments)  # answers help and wrong usage, before slow imports
    from ..errors import PodcastError
    from .failures import explain

    replacing = getattr(options, "replacing", None) is not None
    module, _, function = (_REPLACE_FEED if replacing else options.run).partition(":")
    run: Callable[[argparse.Namespace], int] = getattr(
        import_module(f".{module}", __package__), function
    )
    try:
        return run(options)
    except PodcastError as error:
        return fail(*explain(error, options))


def _flush() -> None:
    """Flush the output; on failure, discard the rest and raise."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None if the shell closed the stream
        try:
            stream.flush()
        except OSError:
            # Otherwise Python would flush again at exit, and print a traceback.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            raise


# What runs `export --replacing`.
_REPLACE_FEED = ".authoring.commands.feeds:export"
_EPISODES = (args.sort_episodes, args.add_filters, args.add_reading_options)
_ENTITIES = (args.sort_entities, args.add_filters, args.add_reading_options)
GROUPS: dict[str, tuple[Command, ...]] = {
    "Ask and export": (
        Command(
            "episodes",
            "listings:episodes",
            "List episodes and their guests.",
            _EPISODES,
            (
                "episodes --guest gentelet",
                'episodes --theme "digital inclusion" --theme emploi',
                "episodes --shorter-than 30 --sort duration",
                "episodes --place belgique --json",
            ),
        ),
        Command(
            "show",
            "showing:show",
            "Show one episode, person, organisation, theme or place.",
            (args.add_entry, args.add_reading_options),
            ("show 3", "show gentelet", "show theme emploi --language en", "show S1E3 --expand"),
        ),
        Command(
            "people",
            "listings:people",
            "List everyone credited or mentioned, with their episodes.",
            _ENTITIES,
            ("people", "people --organisation wetechcare"),
        ),
        Command(
            "guests",
            "listings:guests",
            "List guests with their roles and episodes.",
            _ENTITIES,
            ("guests", "guests --organisation wetechcare", "guests --sort episodes --reverse"),
        ),
        Command(
            "hosts",
            "listings:hosts",
            "List hosts and their episodes.",
            _ENTITIES,
            ("hosts", "hosts --theme emploi"),
        ),
        Command(
            "organisations",
            "listings:organisations",
            "List organisations and their episodes.",
            _ENTITIES,
            ("organisations --theme art", "organisations --guest gentelet --json"),
        ),
        Command(
            "themes",
            "listings:themes",
            "List themes and their episodes.",
            _ENTITIES,
            ("themes --language en", "themes --place belgique"),
        ),
        Command(
            "places",
            "listings:places",
            "List places and their episodes.",
            _ENTITIES,
            ("places", "places --theme low-tech --language en"),
        ),
        Command(
            "search",
            "listings:search",
            "Search the full text of episodes.",
            (args.add_search_arguments, *_EPISODES),
            ("search gaspillage alimentaire", 'search "low tech" --limit 3'),
        ),
        Command(
            "related",
            "listings:related",
            "List the episodes most closely related to one.",
            (args.add_episode, *_EPISODES),
            ("related 3", 'related "plastic odyssey" --limit 2'),
        ),
        Command(
            "export",
            "exporting:export",
            "Export episodes in one of the formats.",
            (args.add_export_arguments, args.sort_episodes, args.add_filters),
            (
                "export json",
                "export --theme emploi -o emploi.rss",
                "export markdown --sort duration --reverse",
                "export sqlite -o catalogue.sqlite --force",
            ),
        ),
        Command(
            "formats",
            "exporting:list_formats",
            "List the export formats.",
            (args.add_json_option,),
            ("formats",),
        ),
        Command(
            "info",
            "showing:info",
            "Show what the catalogue contains.",
            (args.add_reading_options,),
            ("info", "info --data my-podcast"),
        ),
        Command(
            "completion",
            "completion:completion",
            "Print a shell completion script.",
            (args.add_shell,),
            (
                f"completion bash > ~/.local/share/bash-completion/completions/{PROGRAM}",
                f'completion zsh > "${{fpath[1]}}/_{PROGRAM}"',
                f"completion fish > ~/.config/fish/completions/{PROGRAM}.fish",
            ),
        ),
        Command(
            "help",
            "",
            "Show the help of a command.",
            (args.add_command_name,),
            ("help export",),
        ),
    ),
    "Your own podcast": (
        Command(
            "init",
            ".authoring.commands.folders:init",
            "Create a small catalogue to start your own from.",
            (own.add_folder,),
            ("init my-podcast",),
        ),
        Command(
            "import-feed",
            ".authoring.commands.feeds:import_feed",
            "Draft a new catalogue from an RSS feed.",
            (own.add_feeds, own.add_folder_option, own.add_id_option, own.add_notes_option),
            (
                "import-feed feed.xml --with-notes -o my-podcast",
                "import-feed page-1.xml page-2.xml --recover -o pages",
                "import-feed feed.xml --id my-show -o my-show",
            ),
        ),
        Command(
            "update",
            ".authoring.commands.feeds:update",
            "Add what is new in a show's RSS feed to a folder.",
            (own.add_own_folder, own.add_feeds, own.add_update_options),
            ("update my-podcast feed.xml --dry-run", "update my-podcast feed.xml"),
        ),
        Command(
            "validate",
            "checking:validate",
            "Check a catalogue for problems.",
            (args.add_paths,),
            ("validate my-podcast", "validate my-podcast.yaml --json"),
        ),
        Command(
            "diff",
            "checking:diff",
            "Compare two versions of a catalogue.",
            (args.add_versions,),
            ("diff my-podcast.yaml my-podcast", "diff my-podcast.yaml my-podcast --markdown"),
        ),
        Command(
            "same-person",
            ".authoring.commands.folders:same_person",
            "Merge two entries for the same person in a folder.",
            (own.add_own_folder, own.add_two_people),
            (
                "same-person my-podcast ada-miller ben-baker --dry-run",
                "same-person my-podcast ada-miller ben-baker",
            ),
        ),
        Command(
            "package",
            ".authoring.commands.folders:package",
            "Make a catalogue or a feed installable with pip.",
            (own.add_package_arguments,),
            (
                "package my-podcast -o my-package --licence CC-BY-4.0",
                "package feed.xml -o night-kitchen --name night_kitchen",
            ),
        ),
        Command(
            "enrich",
            ".authoring.commands.feeds:enrich",
            "Fill gaps in a catalogue from the show's RSS feed.",
            (own.add_feeds, own.add_enrich_options, own.add_notes_option),
            ("enrich feed.xml", "enrich feed.xml -o catalogue.yaml"),
        ),
    ),
}
COMMANDS: tuple[Command, ...] = (*chain.from_iterable(GROUPS.values()),)
