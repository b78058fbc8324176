"""What the card of an episode says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...errors import UnknownOptionError
from ...models.durations import format_duration, format_iso_duration
from ...text.languages import choose_page_language, direction_of
from ...text.writing import capitalize_first, shorten, typeset, words
from ..page_and_site.colours import style_accent
from ..page_and_site.languages import versions
from ..page_and_site.scripts_and_styles import hash_of, read_code
from ..page_and_site.templates import page_environment
from ..text.phrases import Phrases, code_before_title
from .limits import GUESTS, NAME, NOTICE, TEXT

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue
    from ...models import Episode

# A longer address is left out, so that every card is small: half of it would lead nowhere.
_ADDRESS: Final = 900


def write_card(
    catalogue: Catalogue, language: str, base_url: str | None, *, pictures: bool, accent: str | None
) -> str:
    """Return the card of the only episode as a page of its own.

    Raises:
        UnknownOptionError: there is another number of episodes than one.
    """
    style = read_code("page/card.css") + read_code("page/frame.css")
    if pictures:
        style += read_code("page_and_site/pictures.css")
    if accent:
        style += style_accent(accent)
    card = page_environment().get_template("page/card.jinja")
    described = _describe_card(catalogue, language)
    options = {"pictures": pictures, "base_url": base_url}
    written = card.render(described, **options, style=style, style_hash=hash_of(style))
    return written.replace("&#39;", "'").strip() + "\n"


def _describe_card(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """Return what the card of the only episode says, by the names that its template uses.

    Raises:
        UnknownOptionError: there is another number of episodes than one.

    >>> from ...packaged.bundled import load_catalogue
    >>> card = _describe_card(load_catalogue().subset(["S1E7"]), "en")
    >>> card["code"], card["length"], card["link"]["label"]
    ('S1E7', '27:26', "Listen on the podcast's page")
    """
    if len(catalogue.episodes) != 1:
        reason = f"writes one episode, not {len(catalogue.episodes)}; select one"
        raise UnknownOptionError("card", (), reason=reason)
    (episode,) = catalogue.episodes
    notice = catalogue.info.notice
    spoken, fixed = episode.show.language, choose_page_language(language)
    duration = episode.duration
    known = words(fixed)
    credits_ = {guest.person or guest: guest for guest in episode.guests}.values()
    guests = list(map(Phrases(language).write_credited, credits_))
    return {
        "language": language,
        "direction": direction_of(language),
        "spoken": spoken,
        "fixed": fixed,
        "show": typeset(shorten(episode.show.title, TEXT), spoken),
        "code": code_before_title(episode),
        "title": typeset(shorten(episode.title, TEXT), spoken),
        "with": f"{capitalize_first(known['guests'])}{known['colon']}",
        "guests": [typeset(shorten(name, NAME), language) for name in guests[:GUESTS]],
        "more": known["more"].format(len(guests) - GUESTS) if guests[GUESTS:] else "",
        "length": format_duration(duration) if duration is not None else "",
        "iso_length": format_iso_duration(duration) if duration is not None else "",
        "link": _choose_link(episode, fixed),
        "about": typeset(known["about_data"], fixed),
        "notice": [
            (tag, typeset(shorten(text, NOTICE), tag or language))
            for tag, text in versions(notice, (language,))
        ]
        if notice
        else [],
        "images": [
            address
            for address in _short(episode.image_url, episode.show.cover_url)
            if address.startswith("https:")
        ][:1],
    }


def _choose_link(episode: Episode, language: str) -> dict[str, str] | None:
    """Return where to listen: the episode's page, or else its sound file, or the show's page."""
    choices = {
        "listen_episode": episode.url,
        "audio_file": episode.audio.url if episode.audio else None,
        "listen_show": episode.show.url,
    }
    found = (
        {"label": typeset(words(language)[key], language), "url": short}
        for key, address in choices.items()
        for short in _short(address)
    )
    return next(found, None)


def _short(*addresses: str | None) -> list[str]:
    return [one for one in addresses if one is not None and len(one) <= _ADDRESS]
