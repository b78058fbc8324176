"""The commands that show one thing whole: an episode, a person, and so on, or the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from .._version import __version__
from ..converters import to_dict
from ..models import Episode, Organisation
from ..text.writing import capitalize_first, typeset
from ..writers.text.facts import Facts, Name, write_parts
from ..writers.text.phrases import add_brackets, name_of
from .listings import episode_row, print_typeset
from .selecting import find_record, load_to_read
from .terminal import DONE, Segment, print_heading, print_json, print_line, print_table

if TYPE_CHECKING:
    import argparse

    from ..models import Entity
    from ..writers.text.facts import FactSheet, Line, Parts
    from ..writers.text.phrases import Phrases
    from .terminal import Row


def show(options: argparse.Namespace) -> int:
    """Show one episode, person, organisation, theme or place."""
    catalogue = load_to_read(options)
    record = find_record(catalogue, options.words)
    if options.json:
        print_json(to_dict(record, expand=options.expand, language=options.language))
        return DONE
    language = options.phrases.language
    facts = Facts(language, catalogue)
    sheet = facts.describe(record)
    title = episode_row(record) if isinstance(record, Episode) else _title(record, facts)
    print_typeset(options, [[cell for cell in title if cell]])
    _print_sheet(options, sheet, facts)
    return DONE


def _print_sheet(options: argparse.Namespace, sheet: FactSheet, phrases: Phrases) -> None:
    if sheet.brief:
        brief = f"{phrases.words['semicolon']} ".join(map(write_parts, sheet.brief))
        print_line(typeset(brief, phrases.language))
    if sheet.text:
        print()
        print_table([line] for line in typeset(sheet.text, phrases.language).split("\n"))
    for heading, lines in sheet.sections:
        print_heading(capitalize_first(phrases.words[heading]))
        print_typeset(options, map(_row, lines), indent=2)


def _title(record: Entity, phrases: Phrases) -> Row:
    address = record.url if isinstance(record, Organisation) else None
    return ((Segment(phrases.say(name_of(record)), address, bold=True),),)


def _row(line: Line) -> Row:
    """Return a line in columns: its subject, and what is said of it."""
    (first, *_) = line.subject
    if isinstance(first, Name) and isinstance(first.of, Episode):
        return (*episode_row(first.of)[:2], _cell(line.said))
    return (_cell(line.subject), _cell(line.said))


def _cell(parts: Parts) -> tuple[Segment, ...]:
    return tuple(
        Segment(part) if isinstance(part, str) else Segment(part.text, _address(part))
        for part in parts
    )


def _address(name: Name) -> str | None:
    """Return the address to which a name leads, if any."""
    return name.of if isinstance(name.of, str) else getattr(name.of, "url", None)


def info(options: argparse.Namespace) -> int:
    """Show what the catalogue contains."""
    catalogue = load_to_read(options)
    names = ("episodes", "people", "guests", "hosts", "organisations", "themes", "places")
    details = {
        "title": catalogue.show.title,
        "languages": list(catalogue.languages),
        "package": __version__,
        **attrs.asdict(catalogue.info),
        **{name: len(getattr(catalogue, name)) for name in names},
    }
    if options.json:
        print_json(to_dict(details, language=options.language))
        return DONE
    details["languages"] = ", ".join(catalogue.languages)
    if catalogue.info.licence:
        scope = options.phrases.words["licence_scope"]
        details["licence"] = add_brackets(catalogue.info.licence, [scope])
    if catalogue.info.notice:
        notice = options.phrases.say(catalogue.info.notice)
        details["notice"] = typeset(notice, options.phrases.language)
    print_table(
        (name.replace("_", " "), str(value)) for name, value in details.items() if value is not None
    )
    print()
    facts = Facts(options.phrases.language, catalogue)
    _print_sheet(options, facts.describe(catalogue.show), facts)
    return DONE
