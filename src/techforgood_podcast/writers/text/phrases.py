"""Phrases shared by several formats: names, credits, figures, sources, places.

Those of a language are methods of :class:`Phrases`, which a writer makes once. Formats with markup
pass escaped parts; differences between formats are parameters.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

import attrs

from ...models import Episode, LocalizedText, Organisation, Person, Place, Source, Theme
from ...models.episodes import sharing
from ...models.records import names_of
from ...text.folding import fold, has_words
from ...text.languages import language_of
from ...text.writing import capitalize_first, join_lines, join_names, straighten, write_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...models import Credit, DataInfo, Entity, Figure
    from ...text.languages import Labels


def add_brackets(text: str, items: Iterable[str], separator: str = ", ") -> str:
    """Return a text followed by a list in brackets, unless the list is empty.

    >>> add_brackets("Jean Deydier", ["We TechCare", "Emmaüs Connect"])
    'Jean Deydier (We TechCare, Emmaüs Connect)'
    >>> add_brackets("Jean Deydier", [])
    'Jean Deydier'
    """
    listed = separator.join(items)
    return f"{text} ({listed})" if listed else text


def add_after_dash(text: str, addition: str | None) -> str:
    """Return a text followed by a dash and an addition, if there is one.

    >>> add_after_dash("S1E3", "Fracture numérique"), add_after_dash("We TechCare", None)
    ('S1E3 – Fracture numérique', 'We TechCare')
    """
    return f"{text} – {addition}" if addition else text


def code_before_title(episode: Episode) -> str:
    """Return the code or written day to print before a title that does not begin with the number.

    >>> from ...packaged.bundled import load_catalogue
    >>> code_before_title(load_catalogue().episode(3))
    'S1E3'
    """
    day, code = episode.published, episode.code
    if episode.number is None:
        return write_day(day, episode.show.language) if day and code == str(day) else code
    begun = "e?" if episode.season is None else rf"s0*{episode.season}\W?e"
    number = rf"\W*{begun}0*{episode.number}(?!\w)"
    return "" if re.match(number, episode.title, re.IGNORECASE) else code


def title_with_code(episode: Episode) -> str:
    """Return the title of an episode after its code, unless the title begins with the number."""
    code = code_before_title(episode)
    return add_after_dash(code, episode.title) if code else episode.title


def name_of(entity: Entity, *, honorific: bool = True) -> LocalizedText | str:
    """Return what a record is called.

    Prose, headings and links call a person with any honorific. Listings, the titles that filters
    give a page, and data have the name alone: there, names are compared and typed again.

    >>> from ...packaged.bundled import load_catalogue
    >>> servais = load_catalogue().person("David Servais")
    >>> name_of(servais), name_of(servais, honorific=False)
    ('Dr David Servais', 'David Servais')
    """
    match entity:
        case Theme():
            return entity.label
        case Place():
            return entity.name
        case Source():
            return entity.title
        case Episode():
            return title_with_code(entity)
        case Person() if honorific:
            return write_name(entity)
        case _:
            return str(entity)


def write_name(person: Person) -> str:
    """Return the name of a person in prose, with any honorific that it does not have already.

    >>> from ...models import Person
    >>> [write_name(Person(id="a", name=name, honorific="Dr")) for name in ("Ann", "Dr. Ann")]
    ['Dr Ann', 'Dr. Ann']
    """
    honorific = person.honorific
    if honorific is None or has_words(fold(person.name), honorific):
        return person.name
    return f"{honorific} {person.name}"


def write_credit(name: str, role: str | None, organisations: Iterable[str] = ()) -> str:
    """Return a credit: a name, the role, and the affiliations in brackets.

    >>> write_credit("Jean Deydier", "fondateur", ["We TechCare"])
    'Jean Deydier, fondateur (We TechCare)'
    """
    return add_brackets(f"{name}, {role}" if role else name, organisations)


def shared_with(credit: Credit, episode: Episode) -> tuple[Credit, ...]:
    """Return the other credits of an episode that share the role of one.

    >>> from ...packaged.bundled import load_catalogue
    >>> episode = load_catalogue().episode(7)
    >>> shared_with(episode.guests[1], episode)
    (<Credit "Saida">, <Credit "Kenwele">)
    """
    return tuple(other for other in sharing(credit, episode) if other != credit)


def unnamed_organisations(bodies: Iterable[Organisation], credited: str) -> list[Organisation]:
    """Return organisations that the words of a credit name neither by name nor by alias."""
    named = fold(credited)
    return [body for body in bodies if not any(has_words(named, name) for name in names_of(body))]


class FigureText(NamedTuple):
    """A figure as people read it: the number to emphasise, and the statement that follows."""

    number: str
    # A space if the statement goes on from the number, else a dash.
    between: str
    statement: str


def places_to_name(place: Place) -> tuple[Place, ...]:
    """Return a place, the largest region around it, and its country: what people need to know.

    >>> from ...packaged.bundled import load_catalogue
    >>> [place.id for place in places_to_name(load_catalogue().places["aix-en-provence"])]
    ['aix-en-provence', 'provence-alpes-cote-d-azur', 'france']
    """
    around = place.lineage[1:]
    largest = {one.kind: one for one in around}
    return (place, *(largest[kind] for kind in ("region", "country") if kind in largest))


def kind_key(entity: Episode | Organisation | Place) -> str:
    """Return the key of the word for a kind; a trailer without a number is an introduction."""
    match entity:
        case Organisation():
            return f"kind_{entity.kind}"
        case Place():
            return f"place_{entity.kind}"
        case Episode(kind="trailer", number=None):
            return "introduction"
        case _:
            return entity.kind


@attrs.frozen(eq=False)
class Phrases:
    """What is said in one language.

    Attributes:
        language: the tag of the language.

    >>> phrases = Phrases("en")
    >>> phrases.words["guests"], phrases.relations["creator"].by
    ('guests', 'created by')
    """

    language: str

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The fixed words of the language, or the English ones if it has none."""
        return language_of(self.language).words

    @cached_property
    def relations(self) -> Mapping[str, Labels]:
        """The labels of each relation in the language, or the English ones if it has none."""
        return language_of(self.language).relations

    @overload
    def say(self, text: LocalizedText | str) -> str: ...
    @overload
    def say(self, text: LocalizedText | str | None) -> str | None: ...
    def say(self, text: LocalizedText | str | None) -> str | None:
        """Return a text in the language like ``LocalizedText.best``; ``None`` for no text.

        >>> employment, phrases = LocalizedText(fr="emploi", en="employment"), Phrases("en")
        >>> phrases.say(employment), phrases.say(LocalizedText(fr="emploi")), phrases.say("Simplon")
        ('employment', 'emploi', 'Simplon')
        """
        return text.best(self.language) if isinstance(text, LocalizedText) else text

    def add_after_colon(self, label: str, text: str) -> str:
        r"""Return a label, the colon of the language and a text.

        >>> Phrases("fr").add_after_colon("Thèmes", "emploi")
        'Thèmes\xa0: emploi'
        """
        return f"{label}{self.words['colon']} {text}"

    def write_credited(self, credit: Credit) -> str:
        """Return the name in a credit for prose, or what the group is called.

        It is the name as credited if that differs from the person's, else with any honorific. Data,
        such as tables, citations and linked data, have the person's name instead.

        >>> from ...models import Credit, Person
        >>> ada = Person(id="ada-miller", name="Ada Miller", honorific="Dr")
        >>> names = ("Mrs Miller", "Ada Miller")
        >>> credits_ = [Credit(person=ada, credited_as=name) for name in names]
        >>> list(map(Phrases("en").write_credited, credits_))
        ['Mrs Miller', 'Dr Ada Miller']
        """
        if credit.person is None or credit.credited_as != credit.person.name:
            return self.say(credit.group) or credit.credited_as
        return write_name(credit.person)

    def name_credited(self, credit: Credit) -> str:
        """Return the name of the person in a credit, or what the group is called."""
        return self.say(credit.group) or str(credit.person)

    def write_role(self, credit: Credit, episode: Episode) -> str | None:
        """Return the role in a credit, with the names of all who share it in brackets.

        >>> from ...packaged.bundled import load_catalogue
        >>> episode = load_catalogue().episode(6)
        >>> [Phrases("en").write_role(guest, episode) for guest in episode.guests[-2:]]
        ['patients (Arnaud, René)', 'patients (Arnaud, René)']
        """
        role = self.say(credit.role)
        every = sharing(credit, episode)
        if role is None or len(every) == 1:
            return role
        return add_brackets(role, [self.name_credited(one) for one in every])

    def write_own_role(self, credit: Credit, episode: Episode) -> str:
        """Return the role of one person, with those who share it in brackets.

        >>> from ...packaged.bundled import load_catalogue
        >>> episode = load_catalogue().episode(6)
        >>> Phrases("en").write_own_role(episode.guests[-1], episode)
        'patients (with Arnaud)'
        """
        role = self.say(credit.role) or ""
        names = [self.write_credited(other) for other in shared_with(credit, episode)]
        if not names or not role:
            return role
        return add_brackets(role, [f"{self.words['with']} {join_names(names, self.language)}"])

    def figure_text(self, figure: Figure) -> FigureText:
        r"""Return the parts of a figure.

        The number is as printed, without the square brackets around what the source lacks, and
        begins with a capital letter. It is not printed again if the statement begins with it.

        >>> from ...models import Figure, LocalizedText
        >>> loaves = Figure(value=15_000, unit=LocalizedText(fr="pains", en="loaves"),
        ...     as_printed=LocalizedText(fr="plus de 15 000 pains", en="more than 15,000 loaves"),
        ...     statement=LocalizedText(fr="Plus de 15 000 pains cuits.", en="That is a record."))
        >>> Phrases("fr").figure_text(loaves)
        FigureText(number='Plus de 15 000 pains', between=' ', statement='cuits.')
        >>> Phrases("en").figure_text(loaves)
        FigureText(number='More than 15,000 loaves', between=' – ', statement='That is a record.')
        """
        printed = join_lines(self.say(figure.as_printed))
        number = capitalize_first(re.sub(r"[\[\]]", "", printed).strip() or printed)
        statement = join_lines(self.say(figure.statement))
        year = [] if figure.year is None else [str(figure.year)]
        start, rest = statement[: len(number)], statement[len(number) :]
        if start.casefold() == number.casefold() and rest.startswith(" "):
            return FigureText(number, " ", add_brackets(rest[1:], year))
        return FigureText(number, " – ", add_brackets(statement, year))

    def write_place(self, place: Place) -> str:
        """Return the name of a place, with its region and country.

        >>> from ...packaged.bundled import load_catalogue
        >>> Phrases("en").write_place(load_catalogue().places["namur"])
        'Namur, Wallonia, Belgium'
        """
        return ", ".join(self.say(named.name) for named in places_to_name(place))

    def name_kind(self, entity: Episode | Organisation | Place) -> str:
        """Return the word for a kind, if it is known.

        >>> from ...packaged.bundled import load_catalogue
        >>> catalogue = load_catalogue()
        >>> phrases = Phrases("en")
        >>> phrases.name_kind(catalogue.episodes[0]), phrases.name_kind(catalogue.place("namur"))
        ('introduction', 'city')
        >>> phrases.name_kind(catalogue.organisation("Bayes Impact"))
        'non-governmental organisation'
        """
        return self.words[kind_key(entity)] if entity.kind else ""

    def write_consulted(self, source: Source) -> str | None:
        """Return the day on which a source was read, if known.

        >>> import datetime as dt
        >>> from ...models import LocalizedText, Source
        >>> page = Source(id="page", title=LocalizedText(en="Page"), consulted=dt.date(2022, 1, 17))
        >>> Phrases("en").write_consulted(page)
        'consulted on 17 January 2022'
        """
        if source.consulted is None:
            return None
        return f"{self.words['consulted']} {write_day(source.consulted, self.language)}"

    def write_licence(self, licence: str) -> str:
        """Return the licence of the data, and what it does not cover.

        >>> Phrases("en").write_licence("CC0-1.0")
        'Data licence: CC0-1.0 (no rights in the podcast itself)'
        """
        named = self.add_after_colon(self.words["licence"], licence)
        return add_brackets(named, [self.words["licence_scope"]])

    def write_notice(self, info: DataInfo) -> str:
        """Return whose catalogue this is and the licence of its data; nothing without a notice.

        >>> from ...models import DataInfo, LocalizedText
        >>> unofficial = LocalizedText(en="This catalogue is unofficial.")
        >>> Phrases("en").write_notice(DataInfo(notice=unofficial, licence="MIT"))
        'This catalogue is unofficial. Data licence: MIT (no rights in the podcast itself).'
        """
        if info.notice is None:
            return ""
        licence = [f"{self.write_licence(info.licence)}."] if info.licence else []
        return straighten(" ".join([self.say(info.notice), *licence]))

    def sort_themes(self, themes: Iterable[Theme]) -> list[Theme]:
        """Return themes in the order of their labels.

        >>> from ...models import LocalizedText, Theme
        >>> work = Theme(id="emploi", label=LocalizedText(fr="Emploi", en="Work"))
        >>> health = Theme(id="sante", label=LocalizedText(fr="Santé", en="Health"))
        >>> [theme.id for theme in Phrases("en").sort_themes([work, health])]
        ['sante', 'emploi']
        """
        return sorted(themes, key=lambda theme: fold(self.say(theme.label)))

    def label_themes(self, themes: Iterable[Theme]) -> list[str]:
        """Return the labels of themes."""
        return [self.say(theme.label) for theme in themes]
