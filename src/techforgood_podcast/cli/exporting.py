"""The commands that export and cite episodes, and list the formats.

What an option of a format may be is in ``writers/format.py``, and its flag in ``arguments.py``.
"""

from __future__ import annotations

import shlex
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..catalogue.catalogue import Catalogue
from ..catalogue.exportable import catalogue_of
from ..converters import to_dict
from ..errors import UnknownFormatError, UnknownOptionError
from ..files import pages_in
from ..models.sections import SECTIONS
from ..packaged import located
from ..reading.folders import locate
from ..reading.transcripts import CHAPTERS, FOLDER, folder_in, read_chapters, read_files
from ..text.suggestions import closest
from ..text.writing import capitalize_first
from ..writers import dump, dumps, format_of
from ..writers import formats as known_formats
from ..writers.citations.styles import cite as cite_in_style
from ..writers.format import choose_language, keeps_order
from ..writers.syndication.rss import held_back, missing
from ..writers.text.phrases import Phrases, name_of
from .arguments import flag_of
from .listings import arrange
from .selecting import load, select
from .terminal import (
    DONE,
    NOTHING,
    PROGRAM,
    USAGE,
    count,
    fail,
    print_document,
    print_json,
    print_line,
    print_table,
    tell,
    ticking,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping

    from ..catalogue.episodes import Episodes
    from ..models import Entity
    from ..writers import Format

# From so many episodes on, one page is slow to open.
_MANY: Final = 150
# Maximum number of removed pages that are named.
_NAMED: Final = 3
# The options for the order of episodes; some formats have an order of their own.
_ORDER: Final = ("sort", "reverse")


def formats(options: argparse.Namespace) -> int:
    """List the formats."""
    every = known_formats()
    if options.json:
        print_json(to_dict(every))
    else:
        print_table((f.name, " ".join(f.suffixes) or f.kind, f.summary) for f in every)
    return DONE


def export(options: argparse.Namespace, may_write: Callable[[str], bool] | None = None) -> int:
    """Export episodes to a format.

    Args:
        options: the arguments of the command.
        may_write: says of a feed whether it may replace another; a feed that may not is an error.
    """
    output = None if options.output == "-" else options.output
    if options.format is None and output is None:
        example = f'"{PROGRAM} export rss", or a file, such as "--output emploi.rss"'
        return fail(f"name a format, such as {example}; see {PROGRAM} formats", USAGE)
    format_ = choose_format(options.format, output)
    names = {name for known in known_formats() for name in known.options}
    format_options = {name: value for name, value in vars(options).items() if name in names}
    if options.replacing is not None and format_.name != "rss":
        return fail(f"--replacing compares RSS feeds, not {format_.name}", USAGE)
    order = [] if keeps_order(format_) else [name for name in _ORDER if getattr(options, name)]
    _check_options(format_, (*format_options, *order))
    if output is None and format_.kind != "text":
        target = f"--output PATH{''.join(format_.suffixes[:1])}"
        return fail(f"{format_.name} is a {format_.kind}, not text; write it with {target}", USAGE)
    whole = _load(options)
    if "transcripts" in format_.options and options.data and not options.draft:
        place = locate(located(options.data))
        format_options.setdefault("transcripts", folder_in(place, FOLDER))
        if folder := folder_in(place, CHAPTERS):
            found = read_files(folder, whole, read_chapters)
            added = (
                attrs.evolve(one, chapters=found[one.id])
                for one in whole.episodes
                if found.get(one.id)
            )
            whole = whole.merge(Catalogue(show=whole.show, episodes=added))
    episodes = arrange(options, select(whole, options))
    if not episodes:
        return fail("nothing found", NOTHING)
    if "title" in format_.options and len(episodes) < len(whole.episodes):
        format_options.setdefault(
            "title", _name_selection(whole, options, format_options.get("language"))
        )
    if format_options.get("card") and len(episodes) != 1:
        wrong = f"--card writes one episode, not {len(episodes)}"
        return fail(f"{wrong}; add filters, such as --episode REF", USAGE)
    status = _write(options, format_, episodes, format_options, may_write)
    if status == DONE:
        _advise(format_.name, episodes, format_options)
    return status


def _load(options: argparse.Namespace) -> Catalogue:
    """Load the catalogue or feed to export, and say what is left out of the feed."""
    found = load(options)
    if options.left_out:
        tell(f"note: left out {options.left_out}")
    # The feed that replaces another one is the publisher's own.
    return found if options.replacing is None else _without_notice(found)


def _without_notice(catalogue: Catalogue) -> Catalogue:
    return Catalogue(
        show=catalogue.show,
        redirects=catalogue.redirects,
        info=attrs.evolve(catalogue.info, notice=None),
        **{section.name: getattr(catalogue, section.name) for section in SECTIONS},
    )


def cite(options: argparse.Namespace) -> int:
    """Print the citation of an episode."""
    episode = load(options).episode(" ".join(options.words))
    print_document(f"{cite_in_style(episode, options.style, options.language)}\n")
    return DONE


def _name_selection(catalogue: Catalogue, options: argparse.Namespace, language: str | None) -> str:
    """Return a title for the selected episodes, such as "Thème : Emploi – Saison : 1"."""
    phrases = Phrases(choose_language(catalogue, language))

    def name_in_filter(entity: Entity) -> str:
        return phrases.say(name_of(entity, honorific=False))

    named = {"episode": [catalogue.episode(ref).code for ref in options.episode]}
    for noun, entities in (
        ("guest", catalogue.people),
        ("host", catalogue.people),
        ("organisation", catalogue.organisations),
        ("theme", catalogue.themes),
        ("place", catalogue.places),
    ):
        named[noun] = [name_in_filter(entities.resolve(name)) for name in getattr(options, noun)]
    limits = ((">", options.longer_than), ("<", options.shorter_than))
    days = (("≥", options.since), ("≤", options.until))
    named["season"] = [*map(str, options.season)]
    named["duration"] = [f"{sign} {limit:g} min" for sign, limit in limits if limit is not None]
    named["published"] = [f"{sign} {day}" for sign, day in days if day is not None]
    parts = [
        phrases.add_after_colon(capitalize_first(phrases.words[noun]), ", ".join(values))
        for noun, values in named.items()
        if values
    ]
    return " – ".join([*parts, *([options.text] if options.text else [])])


def choose_format(name: str | None, output: str | None) -> Format:
    """Return the format with a name or, without a name, the one for the suffix of a file.

    Raises:
        UnknownFormatError: no format has this name or suffix.
    """
    known = {format_.name: format_ for format_ in known_formats()}
    if name is None:
        return known[_format_of(output or "")]
    if name in known:
        return known[name]
    if PurePath(name).suffix or PurePath(name).name != name:
        reason = f"is not a format; to write a file, pass --output {name}"
        raise UnknownFormatError(name, known, reason=reason)
    by_suffix = [one for one, format_ in known.items() if f".{name.lower()}" in format_.suffixes]
    raise UnknownFormatError(name, known, closest(name, known) or by_suffix)


def _format_of(output: str) -> str:
    try:
        return format_of(output)
    except UnknownFormatError as error:
        if error.suggestions and not error.reason:
            raise
        reason = f"does not end in the suffix of a format, such as .json; see {PROGRAM} formats"
        if not PurePath(output).suffix:
            site = shlex.join([PROGRAM, "export", "site", "--output", output])
            reason += f'; "{site}" writes a site into a folder'
        raise UnknownFormatError(output, error.known, reason=reason) from error


def _write(
    options: argparse.Namespace,
    format_: Format,
    episodes: Episodes,
    given: Mapping[str, Any],
    may_write: Callable[[str], bool] | None,
) -> int:
    """Write episodes to a file or to standard output, if ``may_write`` allows it."""
    output = None if options.output == "-" else options.output
    if may_write is not None:
        if not may_write(dumps(episodes, format_, **given)):
            written = "" if output is None else "; nothing was written"
            return fail(f"this feed cannot replace {options.replacing}{written}", NOTHING)
    elif output is None:
        print_document(dumps(episodes, format_, **given))
    if output is not None:
        before = pages_in(output) if options.force else []
        with ticking(f"writing {output}"):
            dump(episodes, output, format_, force=options.force, **given)
        print_line(f"wrote {output} ({count(len(episodes), 'episode')})")
        if gone := [name for name in before if not Path(output, name).is_file()]:
            more = f" and {len(gone) - _NAMED} more" if gone[_NAMED:] else ""
            print_line(f"removed {count(len(gone), 'page')}: {', '.join(gone[:_NAMED])}{more}")
    return DONE


def _advise(format_: str, episodes: Episodes, given: Mapping[str, Any]) -> None:
    """Print remarks on what is written to standard error.

    A feed may hold something back, or lack what directories ask for. A long page is slow to open.
    An unofficial feed that is blocked is meant to be in no directory.
    """
    if format_ == "html" and len(episodes) >= _MANY:
        instead = f'"{PROGRAM} export site --output FOLDER" writes a page for each thing'
        fail(f"note: one page of {len(episodes)} episodes is slow to open; {instead}", DONE)
    if format_ == "rss":
        written = catalogue_of(episodes)
        for message in held_back(written):
            fail(f"note: {message}", DONE)
        is_unlisted = written.show.blocked and written.info.notice
        if not is_unlisted and (lacking := missing(written, **given)):
            fail(f"this feed lacks what podcast directories ask for: {', '.join(lacking)}", DONE)


def _check_options(format_: Format, given: Iterable[str]) -> None:
    """Reject options that a format does not accept, and name them as on the command line."""
    flags = [flag_of(option) for option in format_.options]
    reason = f"does not apply to {format_.name}, which takes {', '.join(flags) or 'no options'}"
    for option in given:
        if option not in format_.options:
            raise UnknownOptionError(flag_of(option), flags, reason=reason)
