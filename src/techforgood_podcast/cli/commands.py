"""The commands of the command line: parse arguments, call the library, print the result."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import attrs

from .._version import __version__
from ..bundled import data_files, load_catalogue
from ..converters import to_dict
from ..errors import (
    CatalogueError,
    PodcastError,
    Problem,
    TargetExistsError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownNameError,
    UnknownOptionError,
)
from ..feeds.drafting import draft_from_feed
from ..feeds.enriching import enrich
from ..feeds.folders import write_draft, write_skeleton
from ..models import Audio, Entity
from ..models.durations import format_duration
from ..models.html import Link
from ..reading.loading import validate
from ..writers import dump, dumps, formats
from ..writers.phrases import in_language, write_credit, write_mention
from . import arguments as args
from .completion import build_script
from .terminal import (
    DONE,
    NOTHING,
    PROGRAM,
    USAGE,
    fail,
    print_json,
    print_line,
    print_table,
    print_text,
    print_utf8,
    ticking,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.episodes import Episodes
    from ..models import Appearance, Episode, LocalizedText, Mention
    from ..models.html import Cell
    from ..models.text import Described

EntityT = TypeVar("EntityT", bound=Entity)
# The command that lists the entries of a kind, by the kind that errors name.
_LISTED_BY: Mapping[str, str] = MappingProxyType(
    {
        "episode": "episodes",
        "guest": "guests",
        "organisation": "organisations",
        "theme": "themes",
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    >>> main(["episodes", "--guest", "gentelet"])
    S1E3  Fracture numérique et fracture sociale avec Wetechcare
    S1E7  Simplon où le pari du numérique pour tous               27:26
    0
    """
    with contextlib.ExitStack() as stack:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        # A stream is None if the shell closed it. Without a substitute, print would send errors to
        # the output, and the next file to be opened would get the stream's number.
        nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
        stack.enter_context(contextlib.redirect_stdout(sys.stdout or nowhere))
        stack.enter_context(contextlib.redirect_stderr(sys.stderr or nowhere))
        return _run_and_flush(sys.argv[1:] if arguments is None else arguments)


def _run_and_flush(arguments: Sequence[str]) -> int:
    """Run one command, print its output to the end, and report what the system refuses."""
    try:
        try:
            return _run(arguments)
        finally:
            _flush()
    except BrokenPipeError:
        return DONE
    except OSError as error:
        reason = error.strerror or str(error)
        return fail(f"{error.filename}: {reason}" if error.filename else reason, NOTHING)


def _run(arguments: Sequence[str]) -> int:
    """Run one command, and report errors in one line."""
    try:
        options = args.parse(_COMMANDS, arguments)
        status: int = options.run(options)
    except CatalogueError as error:
        more = len(error.problems) - 1
        advice = f" (and {more} more; run {PROGRAM} validate to list them)" if more else ""
        return fail(f"{error.problems[0]}{advice}", NOTHING)
    except (UnknownFormatError, UnknownLanguageError, UnknownOptionError) as error:
        return fail(error, USAGE)
    except UnknownNameError as error:
        listing = "" if error.suggestions or error.hint else _LISTED_BY.get(error.kind)
        return fail(f"{error}; see {PROGRAM} {listing}" if listing else error, NOTHING)
    except TargetExistsError as error:
        known = error.foreign is not None or not error.replaceable
        advice = f'"{error.filename}" already exists; pass --force to replace it'
        return fail(error if known else advice, NOTHING)
    except PodcastError as error:
        return fail(error, NOTHING)
    return status


def _flush() -> None:
    """Flush the output; on failure, discard the rest and raise."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None if the shell closed the stream
        try:
            stream.flush()
        except OSError:
            # Otherwise Python would flush again at exit, and print a traceback.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            raise


def _load(options: argparse.Namespace) -> Catalogue:
    """Load the catalogue that the options select."""
    with ticking(f"reading {options.data or 'the bundled catalogue'}"):
        return load_catalogue(options.data, *options.overlay)


def _select(options: argparse.Namespace) -> tuple[Catalogue, Episodes]:
    """Load the catalogue, and return it with the episodes that match the filters."""
    catalogue = _load(options)
    episodes: Episodes = catalogue.episodes
    for name in ("guest", "host", "organisation", "theme", "place"):
        if getattr(options, name):
            episodes = getattr(episodes, f"by_{name}")(*getattr(options, name))
    if options.text is not None:
        hits = episodes.search(options.text, limit=len(episodes), all_words=True)
        found = {hit.episode.id for hit in hits}
        return catalogue, episodes.where(lambda episode: episode.id in found)
    return catalogue, episodes


def _episodes(options: argparse.Namespace) -> int:
    _, episodes = _select(options)
    return _list(options, episodes, _episode_row)


def _guests(options: argparse.Namespace) -> int:
    _, episodes = _select(options)
    return _list(
        options, episodes.guests, lambda guest: (guest.name, _codes(episodes.by_guest(guest)))
    )


def _organisations(options: argparse.Namespace) -> int:
    catalogue, episodes = _select(options)
    counts = episodes.count_by("organisation")
    return _list(
        options,
        [body for body in catalogue.organisations if body in counts],
        lambda body: (
            Link(body.name, body.url),
            body.kind.replace("_", " "),
            _codes(episodes.by_organisation(body)),
        ),
    )


def _themes(options: argparse.Namespace) -> int:
    catalogue, episodes = _select(options)
    counts = episodes.count_by("theme")
    return _list(
        options,
        [theme for theme in catalogue.themes if theme in counts],
        lambda theme: (_in(options, theme.label), _codes(episodes.by_theme(theme))),
    )


def _search(options: argparse.Namespace) -> int:
    _, episodes = _select(options)
    hits = episodes.search(" ".join(options.words), limit=options.limit or len(episodes))
    if options.json:
        _print_plain(options, hits)
    else:
        print_table((hit.episode.code, _title(hit.episode), hit.snippet) for hit in hits)
    return DONE if hits else fail("nothing found", NOTHING)


def _show(options: argparse.Namespace) -> int:
    episode = _load(options).episode(options.ref)
    if options.json:
        _print_plain(options, episode)
        return DONE
    print_table([[cell for cell in _episode_row(episode) if cell]])
    if episode.summary:
        print()
        print_text(_in(options, episode.summary))
        print()
    rows: tuple[tuple[str, Cell], ...] = (
        *(("published", str(day)) for day in (episode.published,) if day),
        *(("address", Link(url, url)) for url in (episode.url,) if url),
        *(("host", host.name) for host in episode.hosts),
        *(("guest", _credit(options, guest)) for guest in episode.guests),
        *(("mentioned", _credit(options, person)) for person in episode.mentioned),
        *((mention.relation, _mention(mention)) for mention in episode.organisations),
        *(("theme", _in(options, theme.label)) for theme in episode.themes),
        *(("place", _in(options, place.name)) for place in episode.places),
        *((f.as_printed, _in(options, f.statement)) for f in episode.figures),
    )
    print_table(rows)
    return DONE


def _info(options: argparse.Namespace) -> int:
    catalogue = _load(options)
    details = {
        "title": catalogue.show.title,
        "package": __version__,
        **attrs.asdict(catalogue.info),
        **{
            name: len(getattr(catalogue, name))
            for name in ("episodes", "people", "guests", "organisations", "themes", "places")
        },
    }
    if options.json:
        print_json(details)
    else:
        print_table((name, str(value)) for name, value in details.items() if value is not None)
    return DONE


def _formats(options: argparse.Namespace) -> int:
    if options.json:
        print_json([attrs.asdict(format_) for format_ in formats()])
    else:
        print_table((f.name, " ".join(f.suffixes) or f.kind, f.summary) for f in formats())
    return DONE


def _export(options: argparse.Namespace) -> int:
    _, episodes = _select(options)
    if not episodes:
        return fail("nothing found", NOTHING)
    given = {name: getattr(options, name) for name in args.FORMAT_OPTIONS}
    format_options = {name: value for name, value in given.items() if value is not None}
    args.check_format_options(options.format, format_options)
    if options.output in {None, "-"}:
        print_utf8(dumps(episodes, options.format, **format_options))
    else:
        with ticking(f"writing {options.output}"):
            dump(episodes, options.output, options.format, force=options.force, **format_options)
    return DONE


def _init(options: argparse.Namespace) -> int:
    write_skeleton(options.folder)
    print_line(
        f"{options.folder} created; edit its files, then run: {PROGRAM} validate {options.folder}"
    )
    return DONE


def _import_feed(options: argparse.Namespace) -> int:
    write_draft(draft_from_feed(options.feed), options.folder)
    print_line(f"{options.folder} created; comments in its files say what is left to complete")
    return DONE


def _enrich(options: argparse.Namespace) -> int:
    catalogue = _load(options)
    found = enrich(catalogue, options.feed, on_conflict=options.on_conflict)
    if options.output is not None and found.changes:
        dump(found.catalogue, options.output, force=options.force)
    print_table(
        (change.kind, change.episode.code, change.field, _fact(change.old), _fact(change.new))
        for change in found.changes
    )
    print_table(("unmatched", f"line {item.line}", item.title) for item in found.unmatched)
    return DONE if found.changes else fail("nothing found", NOTHING)


def _completion(options: argparse.Namespace) -> int:
    parser, commands = args.build_parsers(_COMMANDS)
    format_names = [format_.name for format_ in formats()]
    print_utf8(build_script(options.shell, parser, commands, format_names))
    return DONE


def _fact(value: object) -> str:
    if isinstance(value, dt.timedelta):
        return format_duration(value)
    return value.url if isinstance(value, Audio) else str(value or "-")


def _validate(options: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in options.paths or (None,):
        with ticking(f"reading {path or 'the bundled catalogue'}"):
            found = validate(path or data_files(), *options.overlay, strict=options.strict)
        problems += [attrs.evolve(p, file=_file(p.file, path, options.overlay)) for p in found]
        if not found and not options.json:
            print_line(f"{path or 'the bundled catalogue'}: no problems found")
    if options.json:
        print_json([attrs.asdict(problem) for problem in problems])
    for problem in () if options.json else problems:
        print_line(problem)
    return NOTHING if any(problem.severity == "error" for problem in problems) else DONE


def _file(name: str, catalogue: Path | None, overlays: Iterable[str]) -> str:
    """Return the path of a problem's file, relative to the current folder or absolute."""
    # The files of overlays are named by such a path already.
    if catalogue is None or any(Path(name).is_relative_to(overlay) for overlay in overlays):
        return name
    return str(catalogue / name if catalogue.is_dir() else catalogue)


def _list(
    options: argparse.Namespace,
    entities: Sequence[EntityT],
    row: Callable[[EntityT], Sequence[Cell]],
) -> int:
    """Print entities, one per line or as JSON; fail if there are none."""
    if options.json:
        _print_plain(options, entities)
    else:
        print_table(row(entity) for entity in entities)
    return DONE if entities else fail("nothing found", NOTHING)


def _print_plain(options: argparse.Namespace, obj: Described | Sequence[Described]) -> None:
    """Print records as JSON, in the way that the options ask for."""
    print_json(to_dict(obj, expand=options.expand, language=options.language))


def _episode_row(episode: Episode) -> tuple[Cell, ...]:
    duration = "" if episode.duration is None else format_duration(episode.duration)
    return episode.code, _title(episode), duration


def _title(episode: Episode) -> Link:
    return Link(episode.title, episode.url)


def _codes(episodes: Episodes) -> str:
    return ", ".join(episode.code for episode in episodes)


def _in(options: argparse.Namespace, text: LocalizedText) -> str:
    """Return a text in the requested language, or else in its main language."""
    return in_language(text, options.language or "")


def _credit(options: argparse.Namespace, appearance: Appearance) -> str:
    role = in_language(appearance.role, options.language or "")
    return write_credit(appearance.credited_as, role)


def _mention(mention: Mention) -> str:
    of = mention.of.name if mention.of else None
    return write_mention(mention.organisation.name, None, of, form_of=", of {}")


_LISTING = (args.add_filters, args.add_reading_options)
_COMMANDS: tuple[args.Command, ...] = (
    ("episodes", _episodes, "List episodes.", _LISTING),
    ("show", _show, "Show one episode.", (args.add_episode, args.add_reading_options)),
    ("guests", _guests, "List guests and their episodes.", _LISTING),
    ("organisations", _organisations, "List organisations and their episodes.", _LISTING),
    ("themes", _themes, "List themes and their episodes.", _LISTING),
    (
        "search",
        _search,
        "Search the full text of episodes.",
        (args.add_search_arguments, args.add_filters, args.add_reading_options),
    ),
    (
        "export",
        _export,
        "Export episodes to a file format.",
        (args.add_export_arguments, args.add_filters),
    ),
    ("formats", _formats, "List the export formats.", (args.add_json_option,)),
    ("init", _init, "Create a small catalogue to start your own from.", (args.add_folder,)),
    (
        "enrich",
        _enrich,
        "Fill gaps in a catalogue from the show's RSS feed.",
        (args.add_feed, args.add_enrich_options),
    ),
    (
        "import-feed",
        _import_feed,
        "Draft a new catalogue from an RSS feed.",
        (args.add_feed, args.add_folder_option),
    ),
    ("validate", _validate, "Check a catalogue for problems.", (args.add_paths,)),
    ("info", _info, "Show what the catalogue contains.", (args.add_reading_options,)),
    ("completion", _completion, "Print a shell completion script.", (args.add_shell,)),
)
