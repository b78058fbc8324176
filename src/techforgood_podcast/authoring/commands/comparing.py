"""Print what a feed lacks, changes or adds against the one that it is to replace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...catalogue.changes import show_value, show_values
from ...cli import exporting
from ...cli.terminal import count, print_line, print_table
from ..feeds.comparing import compare_feeds, is_loss

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from ...catalogue.changes import Change, Difference

_VERBS: Final[dict[Change, str]] = {"removed": "lacks", "changed": "changes", "added": "adds"}
# Elements with an e-mail address.
_PRIVATE: Final = frozenset({"itunes:owner", "podcast:locked", "managingEditor", "webMaster"})


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
