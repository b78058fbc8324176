"""The command line: parse, call, print."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, TypeVar

import attrs

from ._canonical import format_duration, plain
from ._version import __version__
from .bundled import load_catalogue
from .errors import (
    CatalogueError,
    PodcastError,
    Problem,
    UnknownFormatError,
    UnknownOptionError,
    did_you_mean,
)
from .loading import validate
from .models import Entity
from .names import closest
from .writers import dump, dumps, formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .catalogue import Catalogue
    from .episodes import Episodes
    from .models import Appearance, Episode, LocalizedText, Mention

    _Shapes: TypeAlias = tuple[Callable[[argparse.ArgumentParser], None], ...]

EntityT = TypeVar("EntityT", bound=Entity)
PROGRAM = "techforgood-podcast"
DONE, NOTHING, USAGE = 0, 1, 2
"""Exit statuses; ``NOTHING`` also stands for files that are invalid."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End the program with the usage status."""
        self.exit(USAGE, f"{PROGRAM}: {_one_line(message)}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    >>> main(["episodes", "--guest", "gentelet"])
    S1E3  Fracture numérique et fracture sociale avec Wetechcare
    S1E7  Simplon où le pari du numérique pour tous               27:26
    0
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            return _answer(sys.argv[1:] if arguments is None else arguments)
        finally:
            _flush()
    except BrokenPipeError:
        return DONE
    except OSError as error:
        return _fail(error, NOTHING)


def _answer(arguments: Sequence[str]) -> int:
    """Run one command, and say in one line what went wrong."""
    try:
        options = _parse(arguments)
        status: int = options.run(options)
    except CatalogueError as error:
        more = len(error.problems) - 1
        advice = f" (and {more} more; {PROGRAM} validate lists them)" if more else ""
        return _fail(f"{error.problems[0]}{advice}", NOTHING)
    except (UnknownFormatError, UnknownOptionError) as error:
        return _fail(error, USAGE)
    except PodcastError as error:
        return _fail(error, NOTHING)
    return status


def _flush() -> None:
    """Write out what was printed; what cannot be written is let go, lest Python try again."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOBase):  # there is none where the shell closed it
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
                raise


def _fail(message: object, status: int) -> int:
    print(f"{PROGRAM}: {_one_line(message)}", file=sys.stderr)
    return status


def _one_line(message: object) -> str:
    return " ".join(str(message).splitlines())


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog=PROGRAM,
        description="Ask the catalogue of the podcast « À qui profite la tech for good ? ».",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    for name, run, about, shapes in _COMMANDS:
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        command.set_defaults(run=run)
        for shape in shapes:
            shape(command)
    if arguments and not arguments[0].startswith("-") and arguments[0] not in commands.choices:
        hint = did_you_mean(closest(arguments[0], commands.choices)) or "choose a command"
        parser.error(f'no command "{arguments[0]}"; {hint}')
    return parser.parse_args(arguments)


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="PATH", help="another catalogue: a folder or a file")
    command.add_argument("--json", action="store_true", help="print JSON, for programs")
    command.add_argument("--language", choices=("fr", "en"), help="the language to print in")


def _filters(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filters", "several of one kind mean any, of two kinds both")
    for name in ("guest", "host", "organisation", "theme", "place"):
        group.add_argument(f"--{name}", action="append", metavar="NAME", default=[])
    group.add_argument("--text", metavar="WORDS", help="words that all stand in the episode")


def _reference(command: argparse.ArgumentParser) -> None:
    command.add_argument("ref", metavar="REF", help='a number, "S1E3", an id or part of a title')


def _words(command: argparse.ArgumentParser) -> None:
    command.add_argument("words", metavar="TEXT", nargs="+", help="words to look for")


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("format", metavar="FORMAT", help="see the command formats")
    command.add_argument("--data", metavar="PATH", help="another catalogue: a folder or a file")
    command.add_argument("-o", "--output", metavar="PATH", help="the file to write")
    command.add_argument("--force", action="store_true", help="replace an existing file")


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", metavar="PATH", nargs="+", help="a folder or a file")
    command.add_argument("--json", action="store_true", help="print JSON, for programs")


def _as_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON, for programs")


def _selected(options: argparse.Namespace) -> tuple[Catalogue, Episodes]:
    """Return the catalogue asked for, and the episodes that pass the filters."""
    catalogue = load_catalogue(options.data)
    episodes: Episodes = catalogue.episodes
    for name in ("guest", "host", "organisation", "theme", "place"):
        if getattr(options, name):
            episodes = getattr(episodes, f"by_{name}")(*getattr(options, name))
    if options.text is not None:
        hits = catalogue.search(options.text, limit=len(catalogue.episodes))
        found = {hit.episode.id for hit in hits}
        return catalogue, episodes.where(lambda episode: episode.id in found)
    return catalogue, episodes


def _episodes(options: argparse.Namespace) -> int:
    _, episodes = _selected(options)
    return _list(options, episodes, _episode_row)


def _guests(options: argparse.Namespace) -> int:
    _, episodes = _selected(options)
    return _list(
        options, episodes.guests, lambda guest: (guest.name, _codes(episodes.by_guest(guest)))
    )


def _organisations(options: argparse.Namespace) -> int:
    _, episodes = _selected(options)
    return _list(
        options,
        episodes.organisations,
        lambda body: (body.name, body.kind, _codes(episodes.by_organisation(body))),
    )


def _themes(options: argparse.Namespace) -> int:
    _, episodes = _selected(options)
    return _list(
        options,
        episodes.themes,
        lambda theme: (_in(options, theme.label), _codes(episodes.by_theme(theme))),
    )


def _search(options: argparse.Namespace) -> int:
    hits = load_catalogue(options.data).search(" ".join(options.words))
    if options.json:
        _print_json([{"score": hit.score, **plain(hit.episode)} for hit in hits])
    else:
        _print_table((hit.episode.code, hit.episode.title, hit.snippet) for hit in hits)
    return DONE if hits else _fail("nothing found", NOTHING)


def _show(options: argparse.Namespace) -> int:
    episode = load_catalogue(options.data).episode(options.ref)
    if options.json:
        _print_json(plain(episode))
        return DONE
    print("  ".join(cell for cell in _episode_row(episode) if cell))
    if episode.summary:
        print(f"\n{_in(options, episode.summary)}\n")
    _print_table(
        (label, value)
        for label, value in (
            ("published", str(episode.published or "")),
            ("address", episode.url or ""),
            *(("host", host.name) for host in episode.hosts),
            *(("guest", _credit(options, guest)) for guest in episode.guests),
            *(("mentioned", _credit(options, person)) for person in episode.mentioned),
            *((mention.relation, _mention(mention)) for mention in episode.organisations),
            *(("theme", _in(options, theme.label)) for theme in episode.themes),
            *(("place", _in(options, place.name)) for place in episode.places),
            *((f.as_printed, _in(options, f.statement)) for f in episode.figures),
        )
        if value
    )
    return DONE


def _info(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.data)
    told = {
        "title": catalogue.show.title,
        "package": __version__,
        **attrs.asdict(catalogue.info),
        **{
            name: len(getattr(catalogue, name))
            for name in ("episodes", "people", "guests", "organisations", "themes", "places")
        },
    }
    if options.json:
        _print_json(told)
    else:
        _print_table((name, str(value)) for name, value in told.items() if value is not None)
    return DONE


def _formats(options: argparse.Namespace) -> int:
    if options.json:
        _print_json([attrs.asdict(format_) for format_ in formats()])
    else:
        _print_table((f.name, " ".join(f.suffixes), f.summary) for f in formats())
    return DONE


def _export(options: argparse.Namespace) -> int:
    _, episodes = _selected(options)
    if options.output is None:
        _print_bytes(dumps(episodes, options.format))
    else:
        dump(episodes, options.output, options.format, force=options.force)
    return DONE


def _validate(options: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in map(Path, options.paths):
        found = validate(path)
        inside = path.is_dir()
        problems += [attrs.evolve(p, file=str(path / p.file if inside else path)) for p in found]
        if not found and not options.json:
            print(f"{path}: nothing wrong")
    if options.json:
        _print_json([attrs.asdict(problem) for problem in problems])
    for problem in () if options.json else problems:
        print(problem)
    return NOTHING if any(problem.severity == "error" for problem in problems) else DONE


_LISTING = (_filters, _reading)
_COMMANDS: tuple[tuple[str, Callable[[argparse.Namespace], int], str, _Shapes], ...] = (
    ("episodes", _episodes, "List episodes.", _LISTING),
    ("show", _show, "Show one episode.", (_reference, _reading)),
    ("guests", _guests, "List guests, with their episodes.", _LISTING),
    ("organisations", _organisations, "List organisations, with their episodes.", _LISTING),
    ("themes", _themes, "List themes, with their episodes.", _LISTING),
    ("search", _search, "Search all texts of the episodes.", (_words, _reading)),
    ("export", _export, "Write episodes in a format.", (_output, _filters)),
    ("formats", _formats, "List the formats.", (_as_json,)),
    ("validate", _validate, "Check the files of a catalogue.", (_paths,)),
    ("info", _info, "Say what the catalogue holds.", (_reading,)),
)


def _list(
    options: argparse.Namespace,
    entities: Sequence[EntityT],
    row: Callable[[EntityT], Sequence[str]],
) -> int:
    """Print entities, one a line, or as JSON; say so where there are none."""
    if options.json:
        _print_json([plain(entity) for entity in entities])
    else:
        _print_table(row(entity) for entity in entities)
    return DONE if entities else _fail("nothing found", NOTHING)


def _episode_row(episode: Episode) -> tuple[str, str, str]:
    duration = format_duration(episode.duration) if episode.duration else ""
    return episode.code, episode.title, duration


def _codes(episodes: Episodes) -> str:
    return ", ".join(episode.code for episode in episodes)


def _in(options: argparse.Namespace, text: LocalizedText) -> str:
    """Return a text in the language asked for, or in its main one."""
    return text.get(options.language or "") or str(text)


def _credit(options: argparse.Namespace, appearance: Appearance) -> str:
    role = f", {_in(options, appearance.role)}" if appearance.role else ""
    return f"{appearance.credited_as}{role}"


def _mention(mention: Mention) -> str:
    return (
        f"{mention.organisation.name}, of {mention.of.name}"
        if mention.of
        else mention.organisation.name
    )


def _print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows with their columns aligned."""
    kept = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        print("  ".join(map(str.ljust, row, widths)).rstrip())


def _print_json(value: Any) -> None:
    _print_bytes(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _print_bytes(text: str) -> None:
    """Print in UTF-8, whatever the terminal speaks: files and programs read this."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        print(text, end="")
    else:
        sys.stdout.flush()
        buffer.write(text.encode(errors="backslashreplace"))
