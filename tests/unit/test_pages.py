"""Web pages as they are read: catalogues, and what is on their pages."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import techforgood_podcast as tfg
from case_files import Case, cases_of, compare, each_case, head_of
from catalogues import LINKED, TWO_SEASONS
from site_pages import long_show, page_of
from web_pages import FULL, page

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = {
    "bundled": tfg.load_catalogue(),
    "full": FULL,
    "linked": LINKED,
    "two seasons": TWO_SEASONS,
    "61 episodes": long_show(61),
}
SHOW = {"id": "s", "title": "Show", "language": "en"}
# What a record has if only its id is given.
PLAIN: dict[str, dict[str, str]] = {
    "people": {"name": "{}"},
    "organisations": {"name": "{}", "kind": "lab"},
    "themes": {"label": "{}"},
    "places": {"name": "{}", "kind": "city"},
}
CREDITS = ("guests", "mentioned", "crew")


@each_case(*cases_of(Path(__file__).with_name("pages")))
def test_a_page_says_what_is_expected(case: Case) -> None:
    given, *questions = re.split(r"^\$ ", case.text, flags=re.MULTILINE)
    catalogue = catalogue_of(yaml.safe_load(given or head_of(case.file)) or {})
    lines = [question.partition("\n")[0] for question in questions]
    found = ("\n".join((f"$ {line}", *answers(catalogue, line), "")) for line in lines)
    compare(case, "".join(found), given)


def answers(catalogue: tfg.Catalogue, question: str) -> Iterator[str]:
    """Yield what is found on a page: the attributes and the words of elements."""
    parts = shlex.split(question)
    stated = [part for part in parts if re.match(r"\w+=", part)]
    options = {name: yaml.safe_load(value) for name, _, value in (o.partition("=") for o in stated)}
    selector, *attributes = " ".join(parts[len(stated) :]).split("@")
    of = catalogue.select(options.pop("select")) if "select" in options else catalogue
    try:
        found = (
            page_of(of, options.pop("file"), **options)
            if "file" in options
            else page(of, **options)
        )
    except tfg.PodcastError as error:
        yield f"! {error}"
        return
    elements = found.find(selector)
    for element in elements:
        said = " | ".join(filter(None, (*map(element.attribute, attributes), element.words)))
        yield re.sub(r"sha256-[\w+/=]+", "sha256-(hash)", said)
    if not elements:
        yield "nothing"


def catalogue_of(given: Any) -> tfg.Catalogue:
    """Return the catalogue of a case."""
    if "catalogue" in given:
        return NAMED[given["catalogue"]]
    given["show"] = SHOW | given.get("show", {})
    for name, plain in PLAIN.items():
        given[name] = [
            {"id": one, **{key: value.format(one.title()) for key, value in plain.items()}}
            if isinstance(one, str)
            else one
            for one in given.get(name, ())
        ]
    names = {person["id"]: person["name"] for person in given["people"]}
    for number, episode in enumerate(given.get("episodes", ()), 1):
        episode.setdefault("id", f"e{number}")
        episode.setdefault("title", str(episode.get("published", f"Episode {number}")))
        for credit in (one for name in CREDITS for one in episode.get(name, ())):
            credit.setdefault("credited_as", names.get(credit.get("person"), "Somebody"))
    return tfg.loads(json.dumps(given, default=str), "json")
