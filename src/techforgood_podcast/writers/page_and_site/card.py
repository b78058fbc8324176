"""What the card of an episode says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from ...errors import UnknownOptionError
from ...models import Audio
from ...text.languages import choose_page_language
from ...text.writing import capitalize_first, shorten, typeset, words
from ..text.phrases import Phrases, code_before_title
from .colours import style_accent
from .languages import Versions, versions
from .scripts_and_styles import read_code
from .templates import fill, variables_of

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue
    from ...models import Episode

# So many guests are named on a card, whose texts and names are cut to so many characters, so that
# every card is small.
GUESTS: Final = 6
TEXT: Final = 200
NAME: Final = 60
_NOTICE: Final = 1_000
# A longer address is left out, so that every card is small: half of it would lead nowhere.
_ADDRESS: Final = 900


@attrs.frozen(kw_only=True)
class Card:
    """What the card of an episode says; the template finds each attribute under its name.

    Attributes:
        language: the language of the card.
        spoken: that of titles.
        fixed: that of its own words.
        show: what the show is called.
        code: what stands before the title.
        title: what the episode is called.
        with_guests: the word before the guests.
        guests: the first guests.
        more: how many others there are.
        duration: the running time.
        link: where to listen: the words for it, and the address.
        about: the word for the notice.
        notice: whose catalogue this is, with its language.
        images: the picture, if there is one.
        pictures: whether to show it.
        base_url: the address of the card, if it is known.
        style: its style.
        heard: what it plays, if it has a player.
    """

    language: str
    spoken: str
    fixed: str
    show: str
    code: str
    title: str
    with_guests: str
    guests: list[str]
    more: str
    duration: dt.timedelta | None
    link: tuple[str, str] | None
    about: str
    notice: Versions
    images: list[str]
    pictures: bool
    base_url: str | None
    style: str
    heard: Audio | None


def write_card(
    catalogue: Catalogue, language: str, base_url: str | None, *, pictures: bool, accent: str | None
) -> str:
    """Return the card of the only episode as a page of its own.

    Raises:
        UnknownOptionError: there is another number of episodes than one.
    """
    if len(catalogue.episodes) != 1:
        reason = f"writes one episode, not {len(catalogue.episodes)}; select one"
        raise UnknownOptionError("card", (), reason=reason)
    return fill_card(
        catalogue, catalogue.episodes[0], language, base_url, pictures=pictures, accent=accent
    )


def fill_card(  # noqa: PLR0913 -- what a card depends on
    catalogue: Catalogue,
    episode: Episode,
    language: str,
    base_url: str | None,
    *,
    pictures: bool,
    accent: str | None,
    page: str = "",
) -> str:
    """Return the card of an episode; if it has a page on a site, with a player and a link to it."""
    notice = catalogue.info.notice
    spoken, fixed = episode.show.language, choose_page_language(language)
    known = words(fixed)
    credits_ = {guest.person or guest: guest for guest in episode.guests}.values()
    guests = list(map(Phrases(language).write_credited, credits_))
    images = _short(episode.image_url, episode.show.cover_url)
    names = [f"page_and_site/{name}.css" for name in ("base", "card", "frame")]
    names += ["page_and_site/pictures.css"] if pictures else []
    card = Card(
        language=language,
        spoken=spoken,
        fixed=fixed,
        show=typeset(shorten(episode.show.title, TEXT), spoken),
        code=code_before_title(episode),
        title=typeset(shorten(episode.title, TEXT), spoken),
        with_guests=f"{capitalize_first(known['guests'])}{known['colon']}",
        about=typeset(known["about_data"], fixed),
        notice=[
            (tag, typeset(shorten(text, _NOTICE), tag or language))
            for tag, text in versions(notice, (language,))
        ]
        if notice
        else [],
        guests=[typeset(shorten(name, NAME), language) for name in guests[:GUESTS]],
        more=known["more"].format(len(guests) - GUESTS) if guests[GUESTS:] else "",
        duration=episode.duration,
        link=(typeset(known["listen_episode"], fixed), page)
        if page
        else _choose_link(episode, fixed),
        images=[address for address in images if address.startswith("https:")][:1],
        pictures=pictures,
        base_url=base_url,
        style="".join([*map(read_code, names), style_accent(accent) if accent else ""]),
        heard=episode.audio if page else None,
    )
    return fill("page_and_site/card.jinja", variables_of(card)) + "\n"


def _choose_link(episode: Episode, language: str) -> tuple[str, str] | None:
    """Return where to listen: the episode's page, or else its sound file, or the show's page."""
    choices = {
        "listen_episode": episode.url,
        "audio_file": episode.audio.url if episode.audio else None,
        "listen_show": episode.show.url,
    }
    found = (
        (typeset(words(language)[key], language), short)
        for key, address in choices.items()
        for short in _short(address)
    )
    return next(found, None)


def _short(*addresses: str | None) -> list[str]:
    return [one for one in addresses if one is not None and len(one) <= _ADDRESS]
