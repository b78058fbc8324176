"""The catalogue of a show: its records, and the queries on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, final

import attrs

from .._runtime import Immutable, cached_property
from ..errors import CatalogueError, Problem, UnknownNameError
from ..models import (
    DataInfo,
    Entity,
    Episode,
    Organisation,
    Person,
    Place,
    Redirect,
    Show,
    Source,
    Theme,
)
from ..models.records import Serialisable, same
from ..models.sections import SECTIONS
from ..syntax import with_article, wrong_kind
from .answers import Appearance, Difference, Hit, OnConflict, Related
from .collection import Collection  # noqa: TC001 -- tools read signatures
from .consistency import check_show, check_together
from .episodes import Episodes, Filters, Hits
from .indexes import credits_of, indexes_in, indexes_of, organisation_ids, person_ids, reached

if TYPE_CHECKING:
    from ..models.plain import Plain
    from .indexes import Indexes

Selectable: TypeAlias = Episode | int | str | Hit | Related | Appearance


@final
class Catalogue(Filters, Immutable, Serialisable):
    """The immutable catalogue of a show, with queries by name.

    A catalogue is built from a show and its episodes, and contains everything that they refer to.
    The other arguments add records to which nothing refers.

    Raises:
        CatalogueError: the records break a rule, such as two different ones with the same id.
        TypeError: an argument contains anything but its kind of records.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> catalogue.by_guest("gentelet")
    <Episodes: S1E3, S1E7>
    >>> catalogue.person("gentelet").name
    'Karine Gentelet'
    >>> show = Show(id="my-show", title="My show", language="en")
    >>> Catalogue(show=show, episodes=[Episode(id="s01e01", show=show, season=1, title="Bread")])
    <Catalogue "My show": 1 episode, 0 people, 0 organisations, 0 themes, 0 places>
    """

    def __init__(  # noqa: PLR0913 -- one argument per list
        self,
        *,
        show: Show,
        episodes: Iterable[Episode] = (),
        people: Iterable[Person] = (),
        organisations: Iterable[Organisation] = (),
        themes: Iterable[Theme] = (),
        places: Iterable[Place] = (),
        sources: Iterable[Source] = (),
        redirects: Iterable[Redirect] = (),
        info: DataInfo | None = None,
    ) -> None:
        given: dict[str, Iterable[Entity]] = {
            "show": (show,),
            "sources": sources,
            "places": places,
            "themes": themes,
            "organisations": organisations,
            "people": people,
            "episodes": episodes,
        }
        indexes = _checked(given, redirects, info or DataInfo())
        vars(self).update(_indexes=indexes, _selection=Episodes(indexes))

    @property
    def info(self) -> DataInfo:
        """The version and licence of the data, and the SHA-256 digest of their canonical form."""
        return self._info

    @cached_property
    def _info(self) -> DataInfo:
        info = self._indexes.info
        if info.sha256:
            return info
        from .document import digest

        return attrs.evolve(info, sha256=digest(self._indexes))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the texts, that of the show first.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().languages
        ('fr', 'en')
        """
        return self._indexes.languages

    @property
    def show(self) -> Show:
        """The podcast."""
        return self._indexes.show

    @property
    def episodes(self) -> Episodes:
        """All episodes, by season, those without one last; in a season by day or by number."""
        return self._selection

    @property
    def people(self) -> Collection[Person]:
        """All people: hosts, guests, crew and those only mentioned."""
        return self._indexes.people

    @property
    def guests(self) -> Collection[Person]:
        """The guests of all episodes."""
        return self._indexes.guests

    @property
    def hosts(self) -> Collection[Person]:
        """The hosts of the show and of all episodes."""
        return self._indexes.hosts

    @property
    def organisations(self) -> Collection[Organisation]:
        """All organisations."""
        return self._indexes.organisations

    @property
    def themes(self) -> Collection[Theme]:
        """All themes."""
        return self._indexes.themes

    @property
    def places(self) -> Collection[Place]:
        """All places."""
        return self._indexes.places

    @property
    def sources(self) -> Collection[Source]:
        """The sources of the facts."""
        return self._indexes.sources

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """The retired ids, sorted."""
        return self._indexes.redirects

    def person(self, ref: Person | str) -> Person:
        """Return one person by any of their names; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().person("gentelet")
        <Person karine-gentelet "Karine Gentelet">
        """
        return self.people.resolve(ref)

    def organisation(self, ref: Organisation | str) -> Organisation:
        """Return one organisation by any of its names; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().organisation("bayesimpact")
        <Organisation bayes-impact "Bayes Impact">
        """
        return self.organisations.resolve(ref)

    def theme(self, ref: Theme | str) -> Theme:
        """Return one theme by any of its labels; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().theme("digital inclusion")
        <Theme inclusion-numerique "Inclusion et fracture numériques">
        """
        return self.themes.resolve(ref)

    def place(self, ref: Place | str) -> Place:
        """Return one place by any of its names; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().place("Belgium")
        <Place belgique "Belgique">
        """
        return self.places.resolve(ref)

    def episode(self, ref: Episode | int | str) -> Episode:
        """Return one episode by number, code, id, title or an unambiguous part of a title.

        A number or a place in the show may be in words that a search understands, such as "third
        episode" or "the latest". A whole title goes before them. Part of a title is one of its
        words or more, or its beginning if that has two words.

        Raises:
            CatalogueError: the episode is of another show.
            AmbiguousNameError: several match, such as episodes 3 of different seasons.
            UnknownNameError: no episode matches.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> [catalogue.episode(ref).code for ref in (3, "S1E3", "Plastic Odyssey", "intro")]
        ['S1E3', 'S1E3', 'S1E8', 'S1 intro']
        """
        return self.episodes.resolve(ref)

    def appearances(self, person: Person | str | None = None) -> tuple[Appearance, ...]:
        """Return every appearance of a person, or of everybody, in the order of the episodes.

        A person appears as a host, as a guest, in the crew or by being mentioned. Without a person,
        the groups that speak without names are there as well. Raises the errors of
        :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> found = tfg.load_catalogue().appearances("Karine Gentelet")
        >>> [(one.episode.code, one.part) for one in found]
        [('S1E3', 'guest'), ('S1E7', 'guest')]
        """
        from .ties import everyone_in

        if person is None:
            return tuple(one for episode in self.episodes for _, one in everyone_in(episode))
        id_ = self.people.resolve(person).id
        return tuple(
            appearance
            for episode in self._episodes_with(person_ids, id_)
            for _, appearance in everyone_in(episode)
            if appearance.person is not None and appearance.person.id == id_
        )

    def people_of(self, organisation: Organisation | str) -> Collection[Person]:
        """Return the people of an organisation and of its descendants.

        These are its permanent members, its founders and everyone credited with it in an episode.
        Raises the errors of :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().people_of("Fing")
        <Collection: Hubert Guillaud>
        """
        id_ = self.organisations.resolve(organisation).id
        ids = {
            credit.person.id
            for episode in self._episodes_with(organisation_ids, id_)
            for credit in credits_of(episode)
            if credit.person and _include(credit.organisations, id_)
        }
        return self.people.where(
            lambda p: p.id in ids or _include((*p.organisations, *p.founder_of), id_)
        )

    def founders_of(self, organisation: Organisation | str) -> Collection[Person]:
        """Return the known founders of an organisation, not necessarily all of them.

        Of a programme, these are the people who created it. Raises the errors of
        :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().founders_of("Purple Alternative Surface")
        <Collection: Pierre Quinonero, Sébastien Molas>
        """
        return self._indexes.founders_of(self.organisations.resolve(organisation).id)

    def organisations_of(self, person: Person | str) -> Collection[Organisation]:
        """Return the organisations of a person.

        These are the person's memberships, what the person founded and the organisations in the
        person's credits. Raises the errors of :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().organisations_of("Marie du Chastel")
        <Collection: Kikk festival>
        """
        known = self.people.resolve(person)
        ids = {organisation.id for organisation in (*known.organisations, *known.founder_of)}
        for episode in self._episodes_with(person_ids, known.id):
            for credit in credits_of(episode):
                if credit.person and credit.person.id == known.id:
                    ids.update(organisation.id for organisation in credit.organisations)
        return self.organisations.where(lambda organisation: organisation.id in ids)

    def related(self, episode: Episode | int | str, limit: int = 3) -> Hits[Related]:
        """Return the episodes that share most with an episode, closest first.

        Shared people, organisations and themes count, rarer ones more; the crew and what more than
        1,000 episodes share do not. In a show of three or more, an episode that shares nothing has
        those with its hosts or places, else the next and the previous. Raises the errors of
        :meth:`episode`.

        >>> import techforgood_podcast as tfg
        >>> closest = tfg.load_catalogue().related(3, limit=1)[0]
        >>> closest.episode.code, [person.name for person in closest.people]
        ('S1E7', ['Karine Gentelet'])
        """
        from .ties import related

        return Hits(related(self._indexes, self.episode(episode), limit), self.episodes)

    def episodes_of(self, entity: Person | Organisation | Theme | Place) -> Episodes:
        """Return the episodes of a person, an organisation, a theme or a place.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> [len(catalogue.episodes_of(place)) for place in catalogue.parts("Belgium")]
        [2]
        """
        asked: object = entity
        match asked:
            case Person():
                return self.by_person(asked)
            case Organisation():
                return self.by_organisation(asked)
            case Theme():
                return self.by_theme(asked)
            case Place():
                return self.by_place(asked)
            case _:
                raise wrong_kind("a person, organisation, theme or place", asked)

    def narrower(self, theme: Theme | str) -> Collection[Theme]:
        """Return the themes directly below a theme; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().narrower("environnement")
        <Collection: Déchets et recyclage, Gaspillage alimentaire>
        """
        above = self.themes.resolve(theme).id
        return self.themes.where(lambda one: one.broader and one.broader.id == above)

    def parts(self, place: Place | str) -> Collection[Place]:
        """Return the places directly inside a place; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().parts("Belgium")
        <Collection: Wallonie>
        """
        around = self.places.resolve(place).id
        return self.places.where(lambda one: one.part_of and one.part_of.id == around)

    def next(self, episode: Episode | int | str) -> Episode | None:
        """Return the episode after this one, or ``None`` after the last; see :meth:`episode`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().next("S1E7")
        <Episode S1E8 "Quel avenir pour la tech avec Plastic Odyssey">
        """
        return self._indexes.beside(self.episode(episode), 1)

    def previous(self, episode: Episode | int | str) -> Episode | None:
        """Return the episode before this one, or ``None`` before the first; see :meth:`episode`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().previous("S1 intro") is None
        True
        """
        return self._indexes.beside(self.episode(episode), -1)

    def select(self, items: Iterable[Selectable]) -> Episodes:
        """Return a selection of some episodes in the order given, such as a playlist.

        An episode that comes twice keeps its first place. Feeds, citations, pages and ``csv`` keep
        the order. Raises the errors of :meth:`subset`.

        Args:
            items: episodes of this catalogue, hits, or anything that :meth:`episode` accepts.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> catalogue.select(["S1E8", 3, *catalogue.search("festival")])
        <Episodes: S1E8, S1E3, S1E4>
        """
        if isinstance(items, str):
            raise wrong_kind("several episodes", items)
        chosen = getattr(items, "episodes", items)  # a selection or hits, which may be empty
        if isinstance(chosen, Episodes):
            check_show(self.show, indexes_in(chosen).show)
        found: dict[str, Episode] = {}
        for item in items:
            # What a query returned is known by its episode, so that its module need not be
            # imported.
            episode = self._own(getattr(item, "episode", None) or item)
            found.setdefault(episode.id, episode)
        return Episodes(self._indexes, found.values(), ordered=True)

    def subset(self, episodes: Iterable[Selectable]) -> Catalogue:
        """Return a catalogue of these episodes and of everything that they and the show refer to.

        Args:
            episodes: episodes of this catalogue, hits, or anything that :meth:`episode` accepts.

        Raises:
            CatalogueError: an episode, or the selection, is of another show.
            UnknownNameError: an episode is not in this catalogue.
            AmbiguousNameError: a number or title matches several episodes.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().subset(tfg.by_theme("art")).organisations
        <Collection: Collectif Solvo, Kikk festival, Post Uit Hessdalen>
        >>> tfg.load_catalogue().subset(["S1E3", "Plastic Odyssey"]).episodes
        <Episodes: S1E3, S1E8>
        """
        return catalogue_of_indexes(self._indexes.subset(self.select(episodes)))

    def merge(self, other: Catalogue, on_conflict: OnConflict = "error") -> Catalogue:
        """Return a catalogue with the records of both, each field filled from the other if empty.

        Args:
            other: another catalogue of the same show.
            on_conflict: ``"error"``, or ``"replace"`` to prefer the values of ``other``.

        Raises:
            CatalogueError: the catalogues contradict each other, each problem naming id and field,
                or are of different shows.
            UnknownOptionError: ``on_conflict`` has another value.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> art, work = (catalogue.subset(tfg.by_theme(theme)) for theme in ("art", "emploi"))
        >>> art.merge(work).episodes
        <Episodes: S1E2, S1E3, S1E4, S1E5, S1E7>
        """
        from .changes import merge

        return catalogue_of_indexes(merge(self._indexes, indexes_in(other), on_conflict))

    def diff(self, other: Catalogue) -> tuple[Difference, ...]:
        """Return the differences between this catalogue and a later version of it.

        There is one :class:`Difference` for each record that was added or removed, and for each
        field of a record that was changed: the show first, then each list by id, then the
        redirects. ``info`` and the e-mail address of the show's owner are not compared.

        Args:
            other: the later version.

        Raises:
            CatalogueError: an id means something else in the later version, or was retired before.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> print(catalogue.subset([1]).diff(catalogue.subset([1, 8]))[0])
        added episode s01e08: Quel avenir pour la tech avec Plastic Odyssey
        """
        from .changes import differences

        return differences(self._indexes, indexes_in(other))

    def __eq__(self, other: object) -> bool:
        """Return whether the other catalogue has the same records; ``info`` is ignored."""
        if not isinstance(other, Catalogue):
            return NotImplemented
        return same(self._indexes.records, other._indexes.records, set())

    def __hash__(self) -> int:
        """Return the hash of the show and the episodes."""
        return hash((self.show, self.episodes))

    def __repr__(self) -> str:
        """Return the title and the size of each list."""
        return f'<Catalogue "{self.show.title}": {", ".join(self._counts())}>'

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as expanded plain values, and accept catalogues only."""
        from ..models.schemas import instance_schema
        from .document import expanded_document

        def serialise(catalogue: Catalogue) -> Plain:
            return expanded_document(catalogue._indexes, catalogue.info)

        return instance_schema(cls, serialise, dict[str, Any], handler)

    def _repr_html_(self) -> str:
        """Return the title, the sizes and a table of the episodes for notebooks."""
        from ..models.notebooks import heading

        head = heading(self.show.title, self._counts())
        return head + self.episodes._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def _episodes_with(
        self, keys_of: Callable[[Episode], Iterable[str]], key: str
    ) -> Iterator[Episode]:
        """Yield the episodes for which ``keys_of`` yields a key."""
        for position in self._indexes.postings(keys_of).get(key, ()):
            yield self._indexes.episodes[position]

    def _own(self, ref: Any) -> Episode:
        """Return the catalogue's episode that equals another; the same id is not enough."""
        if isinstance(ref, Episode) and ref not in self.episodes:
            check_show(self.show, ref.show)
            differs = "this catalogue's episode with this id differs; pass the id to select it"
            hint = differs if ref.id in self.episodes else ""
            raise UnknownNameError(ref.id, "episode", hint=hint)
        return self.episode(ref)

    def _counts(self) -> Iterator[str]:
        """Yield the size of each list with its noun, such as "9 episodes"."""
        for section in reversed(SECTIONS[1:]):
            size = len(getattr(self, section.name))
            yield f"{size} {section.noun if size == 1 else section.name}"


def catalogue_of_indexes(indexes: Indexes) -> Catalogue:
    """Return a catalogue of indexes that are already sorted and checked."""
    catalogue = Catalogue.__new__(Catalogue)
    vars(catalogue).update(_indexes=indexes, _selection=Episodes(indexes))
    return catalogue


def _checked(
    given: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect], info: DataInfo
) -> Indexes:
    """Return records from Python as the indexes of a catalogue, with all that they refer to.

    Raises:
        CatalogueError: the records contradict each other, or an episode has another show.
        TypeError: a value is not a record, or not of the kind of its list.
    """
    records: dict[str, tuple[Any, ...]] = {name: tuple(values) for name, values in given.items()}
    retired = tuple(redirects)
    _check_given({**records, "redirects": retired, "info": (info,)})
    (show,) = records["show"]
    lists = reached(entity for entities in records.values() for entity in entities)
    check_together(lists, retired)
    return indexes_of(info=info, show=show, lists=lists, redirects=retired)


def _check_given(given: Mapping[str, tuple[Any, ...]]) -> None:
    """Refuse values that are not records of their list, and episodes of another show."""
    kinds: dict[str, type] = {section.name: section.model for section in SECTIONS}
    kinds |= {"show": Show, "redirects": Redirect, "info": DataInfo}
    for name, values in given.items():
        for value in values:
            if not isinstance(value, kinds[name]):
                raise wrong_kind(f"{with_article(kinds[name].__name__)} in {name}", value)
    (show,) = given["show"]
    problems = [
        Problem(path=f"episodes.{e.id}.show", message="differs from the show of the catalogue")
        for e in given["episodes"]
        if not same(e.show, show, set())
    ]
    if problems:
        raise CatalogueError(problems)


def _include(organisations: Iterable[Organisation], id_: str) -> bool:
    """Return whether one of these organisations, or an ancestor of one, has this id."""
    return any(above.id == id_ for own in organisations for above in own.lineage)
