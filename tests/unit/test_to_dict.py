"""``to_dict`` for readers: references with names, derived values, texts in one language."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import LINKED, episode, of

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = tfg.load_catalogue()
RENAMED = tfg.Catalogue(show=attrs.evolve(CATALOGUE.show, title="Bread"))
EPISODE = CATALOGUE.episode(7)
EXPANDED = tfg.to_dict(EPISODE, expand=True)


def test_an_expanded_person_organisation_or_place_has_its_id_and_name() -> None:
    assert EXPANDED["hosts"][0] == {"id": EPISODE.hosts[0].id, "name": EPISODE.hosts[0].name}
    assert tfg.to_dict(CATALOGUE.places["namur"], expand=True)["part_of"] == {
        "id": "wallonie",
        "name": {"fr": "Wallonie", "en": "Wallonia"},
        "lineage": [{"id": "belgique", "name": {"fr": "Belgique", "en": "Belgium"}}],
    }
    assert tfg.to_dict(CATALOGUE.organisations["kaplab"], expand=True)["place"]["id"] == "liege"


def test_an_expanded_theme_is_named_by_its_label() -> None:
    theme = EPISODE.themes[0]
    assert EXPANDED["themes"][0]["name"] == dict(theme.label)


def test_an_expanded_source_is_named_by_its_title() -> None:
    source = EPISODE.sources[0]
    assert EXPANDED["sources"][0] == {"id": source.id, "name": dict(source.title)}


def test_references_inside_the_parts_of_an_episode_are_expanded() -> None:
    person = EPISODE.guests[0].person
    assert person
    assert EXPANDED["guests"][0]["person"] == {"id": person.id, "name": person.name}
    body = EPISODE.organisations[0].organisation
    assert EXPANDED["organisations"][0]["organisation"] == {"id": body.id, "name": body.name}


def test_an_expanded_episode_has_its_code_its_show_and_its_seconds() -> None:
    assert list(EXPANDED)[:3] == ["id", "code", "show"]
    assert EXPANDED["code"] == "S1E7"
    assert EXPANDED["show"] == {"id": CATALOGUE.show.id, "title": CATALOGUE.show.title}
    assert (EXPANDED["duration"], EXPANDED["duration_seconds"]) == ("27:26", 1646)


def test_an_episode_without_a_running_time_has_no_seconds_either() -> None:
    assert "duration_seconds" not in tfg.to_dict(CATALOGUE.episode(3), expand=True)


def test_expanded_values_name_what_a_theme_place_or_organisation_is_part_of() -> None:
    technology = {"id": "technologie", "name": "Technology"}
    (_, theme, *_) = tfg.to_dict(CATALOGUE.episode(6), expand=True, language="en")["themes"]
    assert theme == {
        "id": "fabrication-numerique",
        "name": "Digital fabrication",
        "lineage": [technology],
    }
    place = tfg.to_dict(CATALOGUE.place("Namur"), expand=True, language="en")
    assert [above["name"] for above in place["lineage"]] == ["Wallonia", "Belgium"]
    top = tfg.to_dict(CATALOGUE.theme("technologie"), expand=True)
    assert "lineage" not in top
    assert "lineage" not in tfg.to_dict(CATALOGUE.place("Namur"))


@pytest.mark.parametrize("catalogue", [CATALOGUE, LINKED], ids=["bundled", "linked"])
@pytest.mark.parametrize("kind", ["theme", "place", "organisation"])
def test_expanded_values_name_what_an_episode_is_found_by(
    catalogue: tfg.Catalogue, kind: str
) -> None:
    facets: dict[str, set[str]] = {}
    for found in tfg.to_dict(catalogue.episodes, expand=True):
        listed = found.get(f"{kind}s", [])
        if kind == "organisation":
            credits_ = [
                one for key in ("guests", "mentioned", "crew") for one in found.get(key, [])
            ]
            listed = [mention["organisation"] for mention in listed]
            listed += [body for credit in credits_ for body in credit.get("organisations", [])]
        for one in listed:
            for above in (one, *one.get("lineage", [])):
                facets.setdefault(above["id"], set()).add(found["id"])
    for entity in getattr(catalogue, f"{kind}s"):
        expected = {episode.id for episode in catalogue.episodes_of(entity)}
        assert facets.get(entity.id, set()) == expected


def test_expanding_adds_to_what_a_file_holds_and_drops_nothing() -> None:
    for record in (*CATALOGUE.episodes, *CATALOGUE.people, *CATALOGUE.organisations):
        assert tfg.to_dict(record).keys() <= tfg.to_dict(record, expand=True).keys()


def test_a_hit_holds_the_id_of_its_episode() -> None:
    hit = CATALOGUE.search("imprimante 3D")[0]
    assert tfg.to_dict(hit) == {
        "episode": "s01e06",
        "score": hit.score,
        "snippet": hit.snippet,
        "fields": list(hit.fields),
    }


def test_an_expanded_hit_holds_the_id_code_and_title_of_its_episode() -> None:
    hit = CATALOGUE.search("imprimante 3D")[0]
    assert tfg.to_dict(hit, expand=True)["episode"] == {
        "id": "s01e06",
        "code": "S1E6",
        "title": hit.episode.title,
    }


def test_a_related_episode_holds_what_is_shared_as_references() -> None:
    related = CATALOGUE.related(3)[0]
    assert tfg.to_dict(related)["people"] == ["karine-gentelet"]
    expanded = tfg.to_dict(related, expand=True, language="en")
    assert expanded["episode"]["code"] == "S1E7"
    assert expanded["people"] == [{"id": "karine-gentelet", "name": "Karine Gentelet"}]
    assert "Digital inclusion" in {theme["name"] for theme in expanded["themes"]}


def test_an_appearance_can_be_converted_by_itself() -> None:
    credit = CATALOGUE.episode(3).guests[-1]
    assert tfg.to_dict(credit, language="en")["person"] == "karine-gentelet"
    expanded = tfg.to_dict(credit, expand=True)
    assert expanded["person"] == {"id": "karine-gentelet", "name": "Karine Gentelet"}
    assert expanded["role"].keys() == {"fr", "en"}


def test_texts_become_plain_in_the_language_asked_for() -> None:
    theme = CATALOGUE.themes["emploi"]
    assert tfg.to_dict(theme, language="en")["label"] == "Employment"
    assert tfg.to_dict(theme.label, language="fr") == "Emploi"


def test_a_text_that_is_missing_in_a_language_is_in_its_main_one() -> None:
    text = tfg.LocalizedText(br="labour", fr="travail")
    theme = tfg.Theme(id="travail", label=text)
    assert tfg.to_dict(theme, language="en") == {"id": "travail", "label": "labour"}


def test_what_is_not_localized_stays_as_it_is_in_any_language() -> None:
    assert tfg.to_dict(EPISODE, language="en")["title"] == EPISODE.title


def test_a_collection_and_the_answers_of_a_search_become_lists() -> None:
    themes = tfg.to_dict(CATALOGUE.themes, expand=True, language="en")
    assert [theme["id"] for theme in themes] == [theme.id for theme in CATALOGUE.themes]
    hits = tfg.to_dict(CATALOGUE.search("emploi"), expand=True)
    assert hits[0]["episode"]["code"] == CATALOGUE.search("emploi")[0].episode.code
    assert tfg.to_dict([EPISODE]) == [tfg.to_dict(EPISODE)]


def test_an_expanded_catalogue_holds_expanded_records() -> None:
    whole = tfg.to_dict(CATALOGUE, expand=True, language="en")
    assert whole["episodes"] == tfg.to_dict(CATALOGUE.episodes, expand=True, language="en")
    assert whole["show"] == tfg.to_dict(CATALOGUE.show, expand=True, language="en")
    assert whole["info"]["sha256"] == CATALOGUE.info.sha256


def test_an_expanded_catalogue_is_json() -> None:
    whole = tfg.to_dict(CATALOGUE, expand=True)
    assert json.loads(json.dumps(whole)) == whole


def test_a_day_is_text() -> None:
    source = tfg.Source(
        id="page", title=tfg.LocalizedText(en="Page"), consulted=dt.date(2026, 11, 24)
    )
    assert tfg.to_dict(source, expand=True)["consulted"] == "2026-11-24"


def test_counts_by_record_are_json_with_ids_as_keys() -> None:
    counts = CATALOGUE.episodes.count_by("theme")
    plain = json.loads(json.dumps(tfg.to_dict(counts)))
    assert plain == {theme.id: number for theme, number in counts.items()}


def test_counts_by_season_keep_their_keys() -> None:
    counts = CATALOGUE.episodes.count_by("season")
    assert tfg.to_dict(counts) == counts


def test_what_is_made_of_records_is_converted_at_every_level() -> None:
    answer: dict[str, Any] = {
        "episode": EPISODE,
        "related": [{"hits": CATALOGUE.search("emploi")}],
        "label": EPISODE.themes[0].label,
        "when": (dt.date(2022, 2, 24), EPISODE.duration, None, 1.5, True),
        "nothing": {},
    }
    assert tfg.to_dict(answer, expand=True) == {
        "episode": EXPANDED,
        "related": [{"hits": tfg.to_dict(CATALOGUE.search("emploi"), expand=True)}],
        "label": dict(EPISODE.themes[0].label),
        "when": ["2022-02-24", "27:26", None, 1.5, True],
        "nothing": {},
    }


def test_a_running_time_that_an_encoder_does_not_know_becomes_text() -> None:
    total = {"total": CATALOGUE.episodes.longer_than(minutes=27).total_duration}
    hours, minutes, seconds = json.loads(json.dumps(total, default=tfg.to_dict))["total"].split(":")
    told = dt.timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    assert told == total["total"]


def test_differences_problems_and_formats_become_all_their_fields() -> None:
    (difference,) = CATALOGUE.diff(CATALOGUE.merge(RENAMED, on_conflict="replace"))
    assert tfg.to_dict(difference) == {
        "change": "changed",
        "kind": "show",
        "id": CATALOGUE.show.id,
        "field": "title",
        "before": CATALOGUE.show.title,
        "after": "Bread",
    }
    assert tfg.to_dict(tfg.validate("nowhere"))[0]["message"] == "there is no such file or folder"
    assert tfg.to_dict(tfg.formats()[0])["suffixes"] == [".json"]


def test_an_update_becomes_all_its_fields(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n", "utf-8")
    feed = "<rss><channel><item><title>12. Salt</title></item></channel></rss>"
    plain = tfg.to_dict(tfg.authoring.update_folder(tmp_path, feed, dry_run=True))
    assert json.loads(json.dumps(plain)) == plain
    assert plain["catalogue"]["episodes"] == plain["added"]
    assert plain["added"][0]["title"] == "12. Salt"


def test_a_value_that_contains_itself_is_refused() -> None:
    circle: dict[str, Any] = {}
    circle["inside"] = [circle]
    message = r"^inside\[0\].inside…: more than 32 levels deep; does it contain itself\?$"
    with pytest.raises(ValueError, match=message):
        tfg.to_dict(circle)


def test_values_are_converted_as_deep_as_files_may_be() -> None:
    value: Any = []
    for _ in range(32):
        value = [value]
    assert tfg.to_dict(value) == value
    with pytest.raises(ValueError, match="more than 32 levels deep"):
        tfg.to_dict([value])


def test_keys_that_would_become_the_same_are_refused() -> None:
    same = tfg.Person(id="art", name="Art")
    with pytest.raises(ValueError, match=r"^n\.art: two keys of the mapping have this id$"):
        tfg.to_dict({"n": {CATALOGUE.themes["art"]: 1, same: 2}})


def test_a_key_without_an_id_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^expected a key that is text, a number or a record"):
        tfg.to_dict({EPISODE.guests[0]: 1})


def test_a_wrong_value_inside_is_named_by_its_path() -> None:
    with pytest.raises(TypeError) as caught:
        tfg.to_dict({"pages": [EPISODE, {b"3"}]})
    expected = "pages[1]: expected a record, a collection or a catalogue, found a set"
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("value", "found"),
    [({3}, "a set"), (3, "3"), ("s01e01", '"s01e01"'), (None, "None"), (b"s01e01", "bytes")],
)
def test_anything_else_is_refused_in_words(value: Any, found: str) -> None:
    with pytest.raises(TypeError) as caught:
        tfg.to_dict(value)
    assert str(caught.value) == f"expected a record, a collection or a catalogue, found {found}"


@pytest.mark.parametrize("obj", [CATALOGUE, CATALOGUE.episodes, [CATALOGUE.by_theme("art")]])
def test_a_language_that_a_catalogue_does_not_have_is_refused(obj: Any) -> None:
    with pytest.raises(tfg.UnknownLanguageError, match='no language "english"; choose from en, fr'):
        tfg.to_dict(obj, language="english")


@pytest.mark.parametrize("tag", ["br", "BR-bzh", "fr-CA", "en", "de", ""])
@pytest.mark.parametrize("number", [1, 2])
def test_a_selection_takes_the_languages_that_it_can_be_written_in(tag: str, number: int) -> None:
    summaries = {1: tfg.LocalizedText(fr="Pain", br="Bara"), 2: tfg.LocalizedText(fr="Sel")}
    catalogue = of(
        *(attrs.evolve(episode(1, n, "Pain"), summary=text) for n, text in summaries.items())
    )
    chosen = catalogue.episodes.where(lambda episode: episode.number == number)
    refused: list[type[Exception] | None] = []
    for convert in (tfg.to_dict, partial(tfg.dumps, format="csv")):
        try:
            convert(chosen, language=tag)
        except tfg.UnknownLanguageError as error:
            refused.append(type(error))
        else:
            refused.append(None)
    assert refused[0] is refused[1]


def test_a_record_alone_falls_back_to_its_main_language() -> None:
    theme = CATALOGUE.themes["emploi"]
    assert tfg.to_dict(theme, language="de")["label"] == "Emploi"
    assert tfg.to_dict([theme], language="de")[0]["label"] == "Emploi"
