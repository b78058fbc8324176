"""Generate the catalogue pages of the sites, in French or English, from the data at each build.

No text of the data can act as markup: what could is escaped, as in the format ``markdown``. Pages
consist only of paragraphs, lists, quotations, links and fixed HTML.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

import attrs
from catalogue_words import SENTENCES

import techforgood_podcast as tfg
from techforgood_podcast.models.durations import format_duration, format_in_words
from techforgood_podcast.models.entities import founded_by
from techforgood_podcast.models.episodes import join_shared
from techforgood_podcast.text.dates import write_day
from techforgood_podcast.text.languages import name_language
from techforgood_podcast.text.typography import capitalize_first, typeset
from techforgood_podcast.text.words import founding_word, join_names, words
from techforgood_podcast.writers.text.facts import (
    Name,
    describe_organisation,
    state_relations,
    statement_line,
    write_line,
    write_parts,
)
from techforgood_podcast.writers.text.markdown import escape_markdown
from techforgood_podcast.writers.text.phrases import (
    add_after_colon,
    add_after_dash,
    add_brackets,
    figure_text,
    in_language,
    introduce_role,
    name_kind,
    places_to_name,
    shared_with,
    write_credited,
    write_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

# The searchable page that the site has in addition.
WEB_PAGE: Final = "page.html"
# The page of the site that says how to ask for a correction, and where on it.
CORRECTION: Final = {
    "en": ("data.md", "#corrections-and-being-left-out"),
    "fr": ("correction.md", ""),
}
BREAK: Final = "\\\n  "  # a new line within an entry of a list


def pages(catalogue: tfg.Catalogue, language: str) -> dict[str, str]:
    """Return the text of each page in French or English, by file name."""
    writer = Writer(catalogue, language)
    blocks_by_file = {
        "index.md": writer.index(),
        "people.md": writer.people(),
        "organisations.md": writer.organisations(),
        "themes.md": writer.themes(),
        "places.md": writer.places(),
    }
    blocks_by_file |= {file_of(episode): writer.episode(episode) for episode in catalogue.episodes}
    return {
        name: "\n\n".join(filter(None, blocks)) + "\n" for name, blocks in blocks_by_file.items()
    }


def link(markup: str, url: str | None) -> str:
    """Return markup, linked to a URL if there is one."""
    if url is None:
        return markup
    address = quote(url, safe="!#$%'()*+,-./:;=?@[]_~&").replace("&", "&amp;")
    return f"[{markup}](<{address}>)"


def file_of(episode: tfg.Episode) -> str:
    """Return the name of the page about an episode."""
    return f"episode-{episode.id}.md"


def html(*lines: str) -> str:
    """Return a block of raw HTML; any data in it must be escaped already."""
    return "\n".join(("~~~{raw} html", *(line.rstrip("\n") for line in lines), "~~~"))


def bullets(items: Iterable[str], style: str = "") -> str:
    """Return a list, or nothing if it would be empty."""
    found = "\n".join(f"- {item}" for item in items)
    return f"{{.{style}}}\n{found}" if found and style else found


@attrs.frozen
class Writer:
    """Writes each page as blocks of Markdown."""

    catalogue: tfg.Catalogue
    language: str

    def index(self) -> Iterator[str]:
        """Yield the first page: the show, its episodes, and where else to look."""
        show, episodes = self.catalogue.show, self.catalogue.episodes
        yield f"# {self.say('title')}"
        facts = [
            f"**{len(found)}** {self.word(key)}"
            for key, found in (
                ("episodes", episodes),
                ("several_guests", self.catalogue.guests),
                ("organisations", self.catalogue.organisations),
            )
        ]
        yield bullets([*facts, self.running_time()], "facts")
        yield from self.summary(show.summary)
        yield html(f'<p><a class="button" href="{WEB_PAGE}">{self.say("find")}</a></p>')
        yield f"## {self.title('episodes')}"
        yield bullets(
            (
                f"**{self.original(f'[{self.title_of(episode)}]({file_of(episode)})')}**{BREAK}"
                + " · ".join((f"**{escape_markdown(episode.code)}**", *self.facts(episode)))
                for episode in episodes
            ),
            "cards",
        )
        yield f"## {self.say('browse')}"
        names = ("people", "organisations", "themes", "places")
        yield bullets(
            f"[{self.title(name)}]({name}.md) ({len(getattr(self.catalogue, name))})"
            for name in names
        )
        page, anchor = CORRECTION[self.language]
        yield f"{self.say('mistake')} [{self.say('procedure')}]({page}{anchor})"
        listed = [*map(file_of, episodes), *(f"{name}.md" for name in names), page]
        yield "\n".join(("```{toctree}", ":hidden:", "", *listed, "```"))

    def running_time(self) -> str:
        """Return how long all episodes are, or at least those whose running time is known."""
        episodes = self.catalogue.episodes
        time = format_in_words(episodes.total_duration)
        if any(episode.duration is None for episode in episodes):
            time = self.word("over").format(time)
        return f"{time} {self.word('of_listening')}"

    def episode(self, episode: tfg.Episode) -> Iterator[str]:
        """Yield the page about an episode: first what it is about, then who speaks."""
        title = self.original(self.title_of(episode))
        yield f"# {add_after_dash(escape_markdown(episode.code), title)}"
        yield bullets(self.facts(episode), "facts")
        yield from self.summary(episode.summary)
        audio = episode.audio.url if episode.audio else None
        yield bullets(
            (
                link(escape_markdown(self.word(k)), url)
                for k, url in (("listen", episode.url), ("audio_file", audio))
                if url
            ),
            "links",
        )
        yield bullets(map(self.to_theme, episode.themes), "chips")
        if episode.figures:
            yield f"## {self.title('figures')}"
        for figure in episode.figures:
            parts = figure_text(figure, self.language)
            number, statement = self.printed(parts.number), self.printed(parts.statement)
            yield f"{{.figure}}\n> **{number}**\n>\n> {statement}"
        related = (
            self.to_episode(other.episode) + BREAK + ", ".join(self.shared(other))
            for other in self.catalogue.related(episode)
        )
        for title, items, style in (
            (self.title("guests"), map(self.credit, join_shared(episode.guests)), "cards"),
            (self.title("mentioned"), map(self.credit, join_shared(episode.mentioned)), "cards"),
            (self.title("organisations"), self.statements(episode), ""),
            (self.title("places"), map(self.place, episode.places), ""),
            (self.title("related"), related, "cards"),
            (self.title("sources"), map(self.source, episode.sources), ""),
        ):
            found = bullets(items, style)
            if found:
                yield f"## {title}"
                yield found
        described = tfg.dumps(episode, "jsonld", language=self.described_in(episode))
        yield html('<script type="application/ld+json">', described, "</script>")

    def described_in(self, episode: tfg.Episode) -> str | None:
        """Return the language of the description for search engines."""
        return self.language if episode.summary and self.language in episode.summary else None

    def people(self) -> Iterator[str]:
        """Yield the page of people."""
        yield f"# {self.title('people')}"
        yield self.say("people")
        for person in self.catalogue.people:
            yield f"(person-{person.id})=\n## {self.printed(write_name(person))}"
            yield bullets(
                (
                    *self.fact(
                        self.title("member_of"), map(self.to_organisation, person.organisations)
                    ),
                    *(
                        fact
                        for word, bodies in founded_by(person).items()
                        for fact in self.fact(self.title(word), map(self.to_organisation, bodies))
                    ),
                    *(
                        add_after_dash(self.to_episode(one.episode), self.part(one))
                        for one in self.catalogue.appearances(person)
                    ),
                )
            )

    def organisations(self) -> Iterator[str]:
        """Yield the page of organisations."""
        yield f"# {self.title('organisations')}"
        yield self.say("organisations")
        for body in self.catalogue.organisations:
            yield f"(organisation-{body.id})=\n## {self.printed(body.name)}"
            kind = capitalize_first(self.word(f"kind_{body.kind}"))
            yield self.localized(body.description) or kind
            people = self.catalogue.people_of(body)
            founders = self.catalogue.founders_of(body)
            around = places_to_name(body.place) if body.place else ()
            yield bullets(
                (
                    *self.fact(
                        self.title(founding_word(body.kind, "founded")),
                        [str(body.founded)] if body.founded else [],
                    ),
                    *self.fact(
                        self.title(founding_word(body.kind, "founders")),
                        (self.to_person(p, p.name) for p in founders),
                    ),
                    *self.fact(self.title("parents"), map(self.to_organisation, body.parents)),
                    *self.fact(self.title("place"), map(self.to_place, around)),
                    *self.fact(self.say("site"), address(body.url)),
                    *self.fact(self.title("people"), (self.to_person(p, p.name) for p in people)),
                    *(
                        add_after_dash(self.to_episode(episode), self.relations(episode, body))
                        for episode in self.catalogue.by_organisation(body)
                    ),
                )
            )

    def themes(self) -> Iterator[str]:
        """Yield the page of themes, narrower ones below broader ones."""
        yield f"# {self.title('themes')}"
        yield self.say("themes")
        yield from self.themes_below(None, "##")

    def themes_below(self, above: tfg.Theme | None, level: str) -> Iterator[str]:
        """Yield the themes directly below one, or those without a broader one, and all below."""
        for theme in self.catalogue.themes:
            if theme.broader == above:
                yield f"(theme-{theme.id})=\n{level} {self.localized(theme.label)}"
                yield self.localized(theme.definition)
                label = in_language(theme.label, self.language)
                others = [name for name in (*theme.label.values(), *theme.aliases) if name != label]
                yield bullets(
                    (
                        *self.fact(self.say("also"), map(self.printed, others)),
                        *map(self.to_episode, self.catalogue.by_theme(theme)),
                    )
                )
                yield from self.themes_below(theme, f"{level}#")

    def places(self) -> Iterator[str]:
        """Yield the page of places."""
        yield f"# {self.title('places')}"
        yield self.say("places")
        for place in self.catalogue.places:
            yield f"(place-{place.id})=\n## {self.localized(place.name)}"
            above = places_to_name(place)[1:]
            around = (self.word(f"place_{place.kind}"), *map(self.to_place, above))
            yield capitalize_first(", ".join(around))
            bodies = self.catalogue.organisations.where(self.is_in(place))
            episodes = self.catalogue.by_place(place)
            yield bullets(
                (
                    *self.fact(self.title("organisations"), map(self.to_organisation, bodies)),
                    *map(self.to_episode, episodes),
                )
                if episodes
                else map(self.with_episodes, bodies)
            )

    def is_in(self, place: tfg.Place) -> Callable[[tfg.Organisation], bool]:
        """Return a function that is true for the organisations in a place."""
        return lambda body: body.place is not None and place in body.place.lineage

    def with_episodes(self, body: tfg.Organisation) -> str:
        """Return a link to an organisation, and to its episodes."""
        episodes = ", ".join(map(self.to_episode, self.catalogue.by_organisation(body)))
        return add_after_colon(self.to_organisation(body), episodes, self.language)

    def facts(self, episode: tfg.Episode) -> Iterator[str]:
        """Yield the details of an episode in brief."""
        if episode.kind != "full":
            yield capitalize_first(name_kind(episode, self.language))
        if episode.duration is not None:
            yield format_duration(episode.duration)
        if episode.published is not None:
            yield write_day(episode.published, self.language)
        yield from (self.to_person(host, write_name(host)) for host in episode.hosts)

    def summary(self, summary: tfg.LocalizedText | None) -> Iterator[str]:
        """Yield a summary in the language of the page, and in others where it can be unfolded."""
        if summary:
            first = self.language if self.language in summary else summary.languages[0]
            yield self.printed(summary[first], first)
            for language in summary.languages:
                if language != first:
                    name = escape(name_language(language))
                    yield html(f'<details lang="{escape(language)}"><summary>{name}</summary>')
                    yield self.printed(summary[language], language)
                    yield html("</details>")

    def printed(self, value: str, language: str | None = None) -> str:
        """Return an escaped text as people read it in a language, that of the page by default."""
        return escape_markdown(typeset(value, language or self.language))

    def original(self, markup: str) -> str:
        """Return markup in the language of the show, marked if the page is in another.

        >>> print(Writer(tfg.load_catalogue(), "en").original("Trois quarts"))
        [Trois quarts]{.language-fr}
        >>> print(Writer(tfg.load_catalogue(), "fr").original("Trois quarts"))
        Trois quarts
        """
        language = self.catalogue.show.language.partition("-")[0]
        # Docutils turns this class into the attribute `lang`.
        return markup if language == self.language else f"[{markup}]{{.language-{language}}}"

    def title_of(self, episode: tfg.Episode) -> str:
        """Return the title of an episode as people read it in its language."""
        return self.printed(episode.title, episode.show.language)

    def to_episode(self, episode: tfg.Episode) -> str:
        """Return a link to the page about an episode."""
        title = add_after_dash(escape_markdown(episode.code), self.title_of(episode))
        return self.original(f"[{title}]({file_of(episode)})")

    def credit(self, line: Sequence[tfg.Credit]) -> str:
        """Return who appears, and below in which role and for whom."""
        names = join_names([f"**{self.credited(credit)}**" for credit in line], self.language)
        return BREAK.join(filter(None, (names, self.role(line[0]))))

    def credited(self, credit: tfg.Credit) -> str:
        """Return the name in a credit, linked to the person."""
        name = write_credited(credit, self.language)
        return self.printed(name) if credit.person is None else self.to_person(credit.person, name)

    def own_role(self, credit: tfg.Credit, episode: tfg.Episode) -> str:
        """Return the role of one person, after those who share it."""
        others = [self.credited(other) for other in shared_with(credit, episode)]
        return introduce_role(self.role(credit), others, self.language)

    def role(self, credit: tfg.Credit) -> str:
        """Return a role with the organisations in brackets, or these alone."""
        role = self.localized(credit.role)
        found = list(map(self.to_organisation, credit.organisations))
        return add_brackets(role, found) if role else ", ".join(found)

    def part(self, one: tfg.Appearance) -> str:
        """Return what somebody is in an episode."""
        role = self.own_role(one.credit, one.episode) if one.credit else self.word("host")
        return f"{role} – {self.word('mentioned')}" if one.part == "mentioned" else role

    def statements(self, episode: tfg.Episode) -> list[str]:
        """Return what an episode says of organisations, a line each."""
        lines = (statement_line(one, self.language) for one in state_relations(episode))
        return [write_line(line, self.to_record) for line in lines]

    def relations(self, episode: tfg.Episode, body: tfg.Organisation) -> str:
        """Return what an episode says of one organisation."""
        found = describe_organisation(episode, body, self.language)
        relations = (write_parts(parts, self.to_record) for parts in found)
        return f"{words(self.language)['semicolon']} ".join(relations)

    def shared(self, other: tfg.Related) -> Iterator[str]:
        """Yield links to everything that two episodes share."""
        yield from (self.to_person(person, person.name) for person in other.people)
        yield from map(self.to_organisation, other.organisations)
        yield from map(self.to_theme, other.themes)

    def place(self, place: tfg.Place) -> str:
        """Return a place and those around it."""
        return ", ".join(map(self.to_place, places_to_name(place)))

    def to_person(self, person: tfg.Person, name: str) -> str:
        """Return a link to a person."""
        return f"[{self.printed(name)}](#person-{person.id})"

    def to_organisation(self, body: tfg.Organisation) -> str:
        """Return a link to an organisation."""
        return f"[{self.printed(body.name)}](#organisation-{body.id})"

    def to_record(self, name: Name) -> str:
        """Return a name, with a link if it is that of an organisation."""
        if isinstance(name.of, tfg.Organisation):
            return self.to_organisation(name.of)
        return self.printed(name.text)

    def to_theme(self, theme: tfg.Theme) -> str:
        """Return a link to a theme."""
        return f"[{self.localized(theme.label)}](#theme-{theme.id})"

    def to_place(self, place: tfg.Place) -> str:
        """Return a link to a place."""
        return f"[{self.localized(place.name)}](#place-{place.id})"

    def source(self, source: tfg.Source) -> str:
        """Return the title of a source, linked to its address if there is one."""
        return link(self.localized(source.title), source.url)

    def fact(self, label: str, values: Iterable[str]) -> Iterator[str]:
        """Yield a labelled list of values, if there are any."""
        found = ", ".join(values)
        if found:
            yield add_after_colon(f"**{label}**", found, self.language)

    def localized(self, value: tfg.LocalizedText | None) -> str:
        """Return an escaped text in the language of the page, or in its main one."""
        return self.printed(in_language(value, self.language) or "")

    def say(self, key: str) -> str:
        """Return a sentence of these pages."""
        return typeset(SENTENCES[key][self.language == "en"], self.language)

    def word(self, key: str) -> str:
        """Return a word that formats print too."""
        return typeset(words(self.language)[key], self.language)

    def title(self, key: str) -> str:
        """Return such a word as a title."""
        return capitalize_first(self.word(key))


def address(url: str | None) -> Iterator[str]:
    """Yield a link to a site, if there is one."""
    if url:
        yield link(escape_markdown(urlsplit(url).hostname or url), url)
