"""Phrases shared by several formats: names, credits, figures, sources, places.

Formats with markup pass escaped parts; differences between formats are parameters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, overload

from ...models import Episode, LocalizedText, Organisation, Person, Place, Source, Theme
from ...models.episodes import sharing
from ...models.records import names_of
from ...text.folding import fold, has_words
from ...text.writing import capitalize_first, join_lines, join_names, words, write_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...models import Credit, DataInfo, Entity, Figure


@overload
def in_language(text: LocalizedText | str, language: str) -> str: ...
@overload
def in_language(text: LocalizedText | str | None, language: str) -> str | None: ...
def in_language(text: LocalizedText | str | None, language: str) -> str | None:
    """Return a text in a language like ``LocalizedText.best``; ``None`` for no text.

    >>> in_language(LocalizedText(fr="emploi", en="employment"), "en")
    'employment'
    >>> in_language(LocalizedText(fr="emploi"), "en"), in_language("Simplon", "en")
    ('emploi', 'Simplon')
    """
    return text.best(language) if isinstance(text, LocalizedText) else text


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
    """Return the code to print before a title; empty if the title begins with the number.

    >>> from ...packaged.bundled import load_catalogue
    >>> code_before_title(load_catalogue().episode(3))
    'S1E3'
    """
    if episode.number is None:
        return episode.code
    begun = "e?" if episode.season is None else rf"s0*{episode.season}\W?e"
    number = rf"\W*{begun}0*{episode.number}(?!\w)"
    return "" if re.match(number, episode.title, re.IGNORECASE) else episode.code


def title_with_code(episode: Episode) -> str:
    """Return the title of an episode after its code, unless the title begins with the number."""
    code = code_before_title(episode)
    return add_after_dash(code, episode.title) if code else episode.title


def add_after_colon(label: str, text: str, language: str) -> str:
    r"""Return a label, the colon of a language and a text.

    >>> add_after_colon("Thèmes", "emploi", "fr"), add_after_colon("Themes", "employment", "en")
    ('Thèmes\xa0: emploi', 'Themes: employment')
    """
    return f"{label}{words(language)['colon']} {text}"


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


def write_credited(credit: Credit, language: str) -> str:
    """Return the name in a credit for prose, or what the group is called.

    It is the name as credited if that differs from the person's, else with any honorific. Data,
    such as tables, citations and linked data, have the person's name instead.

    >>> from ...models import Credit, Person
    >>> ada = Person(id="ada-miller", name="Ada Miller", honorific="Dr")
    >>> write_credited(Credit(person=ada, credited_as="Mrs Miller"), "en")
    'Mrs Miller'
    >>> write_credited(Credit(person=ada, credited_as="Ada Miller"), "en")
    'Dr Ada Miller'
    """
    if credit.person is None or credit.credited_as != credit.person.name:
        return in_language(credit.group, language) or credit.credited_as
    return write_name(credit.person)


def write_credit(
    name: str,
    role: str | None,
    organisations: Iterable[str] = (),
    *,
    before_role: str = ", ",
    separator: str = ", ",
) -> str:
    """Return a credit: a name, the role, and the affiliations in brackets.

    >>> write_credit("Jean Deydier", "fondateur", ["We TechCare"])
    'Jean Deydier, fondateur (We TechCare)'
    """
    credited = f"{name}{before_role}{role}" if role else name
    return add_brackets(credited, organisations, separator)


def shared_with(credit: Credit, episode: Episode) -> tuple[Credit, ...]:
    """Return the other credits of an episode that share the role of one.

    >>> from ...packaged.bundled import load_catalogue
    >>> episode = load_catalogue().episode(7)
    >>> shared_with(episode.guests[1], episode)
    (<Credit "Saida">, <Credit "Kenwele">)
    """
    return tuple(other for other in sharing(credit, episode) if other != credit)


def name_credited(credit: Credit, language: str) -> str:
    """Return the name of the person in a credit, or what the group is called."""
    return in_language(credit.group, language) or str(credit.person)


def write_role(credit: Credit, episode: Episode, language: str) -> str | None:
    """Return the role in a credit, with the names of all who share it in brackets.

    >>> from ...packaged.bundled import load_catalogue
    >>> episode = load_catalogue().episode(6)
    >>> [write_role(guest, episode, "en") for guest in episode.guests[-2:]]
    ['patients (Arnaud, René)', 'patients (Arnaud, René)']
    """
    role = in_language(credit.role, language)
    every = sharing(credit, episode)
    if role is None or len(every) == 1:
        return role
    return add_brackets(role, [name_credited(one, language) for one in every])


def introduce_role(role: str, names: Sequence[str], language: str) -> str:
    r"""Return a role on the card of one person, after those who share it, if there are any.

    >>> introduce_role("cooks", ["Ann", "Bob"], "en"), introduce_role("cook", [], "en")
    ('credited with Ann and Bob as: cooks', 'cook')
    >>> introduce_role("cuisiniers", ["Ann"], "fr")
    'avec Ann au titre de\xa0: cuisiniers'
    """
    if not names or not role:
        return role
    known = words(language)
    start = f"{known['credited_with']} {join_names(names, language)} {known['credited_as']}"
    return add_after_colon(start, role, language)


def unnamed_organisations(credit: Credit, credited: str) -> list[Organisation]:
    """Return the organisations of a credit that its words name neither by name nor by alias."""
    named = fold(credited)
    return [
        body
        for body in credit.organisations
        if not any(has_words(named, name) for name in names_of(body))
    ]


class FigureText(NamedTuple):
    """A figure as people read it: the number to emphasise, and the statement that follows."""

    number: str
    # A space if the statement goes on from the number, else a dash.
    between: str
    statement: str


def figure_text(figure: Figure, language: str) -> FigureText:
    r"""Return the parts of a figure in a language.

    The number is as printed, without the square brackets around what the source lacks, and begins
    with a capital letter. It is not printed again if the statement begins with it.

    >>> from ...models import Figure, LocalizedText
    >>> loaves = Figure(value=15_000, unit=LocalizedText(fr="pains", en="loaves"),
    ...     as_printed=LocalizedText(fr="plus de 15 000 pains", en="more than 15,000 loaves"),
    ...     statement=LocalizedText(fr="Plus de 15 000 pains cuits.", en="That is a record."))
    >>> figure_text(loaves, "fr")
    FigureText(number='Plus de 15 000 pains', between=' ', statement='cuits.')
    >>> figure_text(loaves, "en")
    FigureText(number='More than 15,000 loaves', between=' – ', statement='That is a record.')
    """
    printed = join_lines(in_language(figure.as_printed, language))
    number = capitalize_first(re.sub(r"[\[\]]", "", printed))
    statement = join_lines(in_language(figure.statement, language))
    year = [] if figure.year is None else [str(figure.year)]
    start, rest = statement[: len(number)], statement[len(number) :]
    if start.casefold() == number.casefold() and rest.startswith(" "):
        return FigureText(number, " ", add_brackets(rest[1:], year))
    return FigureText(number, " – ", add_brackets(statement, year))


def places_to_name(place: Place) -> tuple[Place, ...]:
    """Return a place, the largest region around it, and its country: what people need to know.

    >>> from ...packaged.bundled import load_catalogue
    >>> [place.id for place in places_to_name(load_catalogue().places["aix-en-provence"])]
    ['aix-en-provence', 'provence-alpes-cote-d-azur', 'france']
    """
    around = place.lineage[1:]
    largest = {one.kind: one for one in around}
    return (place, *(largest[kind] for kind in ("region", "country") if kind in largest))


def write_place(place: Place, language: str) -> str:
    """Return the name of a place, with its region and country.

    >>> from ...packaged.bundled import load_catalogue
    >>> write_place(load_catalogue().places["namur"], "en")
    'Namur, Wallonia, Belgium'
    """
    return ", ".join(in_language(named.name, language) for named in places_to_name(place))


def name_kind(entity: Episode | Organisation | Place, language: str) -> str:
    """Return the word for a kind, if it is known.

    A trailer without a number is an introduction.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue()
    >>> name_kind(catalogue.episodes[0], "en"), name_kind(catalogue.place("namur"), "en")
    ('introduction', 'city')
    >>> name_kind(catalogue.organisation("Bayes Impact"), "en")
    'non-governmental organisation'
    """
    if entity.kind is None:
        return ""
    match entity:
        case Organisation():
            key = f"kind_{entity.kind}"
        case Place():
            key = f"place_{entity.kind}"
        case _:
            is_introduction = entity.kind == "trailer" and entity.number is None
            key = "introduction" if is_introduction else entity.kind
    return words(language)[key]


def write_consulted(source: Source, language: str) -> str | None:
    """Return the day on which a source was read, if known.

    >>> import datetime as dt
    >>> from ...models import LocalizedText, Source
    >>> page = Source(id="page", title=LocalizedText(en="Page"), consulted=dt.date(2022, 1, 17))
    >>> write_consulted(page, "en")
    'consulted on 17 January 2022'
    """
    if source.consulted is None:
        return None
    return f"{words(language)['consulted']} {write_day(source.consulted, language)}"


def write_licence(licence: str, language: str) -> str:
    """Return the licence of the data, and what it does not cover.

    >>> write_licence("CC0-1.0", "en")
    'Data licence: CC0-1.0 (no rights in the podcast itself)'
    """
    known = words(language)
    return add_brackets(
        add_after_colon(known["licence"], licence, language), [known["licence_scope"]]
    )


def write_notice(info: DataInfo, language: str) -> str:
    """Return whose catalogue this is and the licence of its data; nothing without a notice.

    >>> from ...models import DataInfo, LocalizedText
    >>> unofficial = LocalizedText(en="This catalogue is unofficial.")
    >>> write_notice(DataInfo(notice=unofficial, licence="MIT"), "en")
    'This catalogue is unofficial. Data licence: MIT (no rights in the podcast itself).'
    """
    if info.notice is None:
        return ""
    licence = [f"{write_licence(info.licence, language)}."] if info.licence else []
    return " ".join([in_language(info.notice, language), *licence])


def sort_themes(themes: Iterable[Theme], language: str) -> list[Theme]:
    """Return themes in the order of their labels in a language.

    >>> from ...models import LocalizedText, Theme
    >>> work = Theme(id="emploi", label=LocalizedText(fr="Emploi", en="Work"))
    >>> health = Theme(id="sante", label=LocalizedText(fr="Santé", en="Health"))
    >>> [theme.id for theme in sort_themes([work, health], "en")]
    ['sante', 'emploi']
    """
    return sorted(themes, key=lambda theme: fold(in_language(theme.label, language)))


def label_themes(themes: Iterable[Theme], language: str) -> list[str]:
    """Return the labels of themes."""
    return [in_language(theme.label, language) for theme in themes]
