"""What renders the templates of a page: the filters and functions that they use."""

from __future__ import annotations

import datetime as dt
import re
from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING, Any, Final

import importlib_resources

from ...catalogue.indexes import organisation_ids, person_ids, place_ids, theme_ids
from ...errors import MissingExtraError
from ...models import Episode, Person, Place, Theme
from ...models.durations import count_seconds, format_duration, format_in_words, format_iso_duration
from ...models.episodes import join_shared
from ...models.records import names_of
from ...text.folding import fold
from ...text.languages import direction_of, name_language
from ...text.writing import founding_word, typeset, words
from ..anchors import anchor_of
from ..citations.bibliography import references
from ..text.notes import clean_notes
from ..text.phrases import places_to_name, write_credited, write_name
from .entries import (
    by_family,
    by_name,
    credits_by_role,
    founded_to_name,
    founders_to_name,
    memberships_to_name,
    statements_by_organisation,
)
from .headings import count_episodes, write_gist
from .languages import (
    day_versions,
    figure_versions,
    kind_versions,
    label_versions,
    licence_versions,
    relation_versions,
    tie_versions,
    versions,
    word_versions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from jinja2 import Environment
    from markupsafe import Markup

    from ...catalogue.catalogue import Catalogue
    from ...catalogue.ties import Related
    from ...models import Credit, Entity, LocalizedText, Organisation
    from .languages import Versions

_FACETS: Final = (
    ("theme", theme_ids),
    ("person", person_ids),
    ("organisation", organisation_ids),
    ("place", place_ids),
)
# At most this many of the things that two episodes share are named.
_SHARED: Final = 3


@cache
def page_environment() -> Environment:
    """Return what renders every page; compiling the templates takes longer than one page."""
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError("html", "html") from error

    def on(function: Callable[..., Any], *names: str) -> Callable[..., Any]:
        """Return a filter that also takes variables of the page."""

        @jinja2.pass_context
        def applied(context: jinja2.runtime.Context, value: Any, /, *rest: Any, **own: Any) -> Any:
            return function(value, *rest, **{name: context[name] for name in names}, **own)

        return applied

    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FunctionLoader(_read),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    filters: dict[str, Any] = {
        "anchor": anchor_of,
        "by_family": by_family,
        "by_name": by_name,
        "clean": clean_notes,
        "clock": format_duration,
        "credits": on(credits_by_role, "catalogue"),
        "facets": _facets,
        "figure": on(figure_versions, "languages"),
        "founded": on(founded_to_name, "catalogue"),
        "founders": on(founders_to_name, "catalogue"),
        "founding": founding_word,
        "former_anchors": on(_former_anchors, "former"),
        "gist": on(write_gist, "languages"),
        "is_in_notes": _is_in_notes,
        "iso": format_iso_duration,
        "kind": on(kind_versions, "languages"),
        "direction": direction_of,
        "language_name": name_language,
        "minutes": _minutes,
        "licence": on(licence_versions, "languages"),
        "lines": join_shared,
        "memberships": on(memberships_to_name, "catalogue"),
        "neighbours": on(_neighbours, "catalogue"),
        "paragraphs": _paragraphs,
        "places": places_to_name,
        "seconds": count_seconds,
        "references": references,
        "relation": on(relation_versions, "languages"),
        "shared": _shared,
        "label": on(label_versions, "languages"),
        "statements": statements_by_organisation,
        "tie": on(tie_versions, "languages"),
        "typeset": typeset,
        "versions": on(versions, "languages"),
        "word_of": on(_word_of, "language"),
        "written": on(day_versions, "languages"),
    }
    environment.filters.update(filters)
    return environment


def _read(name: str) -> str:
    """Return the text of a file in ``page/``."""
    return importlib_resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def read_code(name: str) -> str:
    """Return a script or a style without indentation and comments, which have their own lines."""
    lines = (line.strip() for line in _read(name).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/*")))


def hash_of(text: str) -> str:
    """Return the hash by which a content security policy allows a script or a style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def _is_in_notes(episode: Episode) -> bool:
    """Return whether the notes of an episode begin with its summary."""
    said = fold(str(episode.summary))
    return fold(episode.notes or "").startswith(said)


def _neighbours(episode: Episode, *, catalogue: Catalogue) -> tuple[Episode | None, Episode | None]:
    """Return the episodes before and after one."""
    return catalogue.previous(episode), catalogue.next(episode)


def _minutes(duration: dt.timedelta) -> str:
    """Return a running time in words, to the nearest minute."""
    return format_in_words(dt.timedelta(minutes=max(1, round(duration / dt.timedelta(minutes=1)))))


def _paragraphs(text: str, language: str) -> list[str]:
    """Return the parts of a text between blank lines."""
    return [part for part in typeset(text, language).split("\n\n") if part.strip()]


def _former_anchors(entity: Entity, *, former: dict[str, list[str]]) -> list[str]:
    """Return the anchors that an entity would have by its retired ids."""
    prefix = anchor_of(entity).removesuffix(entity.id)
    return [prefix + id_ for id_ in former.get(entity.id, ())]


def _facets(episode: Episode) -> Iterator[tuple[str, str]]:
    """Give the name of each filter and the ids by which it finds an episode."""
    for name, ids in _FACETS:
        if found := " ".join(dict.fromkeys(ids(episode))):
            yield name, found


def _word_of(key: str, *, language: str) -> str:
    return typeset(words(language)[key], language)


def _shared(other: Related) -> list[LocalizedText | str]:
    """Return the names of what two episodes have in common, or of the first few."""
    names: list[LocalizedText | str] = [
        *(person.name for person in other.people),
        *(body.name for body in other.organisations),
        *(theme.label for theme in other.themes),
    ]
    return names[:_SHARED]


def printers(
    languages: tuple[str, ...],
    spoken: str,
    people: Collection[Person],
    address: Callable[[Entity], str],
    *,
    most: float = inf,
) -> dict[str, Callable[..., str]]:
    """Return the functions by which templates print; what occurs often is written once.

    Args:
        languages: the languages of the page.
        spoken: the language of the show, and so of names and titles.
        people: those whom the page lists; others have no links.
        address: gives the address of an entity, as a page links to it.
        most: so many episodes are named by their codes; more are counted.
    """
    from markupsafe import Markup

    listed = {person.id for person in people}
    put = partial(_put, languages=languages, spoken=spoken)

    # Names and titles, and texts that exist in several languages.
    @cache
    def say(text: LocalizedText | str) -> Markup:
        return put([("", text)] if isinstance(text, str) else versions(text, languages))

    @cache
    def word(key: str, *, capital: bool = False, colon: bool = False) -> Markup:
        return put(word_versions(key, languages, capital=capital, colon=colon))

    @cache
    def to(entity: Entity, name: str = "") -> Markup:
        """Return what the page calls an entity, or another name, with a link to it."""
        label = say(name or _name_of(entity))
        if isinstance(entity, Person) and entity.id not in listed:
            return label
        return Markup("<a href=%s>%s</a>") % (address(entity), label)

    def who(credit: Credit) -> Markup:
        """Return the name in a credit, with a link if it is that of a person."""
        person, group = credit.person, credit.group
        if person is None:
            return say(group or credit.credited_as)
        return to(person, write_credited(credit, spoken))

    def role(credit: Credit) -> Markup:
        """Return a role with links at the organisations that it names; brackets have the others."""
        found = versions(credit.role, languages) if credit.role else [("", "")]
        said = [(tag, typeset(text, tag or spoken)) for tag, text in found]
        bodies = credit.organisations
        return _wrap(
            [(tag, _name_all(text, bodies, address, links)) for tag, text in said], languages
        )

    def links(entities: Iterable[Entity]) -> Markup:
        return Markup(", ").join(map(to, entities))

    def count(episodes: Collection[Episode]) -> Markup:
        return put(count_episodes(len(episodes), languages))

    return {
        "address": address,
        "put": put,
        "say": say,
        "word": word,
        "capital": partial(word, capital=True),
        "label": partial(word, colon=True),
        "capital_label": partial(word, capital=True, colon=True),
        "to": to,
        "who": who,
        "role": role,
        "links": links,
        "codes_of": partial(_name_or_count, to=to, count=count, most=most),
    }


def _name_or_count(
    episodes: Iterable[Episode],
    to: Callable[[Entity], Markup],
    count: Callable[[Collection[Episode]], Markup],
    most: float,
) -> Markup:
    """Return the codes of episodes, each with a link, or how many they are."""
    from markupsafe import Markup

    some = [*episodes]
    found = Markup(" ").join(map(to, some)) if len(some) <= most else count(some)
    return Markup('<small class="in">%s</small>') % found


def _name_all(
    text: str,
    organisations: Iterable[Organisation],
    address: Callable[[Entity], str],
    links: Callable[[Iterable[Entity]], Markup],
) -> Markup:
    """Return a text with links at the organisations that it names, and at the others after it."""
    from markupsafe import Markup, escape

    left = {body.id: body for body in organisations}
    # An alias of one word is often short, and in capital letters.
    names = [
        (spelling, "{}" if name in body.aliases and " " not in name else "(?i:{})", id_)
        for id_, body in left.items()
        for name in names_of(body)
        if (spelling := _any_spelling(name))
    ]
    names.sort(key=lambda one: -len(one[0]))
    pattern = "|".join(rf"(\b{form.format(spelling)}\b)" for spelling, form, _ in names)
    start = 0
    parts: list[Markup] = []
    for match in re.finditer(pattern, text) if pattern else ():
        *_, id_ = names[(match.lastindex or 1) - 1]
        if body := left.pop(id_, None):
            parts.append(escape(text[start : match.start()]))
            parts.append(Markup("<a href=%s>%s</a>") % (address(body), match[0]))
            start = match.end()
    said = Markup().join([*parts, escape(text[start:])])
    return said + Markup(" (%s)") % links(left.values()) if left else said


def _any_spelling(name: str) -> str:
    """Return a regular expression for a name, whatever stands between its words."""
    return r"\W+".join(re.findall(r"\w+", name))


def _put(found: Versions, languages: tuple[str, ...], spoken: str) -> Markup:
    """Return a text in each language of a page, of which the reader sees one."""
    from markupsafe import escape

    return _wrap([(tag, escape(typeset(text, tag or spoken))) for tag, text in found], languages)


def _wrap(texts: list[tuple[str, Markup]], languages: tuple[str, ...]) -> Markup:
    """Return escaped texts, each marked with its language if that is not the only one."""
    from markupsafe import Markup

    if texts[1:]:
        return Markup().join(Markup("<bdi lang=%s>%s</bdi>") % (tag, text) for tag, text in texts)
    ((tag, text),) = texts
    return (
        Markup('<span lang="%s">%s</span>') % (tag, text) if tag and languages != (tag,) else text
    )


def _name_of(entity: Entity) -> LocalizedText | str:
    match entity:
        case Theme():
            return entity.label
        case Place():
            return entity.name
        case Person():
            return write_name(entity)
        case Episode():
            return entity.code
        case _:
            return str(entity)
