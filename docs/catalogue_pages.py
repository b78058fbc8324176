"""Generate the catalogue pages of the documentation, in French, from the data at each build.

No text of the data can act as markup: all ASCII punctuation in it is escaped with a backslash, as
CommonMark allows. Pages consist only of paragraphs, lists, tables, links and fixed HTML.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import techforgood_podcast as tfg
from techforgood_podcast.models.durations import count_seconds
from techforgood_podcast.text.typography import add_no_break_spaces, capitalize_first
from techforgood_podcast.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KINDS = {
    "association": "association",
    "company": "entreprise",
    "social_enterprise": "entreprise sociale",
    "ngo": "organisation non gouvernementale",
    "foundation": "fondation",
    "public_body": "organisme public",
    "hospital": "hôpital",
    "school": "école",
    "university": "université",
    "research_chair": "chaire de recherche",
    "lab": "laboratoire",
    "festival": "festival",
    "troupe": "troupe",
    "media": "média",
    "collective": "collectif",
    "network": "réseau",
    "programme": "programme",
    "country": "pays",
    "region": "région",
    "department": "département",
    "city": "ville",
}
# The searchable pages that the site has in addition, by language.
WEB_PAGES = {"fr": "page.html", "en": "page-en.html"}
WORDS = words("fr")
# All markup of CommonMark and its extensions starts with ASCII punctuation.
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def pages(catalogue: tfg.Catalogue) -> dict[str, str]:
    """Return the text of each page, by file name."""
    blocks_by_file = {
        "index.md": _index(catalogue),
        "people.md": _people(catalogue),
        "organisations.md": _organisations(catalogue),
        "themes.md": _themes(catalogue),
        "places.md": _places(catalogue),
    }
    blocks_by_file |= {
        _file(episode): _episode(catalogue, episode) for episode in catalogue.episodes
    }
    return {name: "\n\n".join(blocks) + "\n" for name, blocks in blocks_by_file.items()}


def text(value: str) -> str:
    r"""Return a text on one line, with all markup escaped.

    >>> print(text("<b> & *c*"))
    \<b\> \& \*c\*
    """
    return PUNCTUATION.sub(r"\\\g<0>", " ".join(value.split()))


def link(value: str, url: str | None) -> str:
    """Return a text, linked to a URL if there is one."""
    if url is None:
        return text(value)
    address = quote(url, safe="!#$%'()*+,-./:;=?@[]_~&").replace("&", "&amp;")
    return f"[{text(value)}](<{address}>)"


def _address(url: str | None) -> Iterator[str]:
    if url:
        yield link(urlsplit(url).hostname or url, url)


def _index(catalogue: tfg.Catalogue) -> Iterator[str]:
    show = catalogue.show
    yield "# Le catalogue"
    yield (
        f"*{text(show.title)}* : les épisodes, qui y parle, de quelles organisations et de quels "
        "thèmes il s'agit, et où. Un titre mène à l'épisode, un nom à sa fiche."
    )
    yield _html(
        f'<p><a href="{WEB_PAGES["fr"]}">Chercher et filtrer</a> sur une seule page '
        f'(<a href="{WEB_PAGES["en"]}" hreflang="en" lang="en">search and filter in English</a>)'
        "</p>"
    )
    yield from _summaries(show.summary)
    yield "## Épisodes"
    rows = [
        (
            text(episode.code),
            f"[{text(episode.title)}]({_file(episode)})",
            _duration(episode),
            ", ".join(_person(host, host.name) for host in episode.hosts),
        )
        for episode in catalogue.episodes
    ]
    table = (("code", "titre", "durée", "journalistes"), ("---",) * 4, *rows)
    yield "\n".join(("{.episodes}", *(f"| {' | '.join(cells)} |" for cells in table)))
    yield "## Parcourir"
    yield _list(
        f"[{label}]({name}.md) : {number}"
        for label, name, number in (
            ("Personnes", "people", len(catalogue.people)),
            ("Organisations", "organisations", len(catalogue.organisations)),
            ("Thèmes", "themes", len(catalogue.themes)),
            ("Lieux", "places", len(catalogue.places)),
        )
    )
    yield (
        "Un renseignement est faux, ou vous souhaitez ne plus figurer ici ? "
        "[La marche à suivre](data.md#correction-ou-retrait) tient en quelques lignes."
    )
    episodes = "\n".join(_file(episode) for episode in catalogue.episodes)
    yield (
        "```{toctree}\n:hidden:\n\n"
        f"{episodes}\npeople.md\norganisations.md\nthemes.md\nplaces.md\ndata.md\n```"
    )


def _episode(catalogue: tfg.Catalogue, episode: tfg.Episode) -> Iterator[str]:
    yield f"# {text(f'{episode.code} – {episode.title}')}"
    yield _list(_facts(episode))
    if episode.summary:
        yield "## Résumé"
        yield from _summaries(episode.summary)
    closest = (
        f"{_link_to(other.episode)} ({', '.join(_shared(other))})"
        for other in catalogue.related(episode)
    )
    for title, items in (
        ("Invités", (_credit(guest) for guest in episode.guests)),
        ("Cités", (_credit(person) for person in episode.mentioned)),
        ("Organisations", (_mention(mention) for mention in episode.organisations)),
        ("Thèmes", map(_theme, episode.themes)),
        ("Lieux", (", ".join(map(_place, place.lineage)) for place in episode.places)),
        ("Chiffres", (_figure(figure) for figure in episode.figures)),
        ("Voir aussi", closest),
        ("Sources", (link(source.title, source.url) for source in episode.sources)),
    ):
        found = _list(items)
        if found:
            yield f"## {title}"
            yield found
    yield _html('<script type="application/ld+json">', tfg.dumps(episode, "jsonld"), "</script>")


def _people(catalogue: tfg.Catalogue) -> Iterator[str]:
    yield "# Personnes"
    yield ("Qui parle dans quel épisode, ou y est cité, et à quel titre, selon le générique.")
    for person in catalogue.people:
        yield f"(person-{person.id})=\n## {text(person.name)}"
        yield _list(
            (
                *_fact("Membre de", map(_organisation, person.organisations)),
                *(_dash(_link_to(episode), WORDS["host"]) for episode in catalogue.by_host(person)),
                *(
                    _dash(_link_to(episode), _role(appearance))
                    + (" – cité" if appearance in episode.mentioned else "")
                    for episode, appearance in catalogue.appearances(person)
                ),
            )
        )


def _organisations(catalogue: tfg.Catalogue) -> Iterator[str]:
    yield "# Organisations"
    yield "Celles dont les épisodes parlent, et celles auxquelles leurs invités sont rattachés."
    for body in catalogue.organisations:
        yield f"(organisation-{body.id})=\n## {text(body.name)}"
        about = _localized(body.description) or capitalize_first(KINDS[body.kind])
        yield f"{about}"
        yield _list(_about(catalogue, body))


def _about(catalogue: tfg.Catalogue, body: tfg.Organisation) -> Iterator[str]:
    """Yield the details of an organisation, then its episodes."""
    for label, found in (
        ("Type", [KINDS[body.kind]] if body.description else []),
        ("Fondation", [str(body.founded)] if body.founded else []),
        ("Rattachement", map(_organisation, body.parents)),
        ("Lieu", map(_place, body.place.lineage if body.place else ())),
        ("Site", _address(body.url)),
        ("Personnes", (_person(p, p.name) for p in catalogue.people_of(body))),
    ):
        yield from _fact(label, found)
    for episode in catalogue.by_organisation(body):
        parts = (
            f"{WORDS[f'relation_{mention.relation}']}"
            + (f" → {_organisation(mention.of)}" if mention.of else "")
            for mention in episode.organisations
            if mention.organisation.id == body.id
        )
        yield _dash(_link_to(episode), ", ".join(parts))


def _themes(catalogue: tfg.Catalogue) -> Iterator[str]:
    yield "# Thèmes"
    yield "Un épisode compte aussi pour le thème plus large au-dessus du sien."
    yield from _concepts(catalogue, None, "##")


def _concepts(catalogue: tfg.Catalogue, above: tfg.Theme | None, heading: str) -> Iterator[str]:
    """Yield the themes directly below one, or those without a broader one, and all below them."""
    for theme in catalogue.themes:
        if theme.broader == above:
            yield from _concept(catalogue, theme, heading)
            yield from _concepts(catalogue, theme, f"{heading}#")


def _concept(catalogue: tfg.Catalogue, theme: tfg.Theme, level: str) -> Iterator[str]:
    yield f"(theme-{theme.id})=\n{level} {text(str(theme.label))}"
    yield _localized(theme.definition)
    others = [theme.label.get("en") or "", *theme.aliases]
    yield _list(
        (
            *_fact("Se trouve aussi sous", map(text, filter(None, others))),
            *map(_link_to, catalogue.by_theme(theme)),
        )
    )


def _places(catalogue: tfg.Catalogue) -> Iterator[str]:
    yield "# Lieux"
    yield "Un pays ou une région compte les épisodes de ses villes."
    for place in catalogue.places:
        yield f"(place-{place.id})=\n## {text(str(place.name))}"
        around = ", ".join((KINDS[place.kind], *map(_place, place.lineage[1:])))
        yield capitalize_first(around)
        bodies = (body for body in catalogue.organisations if body.place and body.place == place)
        yield _list(
            (
                *_fact("Organisations", map(_organisation, bodies)),
                *map(_link_to, catalogue.by_place(place)),
            )
        )


def _facts(episode: tfg.Episode) -> Iterator[str]:
    """Yield the details of an episode."""
    kind = WORDS[episode.kind] if episode.kind != "full" else ""
    hosts = (
        _person(host, host.name) + _brackets(map(_organisation, host.organisations))
        for host in episode.hosts
    )
    for label, found in (
        ("Genre", [kind]),
        ("Saison", [str(episode.season)]),
        ("Durée", [_duration(episode)]),
        ("Publication", [str(episode.published or "")]),
        ("Page", _address(episode.url)),
        ("Son", _address(episode.audio.url if episode.audio else None)),
        ("Journalistes", hosts),
    ):
        yield from _fact(label, found)


def _summaries(summary: tfg.LocalizedText | None) -> Iterator[str]:
    """Yield a summary in each of its languages, side by side if the page is wide enough."""
    if summary:
        yield _html('<div class="summaries">')
        for language in summary.languages:
            yield _html(f'<div lang="{escape(language)}">')
            spaced = add_no_break_spaces(summary[language], language)
            yield "\xa0".join(map(text, spaced.split("\xa0")))
            yield _html("</div>")
        yield _html("</div>")


def _html(*lines: str) -> str:
    """Return a block of raw HTML; any data in it must be escaped already."""
    return "\n".join(("~~~{raw} html", *(line.rstrip("\n") for line in lines), "~~~"))


def _credit(appearance: tfg.Appearance) -> str:
    person, name = appearance.person, appearance.credited_as
    return _dash(text(name) if person is None else _person(person, name), _role(appearance))


def _role(appearance: tfg.Appearance) -> str:
    return _localized(appearance.role) + _brackets(map(_organisation, appearance.organisations))


def _person(person: tfg.Person, name: str) -> str:
    return f"[{text(name)}](#person-{person.id})"


def _mention(mention: tfg.Mention) -> str:
    of = f" → {_organisation(mention.of)}" if mention.of else ""
    return _dash(_organisation(mention.organisation), WORDS[f"relation_{mention.relation}"]) + of


def _figure(figure: tfg.Figure) -> str:
    year = _brackets([str(figure.year)] if figure.year else [])
    return f"**{text(figure.as_printed)}** – {_localized(figure.statement)}{year}"


def _shared(other: tfg.Related) -> Iterator[str]:
    """Yield links to everything that two episodes share."""
    yield from (_person(person, person.name) for person in other.people)
    yield from map(_organisation, other.organisations)
    yield from map(_theme, other.themes)


def _organisation(body: tfg.Organisation) -> str:
    return f"[{text(body.name)}](#organisation-{body.id})"


def _theme(theme: tfg.Theme) -> str:
    return f"[{_localized(theme.label)}](#theme-{theme.id})"


def _place(place: tfg.Place) -> str:
    return f"[{_localized(place.name)}](#place-{place.id})"


def _link_to(episode: tfg.Episode) -> str:
    return f"[{text(f'{episode.code} – {episode.title}')}]({_file(episode)})"


def _file(episode: tfg.Episode) -> str:
    return f"episode-{episode.id}.md"


def _duration(episode: tfg.Episode) -> str:
    if episode.duration is None:
        return ""
    minutes, seconds = divmod(count_seconds(episode.duration), 60)
    return f"{minutes}:{seconds:02}"


def _localized(value: tfg.LocalizedText | None) -> str:
    """Return a text in French, or else in its main language."""
    return text(value.fr or str(value)) if value else ""


def _fact(label: str, values: Iterable[str]) -> Iterator[str]:
    found = ", ".join(filter(None, values))
    if found:
        yield f"**{label} :** {found}"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _dash(first: str, second: str) -> str:
    """Join two texts with a dash, unless the second is in brackets."""
    if second.startswith(" ("):
        return f"{first}{second}"
    return " – ".join(filter(None, (first, second)))


def _brackets(values: Iterable[str]) -> str:
    found = ", ".join(values)
    return f" ({found})" if found else ""
