"""The vocabulary in Turtle, checked with SPARQL for what SKOS and librarians forbid."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from cases import BASE, reader
from terms import LINKED_CASES

import techforgood_podcast as tfg

RDFLIB = reader("rdflib")
PREFIXES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
ANY_LABEL = "skos:prefLabel|skos:altLabel|skos:hiddenLabel"
# What each rule forbids, as a pattern that finds ?fault.
RULES = {
    "a concept without a preferred label": """
        ?fault a skos:Concept .
        FILTER NOT EXISTS { ?fault skos:prefLabel ?label }""",
    "two preferred labels in one language": """
        ?fault skos:prefLabel ?one, ?other .
        FILTER (?one != ?other && lang(?one) = lang(?other))""",
    "a preferred label or definition without a language": """
        ?fault skos:prefLabel|skos:definition ?text .
        FILTER (lang(?text) = "")""",
    "two definitions in one language": """
        ?fault skos:definition ?one, ?other .
        FILTER (?one != ?other && lang(?one) = lang(?other))""",
    "an empty label": f"""
        ?fault {ANY_LABEL} ?label .
        FILTER (regex(?label, "^\\\\s*$"))""",
    "a label that two concepts share": f"""
        {{ SELECT ?key (SAMPLE(?concept) AS ?fault) WHERE {{
            ?concept a skos:Concept ; {ANY_LABEL} ?label . BIND (lcase(str(?label)) AS ?key)
        }} GROUP BY ?key HAVING (COUNT(DISTINCT ?concept) > 1) }}""",
    "another label that is preferred in some language": """
        ?fault skos:prefLabel ?label ; skos:altLabel|skos:hiddenLabel ?other .
        FILTER (str(?label) = str(?other))""",
    "a hidden label that is alternative too": """
        ?fault skos:altLabel ?label ; skos:hiddenLabel ?hidden .
        FILTER (str(?label) = str(?hidden))""",
    "a concept above itself": """
        ?fault skos:broader ?above . ?above skos:broader* ?fault .""",
    "a broader concept without the way back": """
        ?fault skos:broader ?above . FILTER NOT EXISTS { ?above skos:narrower ?fault }""",
    "a narrower concept without the way back": """
        ?fault skos:narrower ?below . FILTER NOT EXISTS { ?below skos:broader ?fault }""",
    "a broader concept that is broader by another way too": """
        ?fault skos:broader ?above, ?other . ?other skos:broader+ ?above .""",
    "a related concept that is broader or narrower": """
        ?fault skos:related ?other . ?fault skos:broader+|skos:narrower+ ?other .""",
    "a relation that leads to no concept": """
        ?fault skos:broader|skos:narrower|skos:related|skos:hasTopConcept ?end .
        FILTER NOT EXISTS { ?end a skos:Concept }""",
    "a concept in no scheme": """
        ?fault a skos:Concept .
        FILTER NOT EXISTS { ?fault skos:inScheme ?scheme . ?scheme a skos:ConceptScheme }""",
    "a top concept below another": "?fault skos:topConceptOf ?scheme ; skos:broader ?above .",
    "a concept that is neither on top nor below another": """
        ?fault a skos:Concept .
        FILTER NOT EXISTS { ?fault skos:broader|skos:topConceptOf ?above }""",
    "a top concept that its scheme does not name": """
        ?fault skos:topConceptOf ?scheme .
        FILTER NOT EXISTS { ?scheme skos:hasTopConcept ?fault }""",
    "a scheme that names a concept which is not on top": """
        ?fault skos:hasTopConcept ?top .
        FILTER NOT EXISTS { ?top skos:topConceptOf ?fault }""",
    "a scheme without a name": """
        ?fault a skos:ConceptScheme . FILTER NOT EXISTS { ?fault rdfs:label ?name }""",
    "a scheme with two names in one language": """
        ?fault a skos:ConceptScheme ; rdfs:label ?one, ?other .
        FILTER (?one != ?other && lang(?one) = lang(?other))""",
    "a scheme with the name of the show": """
        ?fault a skos:ConceptScheme ; rdfs:label ?name .
        ?show <http://purl.org/dc/terms/title> ?title . FILTER (str(?name) = str(?title))""",
}
SOUND = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<#s> a skos:ConceptScheme ; rdfs:label "Themes"@en ; skos:hasTopConcept <#a> .
<#a> a skos:Concept ; skos:prefLabel "Food"@en ; skos:inScheme <#s> ; skos:topConceptOf <#s> ;
    skos:definition "What people eat."@en ; skos:altLabel "meals" ; skos:narrower <#b> .
<#b> a skos:Concept ; skos:prefLabel "Bread"@en ; skos:inScheme <#s> ; skos:broader <#a> ;
    skos:narrower <#c> .
<#c> a skos:Concept ; skos:prefLabel "Rye bread"@en ; skos:inScheme <#s> ; skos:broader <#b> .
"""
# What to take away from the sound vocabulary, and what to add.
BROKEN = {
    "a concept without a preferred label": ('skos:prefLabel "Bread"@en ; ', ""),
    "two preferred labels in one language": ("", '<#b> skos:prefLabel "Loaves"@en .'),
    "a preferred label or definition without a language": ('"Bread"@en', '"Bread"'),
    "two definitions in one language": ("", '<#a> skos:definition "What grows."@en .'),
    "an empty label": ("", '<#b> skos:altLabel " " .'),
    "a label that two concepts share": ("", '<#b> skos:altLabel "food" .'),
    "another label that is preferred in some language": ("", '<#b> skos:altLabel "Bread" .'),
    "a hidden label that is alternative too": ("", '<#a> skos:hiddenLabel "meals" .'),
    "a concept above itself": ("", "<#a> skos:broader <#c> . <#c> skos:narrower <#a> ."),
    "a broader concept without the way back": ("skos:narrower <#c> .", ""),
    "a narrower concept without the way back": ("skos:broader <#b> .", ""),
    "a broader concept that is broader by another way too": ("", "<#c> skos:broader <#a> ."),
    "a related concept that is broader or narrower": ("", "<#c> skos:related <#a> ."),
    "a relation that leads to no concept": ("", "<#c> skos:related <#d> ."),
    "a concept in no scheme": ('"Rye bread"@en ; skos:inScheme <#s> ', '"Rye bread"@en '),
    "a top concept below another": ("", "<#c> skos:topConceptOf <#s> ."),
    "a concept that is neither on top nor below another": ("skos:topConceptOf <#s> ;", ""),
    "a top concept that its scheme does not name": ("skos:hasTopConcept <#a> .", ""),
    "a scheme that names a concept which is not on top": ("", "<#s> skos:hasTopConcept <#c> ."),
    "a scheme without a name": ('rdfs:label "Themes"@en ; ', ""),
    "a scheme with two names in one language": ("", '<#s> rdfs:label "Topics"@en .'),
    "a scheme with the name of the show": ("", '<#x> <http://purl.org/dc/terms/title> "Themes" .'),
}


def parsed(text: str) -> Any:
    return RDFLIB.Graph().parse(data=text, format="turtle", publicID=BASE)


@cache
def graph_of(case: str) -> Any:
    return parsed(tfg.dumps(LINKED_CASES[case], "turtle"))


def faults(graph: Any, rule: str) -> set[str]:
    answer = graph.query(f"{PREFIXES} SELECT DISTINCT ?fault WHERE {{ {RULES[rule]} }}")
    return {str(row.fault) for row in answer}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("case", [case for case in LINKED_CASES if case != "hostile"])
def test_no_vocabulary_breaks_a_rule_of_skos(case: str, rule: str) -> None:
    assert faults(graph_of(case), rule) == set()


@pytest.mark.parametrize("rule", RULES)
def test_a_sound_vocabulary_breaks_no_rule(rule: str) -> None:
    assert faults(parsed(SOUND), rule) == set()


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_vocabulary_is_found(rule: str) -> None:
    old, new = BROKEN[rule]
    assert old in SOUND
    broken = SOUND.replace(old, _ended(old, new), 1) if old else f"{SOUND}{new}\n"
    assert faults(parsed(broken), rule)


def _ended(old: str, new: str) -> str:
    """Return the replacement, with the full stop of what it replaces."""
    return f"{new} ." if old.endswith(".") else new


def test_the_bundled_vocabulary_has_labels_in_french_and_english() -> None:
    answer = graph_of("bundled").query(
        f"""{PREFIXES}
        SELECT ?concept (lang(?label) AS ?tag) WHERE {{ ?concept skos:prefLabel ?label }}"""
    )
    assert {(str(row.concept), str(row.tag)) for row in answer} == {
        (f"{BASE}#theme-{theme.id}", tag)
        for theme in tfg.load_catalogue().themes
        for tag in ("fr", "en")
    }
