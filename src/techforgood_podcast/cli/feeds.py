"""The commands that read a podcast's RSS feed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..feeds import drafting, enriching
from ..feeds.folders import write_draft
from ..models import Audio
from ..models.durations import format_duration
from ..writers import dump
from .exporting import choose_format
from .selecting import load
from .terminal import DONE, NOTHING, count, fail, print_line, print_table

if TYPE_CHECKING:
    import argparse


def import_feed(options: argparse.Namespace) -> int:
    """Draft a new catalogue."""
    write_draft(drafting.draft_from_feed(options.feed), options.folder)
    print_line(f"{options.folder} created; comments in its files say what is left to complete")
    return DONE


def enrich(options: argparse.Namespace) -> int:
    """Fill gaps in a catalogue."""
    output: str | None = options.output
    format_ = None if output is None else choose_format(None, output)
    found = enriching.enrich(load(options), options.feed, on_conflict=options.on_conflict)
    if output is not None and found.changes:
        dump(found.catalogue, output, format_, force=options.force)
    print_table(
        (change.kind, change.episode.code, change.field, _fact(change.old), _fact(change.new))
        for change in found.changes
    )
    print_table(("unmatched", f"line {item.line}", item.title) for item in found.unmatched)
    if not found.changes:
        return fail("nothing found", NOTHING)
    if output is not None:
        print_line(f"wrote {output} ({count(len(found.catalogue.episodes), 'episode')})")
    return DONE


def _fact(value: object) -> str:
    if isinstance(value, dt.timedelta):
        return format_duration(value)
    return value.url if isinstance(value, Audio) else str(value or "-")
