"""The modules to mutate, with the tests that should kill the mutants."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A module, or some of its definitions, with the tests to run."""

    module: str
    tests: tuple[str, ...]
    only: tuple[str, ...] = ()
    part_of: str | None = None
    sparser: int = 1
    """Of so many mutants that would be tried, one is: for modules with slow tests."""

    @property
    def name(self) -> str:
        """The name under which the score is reported."""
        return self.part_of or self.module


def _escaping(module: str, only: str, tests: str) -> Target:
    return Target(module, (*tests.split(), "golden"), tuple(only.split()), "escaping")


_NAMES = ("names", "look_ups", "collection", "sessions", "errors")
_QUERIES = ("queries", "sessions", "laws", "related", "collection", "pydantic")
_READING = ("loading", "faults")
_FEEDS = (
    *("feed_cases", "feeds_reading", "feeds_documents", "feeds_pages", "feeds_drafts"),
    *("feeds_enriching", "folder_cases"),
)
_RECORDS = (
    *("sessions", "converters", "faults", "laws", "models", "schema"),
    *("pydantic", "moments"),
)

TARGETS = (
    Target("text.names", (*_NAMES, "search"), part_of="text"),
    Target("text.near_words", ("spelling", *_NAMES, "search"), part_of="text"),
    Target(
        "catalogue.search",
        ("search", "search_words", "search_table", "stored_index", "sessions", "relational"),
    ),
    Target("catalogue.catalogue", (*_QUERIES, "models", "merging", "notebook", "search")),
    Target("catalogue.episodes", (*_QUERIES, "search")),
    Target("catalogue.collection", (*_QUERIES, "look_ups", "notebook")),
    Target("catalogue.indexes", (*_QUERIES, "look_ups", "merging", "without_seasons")),
    *(
        Target(f"reading.{module}", (*tests.split(), *_READING), part_of="reading", sparser=4)
        for module, tests in {
            "advice": "sessions namesakes regional_languages example chapters transcripts",
            "folders": "traversables cost folders folder_limits files projects commands"
            " folder_cases",
            "loading": "sessions converters",
            "namesakes": "namesakes",
            "problems": "cost",
            "raw_records": "positions json converters cost",
            "records": "",
        }.items()
    ),
    Target("models.fields", (*_RECORDS, "relational"), part_of="models", sparser=2),
    Target("models.rules", (*_RECORDS, "relational"), part_of="models", sparser=2),
    Target("models.checking", _RECORDS, part_of="models", sparser=2),
    Target("models.records", (*_RECORDS, "cost"), part_of="models", sparser=2),
    Target("models.text", (*_RECORDS, "cost"), part_of="models", sparser=2),
    Target("models.plain", _RECORDS, part_of="models", sparser=2),
    Target("syntax.json", ("json", "positions", "cost", *_READING), part_of="syntax", sparser=4),
    Target("syntax.yaml", ("yaml", "positions", *_READING), part_of="syntax"),
    *(
        Target(f"authoring.feeds.{module}", _FEEDS, part_of="feeds", sparser=10)
        for module in ("drafting", "elements", "enriching", "matching", "reading", "records")
    ),
    Target("authoring.folders.editing", ("editing", "folder_cases"), part_of="folders", sparser=10),
    *(
        Target(f"authoring.folders.{module}", ("folder_cases",), part_of="folders", sparser=10)
        for module in ("decisions", "joining", "planning", "proposals", "updating")
    ),
    _escaping(
        "writers.data.csv",
        "_SPECIAL _FORMULA write_rows escape_formula _quote _write_value _RESERVED _list _escaped",
        "exports csv datapackage",
    ),
    _escaping("writers.data.datapackage", "_markdown", "exports datapackage"),
    _escaping("writers.graph.turtle", "_ESCAPES _iri _literal", "exports linked"),
    _escaping(
        "text.writing",
        "_BREAKABLE_SPACE join_lines",
        "exports citations markdown network",
    ),
    _escaping(
        "writers.citations.biblatex",
        "_ESCAPES _LIGATURE _PLAIN _JOINING _part _text",
        "exports citations",
    ),
    _escaping("writers.citations.csl", "_TAG _VERBATIM _text", "exports citations"),
    _escaping("writers.graph.mermaid", "_MARKUP _text", "exports network"),
    _escaping("writers.graph.graphml", "_data", "exports network"),
    _escaping("text.markup", "escape_text", "exports network syndication"),
    _escaping(
        "writers.graph.jsonld", "_IN_SCRIPT escape_json", "exports linked pages html_escaping"
    ),
    _escaping("writers.page_and_site.scripts_and_styles", "hash_of", "html_page html_escaping"),
    _escaping(
        "writers.text.markdown",
        "_linked _MARKUP _NUMBERED escape_markdown _escaped _by_number",
        "exports markdown datapackage commands",
    ),
    _escaping("writers.syndication.rss", "_list _enclosure _html", "exports syndication"),
    _escaping("writers.data.sqlite", "_quote", "sqlite"),
    _escaping("models.notebooks", "linked _html _named", "notebook sessions"),
)
