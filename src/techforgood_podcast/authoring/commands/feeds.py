"""The commands that read a podcast's RSS feed, or replace it."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ...catalogue.answers import show_private, show_value, show_values
from ...cli import exporting
from ...cli.arguments import STANDARD_INPUT
from ...cli.failures import reworded
from ...cli.selecting import with_paths
from ...cli.terminal import (
    DONE,
    NOTHING,
    USAGE,
    WAITS,
    count,
    fail,
    print_json,
    print_line,
    print_table,
)
from ...converters import to_dict
from ...errors import CatalogueError
from ...packaged import located
from ...reading.loading import load_over, loads
from ...syntax import UnreadableError, decode
from ..feeds import drafting
from ..feeds.comparing import compare_feeds, is_loss
from ..feeds.counts import ON_REQUEST
from ..feeds.reading import check_items, read_feed
from ..feeds.records import with_ids
from ..feeds.xml import JSON, MAX_BYTES, find_other
from ..folders.decisions import DECISIONS, choose_notes
from ..folders.proposals import PROPOSALS, propose
from ..folders.skeleton import write_draft
from ..folders.updating import update_folder
from .reports import line_of, print_mended, print_proposals, print_update

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from ...catalogue.answers import Change, Difference
    from ...catalogue.catalogue import Catalogue
    from ...reading.loading import TextFormat
    from ..feeds.counts import FeedCount

_VERBS: Final[dict[Change, str]] = {"removed": "lacks", "changed": "changes", "added": "adds"}
_LEFT_OUT: Final = "left out by --without-notes"
# Elements with an e-mail address.
_PRIVATE: Final = frozenset({"itunes:owner", "podcast:locked", "managingEditor", "webMaster"})


def import_feed(options: argparse.Namespace) -> int:
    """Draft a new catalogue, and print what was taken from the feed and what was not."""
    with_notes = not options.without_notes
    sources = (read_source(feed, options) for feed in options.feeds)
    feed = read_feed(
        *sources, with_notes=with_notes, recover=options.recover, max_bytes=options.max_bytes
    )
    check_items(feed)
    draft = drafting.draft(feed, options.id)
    proposals = propose(feed, draft, [*with_ids(item for item in feed.items if item.title)])
    more = {PROPOSALS: proposals} if proposals else {}
    write_draft(draft, options.folder, {**more, DECISIONS: choose_notes(with_notes=with_notes)})
    print_mended(feed.mended)
    _print_counts(feed.counts, options.feeds)
    for contradiction in drafting.find_contradictions(feed):
        print_line(contradiction)
    if draft.show.blocked:
        file = Path(options.folder, "show.yaml")
        print_line(
            "the feed asks directories not to list the show, and so will yours;"
            f' to have it listed, remove the line "blocked: true" from {file}'
        )
    if draft.show.id == drafting.digest_id(feed):
        print_line(
            f"the id of the show is {draft.show.id}; --id ID gives it one that people can read"
        )
    if proposals:
        print_proposals(Path(options.folder), draft)
    if any(episode.notes for episode in draft.episodes):
        print_line("show notes are their publisher's texts; --without-notes leaves them out")
    print_line(f"{options.folder} created; comments in its files say what is left to complete")
    return DONE


def draft_to_ask(options: argparse.Namespace) -> Catalogue:
    """Return the draft of the feed that ``--data`` names, with the overlays over it.

    From standard input, it may be a catalogue as well.
    """
    is_file = options.data != STANDARD_INPUT
    source = Path(options.data) if is_file else read_source(options.data, options)
    if isinstance(source, bytes) and (text_format := _format_of(source)):
        found = loads(_decoded(source), text_format)
    else:
        feed = read_feed(source, max_bytes=getattr(options, "max_bytes", None))
        check_items(feed)
        found = drafting.draft(feed)
        options.left_out = "; ".join(_left_out(feed.counts))
    if not options.overlay:
        return found
    return load_over(to_dict(found), *map(located, options.overlay))


def _left_out(counts: Iterable[FeedCount]) -> Iterator[str]:
    """Yield how many items are no episodes, where the first are, and why."""
    for found in counts:
        if found.element == "item" and found.reason:
            lines = line_of(found.file, found.lines, [Path(found.file)])
            yield f"{count(found.count, 'item')} ({lines}): {found.reason}"


def _format_of(document: bytes) -> TextFormat | None:
    """Return the format of a catalogue; ``None`` for a feed, or what is given in place of one."""
    begun = document.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").lstrip()  # as in UTF-16
    other, _ = find_other(document) or ("", "")
    if other != JSON:
        return None if other or begun.startswith((b"<", b"\xff\xfe<", b"\xfe\xff<")) else "yaml"
    first, _, rest = begun.partition(b"\n")
    are_lines = first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
    return "jsonl" if are_lines else "json"


def _decoded(document: bytes) -> str:
    try:
        return decode(document)
    except UnreadableError as error:
        raise CatalogueError([attrs.evolve(error.problem, file=STANDARD_INPUT)]) from None


def update(options: argparse.Namespace) -> int:
    """Add what is new in a feed to a folder."""
    others = (options.keep, options.episode, options.withdraw, options.moved)
    if not options.feeds and ({*options.accept} != {"proposals"} or any(others)):
        return fail("pass a FEED; only --accept proposals does without one", USAGE)
    folder = str(options.folder)
    try:
        found = update_folder(
            options.folder,
            *(read_source(feed, options) for feed in options.feeds),
            overlays=map(located, options.overlay),
            accept=options.accept,
            keep=options.keep,
            episode=options.episode,
            withdraw=options.withdraw,
            moved=options.moved,
            dry_run=options.dry_run,
            recover=options.recover,
            max_bytes=options.max_bytes,
        )
    except CatalogueError as error:
        problems = [*with_paths(error.problems, folder, options.overlay)]
        if all(problem.file == PROPOSALS for problem in error.problems):  # each about a row
            return max(fail(str(problem), NOTHING) for problem in problems)
        raise CatalogueError(problems) from error
    left = with_paths(found.left, folder, options.overlay)
    found = attrs.evolve(found, left=tuple(reworded(problem, options) for problem in left))
    if options.json:
        print_json(to_dict(found))
    else:
        print_update(found, options)
    return WAITS if found.waits else DONE


def read_source(source: Path | str, options: argparse.Namespace) -> Path | str | bytes:
    """Return the path of a feed, or the document in place of standard input."""
    if source != STANDARD_INPUT:
        return source
    limit: int = getattr(options, "max_bytes", None) or MAX_BYTES
    return sys.stdin.buffer.read(limit + 1)  # more would be refused


def _print_counts(counts: Iterable[FeedCount], feeds: Sequence[Path]) -> None:
    """Print what was taken from a feed, and what was not, with the first lines."""
    print_table(
        (
            f"{found.parent} {found.element}",
            str(found.count),
            _LEFT_OUT if found.reason == ON_REQUEST else found.reason or "taken",
            line_of(found.file, found.lines, feeds) if found.reason else "",
        )
        for found in counts
    )


def export(options: argparse.Namespace) -> int:
    """Export a feed, unless it would lose items or guids of the feed that it is to replace."""
    return exporting.export(options, lambda feed: _print_replacement(options, feed))


def _print_replacement(options: argparse.Namespace, new: str) -> bool:
    """Print what differs between feeds, and return whether all items and guids are kept.

    An element that differs in several items shares a line, with the first of its values.
    """
    old = options.replacing
    found = compare_feeds(read_source(old, options), new, max_bytes=options.max_bytes)
    losses = [difference for difference in found if is_loss(difference)]
    groups: dict[tuple[Change, str, str], list[Difference]] = {}
    for one in found:
        if one not in losses:
            groups.setdefault((one.change, one.kind, one.field or ""), []).append(one)
    print_table(
        ("loses", one.kind, one.field or "", one.id, one.name or one.values) for one in losses
    )
    print_table(
        (_VERBS[change], kind, field, str(len(group)), _example(group[0]))
        for (change, kind, field), group in sorted(groups.items(), key=lambda pair: pair[0][1])
    )
    if not found:
        print_line(f"nothing differs from {old}")
    elif losses:
        items = sum(one.field is None for one in losses)
        parts = count(items, "item"), count(len(losses) - items, "guid")
        print_line(f"{old}: {' and '.join(parts)} would be lost")
    return not losses


def _example(one: Difference) -> str:
    """Return the values of a difference, or the title of an item."""
    is_change = one.change == "changed"
    if one.field in _PRIVATE:
        return " → ".join(show_private(one.before, one.after)) if is_change else "(private)"
    if is_change:
        return " → ".join(show_values(one.before, one.after))
    return one.name or show_value(one.before or one.after)
