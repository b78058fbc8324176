"""The report of an update: a line for each decision, or a table by field where these are many."""

from __future__ import annotations

import os
import shlex
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final

import attrs

from ...catalogue.answers import COLUMNS_OF_VALUE, show_private, show_values
from ...cli.arguments import STANDARD_INPUT
from ...cli.terminal import PROGRAM, as_argument, count, print_line, print_table
from ...quoting import cut_columns, quoted
from ...syntax import is_mapping
from ..feeds.guests import person_key
from ..feeds.records import name_key
from ..folders.decisions import DECISIONS, MOMENT, is_private
from ..folders.proposals import PROPOSALS, SHOW, read_sheet

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ...catalogue.answers import Difference
    from ...catalogue.catalogue import Catalogue
    from ...cli.terminal import Row
    from ...errors import Problem
    from ..feeds.reading import FeedItem
    from ..folders.changes import Update

# Maximum number of lines that are printed one by one.
_FEW: Final = 10
# Maximum number of fields that have a row each.
_ROWS: Final = 6
# Columns of a title, and of each of two values, in a table by field.
_ROOM: Final = 26
_UNTITLED: Final = "without a title; give it one in the feed"
# Maximum number of fields that are named in one row.
_NAMED: Final = 3
# Whose values are compared.
_LABELS: Final = {"conflict": ("yours: ", "the feed's: ")}
# The fields whose addresses change when a show moves to another host, and the part of the episodes
# that has to differ for advice.
_HOSTED: Final = ("audio", "url", "image_url")
_NEARLY_ALL: Final = 3 / 4


def print_update(found: Update, options: argparse.Namespace) -> None:
    """Print what an update did, what waits for an answer, and how to undo it."""
    if any(change.change == "conflict" for change in found.moved):
        print_mended(found.mended)
        _print_move(found, options)
        return
    found = attrs.evolve(
        found,
        filled=_dated_once(found.filled),
        accepted=_dated_once(found.accepted),
        conflicts=_dated_once(found.conflicts),
    )
    changes = (*found.filled, *_replaced(found), *found.conflicts)
    others = (found.mended, found.added, found.vanished, found.withdrawn, found.unmatched)
    is_short = len(changes) + sum(map(len, (*others, found.left))) <= _FEW
    if is_short or options.all:
        _print_list(found, options.feeds)
    else:
        if advice := _advise(found):
            print_line(advice)
        print_table(_rows(found, options.feeds))
    for line in (*_about_values(found), *_about_items(found)):
        print_line(line)
    if found.moved:
        print_line(
            f"moved: {count(len(found.moved), 'episode')} took the guid and audio of an item"
        )
    if PROPOSALS in found.files and not options.dry_run and (options.folder / PROPOSALS).exists():
        print_proposals(options.folder, found.catalogue)
    written = " (nothing was written)" if options.dry_run else ""
    news = (found.added, found.filled, found.accepted, found.withdrawn)
    if not any(news) and not found.waits:
        lacks = f"; there is no {PROPOSALS}" if "proposals" in options.accept else ""
        waits = f"; {PROPOSALS} waits for --accept proposals"
        more = waits if (options.folder / PROPOSALS).exists() else lacks
        done = f"proposals accepted{written}" if PROPOSALS in found.files else f"nothing new{more}"
        print_line(f"{options.folder}: {done}")
        return
    counts = [
        count(len(several), noun) + more
        for several, noun, more in (
            (found.added, "new episode", ""),
            (found.filled, "value", " filled in"),
            (found.accepted, "value", " replaced"),
            (found.conflicts, "conflict", ""),
            (found.unmatched, "item", " unmatched"),
            (found.vanished, "episode", " vanished"),
            (found.withdrawn, "episode", " withdrawn"),
            (found.left, "problem", " left"),
        )
        if several
    ]
    hint = "" if is_short or options.all else "; --all lists what waits for an answer"
    if "all" in options.keep and not options.episode and _conflicting(found, "show"):
        hint += "; --keep all --episode show keeps the show's as well"
    print_line(f"{options.folder}: {', '.join(counts)}{written}{hint if found.waits else ''}")
    if {*found.files} - {DECISIONS} and _is_in_git(options.folder):
        undo = f"git stash push -u -- {shlex.quote(str(options.folder))}"
        print_line(f"commit before an update; `{undo}` undoes it")


def _is_in_git(folder: Path) -> bool:
    path = folder.absolute()
    # Path.exists would raise in a folder that may not be entered.
    return any(os.path.exists(above / ".git") for above in (path, *path.parents))  # noqa: PTH110


def _replaced(found: Update) -> Iterator[Difference]:
    """Yield the values that were replaced, but for the guids and audio files of a move."""
    moved = {change.id for change in found.moved}
    for change in found.accepted:
        if change.id not in moved or change.field not in {"guid", "audio"}:
            yield attrs.evolve(change, change="changed")


def _dated_once(changes: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return changes without the moments whose day changes as well; one answer is for both."""
    dated = {(change.kind, change.id) for change in changes if change.field == "published"}
    return tuple(
        change
        for change in changes
        if change.field != "published_at" or (change.kind, change.id) not in dated
    )


def _print_list(found: Update, feeds: Sequence[Path]) -> None:
    """Print a line for each value, episode and item."""
    print_mended(found.mended)
    print_table(("added", episode.id, episode.title) for episode in found.added)
    for changes in (found.filled, _replaced(found), found.conflicts):
        print_table(
            (
                change.change,
                _subject(change),
                change.field or "",
                *map("{}{}".format, _LABELS.get(change.change, ("", "")), _values(change)),
            )
            for change in changes
        )
    print_table(("vanished", episode.id, episode.title) for episode in found.vanished)
    print_table(
        ("withdrawn", episode.id, episode.title, "redirect in redirects.yaml")
        for episode in found.withdrawn
    )
    notes = _notes(found)
    print_table(
        (
            "unmatched",
            line_of(item.file, [item.line], feeds),
            item.title,
            notes.get(_sign(item), "" if item.title else _UNTITLED),
        )
        for item in found.unmatched
    )
    for problem in found.left:
        print_line(f"left {problem}")


def _about_values(found: Update) -> Iterator[str]:
    """Yield what answers about values of episodes and of the show, and about vanished episodes."""
    fields = _conflicting(found, "episode")
    for field, number in fields.most_common(1):
        several = f"for each field, such as {field}: " if len(fields) > 1 else ""
        yield (
            f"{several}--accept {field} takes the feed's in {count(number, 'episode')};"
            f" --keep {field} keeps yours, and stops asking"
        )
    for field in [*_conflicting(found, "show")][:1]:
        yield f"for the show: --accept {field} --episode show, or --keep {field} --episode show"
    for episode in found.vanished[:1]:
        yield f"--withdraw {episode.id} removes it from your folder; otherwise it stays"


def _conflicting(found: Update, kind: str) -> Counter[str]:
    """Return the fields to answer about, in the order of the conflicts, and how often each is."""
    return Counter(_field(one) for one in found.conflicts if one.kind == kind)


def _about_items(found: Update) -> Iterator[str]:
    """Yield what answers about the items that may be episodes, all together."""
    asked, owners = _asked(found), _owners(found)
    candidates = Counter(question.id for question in found.questions)
    same = [
        first.id
        for first, *others in asked.values()
        if not others and first.field == "guid" and candidates[first.id] == 1
    ]
    if same:
        are = "item is the episode" if len(same) == 1 else "items are the episodes"
        yield f"if {len(same)} {are} {_named(same)}: --accept guid"
    new = [item for item in found.unmatched if item.title and _sign(item) not in owners]
    if new:
        noun = "1 item is a new episode" if len(new) == 1 else f"{len(new)} items are new episodes"
        is_mixed = _conflicting(found, "episode")
        left = '; "all" leaves unmatched items as they are' if is_mixed else ""
        yield f"if {noun}: --keep guid{left}"
    if asked and not len(found.unmatched) == len(same) == 1:
        yield from _about_one(found, candidates, are_several_new=len(new) > 1)


def _about_one(found: Update, candidates: Counter[str], *, are_several_new: bool) -> Iterator[str]:
    """Yield what answers about one item, the first, as an example for the others."""
    sign, changes = next(iter(_asked(found).items()))
    item = next(item for item in found.unmatched if _sign(item) == sign)
    title = _title(item, found.unmatched)
    for change in [change for change in changes if candidates[change.id] == 1][:1]:
        yield f"if {title} is {change.id}: --accept {change.field} --episode {change.id}"
    if are_several_new:
        ids = " ".join(f"--episode {change.id}" for change in changes)
        yield f"if only {title} is new: --keep {changes[0].field} {ids}"


def _title(item: FeedItem, items: Iterable[FeedItem]) -> str:
    """Return the title of an item, cut so that it differs from that of another one."""
    short = cut_columns(item.title, _ROOM)
    for other in items:
        if other.title != item.title and cut_columns(other.title, _ROOM) == short:
            return quoted(show_values(item.title, other.title, _ROOM)[0])
    return quoted(short)


def _sign(item: FeedItem) -> str:
    """Return the value of an item that a question is about."""
    return str(item.values.get("guid") or item.values.get("audio"))


def _asked(found: Update) -> dict[str, list[Difference]]:
    """Return the questions about each item, in the order of the items."""
    asked: dict[str, list[Difference]] = defaultdict(list)
    for question in found.questions:
        asked[str(question.after)].append(question)
    return asked


def _owners(found: Update) -> dict[str, list[str]]:
    """Return the ids of the episodes that share a guid, by this."""
    owners: dict[str, list[str]] = defaultdict(list)
    for episode in found.catalogue.episodes:
        owners[episode.guid or ""].append(episode.id)
    return {guid: ids for guid, ids in owners.items() if guid and len(ids) > 1}


def _notes(found: Update) -> dict[str, str]:
    """Return which episodes each unmatched item may be, or why it is none of those."""
    may_be = {
        sign: f"may be {' or '.join(change.id for change in changes)}"
        for sign, changes in _asked(found).items()
    }
    return may_be | {
        guid: f"has the guid of {' and '.join(ids)}: delete it from all but one"
        for guid, ids in _owners(found).items()
    }


def _named(names: Sequence[str], noun: str = "") -> str:
    """Return names in words; of many, the first, and how many more of a noun there are."""
    more = len(names[_NAMED:])
    others = count(more, f"more {noun}") if noun else f"{more} more"
    return ", ".join(names[:_NAMED]) + (f" and {others}" if more else "")


def _rows(found: Update, feeds: Sequence[Path]) -> Iterator[Row]:
    """Yield rows of what happened, in which field, how often, and an example."""
    for word, episodes, more in (
        ("added", found.added, ""),
        ("vanished", found.vanished, f"; all are listed in {DECISIONS}"),
        ("withdrawn", found.withdrawn, ""),
    ):
        if episodes:
            named = f"{episodes[0].id} {quoted(cut_columns(episodes[0].title, _ROOM))}"
            yield word, "", count(len(episodes), "episode"), named + more
    for word, changes in (
        ("filled", found.filled),
        ("changed", [*_replaced(found)]),
        *(("conflict", group) for group in _by_field(found.conflicts)),
    ):
        if changes:
            yield _row(word, changes)
    if found.unmatched:
        item = found.unmatched[0]
        place = line_of(item.file, [item.line], feeds)
        title = _title(item, found.unmatched) if item.title else _UNTITLED
        said = " ".join(filter(None, (place, title, _notes(found).get(_sign(item)))))
        yield "unmatched", "", count(len(found.unmatched), "item"), said
    for word, problems in (("mended", found.mended), ("left", found.left)):
        if problems:
            yield word, "", count(len(problems), "place"), str(problems[0])


def _by_field(conflicts: Sequence[Difference]) -> list[list[Difference]]:
    """Return conflicts by field, the most frequent first, then those of the show together.

    Where there are many fields, the rare ones are together as well.
    """
    show = [change for change in conflicts if change.kind == "show"]
    by_field: dict[str, list[Difference]] = defaultdict(list)
    for change in conflicts:
        if change.kind != "show":
            by_field[_field(change)].append(change)
    groups = sorted(by_field.values(), key=len, reverse=True)
    if len(groups) > _ROWS:
        groups[_ROWS - 1 :] = [[*chain.from_iterable(groups[_ROWS - 1 :])]]
    return [*groups, show]


def _row(word: str, changes: Sequence[Difference]) -> Row:
    """Return a row of changes of one kind, with the first of the field that most of them have."""
    fields = [*dict(Counter(map(_field, changes)).most_common())]
    first = next(change for change in changes if _field(change) == fields[0])
    is_one = len(fields) == 1 and first.kind == "episode"
    example = (
        f"{_subject(first)}{'' if is_one else f' {fields[0]}'}: {' → '.join(_values(first, _ROOM))}"
    )
    return word, _named(fields, "field"), _how_many(changes), example


def _how_many(changes: Sequence[Difference]) -> str:
    """Return how many values changed, or only in how many records if that is as many."""
    records = {(change.kind, change.id) for change in changes}
    episodes = sum(kind == "episode" for kind, _ in records)
    parts = [count(episodes, "episode")] if episodes else []
    parts += ["the show"] if len(records) > episodes else []
    where = " and ".join(parts)
    number = len(changes)
    return where if number == len(records) else f"{count(number, 'value')} in {where}"


def _field(change: Difference) -> str:
    """Return the field to answer about; a day and its moment are answered together."""
    return "published" if change.field in MOMENT else str(change.field)


def _subject(change: Difference) -> str:
    return "show" if change.kind == "show" else change.id


def _advise(found: Update) -> str:
    """Return what to do where nearly all episodes differ in one way; else an empty text."""
    items = sum(
        one.count
        for one in found.counts
        if (one.parent, one.element, one.reason) == ("item", "title", "")
    )
    enough = _NEARLY_ALL * (items - len(found.added) - len(found.unmatched))
    by_field: dict[str, list[Difference]] = defaultdict(list)
    for change in found.conflicts:
        if change.kind == "episode" and change.field in _HOSTED:
            by_field[change.field].append(change)
    moves = {
        field: [pair for pair in map(_hosts, changes) if pair[0] != pair[1]]
        for field, changes in by_field.items()
    }
    moved = [field for field in _HOSTED if len(moves.get(field, ())) > max(enough, _FEW / 2)]
    if moved:
        ((old, new), _), *_ = Counter(moves[moved[0]]).most_common(1)
        asked = "since" if found.moved else "if"
        answers = " ".join(f"--accept {field}" for field in moved)
        if any(one.kind == "show" and one.field == "feed_url" for one in found.conflicts):
            answers += "; for the show: --accept feed_url --episode show"
        return (
            f"nearly all episodes have addresses at another host, such as {new} in place of {old};"
            f" {asked} the show has moved: {answers}"
        )
    if len(by_field["image_url"]) > max(enough, _FEW / 2):
        return "nearly all episodes have another picture; if you want it: --accept image_url"
    return ""


def _hosts(change: Difference) -> tuple[str, str]:
    """Return the hosts of two addresses."""
    urls = (v["url"] if is_mapping(v) else str(v) for v in (change.before, change.after))
    old, new = (url.partition("://")[2].partition("/")[0].lower() for url in urls)
    return old, new


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
    new = len(found.unmatched) - doubtful
    parts = [f"new: {count(new, 'item')}"] if new else []
    parts += [f"may be an episode: {count(doubtful, 'item')}"] if doubtful else []
    if parts:
        print_line("; ".join(parts))
    conflicts = _dated_once(found.conflicts)
    fields = Counter(_field(change) for change in conflicts if change.kind == "episode")
    differing = ", ".join(f"{name} {times}" for name, times in fields.most_common())
    print_line(f"values that differ from yours: {differing}")
    print_line("nothing was written; if it has not moved, --keep guid adds all items; if it has:")
    words = [
        path if path == STANDARD_INPUT else as_argument(str(path))
        for path in (options.folder, *options.feeds)
    ]
    words += chain.from_iterable(("--overlay", as_argument(path)) for path in options.overlay)
    words += ["--recover"] if options.recover else []
    words += ["--max-bytes", str(options.max_bytes)] if options.max_bytes else []
    print_line(" ".join((PROGRAM, "update", *words, "--moved")))


def print_proposals(folder: Path, catalogue: Catalogue) -> None:
    """Print how many guests and themes are proposed, the most frequent guests, and what to do."""
    sheet = read_sheet((folder / PROPOSALS).read_text("utf-8-sig"), catalogue.show.language)
    rows = sheet.rows.values()
    guests = [(row["episode"], row["guest"]) for row in rows if row["guest"]]
    people = {person_key(name): name for _, name in reversed(guests)}
    times = Counter(people[person_key(name)] for episode, name in guests if episode != SHOW)
    themes = {name_key(row["theme"]) for row in rows if row.get("theme")}
    counts = {"person": len(people), "guest credit": times.total(), "theme": len(themes)}
    words = ", ".join(count(number, noun) for noun, number in counts.items() if number)
    named = ", ".join(f"{name} ({number})" for name, number in times.most_common(_NAMED))
    most_often = f"; most often {named}" if named else ""
    print_line(f"{folder / PROPOSALS} proposes {words.replace('persons', 'people')}{most_often}")
    command = f"{PROGRAM} update {as_argument(str(folder))} --accept proposals"
    print_line(f"correct it in a spreadsheet program, then run: {command}")


def print_mended(mended: Iterable[Problem]) -> None:
    """Print a line for each ampersand that was mended in a feed."""
    for problem in mended:
        print_line(problem)


def _values(change: Difference, room: int = COLUMNS_OF_VALUE) -> tuple[str, str]:
    """Return both values, each on one line, so that they show where they differ."""
    if is_private(change):
        before, after = show_private(change.before, change.after)
    else:
        before, after = show_values(change.before, change.after, room)
    return "-" if change.before is None else before, after


def line_of(file: str, lines: Iterable[int], feeds: Sequence[Path]) -> str:
    """Return lines of a feed, with the file if there are several."""
    place = f"line {', '.join(map(str, lines))}"
    return place if len(feeds) == 1 else f"{place} of {file}"
