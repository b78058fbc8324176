"""Selections of episodes, with queries that narrow them down."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    SupportsIndex,
    TypeAlias,
    TypeVar,
    final,
    get_args,
    overload,
)
from weakref import WeakMethod

from .._runtime import Immutable, cached_property
from ..errors import (
    AmbiguousNameError,
    Message,
    Remedy,
    SearchUnavailableError,
    UnknownFieldError,
    UnknownNameError,
    UnknownOptionError,
)
from ..models import Credit, Entity, Episode, Organisation, Person, Place, Relation, Theme
from ..models.rules import check_flags
from ..quoting import MAX_SUGGESTIONS, cut, harmless, quoted
from ..syntax import wrong_kind
from ..text.folding import fold
from ..text.suggestions import FOUNDERS, closest, is_founder
from .answers import Hit, Related
from .chronology import instant_of
from .collection import Collection, DefaultT, check_text, count_of, list_some
from .consistency import check_show
from .indexes import (
    FACETS,
    GUEST,
    HOST,
    ORGANISATION,
    PERSON,
    PLACE,
    THEME,
    Facet,
    Indexes,
    indexes_in,
)

if TYPE_CHECKING:
    from .search_report import Understood

SortField: TypeAlias = Literal[
    "id", "code", "season", "number", "kind", "title", "duration", "published"
]

# What episodes are sorted by, if it is not the value of the field.
_SORT_KEYS: Mapping[str, Callable[[Episode], Any]] = {
    "code": lambda e: (e.season is None, e.season or 0, e.number or 0, e.code),
    "title": lambda episode: fold(episode.title),
    "published": lambda episode: episode.published and (episode.published, instant_of(episode)),
}

EntityT = TypeVar("EntityT", bound=Entity)
KeyT = TypeVar("KeyT", bound=Hashable)
HitT_co = TypeVar("HitT_co", bound=Hit | Related, covariant=True)

# Characters of a title that a message shows beside an id or a code.
_LETTERS_OF_TITLE = 23

# Maximum number of episodes for which an error builds the index to search.
_QUICKLY_INDEXED = 300


class Queries:
    """The queries that a catalogue, a selection of its episodes and a façade have.

    They take entities, ids or any text that ``resolve`` finds. Pass several arguments to match any
    of them; chain queries to match all of them.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def _selection(self) -> Episodes:
            """The episodes that a query chooses from."""
            ...

        @property
        def _indexes(self) -> Indexes:
            """The records and indexes of the whole catalogue, in which names are looked up."""
            ...

    def by_guest(self, *guests: Person | Credit | str) -> Episodes:
        """Return the episodes in which one of these people is a guest.

        If no guest has this name, groups without names are found by the words of their
        descriptions. A credit stands for its person or group. Without an argument, no episode is
        returned.

        Raises:
            UnknownNameError: no guest of the catalogue has this name.
            AmbiguousNameError: the name matches several guests.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().by_guest("Lara Vigneron", "Lara Market")
        <Episodes: S1E6>
        >>> tfg.load_catalogue().by_guest("bénévoles")
        <Episodes: S1E1>
        """
        return self._at({at for guest in guests for at in self._postings_of_guest(guest)})

    def by_host(self, *hosts: Person | str) -> Episodes:
        """Return the episodes that one of these people hosts.

        Raises the errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().by_host("bandelier")
        <Episodes: S1 intro, S1E3, S1E7>
        """
        indexes = self._indexes
        try:
            ids = [_id_of(host, indexes.hosts, indexes.people) for host in hosts]
            return self._with_keys(HOST.ids, ids)
        except UnknownNameError as error:
            _check_is_no_person(indexes, error.text, "host")
            raise

    def by_person(self, *people: Person | str) -> Episodes:
        """Return the episodes that one of these people hosts, speaks in or worked on.

        Episodes that only mention them count too. Raises the errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().by_person("Sébastien Molas")
        <Episodes: S1E8>
        """
        return self._having(PERSON, people)

    def by_organisation(
        self, *organisations: Organisation | str, relation: Relation | None = None
    ) -> Episodes:
        """Return the episodes that involve one of these organisations.

        An episode involves the organisations that it mentions, those that people are credited
        with, and all ancestors of these. With a ``relation``, only mentions in that relation
        count. Raises the errors of :meth:`by_guest`, and :class:`UnknownOptionError` for an
        unknown relation.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().by_organisation("wetechcare", relation="subject")
        <Episodes: S1E3>
        """
        if relation is None:
            return self._having(ORGANISATION, organisations)
        known = get_args(Relation)
        if relation not in known:
            raise unknown_option(relation, known, "relation")
        ids = {self._indexes.organisations.resolve(body).id for body in organisations}
        return self._with_keys(_mention_keys, [(relation, id_) for id_ in ids])

    def by_theme(self, *themes: Theme | str, narrower: bool = True) -> Episodes:
        """Return the episodes about one of these themes or a narrower one.

        With ``narrower=False``, narrower themes do not count. Raises the errors of
        :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().by_theme("environnement")
        <Episodes: S1E1, S1E8>
        """
        check_flags(narrower=narrower)
        return self._having(THEME, themes, below=narrower)

    def by_place(self, *places: Place | str) -> Episodes:
        """Return the episodes that take place in one of these places, or are about it.

        A place includes the places inside it. The places where guests work do not count. Raises the
        errors of :meth:`by_guest`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().by_place("wallonie")
        <Episodes: S1E4, S1E6>
        """
        return self._having(PLACE, places)

    def by_season(self, *seasons: int | None) -> Episodes:
        """Return the episodes of one of these seasons; ``None`` is for those without a season.

        Raises:
            TypeError: a season is neither a whole number nor ``None``.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().by_season(2)
        <Episodes: none>
        """
        for season in seasons:
            if isinstance(season, bool) or not isinstance(season, int | None):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise wrong_kind("the number of a season", season)
        return self._selection.where(lambda episode: episode.season in seasons)

    def search(self, text: str, limit: int = 10, *, all_words: bool = False) -> Hits[Hit]:
        """Search the full text of the episodes; return the best matches first.

        The search covers titles, people and their roles, organisations, themes, keywords, places,
        figures and summaries in all languages, and the publisher's notes. It ignores accents.
        Episodes with more of the words rank higher, and exact words count more than related forms
        such as plurals. A phrase in quotation marks must occur exactly.

        Args:
            text: the words to look for, such as ``'"tech for good" imprimantes'``.
            limit: the maximum number of hits.
            all_words: whether every word must occur, except words such as "the".

        Raises:
            SearchUnavailableError: this Python has no SQLite, or one without FTS5.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().search("who throws away unsold food?")[0].episode.code
        'S1E1'
        """
        from .search import search

        check_flags(all_words=all_words)
        check_text(text)
        indexes, selection = self._indexes, self._selection
        is_part = len(selection) < len(indexes.episodes)
        hits, understood = search(
            indexes,
            text,
            count_of(limit),
            all_words=all_words,
            among={episode.id for episode in selection} if is_part else None,
        )
        return Hits(hits, selection, understood)

    def _having(
        self, facet: Facet[EntityT], wanted: Iterable[EntityT | str], *, below: bool = True
    ) -> Episodes:
        """Return the episodes of any of the wanted entities, or of what is below them too."""
        ids = {facet.among(self._indexes).resolve(ref).id for ref in wanted}
        return self._with_keys(facet.ids if below else facet.own_ids, ids)

    def _with_keys(
        self, keys_of: Callable[[Episode], Iterable[KeyT]], keys: Iterable[KeyT]
    ) -> Episodes:
        """Return the episodes for which a function yields any of some keys."""
        postings = self._indexes.postings(keys_of)
        return self._at({at for key in keys for at in postings.get(key, ())})

    def _postings_of_guest(self, guest: Person | Credit | str) -> Iterable[int]:
        indexes = self._indexes
        if isinstance(guest, Credit):
            if guest.person is None:
                return _postings_of_groups(indexes, guest.credited_as)
            guest = guest.person
        if isinstance(guest, str) and indexes.guests.resolve(guest, default=None) is None:
            if found := _postings_of_groups(indexes, guest):
                return found
            _check_is_no_person(indexes, guest, "guest")
        id_ = _id_of(guest, indexes.guests, indexes.people)
        return indexes.postings(GUEST.ids).get(id_, ())

    def _at(self, positions: Iterable[int]) -> Episodes:
        """Return the episodes at some positions in the whole catalogue."""
        everything = self._indexes.episodes
        return Episodes(self._indexes, (everything[at] for at in sorted(positions)))


class Filters(Queries):
    """The queries that a catalogue and a selection have, but no façade."""

    __slots__ = ()

    def longer_than(self, *, minutes: float) -> Episodes:
        """Return the episodes longer than some minutes; unknown durations never match.

        Raises:
            TypeError: ``minutes`` is no number.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().longer_than(minutes=34.5)
        <Episodes: S1E6, S1E8>
        """
        limit = _seconds_in(minutes)
        return self._selection.where(
            lambda e: e.duration is not None and e.duration.total_seconds() > limit
        )

    def shorter_than(self, *, minutes: float) -> Episodes:
        """Return the episodes shorter than some minutes; unknown durations never match.

        Raises:
            TypeError: ``minutes`` is no number.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().shorter_than(minutes=5)
        <Episodes: S1 intro>
        """
        limit = _seconds_in(minutes)
        return self._selection.where(
            lambda e: e.duration is not None and e.duration.total_seconds() < limit
        )

    @overload
    def published_between(self, first: dt.date, last: dt.date | None = None) -> Episodes: ...
    @overload
    def published_between(self, first: dt.date | None, last: dt.date | None) -> Episodes: ...
    @overload
    def published_between(self, *, last: dt.date) -> Episodes: ...
    def published_between(
        self, first: dt.date | None = None, last: dt.date | None = None
    ) -> Episodes:
        """Return the episodes published between two days, both included.

        Leave out either day for no limit. An unknown day never matches.

        Raises:
            TypeError: both days are left out, or one is no day, such as a ``datetime``.
            ValueError: the first day is after the last.

        >>> import datetime as dt
        >>> import techforgood_podcast as tfg
        >>> first, last = dt.date(2022, 2, 1), dt.date(2022, 2, 28)
        >>> tfg.load_catalogue().published_between(first, last)
        <Episodes: S1E2>
        """
        if first is None and last is None:
            raise TypeError("expected a first or a last day, found neither")
        begin, end = _day_of(first, dt.date.min), _day_of(last, dt.date.max)
        if begin > end:
            raise ValueError(f"expected a first day before the last, found {begin} and {end}")
        return self._selection.where(
            lambda e: e.published is not None and begin <= e.published <= end
        )


@final
class Episodes(Filters, Collection[Episode]):
    """A selection of the episodes of a catalogue, in order.

    Queries take entities, ids or any text that ``resolve`` finds. Pass several arguments to
    match any of them; chain queries to match all of them. Names are looked up in the whole
    catalogue: querying a selection for a guest of other episodes returns an empty selection.

    >>> import techforgood_podcast as tfg
    >>> episodes = tfg.load_catalogue().episodes
    >>> episodes.by_place("belgique").by_theme("low-tech")
    <Episodes: S1E6>

    In brackets, use an id, or a code that only one episode has:

    >>> episodes["S1E3"] is episodes["s01e03"], "S1E12" in episodes
    (True, False)
    """

    _item_class = Episode
    if TYPE_CHECKING:  # at run time, tools would take them for fields of an answer
        _complete: bool
        # Whether the order is the user's own, or that of a ranking, and not the catalogue's.
        _ordered: bool

    def __init__(
        self,
        indexes: Indexes,
        items: Iterable[Episode] | None = None,
        *,
        ordered: bool = False,
    ) -> None:
        """Select some episodes of a catalogue, or all of them."""
        own = indexes.episodes if items is None else items
        super().__init__(own, "episode", indexes.targets)
        vars(self).update(_indexes=indexes, _complete=items is None, _ordered=ordered)
        self._lend_search()

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the attributes of a copy."""
        vars(self).update(state)
        self._lend_search()

    def _lend_search(self) -> None:
        """Let the errors of the catalogue's collections say what a search finds."""
        if self._complete:
            indexes = self._indexes
            for lent in (indexes.people, indexes.organisations, indexes.themes, indexes.places):
                vars(lent).update(_hint=WeakMethod(self._what_search_finds))

    def _what_search_finds(self, text: str) -> str:
        """Return what a search finds for a name that nothing has, for an error."""
        from ..text.writing import join_names
        from .search import has_table

        if len(self) > _QUICKLY_INDEXED and not has_table(self._indexes):
            return Message("look for it in all texts with ", Remedy("search"))
        try:
            found = self.search(text, MAX_SUGGESTIONS).episodes
        except SearchUnavailableError:
            return ""
        listed = [f"{e.code} ({harmless(cut(e.title, _LETTERS_OF_TITLE))})" for e in found]
        return Message(Remedy("search"), f" finds {join_names(listed, 'en')}") if listed else ""

    @overload
    def resolve(self, ref: Entity | int | str) -> Episode: ...
    @overload
    def resolve(self, ref: Entity | int | str, *, default: DefaultT) -> Episode | DefaultT: ...
    def resolve(self, ref: Any, *, default: Any = ...) -> Any:
        """Return one episode by number, code, id, title or part of a title, or the default.

        Numbers may be in words, as in :meth:`Catalogue.episode`; "the latest" is the last of these
        episodes. The last of two or more words with which a title begins need not be complete.
        Raises the errors of :meth:`Catalogue.episode`.

        >>> import techforgood_podcast as tfg
        >>> tfg.by_theme("emploi").resolve("saison 1, épisode 2").code
        'S1E2'
        """
        return super().resolve(ref, default=default)

    @property
    def _selection(self) -> Episodes:
        return self

    def _find_one(self, ref: Any) -> Episode | None:
        if isinstance(ref, bool) or not isinstance(ref, (int, str)):
            if isinstance(ref, Episode):
                check_show(self._indexes.show, ref.show)
            return super()._find_one(ref)
        from .numbering import with_number

        if isinstance(ref, int):
            return with_number(self._indexes, ref, self._by_id)
        names = self._index
        return (
            self._with_id(ref)
            or self._only_one(names.exact(ref), ref)
            or with_number(self._indexes, ref, self._by_id)
            or self._only_one(names.partial(ref) or names.begun(ref), ref)
        )

    def _with_id(self, id_: str) -> Episode | None:
        """Return the episode with an id, or else the only one with a code."""
        return super()._with_id(id_) or self._with_code(id_)

    def _with_code(self, code: str) -> Episode | None:
        from .numbering import with_code

        return with_code(self._indexes, code, self._by_id)

    def __contains__(self, item: object) -> bool:
        """Return whether this episode is here, or one with this id or code."""
        known = super().__contains__(item)
        return known or (isinstance(item, str) and self._with_code(item) is not None)

    def _unknown(self, text: str, sought: Literal["name", "id"]) -> UnknownNameError:
        from .numbering import codes_instead

        hint = codes_instead(text, self)
        if hint:
            return UnknownNameError(text, "episode", sought=sought, hint=hint)
        error = super()._unknown(text, sought)
        if sought == "id":
            near = [self._by_id[id_] for id_, _ in error.suggestions[:MAX_SUGGESTIONS]]
            shown = [
                f'"{e.id}" ({e.code}, {quoted(cut(e.title, _LETTERS_OF_TITLE))})' for e in near
            ]
            hint = f"did you mean {' or '.join(shown)}?" if shown else ""
            return UnknownNameError(text, "episode", error.suggestions, sought, hint=hint)
        return error

    def sorted(self, key: SortField | Callable[[Episode], Any], *, reverse: bool = False) -> Self:
        """Sort by a field or a function; the sort is stable.

        Episodes for which the value is unknown come last, in either direction.

        Raises:
            TypeError: the key is neither a text nor a function.
            UnknownFieldError: episodes cannot be sorted by this field.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().episodes.sorted("duration", reverse=True)[:3]
        <Episodes: S1E6, S1E8, S1E2>
        >>> tfg.load_catalogue().episodes.sorted(lambda e: len(e.guests), reverse=True)[:2]
        <Episodes: S1E4, S1E1>
        """
        return super().sorted(_sort_key(key), reverse=reverse)

    @property
    def total_duration(self) -> dt.timedelta:
        """The sum of the known durations.

        >>> import techforgood_podcast as tfg
        >>> print(tfg.by_theme("art").total_duration)
        0:31:06
        """
        known = (episode.duration for episode in self if episode.duration is not None)
        return sum(known, dt.timedelta())

    @property
    def guests(self) -> Collection[Person]:
        """The guests of these episodes."""
        return self._among(GUEST)

    @property
    def hosts(self) -> Collection[Person]:
        """The hosts of these episodes."""
        return self._among(HOST)

    @property
    def organisations(self) -> Collection[Organisation]:
        """The organisations that these episodes mention or credit people with."""
        return self._among(ORGANISATION)

    @property
    def themes(self) -> Collection[Theme]:
        """The themes of these episodes."""
        return self._among(THEME)

    @property
    def places(self) -> Collection[Place]:
        """The places in which these episodes are set."""
        return self._among(PLACE)

    @overload
    def count_by(self, facet: Literal["guest", "host", "person"]) -> dict[Person, int]: ...
    @overload
    def count_by(self, facet: Literal["organisation"]) -> dict[Organisation, int]: ...
    @overload
    def count_by(self, facet: Literal["theme"]) -> dict[Theme, int]: ...
    @overload
    def count_by(self, facet: Literal["place"]) -> dict[Place, int]: ...
    @overload
    def count_by(self, facet: Literal["season"]) -> dict[int | None, int]: ...
    def count_by(self, facet: str) -> Mapping[Any, int]:
        """Count these episodes by facet, most frequent value first.

        Each count is the number of episodes that the query of the same name keeps: a theme
        includes its narrower themes, a country its cities, an organisation its descendants.
        Episodes without a season are counted under ``None``.

        Raises:
            TypeError: the facet is no text.
            UnknownFieldError: there is no such facet.

        >>> import techforgood_podcast as tfg
        >>> counts = tfg.load_catalogue().episodes.count_by("guest")
        >>> next(iter(counts.items()))
        (<Person karine-gentelet "Karine Gentelet">, 2)
        """
        if not isinstance(facet, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise wrong_kind('a facet such as "theme"', facet)
        if facet == "season":
            seasons = Counter(episode.season for episode in self)
            order = sorted(seasons.items(), key=lambda item: (-item[1], item[0] is None, item[0]))
            return Counts(facet, order)
        if facet not in FACETS:
            known = (*FACETS, "season")
            raise UnknownFieldError(facet, known, closest(facet, known))
        ids_of, everything = FACETS[facet].ids, FACETS[facet].among(self._indexes)
        counts = Counter(id_ for episode in self for id_ in set(ids_of(episode)))
        found = [(entity, counts[entity.id]) for entity in everything if entity.id in counts]
        return Counts(facet, sorted(found, key=lambda item: -item[1]))

    def __and__(self, other: Episodes) -> Episodes:
        """Return the episodes that are in both, in this catalogue's order.

        Episodes are the same if their ids are, also in a selection of another catalogue, as in
        ``new.episodes - old.episodes``.

        Raises:
            CatalogueError: the other selection is of another show.
        """
        return self._combine(other, set[str].intersection)

    def __or__(self, other: Episodes) -> Episodes:
        """Return the episodes that are in either, in this catalogue's order.

        Raises:
            CatalogueError: the other selection is of another show.
            UnknownNameError: the other selection has an episode that is not in this catalogue.
        """
        return self._combine(other, set[str].union)

    def __sub__(self, other: Episodes) -> Episodes:
        """Return the episodes that are not in the other selection, comparing ids like ``&``.

        Raises:
            CatalogueError: the other selection is of another show.
        """
        return self._combine(other, set[str].difference)

    def _at(self, positions: Iterable[int]) -> Episodes:
        """Return the selected ones of the episodes at some positions in the whole catalogue."""
        found = super()._at(positions)
        if self._complete:  # no need to look at every episode
            return found
        ids = {episode.id for episode in found}
        return self._of(episode for episode in self if episode.id in ids)

    def _combine(
        self, other: Episodes, of_ids: Callable[[set[str], set[str]], set[str]]
    ) -> Episodes:
        """Return the episodes whose ids ``of_ids`` returns, in this catalogue's order."""
        if not isinstance(other, Episodes):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        check_show(self._indexes.show, other._indexes.show)
        ids = of_ids({episode.id for episode in self}, {episode.id for episode in other})
        everything = self._indexes.episodes
        for unknown in sorted(ids.difference(episode.id for episode in everything)):
            raise UnknownNameError(unknown, "episode", sought="id")
        return Episodes(self._indexes, (e for e in everything if e.id in ids))

    def _among(self, facet: Facet[EntityT]) -> Collection[EntityT]:
        """Return the entities of a facet that these episodes themselves have."""
        ids = {id_ for episode in self for id_ in facet.own_ids(episode)}
        entities = facet.among(self._indexes)
        return entities._of(e for e in entities if e.id in ids)  # noqa: SLF001 -- same class

    def _of(self, items: Iterable[Episode]) -> Self:
        return type(self)(self._indexes, items, ordered=self._ordered)

    def _in_order(self, items: Iterable[Episode]) -> Self:
        return type(self)(self._indexes, items, ordered=True)

    def __repr__(self) -> str:
        """Return the class and the codes."""
        return f"<Episodes: {list_some([episode.code for episode in self])}>"

    def _repr_html_(self) -> str:
        """Return a table for notebooks."""
        from ..models.notebooks import episodes_table

        return episodes_table(self)


class Hits(Immutable, tuple[HitT_co, ...]):  # noqa: SLOT001 -- it has an attribute
    """The hits of a search, or related episodes: a tuple, best first.

    Attributes:
        episodes: the episodes as a selection in the order of the hits, which formats for readers
            keep, such as feeds.

    >>> import techforgood_podcast as tfg
    >>> hits = tfg.load_catalogue().search("festival plastique")
    >>> hits, hits.episodes.by_theme("environnement")
    (<Hits: S1E4, S1E8>, <Episodes: S1E8>)
    """

    if TYPE_CHECKING:
        episodes: Episodes
        _among: Episodes
        _understood: Understood | None

    def __new__(
        cls, hits: Iterable[HitT_co], among: Episodes, understood: Understood | None = None
    ) -> Self:
        """Take hits, the selection in which they were found, and what the search understood."""
        found = super().__new__(cls, hits)
        episodes = among._in_order(hit.episode for hit in found)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own
        vars(found).update(episodes=episodes, _among=among, _understood=understood)
        return found

    @cached_property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """The words that no text contains, as typed, each with what it was taken for.

        >>> import techforgood_podcast as tfg
        >>> tfg.search("les invandus de Fénix").corrections
        (('invandus', 'invendus'), ('Fénix', 'Phénix'))
        """
        understood, indexes = self._understood, indexes_in(self._among)
        return understood.corrections(indexes, self.episodes) if understood else ()

    @cached_property
    def unmatched(self) -> tuple[str, ...]:
        """The words that no text of the catalogue contains, as typed, after corrections.

        >>> import techforgood_podcast as tfg
        >>> tfg.search("un xylophone dans un camion").unmatched
        ('xylophone',)
        """
        return self._understood.unmatched() if self._understood else ()

    @cached_property
    def suggestions(self) -> tuple[tuple[str, str], ...]:
        """The ids and names that resemble what was not found, or else titles, closest first.

        >>> import techforgood_podcast as tfg
        >>> tfg.search("Sofund").suggestions
        (('sowefund', 'Sowefund'),)
        """
        understood, indexes = self._understood, indexes_in(self._among)
        return understood.suggestions(indexes, found=bool(self)) if understood else ()

    @cached_property
    def entities(self) -> tuple[Person | Organisation | Theme | Place, ...]:
        """The people, organisations, themes and places that the query names.

        Full names come before parts of names. In a selection, only those of its episodes are named.

        >>> import techforgood_podcast as tfg
        >>> tfg.search("Gentelet à Namur").entities
        (<Place namur "Namur">, <Person karine-gentelet "Karine Gentelet">)
        """
        understood, indexes = self._understood, indexes_in(self._among)
        return understood.entities(indexes, self._among, self.episodes) if understood else ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the hits, their selection, and what the search understood."""
        return type(self), (tuple(self), self._among, self._understood)

    @overload
    def __getitem__(self, key: SupportsIndex) -> HitT_co: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: SupportsIndex | slice) -> HitT_co | Self:
        """Return the hit at an index, or a slice as hits."""
        if isinstance(key, slice):
            return type(self)(super().__getitem__(key), self._among, self._understood)
        return super().__getitem__(key)

    def __repr__(self) -> str:
        """Return the class and the codes of the episodes."""
        return f"<Hits: {list_some([hit.episode.code for hit in self])}>"

    def _repr_html_(self) -> str:
        """Return a table for notebooks: snippets, or what related episodes have in common."""
        from ..models.notebooks import hits_table

        return hits_table(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as a list of expanded plain values, and accept hits only."""
        from ..models.schemas import collection_schema

        item: Any = (get_args(source) or (Hit | Related,))[0]
        return collection_schema(cls, item, handler)


class Counts(dict[Any, int]):
    """Numbers of episodes by the values of a facet, which notebooks show as a table."""

    def __init__(self, facet: str, counts: Iterable[tuple[Any, int]]) -> None:
        """Initialise with the name of a facet, and pairs of a value and its number of episodes."""
        super().__init__(counts)
        self.facet = facet

    def _repr_html_(self) -> str:
        """Return a table for notebooks."""
        from ..models.notebooks import counts_table

        return counts_table(self.facet, self)


def _sort_key(field: SortField | Callable[[Episode], Any]) -> Callable[[Episode], Any]:
    """Return the function to sort episodes with, given one or the name of a field.

    Raises:
        TypeError: it is neither a function nor a text.
        UnknownFieldError: episodes cannot be sorted by this field.

    >>> _sort_key(len)
    <built-in function len>
    """
    if callable(field):
        return field
    if not isinstance(field, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise wrong_kind('a field such as "duration" or a function', field)
    if field not in (known := get_args(SortField)):
        raise UnknownFieldError(field, known, closest(field, known))
    return _SORT_KEYS.get(field) or attrgetter(field)


def _seconds_in(minutes: float) -> float:
    """Return the seconds in some minutes, to the microsecond.

    Raises:
        TypeError: it is no number.
        ValueError: it is "not a number".

    >>> _seconds_in(33.1)
    1986.0
    """
    # Only "not a number" differs from itself; math.isnan refuses very large whole numbers.
    if minutes != minutes:  # noqa: PLR0124
        raise ValueError("expected a number of minutes, found nan")
    try:
        return round(minutes * 60, 6)
    except TypeError:
        raise wrong_kind("a number of minutes", minutes) from None


def _day_of(day: dt.date | None, default: dt.date) -> dt.date:
    """Return a day, or a default for ``None``.

    Raises:
        TypeError: it is no day.

    >>> _day_of(dt.date(2022, 1, 17), dt.date.max)
    datetime.date(2022, 1, 17)
    """
    if isinstance(day, dt.datetime):
        raise TypeError(f"expected a day, without a time, found {day}; pass its date()")
    if not isinstance(day, dt.date | None):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise wrong_kind("a day such as date(2022, 1, 17)", day)
    return default if day is None else day


def unknown_option(value: str, known: Iterable[str], noun: str = "option") -> UnknownOptionError:
    """Return the error for a value that is not known.

    >>> unknown_option("suporter", ["subject", "supporter"])
    UnknownOptionError('suporter', ('subject', 'supporter'), ('supporter',), '', 'option')
    """
    known = tuple(known)
    if noun == "relation" and is_founder(value):
        reason = f"is not a relation; {FOUNDERS}: use founders_of"
        return UnknownOptionError(value, known, reason=reason)
    return UnknownOptionError(value, known, closest(value, known), noun=noun)


def _group_names(episode: Episode) -> Iterator[str]:
    """Yield what the groups who speak in an episode are called, folded, in every language."""
    for guest in episode.guests:
        if guest.group:
            yield from map(fold, (*guest.group.values(), guest.credited_as))


def _postings_of_groups(indexes: Indexes, text: str) -> set[int]:
    """Return the postings of the groups whose names have all words of a text."""
    words = set(fold(text).split())
    postings = indexes.postings(_group_names)
    names = [name for name in postings if words and words <= set(name.split())]
    return {index for name in names for index in postings[name]}


def _id_of(ref: Person | str, some: Collection[Person], people: Collection[Person]) -> str:
    """Return the id of one of some people, or of any person of the catalogue for a record."""
    found = people.resolve(ref, default=None) if isinstance(ref, Person) else None
    return (found or some.resolve(ref)).id


def _check_is_no_person(indexes: Indexes, text: str, kind: Literal["guest", "host"]) -> None:
    """Check that a name that no guest, or no host, has is not the name of another person.

    Raises:
        UnknownNameError: a person has the name; the hint says which queries find this person.
    """
    try:
        person = indexes.people.resolve(text, default=None)
    except AmbiguousNameError:
        return
    if person is not None:
        other, others = ("host", indexes.hosts) if kind == "guest" else ("guest", indexes.guests)
        first = (Remedy(f"by_{other}"), " or ") if person in others else ()
        is_what = f"{person.name} is {f'a {other}' if first else f'not a {kind}'}; use "
        hint = Message(is_what, *first, Remedy("by_person"))
        raise UnknownNameError(text, kind, hint=hint) from None


def _mention_keys(episode: Episode) -> Iterator[tuple[Relation, str]]:
    """Yield the relation and id of each organisation mentioned, and of its ancestors."""
    for mention in episode.organisations:
        for body in mention.organisation.lineage:
            yield mention.relation, body.id
