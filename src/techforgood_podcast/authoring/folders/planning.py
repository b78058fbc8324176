"""Plan the new texts of a folder of YAML files that is updated from a feed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

from ...converters import to_dict
from ...errors import FeedError, Problem
from ...messages import quoted
from ...models import Episode, Person, Place, Show
from ...models.algebra import walk
from ...models.plain import plain
from ...syntax import is_mapping
from ...text.folding import fold
from ..feeds.enriching import lay_over, lay_over_episodes, overlaid
from ..feeds.matching import Matches
from ..feeds.records import (
    Ids,
    Named,
    People,
    Places,
    as_episode,
    possible_ids,
    source_of,
    theme_names,
)
from .answers import DECISIONS, Answers, Decisions, settle
from .changes import Files, Update
from .editing import Editor, UncertainPlaceError
from .skeleton import episode_text, state_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ...catalogue.catalogue import Catalogue
    from ...catalogue.differences import Difference
    from ...models.plain import Plain
    from ..feeds.reading import Feed, FeedItem
    from ..feeds.records import Register

_MOMENT: Final = frozenset({"published", "published_at"})
# What a catalogue says of the show in its own words.
_OWN: Final = frozenset({"language", "summary"})


class Planner:
    """Plans what to write; nothing is written here.

    Attributes:
        files: the files that exist.
        planned: the new content of each file, in the order in which they are to be written: what
            records refer to comes first. ``None`` stands for a file to remove.
        edited: the new content of the show and of known episodes, which comes after that.
        left: what could not be added to a file.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, feed: Feed, answers: Answers) -> None:
        self.folder: Path = folder
        self.catalogue = catalogue
        self.feed = feed
        self.answers = answers
        self.files: Files = Files()
        self.planned: dict[Path, bytes | None] = {}
        self.edited: dict[Path, bytes] = {}
        self.left: list[Problem] = []
        self.decisions: Decisions = Decisions(self.files.text(folder / DECISIONS))
        self.source: Plain = source_of(feed, catalogue)
        has_place = self.source["id"] in catalogue.sources or self.is_open("sources")
        sources = [self.source["id"]] if has_place else []
        people, redirects = catalogue.people, catalogue.redirects
        closed = not self.is_open("people")
        self.people: People = People(feed, sources, people, redirects, closed=closed)
        closed = any(item.places for item in feed.items) and not self.is_open("places")
        places, tags = catalogue.places, catalogue.languages
        self.places: Places = Places(feed, places, redirects, tags, closed=closed)
        self.named: Named = Named(self.people, self.places, theme_names(catalogue))

    def plan(self, withdraw: Sequence[str] = ()) -> Update:
        """Return what the update will have done.

        Raises:
            FeedError: the feed is of another show.
        """
        items = self.feed.items
        below = {episode.id: plain(episode) for episode in self.catalogue.episodes}
        refused = {
            field: self.decisions.refused(
                field, (i.values[field] for i in items if field in i.values)
            )
            for field in ("guid", "title")
        }
        matches = Matches(items, below.values(), refused["guid"], refused["title"])
        own, other = self.catalogue.show.title, self.feed.title
        if matches.are_strangers and other and (fold(own) or own) != (fold(other) or other):
            raise FeedError(
                f"the feed is of {quoted(other)}, and has no guid and few titles or days of"
                f" {quoted(own)}, the show in {self.folder}; if it is the same show, change title"
                " in show.yaml",
                0,
                0,
            )
        questions = settle(below, matches, self.answers)
        found = lay_over_episodes(below, matches, self.named, "fill", with_titles=True)
        values = {name: value for name, value in self.feed.values.items() if name not in _OWN}
        old_show = plain(self.catalogue.show)
        laid, of_show = lay_over(Show, old_show, values, "fill")
        show = self.complete(self.folder / "show.yaml", Show, old_show, laid, of_show)
        episodes = {
            id_: self.complete(self.path_of(id_), Episode, below[id_], laid, changes)
            for id_, (laid, changes) in found.items()
        }
        changed = [record for id_, record in episodes.items() if record is not below[id_]]
        added = self.new_episodes(matches)
        now = {id_: items[position].values for position, id_ in matches.episodes.items()}
        withdrawn = self.withdraw(withdraw, {**below, **now})
        catalogue = self.catalogue
        if changed or added or withdrawn or show is not old_show:
            catalogue = self.with_records(show, [*changed, *added], withdrawn)
        self.planned |= self.edited
        with_schema = (self.folder / "schema").is_dir()
        new: list[Episode] = [catalogue.episodes[str(episode["id"])] for episode in added]
        for episode in new:
            text = episode_text(to_dict(episode), with_schema=with_schema)
            self.planned[self.path_of(episode.id)] = text.encode()
        self.report_names()
        changes = (*of_show, *chain.from_iterable(changes for _, changes in found.values()))
        after = {("show", show["id"]): show}
        after |= {("episode", id_): episode for id_, episode in episodes.items()}
        written = [c for c in changes if after[c.kind, c.id].get(str(c.field)) == c.after]
        open_ = [c for c in changes if c.change == "conflict" and c not in written]
        self.decisions.keep(filter(self.answers.keeps, open_))
        vanished = self.vanished(below, matches, withdrawn)
        self.plan_last(withdrawn)
        return Update(
            catalogue=catalogue,
            added=tuple(new),
            filled=tuple(change for change in written if change.change == "filled"),
            accepted=tuple(change for change in written if change.change == "conflict"),
            conflicts=tuple(c for c in open_ if not self.decisions.is_kept(c)),
            vanished=tuple(vanished),
            withdrawn=tuple(self.catalogue.episodes[id_] for id_ in withdrawn),
            unmatched=tuple(
                items[position]
                for position in matches.left
                if position in matches.uncertain or not items[position].title
            ),
            questions=questions,
            left=tuple(self.left),
            mended=self.feed.mends,
            counts=self.feed.counts,
            files=tuple(path.relative_to(self.folder).as_posix() for path in self.planned),
        )

    def path_of(self, id_: str) -> Path:
        """Return the path of the file of an episode."""
        return self.folder / "episodes" / f"{id_}.yaml"

    def complete(
        self,
        path: Path,
        model: type[Episode | Show],
        below: Plain,
        laid: Plain,
        changes: Iterable[Difference],
    ) -> Plain:
        """Return a record with its gaps filled, and plan the new lines of its file."""
        new = {str(c.field): laid[str(c.field)] for c in changes if c.change == "filled"}
        conflicts = {str(c.field): c for c in changes if c.change == "conflict"}
        names = self.accepted(path, below, conflicts)
        new |= {name: conflicts[name].after for name in conflicts if name in names}
        if not new:
            return below
        before = self.files.text(path)
        known: list[str] = below.get("sources", [])
        if sources := [name for name in self.people.sources if name not in known]:
            new["sources"] = [*known, *sources]
        try:
            editor = Editor(before)
            # An accepted value that the file does not state is that of an overlay.
            if not is_mapping(editor.value) or names - editor.value.keys():
                raise UncertainPlaceError
            empty = {name for name in new.keys() & editor.value.keys() if name not in below}
            if empty & _MOMENT:
                empty |= new.keys() & _MOMENT
            if empty:
                stated = state_values(model, {name: new.pop(name) for name in empty})
                self.leave(
                    path, f"keys without a value were left: {stated}", "fill them in by hand"
                )
            if not new.keys() - {"sources"}:
                return below
            for name, value in new.items():
                editor.set((name,), value)
            self.edited[path] = self.files.encode(path, editor.result())
        except UncertainPlaceError:
            self.leave(path, f"no certain place for {state_values(model, new)}")
            return below
        return {**below, **new}

    def accepted(
        self, path: Path, below: Plain, conflicts: Mapping[str, Difference]
    ) -> frozenset[str]:
        """Return the fields in which the value of the feed is accepted.

        A value that was refused is not reported, so that only its own record accepts it.
        """
        names = {
            name
            for name, conflict in conflicts.items()
            if self.answers.accepts(conflict)
            and (self.answers.name(conflict) or not self.decisions.is_kept(conflict))
        }
        if names & _MOMENT:  # the day and the moment go together
            names |= conflicts.keys() & _MOMENT
        if "published" in names and "published_at" in below.keys() - names:
            names.remove("published")
            day = conflicts["published"].after
            self.leave(
                path, f"published_at is not on the day of the feed, {day}", "delete its line"
            )
        return frozenset(names)

    def new_episodes(self, matches: Matches) -> list[Plain]:
        """Return the items that belong to no episode as episodes, in the order of publication."""
        items = self.feed.items
        new = [
            items[position]
            for position in matches.left
            if position not in matches.uncertain and items[position].title
        ]
        retired = retired_ids(self.catalogue, matches)
        new = [item for item in new if not self.leave_retired(item, retired)]
        taken = (*self.catalogue.episodes, *self.catalogue.redirects)
        return [
            as_episode(id_, item, self.named)
            for id_, item in Ids(record.id for record in taken).name(new)
        ]

    def vanished(
        self, below: Mapping[str, Plain], matches: Matches, withdrawn: Sequence[str]
    ) -> list[Episode]:
        """Return the episodes that the feed has no more, though it has older ones, each once.

        Those that came back are forgotten, so that they are listed if they vanish again.
        """
        back = {*matches.episodes.values()}
        self.decisions.vanished = [id_ for id_ in self.decisions.vanished if id_ not in back]
        meant = chain.from_iterable(matches.uncertain.values())
        known = {*meant, *self.decisions.vanished, *withdrawn}
        found = [
            self.catalogue.episodes[id_]
            for id_, signs in matches.free.items()
            if below[id_].keys() & {"guid", "audio"}
            and matches.is_inside(signs)
            and id_ not in known
        ]
        self.decisions.vanished += [episode.id for episode in found]
        return found

    def withdraw(self, ids: Sequence[str], values: Mapping[str, Mapping[str, Any]]) -> list[str]:
        """Return the ids of the episodes to withdraw; those that are gone already need nothing.

        What identifies each is remembered, so that nothing is reported as long as the feed has it.
        """
        known = (*self.decisions.vanished, *(past.id for past in self.catalogue.redirects))
        episodes = self.catalogue.episodes
        found = [episodes[id_].id for id_ in ids if id_ in episodes or id_ not in known]
        self.decisions.vanished = [id_ for id_ in self.decisions.vanished if id_ not in ids]
        if not found or not self.is_open("redirects"):
            return []
        for id_ in found:
            self.decisions.leave(values[id_], id_)
        return found

    def plan_last(self, withdrawn: Sequence[str]) -> None:
        """Plan what is written last: the decisions, then what removes episodes."""
        path = self.folder / DECISIONS
        if (text := self.decisions.written()) != self.decisions.text:
            self.planned[path] = self.files.encode(path, text)
        for id_ in withdrawn:
            self.files.text(self.path_of(id_))
            self.planned[self.path_of(id_)] = None
        if withdrawn:
            path = self.folder / "redirects.yaml"
            text_ = _with_records(self.files.text(path), [{"id": id_} for id_ in withdrawn])
            self.planned[path] = self.files.encode(path, text_)

    def with_records(
        self, show: Plain, episodes: list[Plain], withdrawn: Sequence[str]
    ) -> Catalogue:
        """Return the catalogue with records of the feed, and plan the lines of what they name."""
        named = {
            (field.model, id_)
            for episode in episodes
            for _, field, id_ in walk(episode, "reference", model=Episode)
        }
        catalogue = overlaid(
            self.catalogue,
            show,
            withdrawn=withdrawn,
            episodes=episodes,
            people=[new for id_, new in self.people.new.items() if (Person, id_) in named],
            places=[new for id_, new in self.places.new.items() if (Place, id_) in named],
            sources=[self.source] if self.people.sources else [],
        )
        self.add_records("sources", catalogue)
        self.add_records("people", catalogue)
        self.add_records("places", catalogue)
        return catalogue

    def leave_retired(self, item: FeedItem, retired: Mapping[str, str | None]) -> bool:
        """Return whether the episode of an item was withdrawn or became part of another one.

        This is reported until everything is kept.
        """
        if self.decisions.is_left(item.values, retired):
            return True
        past = next((id_ for id_ in possible_ids(item) if id_ in retired), None)
        if past is None:
            return False
        if self.answers.keeps_all:
            self.decisions.leave(item.values, past)
            return True
        fate = f"is now {retired[past]}" if retired[past] else "was withdrawn"
        message = f'not added: "{item.title}", since {past} {fate}'
        hint = 'if it is another episode, write a file for it; if not, keep "all"'
        self.leave(self.folder / "redirects.yaml", message, hint)
        return True

    def add_records(
        self, name: Literal["people", "places", "sources"], catalogue: Catalogue
    ) -> None:
        """Plan to add the new records of a list to its file."""
        known = {record.id for record in getattr(self.catalogue, name)}
        new = [record for record in getattr(catalogue, name) if record.id not in known]
        if new:
            path = self.folder / f"{name}.yaml"
            text = _with_records(self.files.text(path), [*map(to_dict, new)])
            self.planned[path] = self.files.encode(path, text)

    def is_open(self, name: Literal["people", "places", "sources", "redirects"]) -> bool:
        """Return whether the place for new records of a list is certain."""
        path = self.folder / f"{name}.yaml"
        try:
            _with_records(self.files.text(path), [{"id": "new"}])
        except UncertainPlaceError:
            self.leave(path, f"no certain place for new {name}")
            return False
        return True

    def report_names(self) -> None:
        """Report the names that episodes do not get, since it is not certain who is meant."""
        reports: tuple[tuple[str, str, Register], ...] = (
            ("people", "credited", self.people),
            ("places", "located", self.places),
        )
        for list_, done, register in reports:
            path = self.folder / f"{list_}.yaml"
            for name in register.ambiguous.values():
                self.leave(path, f'not {done}: several {list_} are called "{name}"')
            for name, past in register.withdrawn.values():
                message = f'not {done}: "{name}", since {past} was withdrawn'
                hint = f"if it is another {register.noun}, add it by hand"
                self.leave(self.folder / "redirects.yaml", message, hint)
            for name in register.refused.values():
                self.leave(path, f'not added: "{name}"')

    def leave(self, path: Path, message: str, hint: str = "add it by hand") -> None:
        """Report what could not be added to a file."""
        file = path.relative_to(self.folder).as_posix()
        self.left.append(Problem(file=file, path="", message=message, hint=hint))


def _with_records(text: str, records: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of a list with more records."""
    editor = Editor(text)
    editor.append((), records)
    return editor.result()


def retired_ids(catalogue: Catalogue, matches: Matches) -> Mapping[str, str | None]:
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
