"""The bundled data: the rules that all records, texts, files and names of themes keep."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.catalogue.full_text import all_passages
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.models.records import names_of
from techforgood_podcast.models.sections import PARTS, SECTIONS
from techforgood_podcast.text.folding import fold, squash
from techforgood_podcast.text.names import MIN_PLURAL_LENGTH
from techforgood_podcast.text.search_terms import stem

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = tfg.load_catalogue()
LISTS = ("sources", "places", "themes", "organisations", "people", "episodes")
ENTITIES: dict[str, tuple[tfg.Entity, ...]] = {n: tuple(getattr(CATALOGUE, n)) for n in LISTS}


def mappings() -> list[dict[str, Any]]:
    """Return every mapping of the catalogue's document, the inner ones before the outer."""
    found: list[dict[str, Any]] = []
    json.loads(tfg.dumps(CATALOGUE, "json"), object_hook=found.append)
    return found


def texts() -> list[dict[str, str]]:
    """Return every text by language in the data."""
    return [mapping for mapping in mappings() if {"fr", "en"} & mapping.keys()]


def files() -> dict[str, str]:
    """Return the text of every YAML file of the data by its path."""
    folder = tfg.data_files()
    entries = {entry.name: entry for entry in folder.iterdir()}
    entries |= {f"episodes/{e.name}": e for e in (folder / "episodes").iterdir()}
    return {
        name: entry.read_text(encoding="utf-8")
        for name, entry in sorted(entries.items())
        if name.endswith(".yaml")
    }


@pytest.mark.parametrize("name", ENTITIES)
def test_the_ids_of_a_list_are_unique_and_well_formed(name: str) -> None:
    ids = [entity.id for entity in ENTITIES[name]]
    assert len(set(ids)) == len(ids)
    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []


@pytest.mark.parametrize("name", ENTITIES)
def test_no_name_or_alias_is_shared_by_two_entries_of_a_list(name: str) -> None:
    meanings: dict[str, set[str]] = {}
    for entity in ENTITIES[name]:
        for text in (entity.id, *names_of(entity)):
            meanings.setdefault(squash(fold(text)), set()).add(entity.id)
    assert {text: ids for text, ids in meanings.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("name", ENTITIES)
def test_no_alias_repeats_another_name_of_its_entry(name: str) -> None:
    repeated = [
        (entity.id, text)
        for entity in ENTITIES[name]
        for index, text in enumerate(names_of(entity))
        if text in names_of(entity)[:index] and text in getattr(entity, "aliases", ())
    ]
    assert repeated == []


@pytest.mark.parametrize("name", ["people.yaml", "organisations.yaml"])
def test_a_long_list_is_sorted_by_id(name: str) -> None:
    ids = re.findall(r"^- id: (\S+)$", files()[name], flags=re.MULTILINE)
    assert len(ids) > 40
    assert ids == sorted(ids)


def test_themes_have_at_most_three_levels() -> None:
    assert max(len(theme.lineage) for theme in CATALOGUE.themes) <= 3


def test_places_are_towns_in_departments_in_regions_in_countries() -> None:
    order = ("city", "department", "region", "country")
    for place in CATALOGUE.places:
        ranks = [order.index(around.kind) for around in place.lineage]
        assert ranks == sorted(ranks)
        assert place.lineage[-1].kind == "country"
    codes = {place.name.fr: place.code for place in CATALOGUE.places if place.code}
    assert codes == {"Belgique": "BE", "Canada": "CA", "France": "FR"}


def test_every_theme_has_an_episode() -> None:
    assert [t.id for t in CATALOGUE.themes if not CATALOGUE.by_theme(t)] == []


def test_every_place_has_an_episode_or_an_organisation() -> None:
    used = {
        place
        for episode in CATALOGUE.episodes
        for start in episode.places
        for place in start.lineage
    }
    for body in CATALOGUE.organisations:
        used.update(body.place.lineage if body.place else ())
    assert [place.id for place in CATALOGUE.places if place not in used] == []


def test_every_record_is_reached_from_the_show_or_an_episode() -> None:
    reached = CATALOGUE.subset(CATALOGUE.episodes)
    for name in ENTITIES:
        assert getattr(reached, name) == getattr(CATALOGUE, name), name


def test_every_organisation_except_the_hosts_own_has_an_episode() -> None:
    idle = [body.name for body in CATALOGUE.organisations if not CATALOGUE.by_organisation(body)]
    assert idle == ["Collectif Solvo"]


def test_the_show_and_every_episode_have_a_summary_of_70_to_130_words_in_both_languages() -> None:
    for record in (CATALOGUE.show, *CATALOGUE.episodes):
        assert record.summary is not None
        for text in record.summary.texts:
            words = [word for word in text.split() if any(map(str.isalnum, word))]
            assert 70 <= len(words) <= 130, (record.id, text)


def test_every_text_of_the_data_exists_in_french_and_english_and_french_is_the_main_one() -> None:
    assert len(texts()) > 150
    assert [text for text in texts() if list(text) != ["fr", "en"]] == []


def test_every_person_with_a_part_in_an_episode_has_a_role_in_it() -> None:
    without = [
        part.credited_as
        for episode in CATALOGUE.episodes
        for part in (*episode.guests, *episode.mentioned)
        if part.person and part.role is None
    ]
    assert without == []


def test_show_episodes_people_and_organisations_name_their_sources() -> None:
    records = (
        CATALOGUE.show,
        *CATALOGUE.episodes,
        *CATALOGUE.people,
        *CATALOGUE.organisations,
    )
    assert [record.id for record in records if not record.sources] == []


def test_the_second_episode_names_the_page_that_lists_its_day() -> None:
    assert "episode-1-page" in [source.id for source in CATALOGUE.episode(2).sources]


def test_no_summary_names_anyone_who_was_met_in_hard_times() -> None:
    named = re.compile(r"\b(Linda|Salli|Johnny|Danny|Kanyinda|Arnaud|René|Martignoles)\b")
    for record in (CATALOGUE.show, *CATALOGUE.episodes):
        assert record.summary is not None
        assert named.findall(" ".join(record.summary.texts)) == [], record.id


def test_no_sentence_of_the_data_ties_debt_illness_or_unemployment_to_anyone_met() -> None:
    hardship = re.compile(
        r"\b(sur)?endett|\bdettes?\b|\bdebts?\b|\bmalad|\bill(ness)?\b|\bchôm|\bunemploy",
        re.IGNORECASE,
    )
    names = {
        word
        for p in (*CATALOGUE.guests, CATALOGUE.people["sebastien-molas"])
        for word in p.name.split()
        if word[0].isupper()
    }
    tied = [
        sentence
        for text in texts()
        for passage in text.values()
        for sentence in re.split(r"(?<=[.!?;:])\s", passage)
        if hardship.search(sentence) and names & set(re.findall(r"\w+", sentence))
    ]
    assert tied == []


def test_the_data_use_plain_apostrophes_and_spaces() -> None:
    odd = re.compile("[\u2018\u2019\u00a0\u202f\u2009]")
    assert [name for name, text in files().items() if odd.search(text)] == []


def test_the_data_have_a_calendar_version_a_licence_and_the_schema_that_the_library_reads() -> None:
    info = CATALOGUE.info
    assert info.version is not None
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])\.(0[1-9]|[12]\d|3[01])", info.version)
    assert (info.licence, info.schema_version) == ("CC0-1.0", 1)


def test_the_bundled_files_have_nothing_wrong_not_even_a_warning(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    for name, text in files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert tfg.validate(tmp_path) == ()
    assert tfg.load_catalogue(tmp_path) == CATALOGUE


@pytest.mark.parametrize("model", [*(s.model for s in SECTIONS), *PARTS, tfg.Show, tfg.DataInfo])
def test_the_readme_of_the_data_explains_every_key(model: type[object]) -> None:
    readme = (tfg.data_files() / "README.md").read_text(encoding="utf-8")
    keys = [field.name for field in fields_of(model)]
    assert [key for key in keys if f"`{key}`" not in readme] == []


def test_the_readme_of_the_data_explains_every_kind_and_relation_in_use() -> None:
    readme = (tfg.data_files() / "README.md").read_text(encoding="utf-8")
    words: set[str] = {body.kind for body in CATALOGUE.organisations}
    words |= {m.relation for episode in CATALOGUE.episodes for m in episode.organisations}
    words |= {episode.kind for episode in CATALOGUE.episodes}
    words |= {place.kind for place in CATALOGUE.places if place.kind}
    assert len(words) > 20
    assert sorted(word for word in words if f"`{word}`" not in readme) == []


# -------------------------------------------------------------------------------------- themes

# Names that share no word with the label. Add another only if a library catalogue would take it
# for the same subject.
SYNONYMS = {
    "art": {"création artistique"},
    "economie-sociale-et-solidaire": {"ESS"},
    "emploi": {"travail rémunéré"},
    "environnement": {"environmental protection"},
    "intelligence-artificielle": {"AI", "IA"},
    "low-tech": {"basse technologie"},
    "open-source": {"FOSS"},
    "tech-for-good": {"tech4good", "technologie pour le bien commun"},
    "technologie": {"tech"},
}


def stems(*texts: str) -> set[str]:
    return {stem(word) for text in texts for word in fold(text).split()}


def test_there_are_at_most_35_themes() -> None:
    assert len(CATALOGUE.themes) <= 35


def test_every_theme_has_a_definition_of_one_sentence() -> None:
    for theme in CATALOGUE.themes:
        assert theme.definition is not None
        assert [text.count(".") for text in theme.definition.texts] == [1, 1], theme.id


@pytest.mark.parametrize("episode", CATALOGUE.episodes, ids=lambda episode: episode.code)
def test_an_episode_has_three_to_seven_themes(episode: tfg.Episode) -> None:
    assert 3 <= len(episode.themes) <= 7


def test_at_most_twelve_themes_are_in_one_episode_only() -> None:
    for narrower in (False, True):
        sizes = Counter(len(CATALOGUE.by_theme(t, narrower=narrower)) for t in CATALOGUE.themes)
        assert sizes[1] <= 12


def test_an_alias_shares_a_word_with_the_label_or_is_a_known_synonym() -> None:
    foreign = {
        theme.id: {
            alias for alias in theme.aliases if stems(*theme.label.texts).isdisjoint(stems(alias))
        }
        for theme in CATALOGUE.themes
    }
    assert {id_: some for id_, some in foreign.items() if some} == SYNONYMS


SINGLE_WORDS = {
    name
    for theme in CATALOGUE.themes
    for name in names_of(theme)
    if name.isalpha() and name.islower() and len(name) >= MIN_PLURAL_LENGTH
}


@pytest.mark.parametrize("name", sorted(SINGLE_WORDS))
def test_the_plural_of_a_name_leads_to_the_same_theme(name: str) -> None:
    assert CATALOGUE.themes.resolve(f"{name}s") is CATALOGUE.themes.resolve(name)


# -------------------------------------------------------------------------------- search words

# Maximum number of episodes that a search word is true of.
MOST_EPISODES = 5
SEARCHED = {
    word: [episode for episode in CATALOGUE.episodes if word in episode.search_words]
    for word in sorted({word for e in CATALOGUE.episodes for word in e.search_words})
}


def lines_of(episode: tfg.Episode) -> list[str]:
    """Return all that an episode is found by, but its search words, as folded lines."""
    passages = [text for kind, text in all_passages(episode) if kind != "search_word"]
    return [f" {fold(line)} " for text in passages for line in text.splitlines()]


LINES = {episode: lines_of(episode) for episode in CATALOGUE.episodes}
STEMS = {
    episode: stems(*lines, *map(fold, episode.search_words)) for episode, lines in LINES.items()
}


@pytest.mark.parametrize("episode", CATALOGUE.episodes, ids=lambda episode: episode.code)
def test_a_search_word_of_an_episode_is_in_none_of_its_other_texts(episode: tfg.Episode) -> None:
    text = "\n".join(LINES[episode])
    assert [word for word in episode.search_words if f" {fold(word)} " in text] == []
    assert len(set(map(fold, episode.search_words))) == len(episode.search_words) > 20


def test_a_search_word_tells_episodes_apart() -> None:
    assert {w: some for w, some in SEARCHED.items() if len(some) > MOST_EPISODES} == {}


def has_apart(episode: tfg.Episode, word: str) -> bool:
    """Return whether the episode has the word in two parts, as in "co-founder"."""
    parts = (f" {word[:at]} {word[at:]} " for at in range(1, len(word)))
    return any(part in "".join(LINES[episode]) for part in parts)


@pytest.mark.parametrize("word", SEARCHED)
def test_a_search_word_finds_its_episodes_and_others_by_their_own_texts_only(word: str) -> None:
    hits = CATALOGUE.search(word, limit=len(CATALOGUE.episodes))
    assert hits.corrections == ()
    assert set(SEARCHED[word]) <= set(hits.episodes)
    others = [episode for episode in hits.episodes if episode not in SEARCHED[word]]
    own = stems(word)
    assert [e.code for e in others if own.isdisjoint(STEMS[e]) and not has_apart(e, word)] == []
