"""Check records against one another: ids, overlays, ancestors, aliases and redirects.

This works on plain values, before records are built.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..catalogue.integrity import (
    broken_redirects,
    duplicate_id,
    level_conflicts,
    shared_aliases,
    upward_field,
)
from ..messages import dotted
from ..models.fields import fields_of
from ..models.rules import ID, compiled
from ..models.sections import SECTIONS, Section
from ..syntax import UNKNOWN, is_list, is_mapping, named
from .folders import SINGLES
from .layers import by_id, combined, stating
from .locations import catalogue_around

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from ..catalogue.integrity import Conflict
    from .folders import Gathering
    from .layers import Layers
    from .positions import Located

    Moved: TypeAlias = Mapping[str, str | None]
    """The ids of one list that overlays retire, each with the id that replaces it, if any."""


def check_ids(gathered: Gathering, root: str) -> None:
    """Report ids that a list has twice.

    An overlay may repeat an id, and an episode's file is named by its id.
    """
    first: dict[tuple[int, str], Located] = {}
    for record in () if root in SINGLES else gathered.records[root]:
        if record.id is not None and record.path:
            known = first.setdefault((record.layer, record.id), record)
            if known is not record:
                where = f"first used at {_location(known)}"
                _report(gathered, record, duplicate_id(root, record.id, where))


def check_singles(gathered: Gathering) -> None:
    """Report a second show, a second "info", an overlay of another show, and a missing show."""
    for root in ("info", "show"):
        records = gathered.records[root]
        for before, record in pairwise(records):
            if before.layer == record.layer:
                message = f'duplicate "{root}"; the first one counts'
                gathered.report(record, (), message)
    for record in gathered.records["show"]:
        own = gathered.records["show"][0].id
        if record.layer and own and record.id and record.id != own:
            message = f"expected {named(own)}, the show of the catalogue, found {named(record.id)}"
            hint = "an overlay adds to one show; load another show as a catalogue of its own"
            gathered.report(record, ("id",), message, hint)
    if not gathered.records["show"] and "show" not in gathered.unread:
        folder = catalogue_around(gathered.location)
        advice = f"pass {folder}, which has one" if folder else None
        gathered.report_file(gathered.show_file, "the catalogue has no show", advice)


def check_overlays(gathered: Gathering) -> None:
    """Report fields for which two overlays state different values."""
    for root, records in gathered.records.items():
        groups = [records] if root in SINGLES else by_id(records).values()
        for layers in groups:
            stated: dict[str, tuple[Located, Any]] = {}
            for record in layers:
                if record.layer:
                    _check_overlay(gathered, record, stated)


def _check_overlay(
    gathered: Gathering, record: Located, stated: dict[str, tuple[Located, Any]]
) -> None:
    fields = record.read()
    for key, value in fields.items() if is_mapping(fields) else ():
        if value is None or value is UNKNOWN:
            continue
        before, other = stated.setdefault(key, (record, value))
        if other != value and before.layer != record.layer:
            message = f"another overlay says {named(other)}: {_location(before, key)}"
            gathered.report(record, (key,), message, "keep only one")


def check_levels(gathered: Gathering, section: Section, moved: Moved) -> frozenset[str]:
    """Report a record that is its own ancestor, or has too many levels above it.

    Returns:
        The ids of these records, which cannot be built.
    """
    upward = upward_field(section.model)
    if upward is None:
        return frozenset()
    records = kept(gathered, section.name, moved)
    above = {
        id_: [
            higher
            for stated in _ids_in(combined(layers).get(upward))
            if (higher := moved.get(stated) or stated) in records
        ]
        for id_, layers in records.items()
    }
    conflicts, impossible = level_conflicts(section.name, upward, above)
    for conflict in conflicts:
        _report(gathered, stating(records[conflict.id], upward), conflict)
    return impossible


def _ids_in(value: Any) -> list[str]:
    items: list[Any] = value if is_list(value) else [value]
    return [str(item) for item in items if isinstance(item, str)]


def _report(gathered: Gathering, record: Located, conflict: Conflict) -> None:
    """Report a conflict at the record that states what is wrong."""
    gathered.report(
        record, conflict.path, conflict.message, conflict.hint, severity=conflict.severity
    )


def check_aliases(gathered: Gathering, section: Section, moved: Moved) -> None:
    """Report an alias of two entries; warn of one that is another entry's name."""
    if not any(field.name == "aliases" for field in fields_of(section.model)):
        return
    records = kept(gathered, section.name, moved)
    fields = {id_: combined(layers) for id_, layers in records.items()}
    aliases = {id_: list_of(stated.get("aliases")) for id_, stated in fields.items()}
    names = {id_: main_names(stated) for id_, stated in fields.items()}
    for conflict in shared_aliases(section.name, aliases, names):
        _report(gathered, stating(records[conflict.id], "aliases"), conflict)


def list_of(value: Any) -> list[Any]:
    """Return the items of a list; none of anything else."""
    return value if is_list(value) else []


def main_names(fields: Mapping[str, Any]) -> Iterator[str]:
    """Give the name, label or title of a record, in each of its languages."""
    for key in ("name", "label"):
        value: Any = fields.get(key)
        texts: Sequence[Any] = list(value.values()) if is_mapping(value) else [value]
        yield from (text for text in texts if isinstance(text, str))


def check_redirects(gathered: Gathering) -> None:
    """Report redirects that lead nowhere, and records that have a retired id."""
    records = {s.name: by_id(gathered.records[s.name]) for s in SECTIONS}
    redirects = _redirects(gathered)
    circles = {
        id_ for moved in retired(gathered).values() for id_, end in moved.items() if end in moved
    }
    for id_ in circles & redirects.keys():
        message, hint = "the redirects form a circle", "end them at an id that is in use"
        gathered.report(stating(redirects[id_][1], "to"), ("to",), message, hint)
    targets = {
        id_: target
        for id_, (target, _) in redirects.items()
        if target is None or compiled(ID).fullmatch(target)
    }
    for conflict in broken_redirects(targets, records):
        layers = redirects[conflict.id][1]
        if conflict.list_name != "redirects":
            for record in records[conflict.list_name][conflict.id]:
                if record.layer >= layers[0].layer:
                    _report(gathered, record, conflict)
        elif not gathered.unread:
            _report(gathered, stating(layers, "to"), conflict)


def retired(gathered: Gathering) -> dict[str, Moved]:
    """Return for each list the ids that overlays retire in it, and where each leads in the end.

    A redirect counts in each list that has its target, a withdrawal in all lists.
    """
    redirects = _redirects(gathered)
    found: dict[str, Moved] = {}
    for section in SECTIONS:
        ids = by_id(gathered.records[section.name])
        moves = {
            id_: target for id_, (target, _) in redirects.items() if target is None or target in ids
        }
        ends = _ends(moves)
        found[section.name] = {id_: ends[id_] for id_ in moves if redirects[id_][1][-1].layer}
    return found


def settled_redirects(
    gathered: Gathering, retired: Mapping[str, Moved]
) -> list[dict[str, str | None]]:
    """Return the redirects; one to an id that an overlay retires leads to that one's successor."""
    ids = {section.name: by_id(gathered.records[section.name]) for section in SECTIONS}
    found: list[dict[str, str | None]] = []
    for id_, (target, _) in _redirects(gathered).items():
        ends = [retired[name].get(target, target) for name in ids if target in ids[name]]
        found.append({"id": id_, "to": target if target in ends or not ends else ends[0]})
    return found


def _ends(moves: Mapping[str, str | None]) -> Moved:
    """Return where each id leads in the end; in a circle, that is an id that leads on."""
    ends: dict[str, str | None] = {}
    for start in moves:
        line: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in moves and at not in ends and at not in line:
            line[at] = None
            at = moves[at]
        end = None if at is None else ends.get(at, at)
        ends |= dict.fromkeys(line, end)
    return ends


def _redirects(gathered: Gathering) -> dict[str, tuple[str | None, Layers]]:
    """Return target and layers of each redirect, without those whose target is not text."""
    found: dict[str, tuple[str | None, Layers]] = {}
    for id_, layers in by_id(gathered.records["redirects"]).items():
        target: Any = combined(layers).get("to")
        if target is None or isinstance(target, str):
            found[id_] = (None if target is None else str(target)), layers
    return found


def kept(gathered: Gathering, name: str, moved: Moved) -> dict[str, Layers]:
    """Return the records of a list that no overlay retires."""
    records = by_id(gathered.records[name])
    return {id_: layers for id_, layers in records.items() if id_ not in moved}


def check_episodes(gathered: Gathering, moved: Moved) -> dict[str, tuple[Located, int]]:
    """Warn of episodes without themes or summary, and of two with one number or one guid.

    Returns:
        Each keyword with the record that states it first, and its index there, as far as keywords
        are compared.
    """
    from ..text.near_words import MAX_NAMES  # loading does without it

    first: dict[tuple[str, str], Located] = {}
    guids: dict[str, Located] = {}
    keywords: dict[str, tuple[Located, int]] = {}
    for layers in kept(gathered, "episodes", moved).values():
        fields = combined(layers)
        for index, keyword in enumerate(list_of(fields.get("keywords"))):
            if isinstance(keyword, str) and len(keywords) < MAX_NAMES:
                keywords.setdefault(str(keyword), (stating(layers, "keywords"), index))
        for key in ("themes", "summary"):
            if not fields.get(key):
                message = f"the episode has no {key}"
                gathered.report(layers[0], (), message, severity="warning")
        season, number = fields.get("season"), fields.get("number")
        if number is not None and fields.get("kind", "full") == "full":
            record = stating(layers, "number")
            # YAML has them as text.
            known = first.setdefault((str(season), str(number)), record)
            if known is not record:
                where = "there already is" if season is None else f"season {season} already has"
                message = f"{where} an episode {number}"
                hint = f"first used at {_location(known, 'number')}"
                gathered.report(record, ("number",), message, hint, severity="warning")
        guid = fields.get("guid")
        if isinstance(guid, str):
            record = stating(layers, "guid")
            known = guids.setdefault(guid, record)
            if known is not record:
                hint = f"first used at {_location(known, 'guid')}"
                gathered.report(record, ("guid",), "duplicate guid", hint, severity="warning")
    return keywords


def _location(record: Located, *path: str) -> str:
    if not record.document.file:
        return dotted(record.path)
    line, _ = record.position(path or ("id",))
    return f"{record.document.file}:{line + record.document.lines_before}"
