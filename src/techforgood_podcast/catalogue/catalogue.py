"""``Catalogue``: everything known of one show, and the questions to ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, get_args

import attrs

from .._once import Frozen, hold, once
from ..models import (
    Appearance,
    DataInfo,
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
from ..models.text import same
from ..text.names import closest
from .collection import Collection
from .episodes import Episodes
from .indexes import Contents, contents_of, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..errors import Problem
    from .fulltext import TextIndex
    from .merging import OnConflict
    from .related import Related
    from .search import Hit

__all__ = ["Catalogue", "Collection", "Episodes"]


class Catalogue(Frozen):
    """Everything known of one show, immutable, with queries in plain names.

    Built from a show and its episodes, it holds all that they refer to; the other arguments
    add what nothing refers to.

    Raises:
        CatalogueError: two different records have the same id, or an id is retired.

    >>> show = Show(id="my-show", title="My show", language="en")
    >>> Catalogue(show=show, episodes=[Episode(id="s01e01", show=show, season=1, title="Bread")])
    <Catalogue "My show": 1 episode, 0 people, 0 organisations, 0 themes, 0 places>
    """

    __slots__ = ("_contents",)

    _contents: Contents

    def __init__(  # noqa: PLR0913 -- one argument for each list of the file format
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
        from ..errors import CatalogueError, Problem

        episodes = tuple(episodes)
        problems = [
            Problem(path=f"episodes.{episode.id}.show", message="it belongs to another show")
            for episode in episodes
            if not same(episode.show, show, set())
        ]
        if problems:
            raise CatalogueError(problems)
        lists = reached((show, *sources, *places, *themes, *organisations, *people, *episodes))
        info = attrs.evolve(info or DataInfo(), sha256=None)
        contents = contents_of(info=info, show=show, lists=lists, redirects=redirects)
        hold(self, _contents=contents)

    @classmethod
    def of(cls, contents: Contents) -> Self:
        """Return the catalogue of contents that are in order already."""
        catalogue = cls.__new__(cls)
        hold(catalogue, _contents=contents)
        return catalogue

    @once
    def info(self) -> DataInfo:
        """Version and licence of the data, and the digest of their canonical form."""
        info = self._contents.info
        if info.sha256:
            return info
        from .document import digest

        return attrs.evolve(info, sha256=digest(self._contents))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that texts are written in, that of the show first.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().languages
        ('fr', 'en')
        """
        return self._contents.languages

    @once
    def problems(self) -> tuple[Problem, ...]:
        r"""What no file may hold, so that no format takes it; nothing in a catalogue from files.

        >>> show = Show(id="my-show", title="Bread\a", language="en")
        >>> print(*Catalogue(show=show).problems)
        show.title: the character U+0007 is not allowed
        """
        from .loadable import unloadable

        return () if self._contents.checked else unloadable(self._contents)

    @property
    def show(self) -> Show:
        """The podcast."""
        return self._contents.show

    @once
    def episodes(self) -> Episodes:
        """All episodes, by season and number, the unnumbered first."""
        return Episodes.of(self._contents)

    @property
    def people(self) -> Collection[Person]:
        """Everyone who is named, as a guest, as a host or only in passing."""
        return self._contents.people

    @property
    def guests(self) -> Collection[Person]:
        """Everyone who is a guest of some episode."""
        return self._contents.guests

    @property
    def hosts(self) -> Collection[Person]:
        """Everyone who hosts the show or some episode."""
        return self._contents.hosts

    @property
    def organisations(self) -> Collection[Organisation]:
        """All organisations."""
        return self._contents.organisations

    @property
    def themes(self) -> Collection[Theme]:
        """The vocabulary of themes."""
        return self._contents.themes

    @property
    def places(self) -> Collection[Place]:
        """All places."""
        return self._contents.places

    @property
    def sources(self) -> Collection[Source]:
        """Where the facts were read."""
        return self._contents.sources

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """The ids that are no longer in use, by id."""
        return self._contents.redirects

    def episode(self, ref: int | str) -> Episode:
        """Return one episode by number, code, id, title or an unambiguous part of a title.

        Raises:
            UnknownNameError: no episode answers to it.
            AmbiguousNameError: several do; a number alone may stand in several seasons.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> [catalogue.episode(ref).code for ref in (3, "S1E3", "Plastic Odyssey", "intro")]
        ['S1E3', 'S1E3', 'S1E8', 'S1 intro']
        """
        from .numbering import numbered

        return numbered(self._contents, ref)

    def by_guest(self, *guests: Person | str) -> Episodes:
        """Return the episodes with one of these guests; see :meth:`Episodes.by_guest`."""
        return self.episodes.by_guest(*guests)

    def by_host(self, *hosts: Person | str) -> Episodes:
        """Return the episodes of one of these hosts; see :meth:`Episodes.by_host`."""
        return self.episodes.by_host(*hosts)

    def by_person(self, *people: Person | str) -> Episodes:
        """Return the episodes of one of these people; see :meth:`Episodes.by_person`."""
        return self.episodes.by_person(*people)

    def by_organisation(
        self, *organisations: Organisation | str, relation: Relation | None = None
    ) -> Episodes:
        """Return the episodes about organisations; see :meth:`Episodes.by_organisation`."""
        return self.episodes.by_organisation(*organisations, relation=relation)

    def by_theme(self, *themes: Theme | str, narrower: bool = True) -> Episodes:
        """Return the episodes about themes; see :meth:`Episodes.by_theme`."""
        return self.episodes.by_theme(*themes, narrower=narrower)

    def by_place(self, *places: Place | str) -> Episodes:
        """Return the episodes set in places; see :meth:`Episodes.by_place`."""
        return self.episodes.by_place(*places)

    @once
    def _text_index(self) -> TextIndex:
        from .search import text_index

        return text_index(self.episodes)

    def search(self, text: str, limit: int = 10, *, all_words: bool = False) -> tuple[Hit, ...]:
        """Return the episodes that a text in everyday words is about, best first.

        Titles, people and their roles, organisations, themes, places, figures and summaries are
        read, in every language, and accents, plurals and endings make no difference. The more of
        the words an episode has, the better; what stands in quotation marks has to stand together.

        Args:
            text: what to look for, such as ``'"tech for good" imprimantes'``.
            limit: how many episodes to return at most.
            all_words: whether an episode has to have every word, but for those such as "the".

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().search("who throws away unsold food?")[0].episode.code
        'S1E1'
        """
        from .search import search

        return search(self._text_index, self.episodes, text, limit, all_words=all_words)

    def appearances(self, person: Person | str) -> tuple[tuple[Episode, Appearance], ...]:
        """Return where a person speaks or is named without speaking, in order.

        Raises like :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> found = tfg.load_catalogue().appearances("Jean Deydier")
        >>> [(episode.code, str(appearance.role)) for episode, appearance in found]
        [('S1E3', 'fondateur de We TechCare')]
        """
        wanted = self.people.id_of(person)
        return tuple(
            (episode, appearance)
            for episode in self.by_person(person)
            for appearance in (*episode.guests, *episode.mentioned)
            if appearance.person is not None and appearance.person.id == wanted
        )

    def people_of(self, organisation: Organisation | str) -> Collection[Person]:
        """Return who has to do with an organisation or with a body below it.

        Whoever is credited with it counts, and whoever is a lasting member. Raises like
        :meth:`Collection.resolve`.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().people_of("CHU de Liège")
        <Collection: David Servais, Lara Market>
        """
        wanted = self.organisations.id_of(organisation)
        ids = {
            appearance.person.id
            for episode in self.by_organisation(organisation)
            for appearance in (*episode.guests, *episode.mentioned)
            if appearance.person and _belongs(appearance.organisations, wanted)
        }
        found = (p for p in self.people if p.id in ids or _belongs(p.organisations, wanted))
        return Collection(tuple(found), "person", self._contents.targets)

    def related(self, episode: Episode | int | str, limit: int = 3) -> tuple[Related, ...]:
        """Return the episodes that share most with one, the closest first.

        Shared people (hosts apart), organisations and themes count, each the more the fewer
        episodes have it. Raises like :meth:`episode`.

        >>> import techforgood_podcast as tfg
        >>> closest = tfg.load_catalogue().related(3, limit=1)[0]
        >>> closest.episode.code, [person.name for person in closest.people]
        ('S1E7', ['Karine Gentelet'])
        """
        start = episode if isinstance(episode, Episode) else self.episode(episode)
        from .related import related

        return related(self._contents, start, limit)

    def document(self) -> dict[str, Any]:
        """Return the catalogue as plain values, as one file of the file format holds it.

        >>> import techforgood_podcast as tfg
        >>> list(tfg.load_catalogue().document())[:3]
        ['info', 'show', 'episodes']
        """
        from .document import document

        return document(self._contents)

    def lines(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give the records one by one as plain values, each with its noun, as JSONL holds them.

        >>> import techforgood_podcast as tfg
        >>> [noun for noun, _ in tfg.load_catalogue().lines()][:3]
        ['info', 'show', 'source']
        """
        from .document import lines

        return lines(self._contents)

    def subset(self, episodes: Iterable[Episode]) -> Catalogue:
        """Return a catalogue of these episodes and of what they and the show lead to.

        Raises:
            UnknownNameError: an episode is not one of this catalogue.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().subset(tfg.by_theme("art")).organisations
        <Collection: Collectif Solvo, Kikk festival, Post Uit Hessdalen>
        """
        kept = tuple(episodes)
        for episode in kept:
            if episode not in self.episodes:
                from ..errors import UnknownNameError

                raise UnknownNameError(episode.id, "episode")
        lists = reached((self.show, *kept))
        ids = {entity.id for entities in lists.values() for entity in entities}
        redirects = [r for r in self._contents.redirects if r.to is None or r.to in ids]
        info = attrs.evolve(self._contents.info, sha256=None)
        return self.of(
            contents_of(
                info=info,
                show=self.show,
                lists=lists,
                redirects=redirects,
                checked=self._contents.checked,
            )
        )

    def merge(self, other: Catalogue, on_conflict: OnConflict = "error") -> Catalogue:
        """Return a catalogue of what both hold; where one knows nothing, the other counts.

        Args:
            other: another catalogue of the same show.
            on_conflict: ``"error"``, or ``"replace"`` to let the other's facts count.

        Raises:
            CatalogueError: they contradict each other; each problem names id and field.
            UnknownOptionError: ``on_conflict`` is neither.

        >>> import techforgood_podcast as tfg
        >>> catalogue = tfg.load_catalogue()
        >>> art, work = (catalogue.subset(tfg.by_theme(theme)) for theme in ("art", "emploi"))
        >>> art.merge(work).episodes
        <Episodes: S1E2, S1E3, S1E4, S1E5>
        """
        from .merging import OnConflict, merged

        if on_conflict not in (known := get_args(OnConflict)):
            from ..errors import UnknownOptionError

            raise UnknownOptionError(on_conflict, known, closest(on_conflict, known))
        return self.of(merged(self._contents, other._contents, on_conflict))

    def __eq__(self, other: object) -> bool:
        """Say whether the other holds the same records; ``info`` has no part in it."""
        if not isinstance(other, Catalogue):
            return NotImplemented
        return same(self._contents.records, other._contents.records, set())

    def __hash__(self) -> int:
        """Return a hash of the show and the episodes."""
        return hash((self.show, self.episodes))

    def __repr__(self) -> str:
        """Return the title and the size of each list."""
        return f'<Catalogue "{self.show.title}": {", ".join(self._counts())}>'

    def _repr_html_(self) -> str:
        """Return the title, the sizes and a table of the episodes, for notebooks."""
        from ..models.html import heading
        from ..text.words import words

        head = heading(self.show.title, self._counts(words(self.show.language)))
        return head + self.episodes._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def _counts(self, known: Mapping[str, str] | None = None) -> Iterator[str]:
        from ..models.fields import SECTIONS

        for section in reversed(SECTIONS[1:]):
            size = len(getattr(self, section.name))
            noun = section.noun if size == 1 else section.name
            yield f"{size} {known.get(noun, noun) if known else noun}"


def _belongs(bodies: Iterable[Organisation], id_: str) -> bool:
    return any(above.id == id_ for body in bodies for above in body.lineage)
