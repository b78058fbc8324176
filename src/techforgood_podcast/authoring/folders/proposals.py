"""Guests and themes that a feed seems to name, proposed in ``proposals.csv``, a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from ...catalogue.answers import Difference
from ...errors import CatalogueError, NameLookupError, Problem
from ...models.plain import plain
from ...models.records import names_of
from ...quoting import did_you_mean, quoted
from ...reading.namesakes import find_alike
from ...text.folding import fold
from ...writers.data.csv import escape_formula, separator_of, unescape_formula, write_rows
from ..feeds.enriching import with_records
from ..feeds.guests import find_authors, find_guests, person_key, without_title
from ..feeds.records import NamedRecords, name_key, theme_names
from .editing import Editor, UncertainPlaceError
from .planning import fault_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode
    from ...models.plain import Plain
    from ..feeds.reading import Feed, FeedItem
    from .changes import Files

PROPOSALS: Final = "proposals.csv"
SHOW: Final = "show"
"""In place of an episode, for hosts of the show."""
_COLUMNS: Final = ("episode", "title", "guest", "role", "theme", "words")
# After a name that resembles a known one, and is somebody else's.
_NEW: Final = re.compile(r"\s*\(new\)\Z")
# Ids that spreadsheets may take for a number or a day: "2024-03-15", "may-12", "3e5", "007".
_CONVERTED: Final = re.compile(r"(?=.*\d)(?:\d+e)?(?:\d+|[a-z]{3,9})(?:-(?:\d+|[a-z]{3,9})){0,2}")
# The columns with names, each with the list of the catalogue that they are in.
_SECTIONS: Final = MappingProxyType({"guest": "people", "theme": "themes"})
# Fewest new episodes that share a keyword which is proposed as a theme.
_SEVERAL: Final = 3
_Cells: TypeAlias = dict[str, str]
_Stated: TypeAlias = dict[str, dict[str, dict[str, tuple[str, str]]]]
"""By the ids of an episode, a column and a record: its name and role as a row has them."""


class Sheet(NamedTuple):
    """A spreadsheet of proposals.

    Attributes:
        columns: the names of its columns.
        rows: the cells of each row by column, by the number of the row; the first is 2.
        separator: what separates cells.
    """

    columns: Sequence[str]
    rows: Mapping[int, _Cells]
    separator: str

    def written(self, rows: Iterable[_Cells]) -> str:
        """Return the text of the sheet with these rows; empty if there are none."""
        lines = [[row.get(name, "") for name in self.columns] for row in rows]
        text = write_rows(self.columns, lines, self.separator)
        return f"\ufeff{text}" if lines else ""  # so that Excel reads it as UTF-8


def read_sheet(text: str, language: str) -> Sheet:
    """Read proposals, as whatever spreadsheet program saved them; a new sheet if there are none.

    Raises:
        CatalogueError: it is no table, or lacks the columns of episodes and guests.
    """
    if not text.strip():
        return Sheet(_COLUMNS, {}, separator_of(language))
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    try:
        first, *others = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        hint = "save the spreadsheet as CSV again"
        raise CatalogueError([fault_in(PROPOSALS, f"no table: {error}", hint)]) from None
    columns = [name.strip().lower() for name in first]
    if missing := [name for name in ("episode", "guest") if name not in columns]:
        hint = f"the first row is {', '.join(_COLUMNS)}"
        raise CatalogueError([fault_in(PROPOSALS, f'no column "{missing[0]}"', hint)])
    rows = {
        number: dict(zip(columns, cells, strict=False))
        for number, cells in enumerate(others, 2)
        if any(cells)
    }
    return Sheet(columns, rows, separator)


def propose(
    feed: Feed,
    catalogue: Catalogue,
    new: Sequence[tuple[str, FeedItem]],
    before: str = "",
    withdrawn: Iterable[Episode] = (),
) -> str | None:
    """Return the text of the proposals with those for new episodes; ``None`` if nothing changes.

    Names that several people or themes have are not proposed, nor are those that the owner
    withdrew.

    Args:
        feed: the feed with all its items.
        catalogue: the catalogue with the new episodes.
        new: the ids of the new episodes, each with its item.
        before: the proposals so far.
        withdrawn: the episodes whose proposals go.

    Raises:
        CatalogueError: the proposals so far cannot be read.
    """
    sheet = read_sheet(before, catalogue.show.language)
    gone = {fold(name) for one in withdrawn for name in (one.id, one.code, one.title)}
    rows = [row for row in sheet.rows.values() if fold(row["episode"]) not in gone]
    are_all_new = len(new) == len(catalogue.episodes)
    # A killed update may have proposed something for the new episodes.
    proposed = {row["episode"].removeprefix("'") for row in rows}
    new = [(id_, item) for id_, item in new if id_ not in proposed]
    guests = [*find_guests(feed, catalogue, new)]
    if are_all_new and SHOW not in proposed:
        guests = [*((SHOW, *author, "") for author in find_authors(feed, catalogue)), *guests]
    themes = [(*word, "") for word in _theme_words(catalogue, new, theme_names(catalogue))]
    found: dict[tuple[str, str, str], _Cells] = {}
    for (column, section), readings in zip(_SECTIONS.items(), (guests, themes), strict=True):
        register = _register(section, [name for _, name, *_ in readings], catalogue)
        for episode, name, words, role in readings:
            id_ = register.find(_key(section, name))
            if id_ and (episode != SHOW or id_ in register.new):
                cells = {"episode": episode, column: name, "role": role, "words": words}
                found.setdefault((episode, column, id_), cells)
    order = {id_: position for position, (id_, _) in enumerate(new)}
    for cells in sorted(found.values(), key=lambda cells: order.get(cells["episode"], -1)):
        if (id_ := cells["episode"]) != SHOW:
            cells["title"] = catalogue.episodes[id_].title
        quoted_id = {"episode": f"'{id_}"} if _CONVERTED.fullmatch(id_) else {}
        rows.append({name: str(escape_formula(cell)) for name, cell in cells.items()} | quoted_id)
    return sheet.written(rows) if len(rows) != len(sheet.rows) or found else None


def _key(section: str, name: str) -> str:
    return person_key(name) if section == "people" else name_key(name)


def _register(section: str, names: Sequence[str], catalogue: Catalogue) -> NamedRecords:
    """Return the people or themes of a catalogue, to which others with names can be added."""
    shorten = without_title if section == "people" else str
    return NamedRecords(
        {_key(section, name): {"name": shorten(_NEW.sub("", name))} for name in reversed(names)},
        {
            one.id: [_key(section, name) for name in names_of(one)]
            for one in getattr(catalogue, section)
        },
        catalogue.redirects,
        noun="person" if section == "people" else "theme",
    )


def _theme_words(
    catalogue: Catalogue, new: Sequence[tuple[str, FeedItem]], known: Container[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the keywords of new episodes that are themes, or may be one, each with the episode."""
    words = [(id_, word) for id_, item in new for word in item.values.get("keywords", ())]
    counts = Counter(fold(word) for _, word in words)
    for id_, word in words:
        is_theme = fold(word) in known or _SEVERAL <= counts[fold(word)] <= len(new) / 2
        if is_theme and not catalogue.episodes[id_].themes:
            yield id_, word, f"keyword: {quoted(word)}"


def accept_proposals(
    files: Files, catalogue: Catalogue, coming: Container[str] = ()
) -> tuple[Catalogue, list[Difference]]:
    """Take what is left of proposals; the new texts wait in ``files``.

    Args:
        files: the files of the folder.
        catalogue: the catalogue in the folder.
        coming: the ids that new items may get; a killed update may have proposed something for
            them, which stays.

    Returns:
        The catalogue with the proposals, and what episodes get.

    Raises:
        CatalogueError: the rows that name no episode, several, or somebody who may be a known
            person; or a file has no certain place for what it gets.
    """
    sheet = read_sheet(files.text(PROPOSALS), catalogue.show.language)
    rows = {
        number: {name: " ".join(unescape_formula(cell).split()) for name, cell in cells.items()}
        for number, cells in sheet.rows.items()
        if cells["guest"].strip() or cells.get("theme", "").strip()
    }
    registers = {
        column: _register(section, [row.get(column, "") for row in rows.values()], catalogue)
        for column, section in _SECTIONS.items()
    }
    named = _episodes_by_name(catalogue)
    waiting = {
        number: sheet.rows[number]
        for number, row in rows.items()
        if row["episode"].removeprefix("'") in coming and fold(row["episode"]) not in named
    }
    rows = {number: row for number, row in rows.items() if number not in waiting}
    stated: _Stated = defaultdict(lambda: {column: {} for column in _SECTIONS})
    faults: list[tuple[int, str, str]] = []
    for number, row in rows.items():
        found, role = named.get(fold(row["episode"]), ()), row.get("role", "")
        guest = _find(registers["guest"], "people", row["guest"], catalogue)
        hint = "leave the role empty, or delete the row"
        if len(found) != 1:
            faults.append((number, *_which_episode(row["episode"], found, catalogue)))
        elif found == [SHOW]:
            faults += [(number, "a host of the show has no role", hint)] if role else []
        elif role and _has_another_role(catalogue.episode(found[0]), guest, role):
            message = f"{quoted(row['guest'])} is a guest there already, without this role"
            faults.append((number, message, hint))
        for column, section in _SECTIONS.items():
            name = row.get(column, "")
            if id_ := _find(registers[column], section, name, catalogue):
                stated["".join(found)][column].setdefault(id_, (name, role))
            elif name:
                faults.append((number, *_which_record(column, name, registers, catalogue)))
    faults += _near_known(rows, registers["guest"], catalogue)
    if faults:
        raise CatalogueError(
            Problem(file=PROPOSALS, path=f"row {number}", message=message, hint=hint)
            for number, message, hint in sorted(faults)
        )
    after, filled = _enter(files, catalogue, stated, registers)
    text = sheet.written(waiting.values())
    files.new[PROPOSALS] = text.encode() if text else None
    return after, filled


def _episodes_by_name(catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    """Return the ids of episodes by folded code and title, or by id, which goes before these."""
    named: dict[str, list[str]] = defaultdict(list)
    for one in catalogue.episodes:
        for name in {fold(one.code), fold(one.title)}:
            named[name].append(one.id)
    return named | {fold(id_): [id_] for id_ in (SHOW, *(one.id for one in catalogue.episodes))}


def _which_episode(name: str, found: Sequence[str], catalogue: Catalogue) -> tuple[str, str]:
    """Return why a name is of no episode, or of several, and what to write."""
    if found:
        message = f"{len(found)} episodes are called {quoted(name)}"
        return message, f"write {' or '.join(map(quoted, found))}"
    message = f"no episode {quoted(name)}" if name else "no episode is named"
    try:
        near = [catalogue.episode(name).title]  # by a part of it
    except NameLookupError as error:
        near = [title for _, title in error.suggestions] or [id_ for id_, _ in error.candidates]
    hint = "write the id, the code or the whole title of an episode, or delete the row"
    return message, did_you_mean(near) or hint


def _has_another_role(episode: Episode, id_: str | None, role: str) -> bool:
    """Return whether a person is a guest of an episode already, in another role or in none."""
    roles = [one.role for one in episode.guests if one.person and one.person.id == id_]
    return bool(roles) and not any(role in (known or {}).values() for known in roles)


def _find(register: NamedRecords, section: str, name: str, catalogue: Catalogue) -> str | None:
    """Return the id of a person or theme, known or new, which a row names by name or id."""
    if not name or name in getattr(catalogue, section):
        return name or None
    if (bare := _NEW.sub("", name)) != name:  # a killed update may have added this person
        for one in catalogue.people:
            if one.name == bare and one.different_from:
                return one.id
    return register.find(_key(section, name))


def _which_record(
    column: str, name: str, registers: Mapping[str, NamedRecords], catalogue: Catalogue
) -> tuple[str, str]:
    """Return why a name is of several people or themes, or of a withdrawn one; what to write."""
    key, records = _key(_SECTIONS[column], name), getattr(catalogue, _SECTIONS[column])
    if past := registers[column].withdrawn.get(name_key(key)):
        return f"{quoted(name)} was withdrawn, as {past[1]}", "delete the row"
    keys = {one.id: [_key(_SECTIONS[column], known) for known in names_of(one)] for one in records}
    several = " and ".join(quoted(id_) for id_ in keys if key in keys[id_])
    return f"{column}s {several} are called {quoted(name)}", "write the id of one"


def _near_known(
    rows: Mapping[int, _Cells], people: NamedRecords, catalogue: Catalogue
) -> Iterator[tuple[int, str, str]]:
    """Yield the rows whose new person may be a known one, or that of an earlier row.

    A row that says "(new)" is about somebody else.
    """
    known = catalogue.people
    names = chain(
        ((one.id, name, False) for one in known for name in names_of(one)),
        ((id_, record["name"], False) for id_, record in people.new.items()),
    )
    pairs = find_alike(names, lambda one, other: one in known and other in known, personal=True)
    called = {one.id: one.name for one in known}
    called |= {id_: record["name"] for id_, record in people.new.items()}
    alike = {id_: (other, why) for id_, other, why in pairs}
    for number, row in rows.items():
        name = row["guest"]
        if (id_ := _find(people, "people", name, catalogue)) in alike:
            other, why = alike[id_]
            if _NEW.search(name):
                people.new[id_]["different_from"] = [other]
                continue
            hint = f'write "{called[other]}" or, if it is somebody else, "{name} (new)"'
            yield number, f'"{name}" may be "{called[other]}": {why}', hint


def _enter(
    files: Files, catalogue: Catalogue, stated: _Stated, registers: Mapping[str, NamedRecords]
) -> tuple[Catalogue, list[Difference]]:
    """Add records, and what episodes get, to the texts of files and to a catalogue."""
    people = [*registers["guest"].new.values()]
    themes = [{"id": one["id"], "label": one["name"]} for one in registers["theme"].new.values()]
    _edit(files, "people.yaml", people)
    _edit(files, "themes.yaml", themes)
    names = {id_: one["name"] for id_, one in registers["guest"].new.items()}
    names |= {one.id: one.name for one in catalogue.people}
    filled: list[Difference] = []
    episodes: list[Plain] = []

    def fill(kind: str, name: str, before: Plain, added: Mapping[str, Sequence[Any]]) -> Plain:
        _edit(files, name, [], added, before)
        after = {field: [*before.get(field, ()), *new] for field, new in added.items() if new}
        filled.extend(
            Difference(
                change="filled",
                kind=kind,
                id=before["id"],
                field=field,
                before=before.get(field),
                after=value,
            )
            for field, value in after.items()
        )
        return {**before, **after}

    for episode in catalogue.episodes:
        values = stated.pop(episode.id, None)
        if not values:
            continue
        before = plain(episode)
        known = {credit.person.id for credit in episode.guests if credit.person}
        guests: list[Plain] = []
        for id_, (name, role) in values["guest"].items():
            credited = _NEW.sub("", name)
            credit = {} if credited in {id_, names[id_]} else {"credited_as": credited}
            more = {"role": {catalogue.show.language: role}} if role else {}
            guests += [{"person": id_, **credit, **more}] if id_ not in known else []
        subjects = [id_ for id_ in values["theme"] if id_ not in before.get("themes", ())]
        added: dict[str, list[Any]] = {"guests": guests, "themes": subjects}
        episodes.append(fill("episode", f"episodes/{episode.id}.yaml", before, added))
    show = plain(catalogue.show)
    hosts = [id_ for id_ in stated[SHOW]["guest"] if id_ not in show.get("hosts", ())]
    show = fill("show", "show.yaml", show, {"hosts": hosts})
    return with_records(catalogue, show, people=people, themes=themes, episodes=episodes), filled


def _edit(
    files: Files,
    name: str,
    records: Sequence[Plain],
    added: Mapping[str, Sequence[Any]] = MappingProxyType({}),
    before: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Add records to the list in a file, or items to the lists of its record, as it was before."""
    if not (records or any(added.values())):
        return
    try:
        editor = Editor(files.text(name))
        editor.append((), records)
        for key, items in added.items():
            if before.get(key):
                editor.append((key,), items)
            elif items:
                editor.set((key,), items)
        files.new[name] = files.encode(name, editor.result())
    except UncertainPlaceError:
        hint = "write each key on a line of its own, with a value"
        raise CatalogueError([fault_in(PROPOSALS, f"no certain place in {name}", hint)]) from None
