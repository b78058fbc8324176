"""The lists of a catalogue, and look-ups by name in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._immutable import Immutable

if TYPE_CHECKING:
    from ..models import Episode, Organisation, Person, Place, Redirect, Show, Source, Theme
    from .collection import Collection
    from .episodes import Episodes
    from .indexes import Contents


class Lists(Immutable):
    """What is in a catalogue."""

    if TYPE_CHECKING:  # at run time, tools would take them for fields of an answer
        _contents: Contents
        _episodes: Episodes

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the texts, that of the show first.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().languages
        ('fr', 'en')
        """
        return self._contents.languages

    @property
    def show(self) -> Show:
        """The podcast."""
        return self._contents.show

    @property
    def episodes(self) -> Episodes:
        """All episodes, by season, those without one last; in a season by day or by number."""
        return self._episodes

    @property
    def people(self) -> Collection[Person]:
        """All people: hosts, guests, crew and those only mentioned."""
        return self._contents.people

    @property
    def guests(self) -> Collection[Person]:
        """The guests of all episodes."""
        return self._contents.guests

    @property
    def hosts(self) -> Collection[Person]:
        """The hosts of the show and of all episodes."""
        return self._contents.hosts

    @property
    def organisations(self) -> Collection[Organisation]:
        """All organisations."""
        return self._contents.organisations

    @property
    def themes(self) -> Collection[Theme]:
        """All themes."""
        return self._contents.themes

    @property
    def places(self) -> Collection[Place]:
        """All places."""
        return self._contents.places

    @property
    def sources(self) -> Collection[Source]:
        """The sources of the facts."""
        return self._contents.sources

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """The retired ids, sorted."""
        return self._contents.redirects

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
        <Theme inclusion-numerique "Inclusion numérique">
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

        Part of a title is one of its words or more, or its beginning if that has two words.

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
