"""What a reader of ``markdown`` should see: the blocks and links of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from printed import statements
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.typography import typeset
from techforgood_podcast.text.words import words
from techforgood_podcast.writers.phrases import places_to_name, write_figure, write_place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    import techforgood_podcast as tfg

MONTHS = (
    *(("January", "janvier"), ("February", "février"), ("March", "mars"), ("April", "avril")),
    *(("May", "mai"), ("June", "juin"), ("July", "juillet"), ("August", "août")),
    *(("September", "septembre"), ("October", "octobre"), ("November", "novembre")),
    ("December", "décembre"),
)

# The kind and text of each block: h1 to h4, p, quote, and li or lili by depth.
Blocks = list[tuple[str, str]]
# The text and URL of each link.
Links = list[tuple[str, str]]


class Expected:
    """The expected content of a page, as plain text without markup."""

    def __init__(self, catalogue: tfg.Catalogue, language: str) -> None:
        self.language = language
        self.words = words(language)
        self.spoken = catalogue.show.language
        self.semicolon = "; " if language != "fr" else "\xa0; "
        self.blocks: Blocks = []
        self.links: Links = []
        self.page(catalogue)

    def add(self, kind: str, text: str) -> None:
        self.blocks.append(
            (kind, typeset(re.sub(r"[ \t\r]+", " ", text).strip(" "), self.language))
        )

    def text_of(self, text: tfg.LocalizedText) -> str:
        return text.get(self.language) or str(text)

    def link(self, text: str, url: str | None) -> str:
        if url:
            self.links.append(
                (typeset(re.sub(r"[ \t]+", " ", text).strip(" "), self.language), url)
            )
        return re.sub(r"[ \t]+", " ", text).strip(" ")

    def label(self, key: str) -> str:
        word = self.words[key]
        return word[0].upper() + word[1:] + ("\xa0:" if self.language == "fr" else ":")

    def line(self, key: str, values: Iterable[str]) -> None:
        if found := [one_line(value) for value in values]:
            self.add("li", f"{self.label(key)} {', '.join(found)}")

    def below(self, level: int, key: str, values: Iterable[str]) -> None:
        if found := list(values):
            self.add(f"h{level}", self.words[key].capitalize())
            for value in found:
                self.add("li", value)

    def alone(self, key: str, url: str | None) -> list[str]:
        word = self.words[key]
        return [self.link(word[0].upper() + word[1:], url)] if url else []

    def facts(self, facts: list[str]) -> None:
        if facts:
            self.add("p", " · ".join(facts))

    def day(self, day: dt.date) -> str:
        english, french = MONTHS[day.month - 1]
        if self.language == "en":
            return f"{day.day} {english} {day.year}"
        return f"{'1er' if day.day == 1 else day.day} {french} {day.year}"

    def paragraphs(self, text: tfg.LocalizedText | None) -> None:
        if text is not None:
            lines = [one_line(line) for line in self.text_of(text).split("\n")]
            for paragraph in re.split(r"\n{2,}", "\n".join(lines)):
                self.add("p", paragraph)

    def bodies(self, bodies: Iterable[tfg.Organisation]) -> str:
        return brackets(self.link(body.name, body.url) for body in bodies)

    def name(self, person: tfg.Person) -> str:
        return one_line(f"{person.honorific or ''} {person.name}")

    def hosts(self, people: Iterable[tfg.Person], known: Sequence[tfg.Person] = ()) -> list[str]:
        """Return hosts with their organisations, unless these are known already."""
        groups: list[tuple[tuple[tfg.Organisation, ...], list[str]]] = []
        for person in people:
            bodies = () if person in known else person.organisations
            if not groups or groups[-1][0] != bodies:
                groups.append((bodies, []))
            groups[-1][1].append(self.name(person))
        found = [", ".join(names) + self.bodies(bodies) for bodies, names in groups]
        return [self.semicolon.join(found)] if found else []

    def credit(self, appearance: tfg.Appearance) -> str:
        person, group = appearance.person, appearance.group
        text = self.name(person) if person else one_line(self.text_of(group)) if group else ""
        text += f" – {one_line(self.text_of(appearance.role))}" if appearance.role else ""
        named = f" {fold(text)} "
        return text + self.bodies(
            body for body in appearance.organisations if f" {fold(body.name)} " not in named
        )

    def mentions(self, episode: tfg.Episode) -> list[str]:
        found: list[str] = []
        for body, label, others in statements(episode, self.language):
            name = self.link(body.name, body.url)
            names = ", ".join(self.link(other.name, other.url) for other in others)
            found.append(f"{name} – {label} {names}" if others else f"{name} – {label}")
        return found

    def place(self, place: tfg.Place) -> str:
        names = [one_line(self.text_of(one.name)) for one in places_to_name(place)]
        return names[0] + brackets(names[1:])

    def figure(self, figure: tfg.Figure) -> str:
        return write_figure(figure, self.language, self.spoken)

    def source(self, source: tfg.Source) -> str:
        return self.link(self.text_of(source.title), source.url)

    def themes(self, themes: Iterable[tfg.Theme]) -> None:
        self.line("themes", [self.text_of(theme.label) for theme in themes])

    def page(self, catalogue: tfg.Catalogue) -> None:
        show = catalogue.show
        self.add("h1", show.title)
        self.paragraphs(show.summary)
        since = "Since" if self.language == "en" else "Depuis le"
        published = [f"{since} {self.day(show.first_published)}"] if show.first_published else []
        links = [*self.alone("link", show.url), *self.alone("feed", show.feed_url)]
        self.facts([*published, *links])
        self.line("hosts", self.hosts(show.hosts))
        self.line("producers", [self.link(body.name, body.url) for body in show.producers])
        self.themes(show.themes)
        if not catalogue.episodes:
            self.add("p", "Aucun épisode." if self.language == "fr" else "No episode.")
        for index, episode in enumerate(catalogue.episodes):
            before = catalogue.episodes[index - 1].season if index else None
            if episode.season not in {None, before}:
                season = "Saison" if self.language == "fr" else "Season"
                self.add("h2", f"{season} {episode.season}")
            self.episode(episode)
        self.end(catalogue)

    def episode(self, episode: tfg.Episode) -> None:
        level = 3 if episode.season else 2
        self.add(f"h{level}", f"{episode.code} – {episode.title}")
        facts = [] if episode.kind == "full" else [self.words[kind_of(episode)].capitalize()]
        facts += [self.day(episode.published)] if episode.published else []
        if episode.duration is not None:
            minutes, seconds = divmod(int(episode.duration.total_seconds()), 60)
            facts.append(f"{minutes:02}:{seconds:02}")
        facts += self.alone("link", episode.url)
        facts += self.alone("audio", episode.audio.url if episode.audio else None)
        for transcript in episode.transcripts:
            facts += self.alone("transcript", transcript.url)
        facts += self.alone("chapters", episode.chapters_url)
        self.facts(facts)
        self.paragraphs(episode.summary)
        for figure in episode.figures:
            self.add("quote", self.figure(figure))
        key = "host" if len(episode.hosts) == 1 else "hosts"
        self.line(key, self.hosts(episode.hosts, episode.show.hosts))
        self.themes(episode.themes)
        self.line("places", [self.place(place) for place in episode.places])
        self.below(level + 1, "guests", map(self.credit, episode.guests))
        self.below(level + 1, "mentioned", map(self.credit, episode.mentioned))
        self.below(level + 1, "crew", map(self.credit, episode.crew))
        self.below(level + 1, "organisations", self.mentions(episode))

    def end(self, catalogue: tfg.Catalogue) -> None:
        themes = "Themes" if self.language == "en" else "Thèmes"
        for heading, texts in (
            ("Organisations", [self.body(body) for body in catalogue.organisations]),
            (themes, [self.theme(theme) for theme in catalogue.themes]),
            ("Sources", [self.reading(source, catalogue) for source in catalogue.sources]),
        ):
            if texts:
                self.add("h2", heading)
            for text in texts:
                self.add("li", text)

    def body(self, body: tfg.Organisation) -> str:
        text, kind = self.link(body.name, body.url), self.words[f"kind_{body.kind}"]
        if body.description:
            text += f" – {one_line(self.text_of(body.description))}"
        elif f" {fold(kind)} " not in f" {fold(body.name)} ":
            text += f" – {kind[0].upper()}{kind[1:]}"
        facts: list[str] = []
        if body.founded:
            facts.append(f"{self.words['founded']} {body.founded}")
        if body.place:
            facts.append(one_line(write_place(body.place, self.language)))
        if body.parents:
            names = ", ".join(self.link(above.name, above.url) for above in body.parents)
            facts.append(f"{self.words['parents']}{self.words['colon']} {names}")
        return text + (f" ({self.semicolon.join(facts)})" if facts else "")

    def theme(self, theme: tfg.Theme) -> str:
        text = one_line(self.text_of(theme.label))
        if theme.definition:
            text += f" – {one_line(self.text_of(theme.definition))}"
        if theme.broader:
            above = "broader theme:" if self.language == "en" else "thème plus large\xa0:"
            text += f" ({above} {one_line(self.text_of(theme.broader.label))})"
        return text

    def reading(self, source: tfg.Source, catalogue: tfg.Catalogue) -> str:
        consulted = self.words["consulted"]
        day = f", {consulted} {self.day(source.consulted)}" if source.consulted else ""
        documented = ["podcast"] if source in catalogue.show.sources else []
        documented += [e.code for e in catalogue.episodes if source in e.sources]
        return self.source(source) + day + brackets(documented)


def kind_of(episode: tfg.Episode) -> str:
    is_introduction = episode.kind == "trailer" and episode.number is None
    return "introduction" if is_introduction else episode.kind


def one_line(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text).strip(" ")


def brackets(texts: Iterable[str]) -> str:
    found = ", ".join(texts)
    return f" ({found})" if found else ""
