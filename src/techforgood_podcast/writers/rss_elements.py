"""The elements of an RSS feed, each from what a catalogue states."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..messages import cut
from ..models.durations import format_with_hours
from ..text.writing import join_lines, to_uri
from .feed_items import country_of, page_of
from .feed_roles import group_of
from .phrases import in_language, write_place
from .xml_text import escape_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Audio, Chapter, Credit, Episode, Person, Place, Show, Theme, Transcript

# Longest name of a person or place that the podcast namespace allows.
_LONGEST = 128


def write_element(name: str, value: str | int | None) -> str:
    """Return an element with a text, or an empty text for none."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"<{name}>{escape_text(text)}</{name}>"


def yes_or_no(value: bool | None) -> str | None:  # noqa: FBT001 -- what a field holds
    """Return a word as Podcasting 2.0 writes it."""
    return None if value is None else "yes" if value else "no"


def yes_or_no_for_apple(value: bool | None) -> str | None:  # noqa: FBT001 -- what a field holds
    """Return a word as Apple writes it, with a capital."""
    word = yes_or_no(value)
    return word and word.capitalize()


def write_funding(url: str) -> str:
    """Return where listeners can support a show."""
    return f'<podcast:funding url="{escape(to_uri(url))}"/>'


def write_image(url: str | None) -> str:
    """Return a picture as Apple has it, or an empty text for none."""
    return "" if url is None else f'<itunes:image href="{escape(to_uri(url))}"/>'


def write_picture(show: Show) -> str:
    """Return the cover as RSS itself has it, with the title and the page that it demands."""
    if show.cover_url is None or show.url is None:
        return ""
    inside = (
        write_element("url", to_uri(show.cover_url)),
        write_element("title", show.title),
        write_element("link", to_uri(show.url)),
    )
    return f"<image>{''.join(inside)}</image>"


def write_owner(show: Show) -> str:
    """Return who owns a show, or an empty text if nobody is known."""
    inside = write_element("itunes:name", show.owner_name) + write_element(
        "itunes:email", show.owner_email
    )
    return inside and f"<itunes:owner>{inside}</itunes:owner>"


def write_apple_categories(categories: Iterable[str]) -> list[str]:
    """Return an element for each category, with its subcategory inside."""
    parts = [category.partition(">") for category in categories]
    pairs = [(escape(main.strip()), escape(below.strip())) for main, _, below in parts]
    return [
        f'<itunes:category text="{main}"><itunes:category text="{below}"/></itunes:category>'
        if below
        else f'<itunes:category text="{main}"/>'
        for main, below in pairs
    ]


def write_tags(episode: Episode, language: str) -> list[str]:
    """Return a category for each theme and each keyword."""
    themes = [write_category(theme, language) for theme in episode.themes]
    keywords = [write_element("category", keyword) for keyword in episode.keywords]
    return list(dict.fromkeys((*themes, *keywords)))


def write_transcript(transcript: Transcript) -> str:
    """Return a transcript."""
    language = f' language="{transcript.language}"' if transcript.language else ""
    address = f'url="{escape(to_uri(transcript.url))}" type="{transcript.media_type}"'
    return f"<podcast:transcript {address}{language}/>"


def write_chapters_file(url: str) -> str:
    """Return the address of a file of chapters."""
    return f'<podcast:chapters url="{escape(to_uri(url))}" type="application/json+chapters"/>'


def write_chapters(chapters: Iterable[Chapter]) -> str:
    """Return chapters in the words of Podlove."""
    return f'<psc:chapters version="1.2">{"".join(map(_chapter, chapters))}</psc:chapters>'


def _chapter(chapter: Chapter) -> str:
    href = f' href="{escape(to_uri(chapter.url))}"' if chapter.url else ""
    image = f' image="{escape(to_uri(chapter.image_url))}"' if chapter.image_url else ""
    start, title = format_with_hours(chapter.start), escape(chapter.title)
    return f'<psc:chapter start="{start}" title="{title}"{href}{image}/>'


def write_enclosure(audio: Audio) -> str:
    """Return an audio file."""
    url, length = escape(to_uri(audio.url)), audio.length or 0
    return f'<enclosure url="{url}" length="{length}" type="{audio.media_type}"/>'


def write_persons(people: Iterable[Person], role: str) -> list[str]:
    """Return an element for each person, once, however often the credits name them."""
    once = {person.id: person for person in people}.values()
    return [_person(person, role, "cast") for person in once]


def write_crew(crew: Iterable[Credit], language: str) -> list[str]:
    """Return an element for each person and role; readers would take one without for a host."""
    found: dict[str, None] = {}
    for member in crew:
        if member.person is not None and member.role is not None:
            role = join_lines(member.role.get("en") or in_language(member.role, language))
            found[_person(member.person, role, group_of(role))] = None
    return list(found)


def write_category(theme: Theme, language: str) -> str:
    """Return a theme."""
    return f"<category>{escape_text(in_language(theme.label, language))}</category>"


def _person(person: Person, role: str, group: str) -> str:
    page, image = page_of(person), person.image_url
    href = f' href="{escape(page)}"' if page else ""
    img = f' img="{escape(to_uri(image))}"' if image else ""
    part = f'role="{escape(role)}" group="{group}"'
    name = escape_text(cut(person.name, _LONGEST))
    return f"<podcast:person {part}{href}{img}>{name}</podcast:person>"


def write_location(place: Place, language: str) -> str:
    """Return a place that an episode is about."""
    code = country_of(place)
    country = f' country="{code}"' if code else ""
    name = escape_text(cut(write_place(place, language), _LONGEST))
    return f'<podcast:location rel="subject"{country}>{name}</podcast:location>'
