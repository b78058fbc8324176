"""The commands that read a podcast's RSS feed, or replace it."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import attrs

from ...catalogue.changes import show_value, show_values
from ...cli import exporting
from ...cli.exporting import choose_format
from ...cli.selecting import load
from ...cli.terminal import (
    DONE,
    NOTHING,
    PROGRAM,
    WAITS,
    as_argument,
    count,
    fail,
    print_json,
    print_line,
    print_table,
)
from ...converters import to_dict
from ...messages import quoted
from ...models import Show
from ...models.fields import fields_of
from ...packaged import located
from ...writers import dump
from ..feeds import drafting, enriching
from ..feeds.comparing import compare_feeds, is_loss
from ..feeds.counts import ON_REQUEST
from ..feeds.drafting import PROPOSALS, propose
from ..feeds.reading import read_feed
from ..folders.skeleton import write_draft
from ..folders.updating import update_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ...catalogue.changes import Change, Difference
    from ...errors import Problem
    from ...models import Episode
    from ..feeds.counts import FeedCount
    from ..feeds.reading import FeedItem
    from ..folders.changes import Update

_VERBS: Final[dict[Change, str]] = {"removed": "lacks", "changed": "changes", "added": "adds"}
# Elements with an e-mail address.
_PRIVATE: Final = frozenset({"itunes:owner", "podcast:locked", "managingEditor", "webMaster"})


def import_feed(options: argparse.Namespace) -> int:
    """Draft a new catalogue, and print what was taken from the feed and what was not."""
    feed = read_feed(*options.feeds, **_reading(options))
    draft = drafting.draft(feed, options.id)
    proposals = propose(feed, draft)
    write_draft(draft, options.folder, proposals)
    _print_mended(feed.mended)
    _print_counts(feed.counts, options.feeds)
    for contradiction in drafting.find_contradictions(feed):
        print_line(contradiction)
    if draft.show.id == drafting.digest_id(feed):
        print_line(
            f"the id of the show is {draft.show.id}; --id ID gives it one that people can read"
        )
    if proposals:
        print_line(f"{options.folder}/{PROPOSALS} proposes people and themes for you to review")
    print_line(f"{options.folder} created; comments in its files say what is left to complete")
    return DONE


def enrich(options: argparse.Namespace) -> int:
    """Fill gaps in a catalogue."""
    output: str | None = options.output
    format_ = None if output is None else choose_format(None, output)
    found = enriching.enrich(
        load(options), *options.feeds, on_conflict=options.on_conflict, **_reading(options)
    )
    if output is not None and found.changes:
        dump(found.catalogue, output, format_, force=options.force)
    _print_mended(found.mended)
    news = [change for change in found.changes if change.change != "confirmed"]
    _print_changes(news)
    _print_unmatched(found.unmatched, found.catalogue.episodes, options.feeds)
    if not found.changes:
        return fail(_nothing(found, options), NOTHING)
    if output is not None:
        print_line(f"wrote {output} ({count(len(found.catalogue.episodes), 'episode')})")
    elif not news:
        print_line("nothing to fill in")
    return DONE


def _nothing(found: enriching.Enrichment, options: argparse.Namespace) -> str:
    """Return what to say of a feed in which nothing was found."""
    if not found.unmatched or len(read_feed(*options.feeds, **_reading(options)).items) > len(
        found.unmatched
    ):
        return "nothing found"
    feeds = ", ".join(map(str, options.feeds))
    return f"no item of {feeds} matches an episode; is it the feed of this show? (--data)"


def update(options: argparse.Namespace) -> int:
    """Add what is new in a feed to a folder."""
    found = update_folder(
        options.folder,
        *options.feeds,
        overlays=map(located, options.overlay),
        accept=options.accept,
        keep=options.keep,
        episode=options.episode,
        withdraw=options.withdraw,
        moved=options.moved,
        dry_run=options.dry_run,
        **_reading(options),
    )
    status = WAITS if found.waits else DONE
    if options.json:
        print_json(to_dict(found))
        return status
    _print_mended(found.mended)
    if any(change.change == "conflict" for change in found.moved):
        _print_move(found, options)
        return status
    print_table(("added", episode.id, episode.title) for episode in found.added)
    _print_changes(found.filled)
    _print_changes(_replaced(found))
    _print_changes(found.conflicts)
    print_table(("vanished", episode.id, episode.title) for episode in found.vanished)
    print_table(
        ("withdrawn", episode.id, episode.title, "redirect in redirects.yaml")
        for episode in found.withdrawn
    )
    _print_unmatched(found.unmatched, found.catalogue.episodes, options.feeds, found.questions)
    for problem in found.left:
        print_line(f"left {problem}".replace('; if not, keep "all"', "; if not, --keep all"))
    if found.moved:
        print_line(
            f"moved: {count(len(found.moved), 'episode')} took the guid and audio of an item"
        )
    news = (found.added, found.filled, found.accepted, found.withdrawn)
    if not any(news) and status == DONE:
        print_line(f"{options.folder}: nothing new")
        return DONE
    counts = (
        count(len(found.added), "new episode"),
        f"{count(len(found.filled), 'value')} filled in",
        *([f"{count(len(found.accepted), 'value')} replaced"] if found.accepted else ()),
        count(len(found.conflicts), "conflict"),
        f"{count(len(found.unmatched), 'item')} unmatched",
    )
    written = " (nothing was written)" if options.dry_run else ""
    print_line(f"{options.folder}: {', '.join(counts)}{written}")
    return status


def _replaced(found: Update) -> Iterator[Difference]:
    """Yield the values that were replaced, but for the guids and audio files of a move."""
    moved = {change.id for change in found.moved}
    for change in found.accepted:
        if change.id not in moved or change.field not in {"guid", "audio"}:
            yield attrs.evolve(change, change="changed")


def _print_move(found: Update, options: argparse.Namespace) -> None:
    """Print why the feed seems to have moved, and the command that takes its guids."""
    show, first = found.catalogue.show, found.catalogue.episodes[found.moved[0].id]
    titles = [one.after for one in found.conflicts if (one.kind, one.field) == ("show", "title")]
    renamed = f", and is called {quoted(str(titles[0]))} now" if titles else ""
    print_line(
        f"{quoted(show.title)} seems to have moved{renamed}: {count(len(found.moved), 'item')}"
        f" are episodes under new guids, such as {first.id} {quoted(first.title)}"
    )
    asked = {str(question.after) for question in found.questions}
    doubtful = sum(str(item.values.get("guid")) in asked for item in found.unmatched)
    print_line(
        f"new: {count(len(found.unmatched) - doubtful, 'item')}; may be an episode:"
        f" {count(doubtful, 'item')}"
    )
    fields = Counter(str(one.field) for one in found.conflicts if one.kind == "episode")
    print_line("differs: " + ", ".join(f"{name} {times}" for name, times in fields.most_common()))
    print_line("nothing was written; if it has not moved, --keep guid adds all items; if it has:")
    words = [as_argument(str(path)) for path in (options.folder, *options.feeds)]
    words += chain.from_iterable(("--overlay", as_argument(path)) for path in options.overlay)
    words += ["--with-notes"] if options.with_notes else []
    words += ["--recover"] if options.recover else []
    words += ["--max-bytes", str(options.max_bytes)] if options.max_bytes else []
    print_line(" ".join((PROGRAM, "update", *words, "--moved")))


def _reading(options: argparse.Namespace) -> dict[str, Any]:
    """Return how to read the feeds."""
    return {
        "with_notes": options.with_notes,
        "recover": options.recover,
        "max_bytes": options.max_bytes,
    }


def _print_mended(mended: Iterable[Problem]) -> None:
    for problem in mended:
        print_line(problem)


def _print_counts(counts: Iterable[FeedCount], feeds: Sequence[Path]) -> None:
    """Print what was taken from a feed, and what was not, with the first lines."""
    print_table(
        (
            f"{found.parent} {found.element}",
            str(found.count),
            _reason(found.reason) or "taken",
            _place(found.file, found.lines, feeds) if found.reason else "",
        )
        for found in counts
    )


def _reason(reason: str) -> str:
    return "not taken without --with-notes" if reason == ON_REQUEST else reason


def _print_changes(changes: Iterable[Difference]) -> None:
    """Print a row for each value compared; one that is private is not printed."""
    print_table(
        (
            change.change,
            "show" if change.kind == "show" else change.id,
            change.field or "",
            *_values(change),
        )
        for change in changes
    )


def _values(change: Difference) -> tuple[str, str]:
    """Return both values, each on one line, so that they show where they differ."""
    private = {field.name for field in fields_of(Show) if field.private}
    if change.kind == "show" and change.field in private:
        before = after = "(private)"
    else:
        before, after = show_values(change.before, change.after)
    return "-" if change.before is None else before, after


def _print_unmatched(
    items: Iterable[FeedItem],
    episodes: Iterable[Episode],
    feeds: Sequence[Path],
    questions: Sequence[Difference] = (),
) -> None:
    """Print a row for each item, with the episodes that it may be and what answers this."""
    notes: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        notes[str(question.after)].append(f"{question.id}?")
    owners: dict[str, list[str]] = defaultdict(list)
    for episode in episodes:
        owners[episode.guid or ""].append(episode.id)
    for guid, ids in owners.items():
        if guid and len(ids) > 1:
            notes[guid].append(f"its guid is in {' and '.join(ids)}")
    print_table(
        (
            "unmatched",
            _place(item.file, [item.line], feeds),
            item.title,
            " ".join(notes.get(str(item.values.get("guid") or item.values.get("audio")), ())),
        )
        for item in items
    )
    fields = sorted({str(question.field) for question in questions})
    if "guid" in fields:
        print_line("all are the episodes named, if only one is: --accept guid")
    for field in fields:
        print_line(f"it is that episode: --accept {field} --episode ID")
        print_line(f"it is a new episode: --keep {field} --episode ID")


def _place(file: str, lines: Iterable[int], feeds: Sequence[Path]) -> str:
    """Return lines of a feed, with the file if there are several."""
    place = f"line {', '.join(map(str, lines))}"
    return place if len(feeds) == 1 else f"{place} of {file}"


def export(options: argparse.Namespace) -> int:
    """Export a feed, unless it would lose items or guids of the feed that it is to replace."""
    return exporting.export(
        options, lambda feed: _print_replacement(options.replacing, feed, options.max_bytes)
    )


def _print_replacement(old: Path, new: str, max_bytes: int | None) -> bool:
    """Print what differs between feeds, and return whether all items and guids are kept.

    An element that differs in several items shares a line, with the first of its values.
    """
    found = compare_feeds(old, new, max_bytes=max_bytes)
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
    if one.field in _PRIVATE:
        return "(private)"
    if one.change == "changed":
        return " → ".join(show_values(one.before, one.after))
    return one.name or show_value(one.before or one.after)
