"""The JSON-LD in the pages of a site, read with schema.org's own context and vocabulary."""

from __future__ import annotations

import json
import re

import pytest
from cases import CASES, catalogue_of
from schema_org import Node, expanded, faults

from written import files_of

ISLAND = re.compile('<script type="application/ld\\+json">(.*?)</script>')


def documents(case: str, base: str | None) -> dict[str, Node]:
    """Return the JSON-LD of each page of a site."""
    files = files_of(catalogue_of(CASES[case]), "site", base_url=base)
    return {
        name: json.loads(text)
        for name, page in files.items()
        if name.endswith(".html")
        for text in ISLAND.findall(page)
    }


@pytest.mark.parametrize("case", CASES)
def test_every_page_says_only_what_schema_org_allows(case: str) -> None:
    found = documents(case, "https://example.org/show/" if case == "own" else None)
    assert len(found) > len(catalogue_of(CASES[case]).episodes)
    wrong = {name: faults(document) for name, document in found.items()}
    assert {name: some for name, some in wrong.items() if some} == {}


def test_things_have_the_addresses_of_their_pages() -> None:
    base = "https://example.org/show/"
    (episode,) = expanded(documents("bundled", base)["episodes/s01e03.html"])
    assert episode["@id"] == f"{base}episodes/s01e03.html"
