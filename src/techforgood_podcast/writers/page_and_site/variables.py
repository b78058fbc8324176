"""The variables of templates: values of the catalogue, and functions that know the page.

What a function needs to know is the catalogue, the languages of the page, or the addresses to which
it links. A function that knows only its value is a filter, in ``templates.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, partial
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ...models import Episode, Person
from ...models.records import names_of
from ...text.languages import choose_page_language, direction_of, direction_of_text
from ...text.writing import typeset
from ..text.facts import founded_to_name, founders_to_name
from ..text.phrases import Phrases, name_of
from .colours import darken
from .headings import (
    count_episodes,
    group_by_length,
    lacking,
    summarize,
    write_gist,
    write_span,
)
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
from .profiles import (
    credits_by_role,
    members_of,
    memberships_to_name,
    support_in,
    ties_of,
    tree_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from markupsafe import Markup

    from ...catalogue.answers import Related
    from ...catalogue.catalogue import Catalogue
    from ...models import Credit, Entity, LocalizedText, Organisation, Place
    from .headings import Listing
    from .languages import Versions

# An address up to its host, where nothing in it has a meaning in a policy.
_HOST: Final = re.compile(r"https?://[\w.-]+(?::\d+)?(?=[/?#]|$)", re.ASCII)
# At most this many of the things that two episodes share are named.
_SHARED: Final = 3
# That of style.css in light.
_ACCENT: Final = "#a8391f"
# What is printed of a figure, a summary, an episode, a day, a statement or a tie.
_PRINTED: Final[Mapping[str, Callable[..., Versions]]] = {
    "figure_text": figure_versions,
    "gist": write_gist,
    "kind_of": kind_versions,
    "licence_text": licence_versions,
    "relation_label": relation_versions,
    "statement_label": label_versions,
    "tie_label": tie_versions,
    "written": day_versions,
}


def page_values(
    catalogue: Catalogue, listing: Listing, languages: tuple[str, ...], accent: str | None
) -> dict[str, Any]:
    """Return what the templates say of a catalogue, in one page or in each page of a site.

    Args:
        catalogue: what is written.
        listing: its episodes in the order of the page.
        languages: the languages of a page.
        accent: the one colour of a page, if another than the usual one.
    """
    show, language = catalogue.show, languages[0]
    phrases = Phrases(language)
    lengths = group_by_length(listing.episodes, languages)

    def word_of(key: str) -> str:
        return typeset(phrases.words[key], language)

    return {
        "catalogue": catalogue,
        "show": show,
        "sounds": sound_schemes(catalogue.episodes),
        "themes": tree_of(
            catalogue.themes,
            lambda theme: theme.broader,
            lambda theme: phrases.say(theme.label),
        ),
        "places": tree_of(
            catalogue.places,
            lambda place: place.part_of,
            lambda place: phrases.say(place.name),
        ),
        "members": members_of(catalogue),
        "support": support_in(catalogue),
        "ties": ties_of(catalogue),
        "related_to": partial(_related_to, catalogue=catalogue, everywhere=_everywhere(catalogue)),
        "versions_of": partial(versions, languages=languages),
        "word_of": word_of,
        "neighbours": _neighbours(listing.sequence),
        "credits_of": partial(credits_by_role, catalogue=catalogue),
        "founded_by": partial(founded_to_name, catalogue=catalogue),
        "founders_of": partial(founders_to_name, catalogue=catalogue),
        "memberships_of": partial(memberships_to_name, catalogue=catalogue),
        "own_pictures": _own_pictures(catalogue),
        "bars": _bars_of(show.title),
        "mark_colour": darken(accent) if accent else _ACCENT,
        "span": write_span(catalogue, languages),
        "lacking": lacking(catalogue),
        "lengths": lengths,
        "length_of": {one.id: group.anchor for group in lengths for one in group.episodes},
        "counted": count_episodes(len(catalogue.episodes), languages),
        "totals": list(summarize(catalogue, languages)),
        "languages": languages,
        "language": language,
        "own_words": choose_page_language(language),
    }


def _neighbours(sequence: list[Episode]) -> dict[str, tuple[Episode | None, Episode | None]]:
    """Return the episodes before and after each one, by its id."""
    around = zip([None, *sequence], sequence, [*sequence[1:], None], strict=False)
    return {episode.id: (before, after) for before, episode, after in around}


def _related_to(
    episode: Episode, catalogue: Catalogue, everywhere: Collection[str]
) -> list[tuple[Episode, list[LocalizedText | str]]]:
    """Return related episodes, each with the names of what it shares with one but hosts and crew.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue()
    >>> other, names = _related_to(catalogue.episode(3), catalogue, everywhere=())[0]
    >>> other.code, names[:2]
    ('S1E7', ['Karine Gentelet', 'Abeona'])
    """
    found = (
        (other.episode, _shared(episode, other, catalogue, everywhere))
        for other in catalogue.related(episode)
    )
    return [(other, names) for other, names in found if names]


def _shared(
    episode: Episode, other: Related, catalogue: Catalogue, everywhere: Collection[str]
) -> list[LocalizedText | str]:
    """Return the names of what two episodes share, or of the first few; of nothing else, places."""
    both = (episode, other.episode)
    hosts = (*catalogue.show.hosts, *(host for one in both for host in one.hosts))
    crew = (credit.person for one in both for credit in one.crew)
    own = {person.id for person in (*hosts, *crew) if person}
    producers = {body.id for body in catalogue.show.producers}
    names: list[LocalizedText | str] = [
        *(person.name for person in other.people if person.id not in own),
        *(body.name for body in other.organisations if body.id not in producers),
        *(theme.label for theme in other.themes),
    ]
    places = (place for place in _shared_places(*both) if place.id not in everywhere)
    return (names or [place.name for place in places])[:_SHARED]


def _shared_places(one: Episode, other: Episode) -> list[Place]:
    """Return the smallest places in which two episodes are."""
    around = _around(other)
    found = (
        next((place for place in own.lineage if place.id in around), None) for own in one.places
    )
    return [place for place in dict.fromkeys(found) if place]


def _everywhere(catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of the places in which all episodes are."""
    around = [_around(episode) for episode in catalogue.episodes]
    return frozenset[str].intersection(*around) if around else frozenset()


def _around(episode: Episode) -> frozenset[str]:
    """Return the ids of the places of an episode, and of those around them."""
    return frozenset(place.id for own in episode.places for place in own.lineage)


def _own_pictures(catalogue: Catalogue) -> set[str]:
    """Return the addresses of pictures that only one episode has, and the show has not."""
    found = Counter(episode.image_url for episode in catalogue.episodes if episode.image_url)
    return {url for url, count in found.items() if count == 1 and url != catalogue.show.cover_url}


def _bars_of(title: str) -> list[int]:
    """Return the heights of the bars in the mark of a show, which its title decides."""
    return [6 + byte % 15 for byte in sha256(title.encode()).digest()[:5]]


def robots_of(base: str | None) -> str:
    """Return the ``robots.txt`` of the site of a page, if its host is plain in a policy."""
    site = _HOST.match(base or "")
    return f"{site[0]}/robots.txt" if site else ""


def image_host(url: str | None) -> str:
    """Return the host of a picture as a policy names it; empty if the picture cannot be shown.

    >>> image_host("https://example.org/oven.jpg"), image_host("http://example.org/oven.jpg")
    ('https://example.org', 'http://example.org')
    """
    host = _HOST.match(url or "")
    return host[0] if host else ""


def sound_schemes(episodes: Iterable[Episode]) -> list[str]:
    """Return the schemes of audio that a policy allows; most audio redirects to unknown hosts."""
    addresses = (episode.audio.url for episode in episodes if episode.audio)
    return sorted({url.partition(":")[0] + ":" for url in addresses})


def host_to_read(url: str) -> str:
    """Return what readers see of an address.

    >>> host_to_read("https://www.example.org:8000/a?b=c")
    'example.org'
    """
    return (urlsplit(url).hostname or url).removeprefix("www.")


def former_ids(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the retired ids of each record that replaces them."""
    found: dict[str, list[str]] = {}
    for redirect in catalogue.redirects:
        if redirect.to is not None:
            found.setdefault(redirect.to, []).append(redirect.id)
    return found


def page_functions(
    languages: tuple[str, ...],
    spoken: str,
    people: Collection[Person],
    address: Callable[[Entity], str],
    *,
    most: float = inf,
) -> dict[str, Callable[..., Any]]:
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
    own_words, in_show = choose_page_language(languages[0]), Phrases(spoken)
    put = partial(_put, languages=languages, spoken=spoken)
    direction_in = partial(_mark_language, among=(*languages, spoken, own_words))

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
        label = say(name or (entity.code if isinstance(entity, Episode) else name_of(entity)))
        if isinstance(entity, Person) and entity.id not in listed:
            return label
        return Markup("<a href=%s>%s</a>") % (address(entity), label)

    def who(credit: Credit) -> Markup:
        """Return the name in a credit, with a link if it is that of a person."""
        person, group = credit.person, credit.group
        if person is None:
            return say(group or credit.credited_as)
        return to(person, in_show.write_credited(credit))

    def role(credit: Credit) -> Markup:
        """Return a role with links at the organisations that it names; brackets have the others."""
        found = versions(credit.role, languages) if credit.role else [("", "")]
        write = partial(_name_all, organisations=credit.organisations, address=address, links=links)
        return put(found, write=write)

    def links(entities: Iterable[Entity]) -> Markup:
        return Markup(", ").join(map(to, entities))

    def count(episodes: Collection[Episode]) -> Markup:
        return put(count_episodes(len(episodes), languages))

    return {
        "address": address,
        "direction_in": direction_in,
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
        "codes_of": partial(
            _name_or_count, to=to, count=count, most=most, direction=direction_in(own_words)
        ),
        **{
            name: partial(_print, write=write, put=put, languages=languages)
            for name, write in _PRINTED.items()
        },
    }


def _print(
    value: object,
    write: Callable[..., Versions],
    put: Callable[[Versions], Markup],
    languages: tuple[str, ...],
) -> Markup:
    return put(write(value, languages))


def _name_or_count(
    episodes: Iterable[Episode],
    to: Callable[[Entity], Markup],
    count: Callable[[Collection[Episode]], Markup],
    most: float,
    direction: Markup,
) -> Markup:
    """Return the codes of episodes, each with a link, or how many they are."""
    from markupsafe import Markup

    some = [*episodes]
    found = Markup(" ").join(map(to, some)) if len(some) <= most else count(some)
    return Markup('<small class="in"%s>%s</small>') % (direction, found)


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
        (spelling, "{}" if name != body.name and " " not in name else "(?i:{})", id_)
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


def _put(
    found: Versions,
    languages: tuple[str, ...],
    spoken: str,
    write: Callable[[str], Markup] | None = None,
) -> Markup:
    """Return a text in each language of a page, of which the reader sees one.

    Each version is marked with its language if that is not the only one, and with its direction
    where something else around it may have the other one.
    """
    from markupsafe import Markup, escape

    around = {*map(direction_of, (*languages, spoken))}
    texts = [
        (
            tag,
            direction_of_text(text, tag or spoken),
            (write or escape)(typeset(text, tag or spoken)),
        )
        for tag, text in found
    ]
    if texts[1:]:
        around |= {direction for _, direction, _ in texts}
        return Markup().join(
            Markup("<bdi lang=%s%s>%s</bdi>") % (tag, _mark_direction(direction, around), text)
            for tag, direction, text in texts
        )
    ((tag, direction, text),) = texts
    mark = _mark_direction(direction, around)
    if tag and languages != (tag,):
        return Markup('<span lang="%s"%s>%s</span>') % (tag, mark, text)
    return Markup("<span%s>%s</span>") % (mark, text) if mark else text


def _mark_language(tag: str, among: Iterable[str]) -> Markup:
    """Return the direction of a language as an attribute, unless all languages have the same."""
    return _mark_direction(direction_of(tag), {*map(direction_of, among)})


def _mark_direction(direction: str, around: Collection[str]) -> Markup:
    """Return a direction as an attribute, unless all around has the same."""
    from markupsafe import Markup

    return Markup(' dir="%s"') % direction if {*around} != {direction} else Markup()


def turn(text: str | Markup, language: str) -> Markup:
    """Return a text as HTML with its direction, if that is not the one of the language around it.

    >>> turn("Episodes (2)", "he")
    Markup('<span dir="ltr">Episodes (2)</span>')
    """
    from markupsafe import Markup, escape

    direction = direction_of_text(text, language)
    mark = _mark_direction(direction, {direction_of(language)})
    return Markup("<span%s>%s</span>") % (mark, text) if mark else escape(text)


def paragraphs(text: str, language: str) -> list[Markup]:
    """Return the parts of a text between blank lines, in which each line has its direction."""
    from markupsafe import Markup

    parts = (part for part in typeset(text, language).split("\n\n") if part.strip())
    return [Markup("\n").join(turn(line, language) for line in part.split("\n")) for part in parts]
