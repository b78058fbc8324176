"""The commands that read a podcast's RSS feed."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from ..catalogue.differences import show_value, show_values
from ..feeds import drafting, enriching
from ..feeds.counts import ON_REQUEST
from ..feeds.folders import write_draft
from ..feeds.items import read_feed
from ..feeds.updating import update_folder
from ..messages import cut
from ..models import Audio, Credit, Episode, Person, Show, Transcript
from ..models.durations import format_duration
from ..models.fields import fields_of, stated_fields
from ..models.plain import plain_value
from ..models.text import is_tuple
from ..writers import dump
from .exporting import choose_format
from .selecting import load
from .terminal import DONE, NOTHING, count, fail, print_line, print_table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from ..catalogue.differences import Difference
    from ..feeds.counts import FeedCount
    from ..feeds.enriching import Change, ChangeKind
    from ..feeds.items import FeedItem

# Characters of a value that a line shows.
_LONGEST = 100


def import_feed(options: argparse.Namespace) -> int:
    """Draft a new catalogue, and print what was taken from the feed and what was not."""
    feed = read_feed(options.feed, with_notes=options.with_notes)
    write_draft(drafting.draft(feed), options.folder)
    _print_counts(feed.counts)
    print_line(f"{options.folder} created; comments in its files say what is left to complete")
    return DONE


def enrich(options: argparse.Namespace) -> int:
    """Fill gaps in a catalogue."""
    output: str | None = options.output
    format_ = None if output is None else choose_format(None, output)
    found = enriching.enrich(
        load(options),
        options.feed,
        on_conflict=options.on_conflict,
        with_notes=options.with_notes,
    )
    if output is not None and found.changes:
        dump(found.catalogue, output, format_, force=options.force)
    _print_changes(c for c in found.changes if options.confirmed or c.kind != "confirmed")
    _print_unmatched(found.unmatched)
    if not found.changes:
        return fail("nothing found", NOTHING)
    if output is not None:
        print_line(f"wrote {output} ({count(len(found.catalogue.episodes), 'episode')})")
    return DONE


def update(options: argparse.Namespace) -> int:
    """Add what is new in a feed to a folder."""
    found = update_folder(
        options.folder, options.feed, dry_run=options.dry_run, with_notes=options.with_notes
    )
    print_table(("added", episode.id, episode.title) for episode in found.added)
    filled = [difference for difference in found.show if difference.before is None]
    conflicts = [difference for difference in found.show if difference.before is not None]
    print_table((*_show("filled", filled), *_show("conflict", conflicts)))
    _print_changes((*found.filled, *found.conflicts))
    _print_unmatched(found.unmatched)
    for problem in found.left:
        print_line(f"left {problem}")
    news = (found.added, found.show, found.filled, found.conflicts, found.unmatched, found.left)
    if not any(news):
        print_line(f"{options.folder}: nothing new")
        return DONE
    counts = (
        count(len(found.added), "new episode"),
        f"{count(len(filled) + len(found.filled), 'value')} filled in",
        count(len(conflicts) + len(found.conflicts), "conflict"),
        f"{count(len(found.unmatched), 'item')} unmatched",
    )
    written = " (nothing was written)" if options.dry_run else ""
    print_line(f"{options.folder}: {', '.join(counts)}{written}")
    return DONE


def _print_counts(counts: Iterable[FeedCount]) -> None:
    """Print what was taken from a feed, and what was not, with the first lines."""
    print_table(
        (
            f"{found.parent} {found.element}",
            str(found.count),
            _reason(found.reason) or "taken",
            f"line {', '.join(map(str, found.lines))}" if found.reason else "",
        )
        for found in counts
    )


def _reason(reason: str) -> str:
    return "not taken without --with-notes" if reason == ON_REQUEST else reason


def _print_changes(changes: Iterable[Change]) -> None:
    print_table(
        (change.kind, change.episode.id, change.field, *_facts(change)) for change in changes
    )


def _facts(change: Change) -> tuple[str, str]:
    """Return the old and the new value, each on one line, so that they show where they differ."""
    old, new = _fact(change.old), _fact(change.new)
    if old == new and change.kind != "confirmed":
        field = stated_fields(Episode)[change.field]
        return show_values(plain_value(field, change.old), plain_value(field, change.new))
    return old, new


def _show(kind: ChangeKind, differences: Iterable[Difference]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each value of the show; one that is private is not printed."""
    private = {field.name for field in fields_of(Show) if field.private}
    for found in differences:
        show = partial(_plain, is_private=found.field in private)
        yield (kind, "show", found.field or "", show(found.before), show(found.after))


def _plain(value: object, *, is_private: bool) -> str:
    return "-" if value is None else "(private)" if is_private else show_value(value)


def _print_unmatched(items: Iterable[FeedItem]) -> None:
    print_table(("unmatched", f"line {item.line}", item.title) for item in items)


def _fact(value: object) -> str:
    """Return a value on one line; of several, the first one."""
    if is_tuple(value):
        first, *others = [*map(_fact, value)] or ["-"]
        return f"{first} (and {len(others)} more)" if others else first
    if isinstance(value, Audio | Transcript):
        value = value.url
    elif isinstance(value, Credit):
        value = value.credited_as
    elif isinstance(value, Person):
        value = value.name
    elif isinstance(value, dt.timedelta):
        value = format_duration(value)
    elif isinstance(value, dt.datetime):
        value = value.isoformat()
    text = "-" if value is None else str(value)
    return cut(text, _LONGEST)
