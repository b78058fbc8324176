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


_NAMES = (
    *("names", "similarity", "look_ups", "collection_resolving", "collection_suggesting"),
    *("catalogue_queries", "errors"),
)
_QUERIES = (
    *("queries", "catalogue_queries", "catalogue", "catalogue_subsets", "related"),
    *("arguments", "collection_suggesting", "pydantic"),
)
_READING = (
    *("loading", "loading_texts"),
    *("overlays", "overlays_redirects", "faults", "validate"),
)
_FEEDS = (
    *("feeds_reading", "feeds_documents", "feeds_counts", "feeds_pages", "feeds_drafts"),
    *("feeds_enriching", "feeds_matching", "folder_cases"),
)
_RECORDS = (
    *("record_rules", "converters", "faults", "checking_values", "models", "schema"),
    *("to_dict", "pydantic", "cards", "moments"),
)

TARGETS = (
    Target("text.names", _NAMES, part_of="text"),
    Target(
        "text.near_words",
        ("spelling", *_NAMES, "namesakes", "search_words", "search"),
        part_of="text",
    ),
    Target(
        "catalogue.search",
        ("search", "search_words", "search_table", "to_dict", "cards", "relational"),
    ),
    Target("catalogue.catalogue", (*_QUERIES, "models", "merging", "notebook", "search")),
    Target(
        "catalogue.episodes",
        ("episodes", "episodes_bundled", "episodes_laws", *_QUERIES, "collection", "search"),
    ),
    Target(
        "catalogue.collection",
        ("collection", "collection_resolving", "look_ups", *_QUERIES, "notebook"),
    ),
    Target(
        "catalogue.indexes",
        (
            *_QUERIES,
            "collection",
            "look_ups",
            "collection_resolving",
            "episodes",
            "merging",
            "without_seasons",
        ),
    ),
    *(
        Target(f"reading.{module}", (*tests.split(), *_READING), part_of="reading", sparser=4)
        for module, tests in {
            "advice": "conventions namesakes warnings",
            "folders": "traversables cost arguments",
            "loading": "checking_values conventions converters",
            "raw_records": "positions json converters cost",
            "records": "",
        }.items()
    ),
    Target("models.fields", (*_RECORDS, "relational"), part_of="models", sparser=2),
    Target("models.rules", (*_RECORDS, "relational"), part_of="models", sparser=2),
    Target("models.checking", _RECORDS, part_of="models", sparser=2),
    Target("models.records", (*_RECORDS, "assembly", "cost"), part_of="models", sparser=2),
    Target("models.text", (*_RECORDS, "assembly", "cost"), part_of="models", sparser=2),
    Target("models.plain", (*_RECORDS, "canonical"), part_of="models", sparser=2),
    Target("syntax.json", ("json", "cost", *_READING), part_of="syntax", sparser=4),
    Target("syntax.yaml", ("yaml", "yaml_loaders", "loading_texts", "faults"), part_of="syntax"),
    *(
        Target(f"authoring.feeds.{module}", _FEEDS, part_of="feeds", sparser=10)
        for module in ("drafting", "elements", "enriching", "matching", "reading", "records")
    ),
    Target("authoring.folders.editing", ("editing", "folder_cases"), part_of="folders", sparser=10),
    *(
        Target(f"authoring.folders.{module}", ("folder_cases",), part_of="folders", sparser=10)
        for module in ("answers", "joining", "planning", "updating")
    ),
    _escaping(
        "writers.data.csv",
        "_SPECIAL _FORMULA write_rows _escape_formula _quote _write_value _RESERVED _list _escaped",
        "exports csv datapackage",
    ),
    _escaping("writers.data.datapackage", "_markdown", "exports datapackage"),
    _escaping("writers.graph.turtle", "_ESCAPES _iri _literal", "exports linked"),
    _escaping(
        "text.writing",
        "_BREAKABLE_SPACE join_lines",
        "biblatex csl ris markdown markdown_escaping exports network",
    ),
    _escaping(
        "writers.citations.biblatex", "_ESCAPES _LIGATURE _PLAIN _JOINING _part _text", "biblatex"
    ),
    _escaping("writers.citations.csl", "_TAG _VERBATIM _text", "csl"),
    _escaping("writers.graph.mermaid", "_MARKUP _text", "exports network"),
    _escaping("writers.graph.graphml", "_data", "exports network"),
    _escaping("text.markup", "escape_text", "exports network rss"),
    _escaping("writers.graph.jsonld", "IN_SCRIPT", "exports linked html_metadata html_escaping"),
    _escaping("writers.page.templates", "hash_of", "html_page html_escaping"),
    _escaping(
        "writers.text.markdown",
        "_linked _MARKUP _NUMBERED escape_markdown _escaped _by_number",
        "markdown markdown_escaping datapackage differences",
    ),
    _escaping("writers.syndication.rss", "_list _enclosure _html", "rss"),
    _escaping("writers.data.sqlite", "_quote", "sqlite"),
    _escaping("models.notebooks", "linked _html _named", "notebook cards"),
)
