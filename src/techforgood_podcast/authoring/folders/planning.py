"""Plan what an update of a folder from a feed will write; nothing is written here."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...catalogue.answers import Difference
from ...converters import to_dict
from ...errors import FeedError, Message, Problem, Remedy
from ...models import Episode, Person, Place, Show
from ...models.algebra import walk
from ...models.plain import plain
from ...quoting import quoted
from ...syntax import is_mapping
from ...text.folding import fold
from ..feeds.elements import OWN_MACHINE
from ..feeds.enriching import combine_episodes, combine_record, follow_notes, with_records
from ..feeds.matching import match
from ..feeds.records import (
    FeedNames,
    People,
    Places,
    as_episode,
    possible_ids,
    source_of,
    theme_names,
    with_ids,
)
from .changes import Update
from .decisions import DECISIONS, MOMENT, Decisions, answer_questions
from .editing import Editor, UncertainPlaceError
from .skeleton import episode_text, state_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...catalogue.answers import Change
    from ...catalogue.catalogue import Catalogue
    from ...models.plain import Plain
    from ..feeds.matching import Matches
    from ..feeds.reading import Feed, FeedItem
    from .changes import Files
    from .decisions import Answers

# What an item of a feed that has moved replaces.
_MOVED: Final = frozenset({"guid", "audio"})
# An id that was made from numbers.
_NUMBERED: Final = re.compile(r"(?:s\d+)?e(\d+)")
_PLACED: Final = {
    "guid": "guid",
    "url": "page",
    "audio": "audio file",
    "image_url": "picture",
}
# What a catalogue says of the show in its own words.
_OWN: Final = frozenset({"language", "summary"})
# The lists that episodes refer to.
_LISTS: Final = ("sources", "people", "places")
# Keeps the ids of episodes in redirects.yaml whose files are removed, and not yet redirected.
_NOTE: Final = re.compile(r"\A# update withdraws (.+)\n")


class Plan(NamedTuple):
    """What an update will do.

    Attributes:
        update: what it will have done.
        contents: the new content of each file that changes, in the order of writing: what records
            refer to comes first. ``None`` stands for a file to remove.
        new: the ids of the new episodes, each with its item.
    """

    update: Update
    contents: list[tuple[str, bytes | None]]
    new: Sequence[tuple[str, FeedItem]] = ()


class _Given(NamedTuple):
    """What an update starts from: a folder, a feed, and what its owner says now and said before."""

    files: Files
    catalogue: Catalogue
    feed: Feed
    answers: Answers
    decisions: Decisions
    known: Mapping[str, Plain]
    """The episodes of the catalogue by their ids."""


class _Decided(NamedTuple):
    """What becomes of the items of the feed and of the episodes of the folder.

    Attributes:
        matches: which item is which episode that stays.
        questions: what is asked about items that may be an episode.
        unmatched: the items that may be an episode, or have no title.
        new: the items that are new episodes.
        withdrawn: the ids of the episodes to remove.
        gone: the episodes that the feed has no more, each once.
        decisions: what the owner has decided, with the items and episodes not to be reported again.
        left: the items that are not added and the episodes that are not removed, and why.
    """

    matches: Matches
    questions: tuple[Difference, ...]
    unmatched: tuple[FeedItem, ...]
    new: list[FeedItem]
    withdrawn: list[str]
    gone: tuple[Episode, ...]
    decisions: Decisions
    left: tuple[Problem, ...]


class _Compared(NamedTuple):
    """A record of the folder, compared with what the feed states of it."""

    file: str
    model: type[Episode | Show]
    record: Plain
    """What the file states, and once it is changed, what it will state."""
    combined: Plain
    changes: tuple[Difference, ...]
    moved: frozenset[str] = frozenset()
    """The fields in which the feed's value is taken, since the feed has moved."""
    content: bytes | None = None
    """The new content of the file, if that changes."""
    unplaced: tuple[Problem, ...] = ()


def plan_update(
    files: Files, catalogue: Catalogue, feed: Feed, answers: Answers, withdraw: Sequence[str] = ()
) -> Plan:
    """Plan the update of a folder from a feed.

    Raises:
        CatalogueError: ``feed.yaml`` holds something else than decisions.
        FeedError: the feed is of another show, or was made for one's own machine.
        UnknownNameError: an episode to withdraw was never there.
    """
    decisions = Decisions.read(files.text(DECISIONS))
    known = {episode.id: plain(episode) for episode in catalogue.episodes}
    given = _Given(files, catalogue, feed, answers, decisions, known)
    _refuse_own_machine(given)
    decided = _decide(given, withdraw)
    named, not_named = _find_named(given)
    compared = [*_compare(given, decided.matches, named)]
    if decided.matches.has_moved and answers.moves is None:
        return Plan(_ask_about_move(given, decided, compared), [])
    changed = [_change_record(given, one, named.people.sources) for one in compared]
    taken = (record.id for record in (*catalogue.episodes, *catalogue.redirects))
    pairs = [*with_ids(decided.new, taken)]
    added = [as_episode(id_, item, named) for id_, item in pairs]
    after = _updated(given, changed, added, decided.withdrawn, named)
    new = tuple(after.episodes[id_] for id_, _ in pairs)
    filled, accepted, open_ = _split(changed)
    decisions = decided.decisions.adding(kept=filter(answers.keeps, open_))
    left = (*not_named, *chain.from_iterable(one.unplaced for one in changed), *decided.left)
    update = Update(
        catalogue=after,
        added=new,
        filled=tuple(filled),
        accepted=tuple(accepted),
        conflicts=tuple(change for change in open_ if not decisions.is_kept(change)),
        vanished=decided.gone,
        withdrawn=tuple(catalogue.episodes[id_] for id_ in decided.withdrawn if id_ in known),
        moved=_moved_guids(given, decided.matches, "changed"),
        unmatched=decided.unmatched,
        questions=decided.questions,
        left=(*left, *_unplaced_names(named)),
        mended=feed.mended,
        counts=feed.counts,
    )
    return Plan(update, [*_contents(given, after, changed, new, decisions)], pairs)


def _decide(given: _Given, withdraw: Sequence[str]) -> _Decided:
    """Decide which items are which episodes, which are new, and which episodes go."""
    known, items = given.known, given.feed.items
    matches, questions = answer_questions(known, _match(given), given.answers)
    new, retired, not_added = _find_new(given, matches)
    withdrawn, not_withdrawn = _find_withdrawn(given, withdraw)
    gone, listed = _find_vanished(given, matches, {*withdraw, *withdrawn})
    stated = {**known, **{id_: items[at].values for at, id_ in matches.episodes.items()}}
    return _Decided(
        matches=matches.without(withdrawn),
        questions=questions,
        unmatched=tuple(
            items[position]
            for position in matches.unmatched
            if position in matches.uncertain or not items[position].title
        ),
        new=new,
        withdrawn=withdrawn,
        gone=tuple(gone),
        decisions=given.decisions.adding(
            retired=[*retired, *((stated[id_], id_) for id_ in withdrawn if id_ in stated)],
            vanished=[*listed, *(episode.id for episode in gone)],
        ),
        left=(*not_added, *not_withdrawn),
    )


def _refuse_own_machine(given: _Given) -> None:
    """Refuse a feed that a generator of sites made for one's own machine.

    Raises:
        FeedError: the feed has an address of one's own machine, where the folder has public ones.
    """
    known = [plain(given.catalogue.show), *given.known.values()]
    for field, noun in _PLACED.items():
        stated = {_address(values, field) for values in known} - {""}
        if not all(map(OWN_MACHINE.match, stated)):
            for values in (*(item.values for item in given.feed.items), given.feed.values):
                address = _address(values, field)
                if OWN_MACHINE.match(address) and address not in stated:
                    message = (
                        f"the feed has addresses of your own machine, such as the {noun}"
                        f" {quoted(address)}, where {given.files.folder} has public ones; pass the"
                        " feed that your site publishes"
                    )
                    raise FeedError(message, 0, 0)


def _address(values: Mapping[str, Any], field: str) -> str:
    """Return the address in a field; empty if there is none."""
    value = values.get(field, "")
    return str(value["url"] if is_mapping(value) else value)


def _match(given: _Given) -> Matches:
    """Match the items to the episodes, and refuse the feed of another show."""
    feed = given.feed
    stated = [item.values for item in feed.items]
    guids, titles = (
        given.decisions.refused(field, (values[field] for values in stated if field in values))
        for field in ("guid", "title")
    )
    matches = match(
        feed.items,
        given.known.values(),
        refused_guids=guids,
        refused_titles=titles,
        moved=given.answers.moves,
    )
    own, other = given.catalogue.show.title, feed.title
    if matches.is_of_another_show and other and (fold(own) or own) != (fold(other) or other):
        message = (
            f"the feed is of {quoted(other)}, and has no guid of {quoted(own)}, the show in"
            f" {given.files.folder}; of its items, {matches.agreeing} of {len(feed.items)}"
            " resemble an episode; if it is the same show, change title in show.yaml"
        )
        raise FeedError(message, 0, 0)
    return matches


def _find_new(
    given: _Given, matches: Matches
) -> tuple[list[FeedItem], list[tuple[Mapping[str, Any], str]], list[Problem]]:
    """Return the items that are new episodes.

    An item whose episode was withdrawn or became part of another one is not. This is reported until
    everything is kept; then its values are returned, with the retired id.
    """
    retired = {**_retired_ids(given.catalogue, matches), **dict.fromkeys(_half_withdrawn(given))}
    by_number = _retired_by_number(matches, retired) if matches.moved else {}
    new: list[FeedItem] = []
    kept: list[tuple[Mapping[str, Any], str]] = []
    problems: list[Problem] = []
    for position in matches.unmatched:
        item = matches.items[position]
        if position in matches.uncertain or not item.title:
            continue
        if given.decisions.is_retired(item.values, retired):
            continue
        past = next((id_ for id_ in possible_ids(item) if id_ in retired), None)
        past = past or by_number.get(item.values.get("number"))
        if past is None:
            new.append(item)
        elif given.answers.keeps_all:
            kept.append((item.values, past))
        else:
            fate = f"is now {retired[past]}" if retired[past] else "was withdrawn"
            message = f'not added: "{item.title}", since {past} {fate}'
            other = "if it is another episode, write a file for it; if not, pass "
            hint = Message(other, Remedy("keep", ["all"]))
            problems.append(fault_in("redirects.yaml", message, hint))
    return new, kept, problems


def _retired_by_number(matches: Matches, retired: Iterable[str]) -> dict[int | None, str]:
    """Return the retired ids whose number no other one has, in whatever season.

    The feed of a new host may state the season that the old one did not, or the other way round.
    """
    found = {id_: int(name[1]) for id_ in retired if (name := _NUMBERED.fullmatch(id_))}
    known = (signs.number for signs in matches.known.values())
    counts = Counter[int | None](chain(found.values(), known))
    return {number: id_ for id_, number in found.items() if counts[number] == 1}


def _retired_ids(catalogue: Catalogue, matches: Matches) -> Mapping[str, str | None]:
    """Return the retired ids that may be of episodes, each with the one that replaces it.

    Ids of episodes that were only renamed are left out: a new item may well have the same numbers
    or title.
    """
    known = {episode.id for episode in catalogue.episodes}
    retired = {past.id: past.to for past in catalogue.redirects if past.to in {None, *known}}
    for position, id_ in matches.episodes.items():
        first = possible_ids(matches.items[position])[0]
        if retired.get(first) == id_:
            del retired[first]
    return retired


def _find_withdrawn(given: _Given, ids: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """Return the ids of the episodes to withdraw; those that are gone already need nothing."""
    episodes, half = given.catalogue.episodes, _half_withdrawn(given)
    gone = {*given.decisions.vanished, *(past.id for past in given.catalogue.redirects), *half}
    named = (episodes[id_].id for id_ in ids if id_ in episodes or id_ not in gone)
    found = [*dict.fromkeys((*named, *half))]
    problems = _check_place(given.files, "redirects") if found else []
    return ([], problems) if problems else (found, [])


def _half_withdrawn(given: _Given) -> list[str]:
    """Return the ids of episodes whose file a killed update removed, without leaving a redirect."""
    note = _NOTE.match(given.files.text("redirects.yaml"))
    there = {record.id for record in (*given.catalogue.episodes, *given.catalogue.redirects)}
    return [id_ for id_ in note[1].split() if id_ not in there] if note else []


def _find_vanished(
    given: _Given, matches: Matches, withdrawn: set[str]
) -> tuple[list[Episode], list[str]]:
    """Return the episodes that the feed has no more, though it has older ones, each once.

    Also return the ids of those that were listed before. Those that came back are forgotten, so
    that they are listed if they vanish again.
    """
    back = {*matches.episodes.values()}
    listed = [id_ for id_ in given.decisions.vanished if id_ not in withdrawn | back]
    meant = {*chain.from_iterable(matches.uncertain.values()), *listed, *withdrawn}
    found = [
        given.catalogue.episodes[id_]
        for id_ in matches.gone
        if id_ not in meant and given.known[id_].keys() & {"guid", "audio"}
    ]
    return found, listed


def _ask_about_move(given: _Given, decided: _Decided, compared: Sequence[_Compared]) -> Update:
    """Return what an update says of a feed that has moved, before the owner has answered."""
    conflicts = (c for one in compared for c in one.changes if c.change == "conflict")
    return Update(
        catalogue=given.catalogue,
        moved=_moved_guids(given, decided.matches, "conflict"),
        conflicts=tuple(change for change in conflicts if not given.decisions.is_kept(change)),
        unmatched=(*decided.unmatched, *decided.new),
        questions=decided.questions,
        mended=given.feed.mended,
        counts=given.feed.counts,
    )


def _moved_guids(given: _Given, matches: Matches, change: Change) -> tuple[Difference, ...]:
    """Return the old and the new guid of each episode whose item has moved."""
    return tuple(
        Difference(
            change=change,
            kind="episode",
            id=id_,
            field="guid",
            before=given.known[id_]["guid"],
            after=matches.items[position].values["guid"],
        )
        for position, id_ in matches.moved.items()
    )


def _find_named(given: _Given) -> tuple[FeedNames, list[Problem]]:
    """Return the people and places that the feed names."""
    files, catalogue, feed = given.files, given.catalogue, given.feed
    source = source_of(feed, catalogue)
    redirects = catalogue.redirects
    problems: list[Problem] = []
    if source["id"] not in catalogue.sources:
        problems += _check_place(files, "sources")
    sources = [] if problems else [source["id"]]
    no_people = _check_place(files, "people")
    no_places = _check_place(files, "places") if any(item.places for item in feed.items) else []
    people = People(feed, sources, catalogue.people, redirects, can_add=not no_people)
    places = Places(feed, catalogue.places, redirects, catalogue.languages, can_add=not no_places)
    named = FeedNames(people, places, theme_names(catalogue))
    return named, [*problems, *no_people, *no_places]


def _unplaced_names(named: FeedNames) -> Iterator[Problem]:
    """Yield the names that episodes do not get, since it is not certain who is meant."""
    for list_, done, register in (
        ("people", "credited", named.people),
        ("places", "located", named.places),
    ):
        for name in register.ambiguous.values():
            message = f'not {done}: several {list_} are called "{name}"'
            yield fault_in(f"{list_}.yaml", message)
        for name, past in register.withdrawn.values():
            message = f'not {done}: "{name}", since {past} was withdrawn'
            hint = f"if it is another {register.noun}, add it by hand"
            yield fault_in("redirects.yaml", message, hint)
        for name in register.not_added.values():
            yield fault_in(f"{list_}.yaml", f'not added: "{name}"')


def _compare(given: _Given, matches: Matches, named: FeedNames) -> Iterator[_Compared]:
    """Yield the show and each episode that an item matches, with the gaps filled."""
    values = {name: value for name, value in given.feed.values.items() if name not in _OWN}
    show = plain(given.catalogue.show)
    yield _Compared("show.yaml", Show, show, *combine_record(Show, show, values, "fill"))
    found = combine_episodes(given.known, matches, named, "fill", with_titles=True)
    ids = {*matches.moved.values()}
    for id_, (combined, changes) in found.items():
        moved = _MOVED if id_ in ids else frozenset[str]()
        yield _Compared(f"episodes/{id_}.yaml", Episode, given.known[id_], combined, changes, moved)


def _change_record(given: _Given, compared: _Compared, sources: Sequence[str]) -> _Compared:
    """Fill the gaps of a record, and replace the values that are accepted."""
    file, model, known, combined, changes, *_ = compared
    conflicts = {str(change.field): change for change in changes if change.change == "conflict"}
    accepted, unplaced = _accepted(given, compared, conflicts)
    new = {str(c.field): combined[str(c.field)] for c in changes if c.change == "filled"}
    new |= {name: change.after for name, change in conflicts.items() if name in accepted}
    if not new:
        return compared._replace(unplaced=unplaced)
    followed, changes = follow_notes(known, {**known, **new}, changes)
    if changes != compared.changes:
        new["chapters"] = followed["chapters"]
        accepted |= {"chapters"} & known.keys()
    stated: list[str] = known.get("sources", [])
    if more := [source for source in sources if source not in stated]:
        new["sources"] = [*stated, *more]
        accepted |= {"sources"} if stated else frozenset()
    try:
        editor = Editor(given.files.text(file))
        if empty := _keys_without_value(editor.value, known, new, accepted):
            values = state_values(model, {name: new.pop(name) for name in empty})
            message = f"keys without a value were left: {values}"
            unplaced = (*unplaced, fault_in(file, message, "fill them in by hand"))
        if not new.keys() - {"sources"}:
            return compared._replace(unplaced=unplaced)
        for name, value in new.items():
            editor.set((name,), value)
        content = given.files.encode(file, editor.result())
    except UncertainPlaceError:
        problem = fault_in(file, f"no certain place for {state_values(model, new)}")
        return compared._replace(unplaced=(*unplaced, problem))
    record = {**known, **new}
    return compared._replace(record=record, changes=changes, content=content, unplaced=unplaced)


def _accepted(
    given: _Given, compared: _Compared, conflicts: Mapping[str, Difference]
) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Return the fields in which the value of the feed is accepted.

    A value that was refused is not reported, so that only its own record accepts it.
    """
    names = compared.moved & conflicts.keys() | {
        name
        for name, conflict in conflicts.items()
        if given.answers.accepts(conflict)
        and (given.answers.names(conflict) or not given.decisions.is_kept(conflict))
    }
    if names & MOMENT:  # the day and the moment go together
        names |= conflicts.keys() & MOMENT
    if "published" not in names or "published_at" not in compared.record.keys() - names:
        return frozenset(names), ()
    day = conflicts["published"].after
    message = f"published_at is not on the day of the feed, {day}"
    return frozenset(names - {"published"}), (fault_in(compared.file, message, "delete its line"),)


def _keys_without_value(
    stated: Any, known: Plain, new: Mapping[str, Any], accepted: frozenset[str]
) -> list[str]:
    """Return the new values whose keys a file has without a value.

    Raises:
        UncertainPlaceError: the file lacks a value that is to change; an overlay states it.
    """
    if not is_mapping(stated) or accepted - stated.keys():
        raise UncertainPlaceError
    empty = {name for name in new.keys() & stated.keys() if name not in known}
    if empty & MOMENT:
        empty |= MOMENT
    return [name for name in new if name in empty]


def _split(changed: Sequence[_Compared]) -> tuple[list[Difference], ...]:
    """Return the gaps that the files will fill, the values they will replace, and the conflicts."""
    filled: list[Difference] = []
    accepted: list[Difference] = []
    open_: list[Difference] = []
    for one in changed:
        for change in one.changes:
            is_stated = one.record.get(str(change.field)) == change.after
            if change.change == "conflict":
                (accepted if is_stated else open_).append(change)
            elif change.change == "filled" and is_stated:
                filled.append(change)
    return filled, accepted, open_


def _updated(
    given: _Given,
    changed: Sequence[_Compared],
    added: Sequence[Plain],
    withdrawn: Sequence[str],
    named: FeedNames,
) -> Catalogue:
    """Return the catalogue with records of the feed, and with the people and places they name."""
    show, *known = changed
    episodes = [*(one.record for one in known if one.content), *added]
    if not (episodes or withdrawn or show.content):
        return given.catalogue
    references = {
        (field.model, id_)
        for episode in episodes
        for _, field, id_ in walk(episode, "reference", model=Episode)
    }
    return with_records(
        given.catalogue,
        show.record,
        withdrawn=withdrawn,
        episodes=episodes,
        people=[new for id_, new in named.people.new.items() if (Person, id_) in references],
        places=named.places.new_among({id_ for model, id_ in references if model is Place}),
        sources=[source_of(given.feed, given.catalogue)] if named.people.sources else [],
    )


def _contents(
    given: _Given,
    after: Catalogue,
    changed: Sequence[_Compared],
    new: Sequence[Episode],
    decisions: Decisions,
) -> Iterator[tuple[str, bytes | None]]:
    """Yield the new content of each file that changes, in the order of writing."""
    files = given.files
    yield from files.new.items()
    for name in _LISTS:
        if records := _new_records(given, after, name):
            yield f"{name}.yaml", _with_items(files, name, records)
    yield from ((one.file, one.content) for one in changed if one.content)
    with_schema = (files.folder / "schema").is_dir()
    for episode in new:
        text = episode_text(to_dict(episode), with_schema=with_schema)
        yield f"episodes/{episode.id}.yaml", text.encode()
    text = files.text(DECISIONS)
    if (decided := decisions.written(text)) != text:
        yield DECISIONS, files.encode(DECISIONS, decided)
    if redirects := _new_records(given, after, "redirects"):
        name, ids = "redirects.yaml", [past["id"] for past in redirects]
        note = f"# update withdraws {' '.join(ids)}\n{_NOTE.sub('', files.text(name))}"
        yield name, files.encode(name, note)
        removed = (f"episodes/{id_}.yaml" for id_ in ids)
        # Texts are remembered, so that what somebody writes meanwhile is not lost.
        yield from ((file, None) for file in removed if files.text(file))
        yield name, _with_items(files, "redirects", redirects)


def _new_records(given: _Given, after: Catalogue, name: str) -> list[dict[str, Any]]:
    """Return the records that a list of the catalogue has after the update only."""
    known = {record.id for record in getattr(given.catalogue, name)}
    return [to_dict(record) for record in getattr(after, name) if record.id not in known]


def _check_place(files: Files, name: str) -> list[Problem]:
    """Return what is wrong if a list has no certain place for new records."""
    try:
        _with_items(files, name, [{"id": "new"}])
    except UncertainPlaceError:
        return [fault_in(f"{name}.yaml", f"no certain place for new {name}")]
    return []


def _with_items(files: Files, name: str, records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the content of the file of a list with more records."""
    editor = Editor(_NOTE.sub("", files.text(f"{name}.yaml")))
    editor.append((), records)
    return files.encode(f"{name}.yaml", editor.result())


def fault_in(file: str, message: str, hint: str = "add it by hand") -> Problem:
    """Return what could not be added to a file, and what to do."""
    return Problem(file=file, path="", message=message, hint=hint)
