"""The catalogue of a show: its records, and the queries on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from .._immutable import cached_property
from ..models import (
    DataInfo,
    Entity,
    Episode,
    Organisation,
    Person,
    Place,
    Redirect,
    Relation,
    Show,
    Source,
    Theme,
)
from ..models.records import Serialisable, same
from .collection import id_of
from .episodes import Episodes, Hits
from .lists import Lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..models.plain import Plain
    from .appearances import Appearance
    from .collection import Collection
    from .differences import Difference
    from .indexes import Contents
    from .merging import OnConflict
    from .related import Related
    from .search import Hit
    from .selecting import Selectable


class Catalogue(Lists, Serialisable):
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
        from .assembly import checked_contents

        given: dict[str, Iterable[Entity]] = {
            "show": (show,),
            "sources": sources,
            "places": places,
            "themes": themes,
            "organisations": organisations,
            "people": people,
            "episodes": episodes,
        }
        contents = checked_contents(given, redirects, info or DataInfo())
        vars(self).update(_contents=contents, _episodes=Episodes(contents))

    @property
    def info(self) -> DataInfo:
        """The version and licence of the data, and the SHA-256 digest of their canonical form."""
        return self._info

    @cached_property
    def _info(self) -> DataInfo:
        info = self._contents.info
        if info.sha256:
            return info
        from .document import digest

        return attrs.evolve(info, sha256=digest(self._contents))

    def by_guest(self, *guests: Person | str) -> Episodes:
        """Return the episodes with one of these guests; see :meth:`Episodes.by_guest`."""
        return self.episodes.by_guest(*guests)

    def by_host(self, *hosts: Person | str) -> Episodes:
        """Return the episodes with one of these hosts; see :meth:`Episodes.by_host`."""
        return self.episodes.by_host(*hosts)

    def by_person(self, *people: Person | str) -> Episodes:
        """Return the episodes with one of these people; see :meth:`Episodes.by_person`."""
        return self.episodes.by_person(*people)

    def by_organisation(
        self, *organisations: Organisation | str, relation: Relation | None = None
    ) -> Episodes:
        """Return the episodes that involve organisations; see :meth:`Episodes.by_organisation`."""
        return self.episodes.by_organisation(*organisations, relation=relation)

    def by_theme(self, *themes: Theme | str, narrower: bool = True) -> Episodes:
        """Return the episodes about one of these themes; see :meth:`Episodes.by_theme`."""
        return self.episodes.by_theme(*themes, narrower=narrower)

    def by_place(self, *places: Place | str) -> Episodes:
        """Return the episodes in or about these places; see :meth:`Episodes.by_place`."""
        return self.episodes.by_place(*places)

    def by_season(self, *seasons: int | None) -> Episodes:
        """Return the episodes of one of these seasons; see :meth:`Episodes.by_season`."""
        return self.episodes.by_season(*seasons)

    def search(
        self, text: str, limit: int = 10, *, all_words: bool = False, prefix: bool = False
    ) -> Hits[Hit]:
        """Search the full text of the episodes; return the best matches first.

        The search covers titles, people and their roles, organisations, themes, keywords, places,
        figures and summaries in all languages, and the publisher's notes. It ignores accents.
        Episodes with more of the words rank higher, and exact words count more than related forms
        such as plurals. A phrase in quotation marks must occur exactly.

        Args:
            text: the words to look for, such as ``'"tech for good" imprimantes'``.
            limit: the maximum number of hits.
            all_words: whether every word must occur, except words such as "the".
            prefix: whether the last word may be the beginning of one, as while somebody types.

        Raises:
            SearchUnavailableError: this build of SQLite has no full-text search (FTS5).

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().search("who throws away unsold food?")[0].episode.code
        'S1E1'
        """
        return self.episodes.search(text, limit, all_words=all_words, prefix=prefix)

    def appearances(self, person: Person | str) -> tuple[Appearance, ...]:
        """Return every appearance of a person, in the order of the episodes.

        A person appears as a host, as a guest, in the crew or by being mentioned. Raises the errors
        of :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> found = tfg.load_catalogue().appearances("Jean Deydier")
        >>> [(one.episode.code, one.part, str(one.credit.role)) for one in found if one.credit]
        [('S1E3', 'guest', 'fondateur de We TechCare')]
        """
        from .appearances import appearances_of

        return tuple(appearances_of(self._contents, id_of(person, self.people)))

    def people_of(self, organisation: Organisation | str) -> Collection[Person]:
        """Return the people of an organisation and of its descendants.

        These are its permanent members, its founders and everyone credited with it in an episode.
        Raises the errors of :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().people_of("Fing")
        <Collection: Hubert Guillaud>
        """
        from .affiliations import people_ids_of

        ids = people_ids_of(self._contents, id_of(organisation, self.organisations))
        return self.people.where(lambda person: person.id in ids)

    def founders_of(self, organisation: Organisation | str) -> Collection[Person]:
        """Return the known founders of an organisation, not necessarily all of them.

        Of a programme, these are the people who created it. Raises the errors of
        :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().founders_of("Purple Alternative Surface")
        <Collection: Pierre Quinonero, Sébastien Molas>
        """
        return self._contents.founders_of(id_of(organisation, self.organisations))

    def organisations_of(self, person: Person | str) -> Collection[Organisation]:
        """Return the organisations of a person.

        These are the person's memberships, what the person founded and the organisations in the
        person's credits. Raises the errors of :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().organisations_of("Marie du Chastel")
        <Collection: Kikk festival>
        """
        from .affiliations import organisation_ids_of

        ids = organisation_ids_of(self._contents, id_of(person, self.people))
        return self.organisations.where(lambda organisation: organisation.id in ids)

    def related(self, episode: Episode | int | str, limit: int = 3) -> Hits[Related]:
        """Return the episodes that share most with an episode, closest first.

        Shared people, organisations and themes count, rarer ones more. Hosts and the crew do not
        count, nor does what more than 1,000 episodes share. Raises the errors of :meth:`episode`.

        >>> import techforgood_podcast as tfg
        >>> closest = tfg.load_catalogue().related(3, limit=1)[0]
        >>> closest.episode.code, [person.name for person in closest.people]
        ('S1E7', ['Karine Gentelet'])
        """
        from .limits import check_show
        from .related import related

        start = episode if isinstance(episode, Episode) else self.episode(episode)
        check_show(self.show, start.show)
        return Hits(related(self._contents, start, limit), self.episodes)

    def episodes_of(self, entity: Person | Organisation | Theme | Place) -> Episodes:
        """Return the episodes of a person, an organisation, a theme or a place.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> [len(catalogue.episodes_of(place)) for place in catalogue.parts("Belgium")]
        [2]
        """
        from .navigation import episodes_of

        return episodes_of(self.episodes, entity)

    def narrower(self, theme: Theme | str) -> Collection[Theme]:
        """Return the themes directly below a theme; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().narrower("environnement")
        <Collection: Déchets et recyclage>
        """
        above = id_of(theme, self.themes)
        return self.themes.where(lambda one: one.broader and one.broader.id == above)

    def parts(self, place: Place | str) -> Collection[Place]:
        """Return the places directly inside a place; see :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().parts("Belgium")
        <Collection: Wallonie>
        """
        around = id_of(place, self.places)
        return self.places.where(lambda one: one.part_of and one.part_of.id == around)

    def next(self, episode: Episode | int | str) -> Episode | None:
        """Return the episode after this one, or ``None`` after the last; see :meth:`episode`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().next("S1E7")
        <Episode S1E8 "Quel avenir pour la tech avec Plastic Odyssey">
        """
        from .navigation import beside

        return beside(self._contents, self.episode(episode), 1)

    def previous(self, episode: Episode | int | str) -> Episode | None:
        """Return the episode before this one, or ``None`` before the first; see :meth:`episode`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().previous("S1 intro") is None
        True
        """
        from .navigation import beside

        return beside(self._contents, self.episode(episode), -1)

    def select(self, items: Iterable[Selectable]) -> Episodes:
        """Return a selection of some episodes in the order given, such as a playlist.

        An episode that comes twice keeps its first place. Formats that list episodes for readers
        keep the order; see :attr:`Format.keeps_order`. Raises the errors of :meth:`subset`.

        Args:
            items: episodes of this catalogue, hits, or anything that :meth:`episode` accepts.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> catalogue.select(["S1E8", 3, *catalogue.search("festival")])
        <Episodes: S1E8, S1E3, S1E4>
        """
        from .selecting import select

        return select(self.episodes, items)

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
        return catalogue_of_contents(self._contents.subset(self.select(episodes)))

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
        from .merging import merge

        return catalogue_of_contents(merge(self._contents, contents_in(other), on_conflict))

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
        from .differences import differences

        return differences(self._contents, contents_in(other))

    def __eq__(self, other: object) -> bool:
        """Return whether the other catalogue has the same records; ``info`` is ignored."""
        if not isinstance(other, Catalogue):
            return NotImplemented
        return same(self._contents.records, other._contents.records, set())

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
        from .document import expanded

        def serialise(catalogue: Catalogue) -> Plain:
            return expanded(catalogue._contents, catalogue.info)

        return instance_schema(cls, serialise, dict[str, Any], handler)

    def _repr_html_(self) -> str:
        """Return the title, the sizes and a table of the episodes for notebooks."""
        from ..models.notebooks import heading

        head = heading(self.show.title, self._counts())
        return head + self.episodes._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def _counts(self) -> Iterator[str]:
        """Yield the size of each list with its noun, such as "9 episodes"."""
        from ..models.sections import SECTIONS

        for section in reversed(SECTIONS[1:]):
            size = len(getattr(self, section.name))
            yield f"{size} {section.noun if size == 1 else section.name}"


def catalogue_of_contents(contents: Contents) -> Catalogue:
    """Return a catalogue of contents that are already sorted and checked."""
    catalogue = Catalogue.__new__(Catalogue)
    vars(catalogue).update(_contents=contents, _episodes=Episodes(contents))
    return catalogue


def contents_in(catalogue: Catalogue) -> Contents:
    """Return the lists and indexes of a catalogue, for the modules that write it."""
    return catalogue._contents  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own
