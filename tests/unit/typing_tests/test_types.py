"""What type checkers infer; the calls are made as well."""

from __future__ import annotations

import datetime as dt
import importlib.resources
import zipfile
from typing import TYPE_CHECKING, Any, Literal, assert_type

import importlib_resources

import techforgood_podcast as tfg
from techforgood_podcast import (
    Appearance,
    Catalogue,
    Collection,
    Credit,
    Difference,
    Entity,
    Episode,
    Episodes,
    Format,
    FormatName,
    Hit,
    Hits,
    LocalizedText,
    Organisation,
    Person,
    Place,
    Problem,
    Related,
    Show,
    Source,
    TextFormatName,
    Theme,
    Transcript,
)
from techforgood_podcast.relational.arrow import Tables

if TYPE_CHECKING:
    from pathlib import Path

    from importlib_resources.abc import Traversable

CATALOGUE = assert_type(tfg.load_catalogue(), Catalogue)
EPISODES = assert_type(CATALOGUE.episodes, Episodes)
TEXT = CATALOGUE.themes["emploi"].label


def test_the_functions_of_the_facade_have_their_types(tmp_path: Path) -> None:
    assert assert_type(tfg.by_guest("gentelet"), Episodes)
    assert assert_type(tfg.by_organisation("humanis", relation="subject"), Episodes)
    assert assert_type(tfg.by_theme("low-tech", narrower=False), Episodes)
    assert assert_type(tfg.by_host("bandelier"), Episodes)
    assert assert_type(tfg.by_person("molas"), Episodes)
    assert assert_type(tfg.by_place("namur"), Episodes)
    assert assert_type(tfg.episode(3), Episode).code == "S1E3"
    assert assert_type(tfg.validate(), tuple[Problem, ...]) == ()
    assert assert_type(tfg.search("namur"), Hits[Hit])
    assert assert_type(tfg.formats(), tuple[Format, ...])
    assert assert_type(tfg.dumps(EPISODES, "json"), str)
    assert assert_type(tfg.cite(EPISODES[0], "mla", "en"), str)
    tfg.dump(EPISODES[0], tmp_path / "one.yaml")
    assert assert_type(tfg.loads(tfg.dumps(EPISODES, "json"), "json"), Catalogue) == CATALOGUE
    assert assert_type(tfg.load_catalogue(tmp_path / "one.yaml"), Catalogue) != CATALOGUE
    assert assert_type(tfg.validate(tmp_path / "one.yaml"), tuple[Problem, ...]) == ()
    folder: Traversable = tfg.data_files()
    assert folder.is_dir()
    assert assert_type(tfg.__version__, str)


def test_a_program_annotates_its_own_functions_with_the_aliases(tmp_path: Path) -> None:
    def write(episodes: Episodes, name: FormatName) -> None:
        tfg.dump(episodes, tmp_path / name, name)

    def text(episodes: Episodes, name: TextFormatName) -> str:
        tfg.dump(episodes, tmp_path / f"text.{name}", name)
        return tfg.dumps(episodes, name)

    write(EPISODES, "sqlite")
    assert text(EPISODES, "csv")[:3] == "id,"


def test_reading_a_feed_gives_records(tmp_path: Path) -> None:
    feed = "<rss><channel><title>Bread</title><item><title>1: Oven</title></item></channel></rss>"
    (tmp_path / "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n", "utf-8")
    update = assert_type(tfg.authoring.update_folder(tmp_path, feed), tfg.authoring.Update)
    assert assert_type(update.added, tuple[tfg.Episode, ...])[0].number == 1
    assert assert_type(update.conflicts, tuple[tfg.Difference, ...]) == ()
    counts = assert_type(
        tfg.authoring.inspect_feed(feed, with_notes=True), tuple[tfg.authoring.FeedCount, ...]
    )
    assert assert_type(counts[0].lines, tuple[int, ...]) == (1,)


def test_a_format_chosen_at_run_time_is_looked_up_among_the_formats() -> None:
    by_name = {format_.name: format_ for format_ in tfg.formats()}
    chosen = input_of_a_user()
    assert assert_type(by_name[chosen], Format).kind == "text"
    assert assert_type(tfg.dumps(EPISODES, by_name[chosen]), str)


def input_of_a_user() -> str:
    return "markdown"


def test_a_path_may_be_any_traversable(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "shop.zip", "w") as archive:
        archive.writestr("layer.yaml", "people: []\n")
    inside = zipfile.Path(tmp_path / "shop.zip", "layer.yaml")
    assert tfg.validate(None, inside) == ()
    package = "techforgood_podcast"
    own, other = importlib.resources.files(package), importlib_resources.files(package)
    assert tfg.load_catalogue(own / "data") == tfg.load_catalogue(other / "data", inside)


def test_the_lists_of_a_catalogue_know_what_they_hold() -> None:
    assert assert_type(CATALOGUE.people, Collection[Person])
    assert assert_type(CATALOGUE.guests, Collection[Person])
    assert assert_type(CATALOGUE.hosts, Collection[Person])
    assert assert_type(CATALOGUE.organisations, Collection[Organisation])
    assert assert_type(CATALOGUE.themes, Collection[Theme])
    assert assert_type(CATALOGUE.places, Collection[Place])
    assert assert_type(CATALOGUE.sources, Collection[Source])
    assert assert_type(CATALOGUE.show, Show).language == "fr"


def test_a_collection_in_brackets_gives_an_entry_or_a_collection() -> None:
    people = CATALOGUE.people
    assert assert_type(people[0], Person).id == "alan-fustec"
    assert assert_type(people["lara-market"], Person).name == "Lara Market"
    assert len(assert_type(people[:2], Collection[Person])) == 2
    assert assert_type(EPISODES[0], Episode).code == "S1 intro"
    assert assert_type(EPISODES["s01e03"], Episode).code == "S1E3"
    assert len(assert_type(EPISODES[:2], Episodes)) == 2
    assert [assert_type(person, Person).id for person in people[:1]] == ["alan-fustec"]


def test_looking_up_gives_entries_of_the_collection() -> None:
    assert assert_type(CATALOGUE.people.resolve("gentelet"), Person).family == "Gentelet"
    assert assert_type(CATALOGUE.themes.resolve("AI"), Theme).id == "intelligence-artificielle"
    assert assert_type(CATALOGUE.organisations.find("mission"), tuple[Organisation, ...])
    assert assert_type(CATALOGUE.places.get("namur"), Place | None)
    assert assert_type(EPISODES.resolve("Plastic Odyssey"), Episode).number == 8
    assert assert_type(EPISODES.get("s01e03"), Episode | None)


def test_every_query_gives_episodes_so_that_they_chain() -> None:
    assert assert_type(EPISODES.by_guest("gentelet", CATALOGUE.people[0]), Episodes)
    assert assert_type(EPISODES.by_guest(EPISODES[3].guests[-1]), Episodes)
    assert assert_type(EPISODES[3].organisations[0].name, str)
    assert assert_type(EPISODES.by_host("bandelier"), Episodes)
    assert assert_type(EPISODES.by_person("molas"), Episodes)
    assert assert_type(EPISODES.by_organisation(CATALOGUE.organisations[0]), Episodes)
    assert assert_type(EPISODES.by_theme("art").by_place("namur"), Episodes)
    assert assert_type(EPISODES.by_season(1), Episodes)
    assert not assert_type(EPISODES.by_season(2, None), Episodes)
    assert assert_type(EPISODES.longer_than(minutes=30), Episodes)
    assert assert_type(EPISODES.shorter_than(minutes=30.5), Episodes)
    day = dt.date(2022, 2, 24)
    assert assert_type(EPISODES.published_between(day, day), Episodes)
    assert assert_type(EPISODES.where(lambda episode: episode.duration is None), Episodes)
    assert assert_type(EPISODES.published_between(last=dt.date(2022, 2, 24)), Episodes)
    assert assert_type(EPISODES.sorted("duration", reverse=True), Episodes)
    assert assert_type(EPISODES.sorted(lambda episode: episode.title), Episodes)
    assert assert_type(EPISODES & EPISODES | EPISODES, Episodes)


def test_a_catalogue_has_the_queries_of_its_episodes() -> None:
    assert assert_type(CATALOGUE.by_guest("gentelet", CATALOGUE.people[0]), Episodes)
    assert assert_type(CATALOGUE.by_organisation("wetechcare", relation="subject"), Episodes)
    assert assert_type(CATALOGUE.by_season(1), Episodes)
    assert assert_type(CATALOGUE.longer_than(minutes=30), Episodes)
    assert assert_type(CATALOGUE.shorter_than(minutes=30.5), Episodes)
    assert assert_type(CATALOGUE.published_between(last=dt.date(2022, 2, 24)), Episodes)
    assert assert_type(CATALOGUE.search("emploi"), Hits[Hit])
    named = CATALOGUE.search("emploi").entities
    assert assert_type(named, tuple[Person | Organisation | Theme | Place, ...])
    assert not assert_type(CATALOGUE.search("emploi").corrections, tuple[tuple[str, str], ...])
    assert not assert_type(CATALOGUE.search("emploi").unmatched, tuple[str, ...])
    assert assert_type(EPISODES - EPISODES, Episodes).total_duration == dt.timedelta()


def test_people_that_are_kept_or_sorted_are_people() -> None:
    people = CATALOGUE.people
    assert assert_type(people.where(lambda person: person.family), Collection[Person])
    assert assert_type(people.sorted(lambda person: person.name, reverse=True), Collection[Person])


def test_a_collection_of_people_is_a_collection_of_entities() -> None:
    def ids(entities: Collection[Entity]) -> list[str]:
        return [entity.id for entity in entities]

    assert ids(CATALOGUE.people)[0] == "alan-fustec"
    assert ids(EPISODES)[0] == "s01-intro"


def test_an_entry_may_be_used_in_place_of_its_name() -> None:
    person = CATALOGUE.person("gentelet")
    assert assert_type(CATALOGUE.person(person), Person) is person
    assert assert_type(CATALOGUE.organisation("bayesimpact"), Organisation).kind == "ngo"
    assert assert_type(CATALOGUE.theme("art"), Theme).broader is None
    assert assert_type(CATALOGUE.place("namur"), Place).kind == "city"
    assert assert_type(CATALOGUE.episode(EPISODES[0]), Episode) is EPISODES[0]
    assert assert_type(CATALOGUE.people.resolve(person, default=None), Person | None) is person
    assert assert_type(EPISODES.resolve("nowhere", default=0), Episode | int) == 0
    assert len(assert_type(CATALOGUE.subset([3, "S1E4", EPISODES[0]]), Catalogue).episodes) == 3


def test_a_search_within_a_selection_gives_hits() -> None:
    hits = assert_type(EPISODES.search("namur", limit=2, all_words=True), Hits[Hit])
    assert assert_type(hits[0], Hit) is assert_type(hits[:1], Hits[Hit])[0]
    assert assert_type(hits.episodes, Episodes)


def test_what_episodes_have_in_them_is_collections() -> None:
    assert assert_type(EPISODES.guests, Collection[Person])
    assert assert_type(EPISODES.hosts, Collection[Person])
    assert assert_type(EPISODES.organisations, Collection[Organisation])
    assert assert_type(EPISODES.themes, Collection[Theme])
    assert assert_type(EPISODES.places, Collection[Place])
    assert assert_type(EPISODES.total_duration, dt.timedelta)


def test_a_facet_says_what_is_counted() -> None:
    assert assert_type(EPISODES.count_by("guest"), dict[Person, int])
    assert assert_type(EPISODES.count_by("host"), dict[Person, int])
    assert assert_type(EPISODES.count_by("person"), dict[Person, int])
    assert assert_type(EPISODES.count_by("organisation"), dict[Organisation, int])
    assert assert_type(EPISODES.count_by("theme"), dict[Theme, int])
    assert assert_type(EPISODES.count_by("place"), dict[Place, int])
    assert assert_type(EPISODES.count_by("season"), dict[int | None, int])[1] >= 9


def test_the_questions_of_a_catalogue_have_their_types() -> None:
    assert assert_type(CATALOGUE.episode(3), Episode) is CATALOGUE.episode("S1E3")
    hit = assert_type(CATALOGUE.search("namur"), Hits[Hit])[0]
    assert assert_type(hit.episode, Episode).code == "S1E4"
    assert assert_type(hit.fields, tuple[str, ...])
    found = assert_type(CATALOGUE.appearances("gentelet"), tuple[Appearance, ...])[0]
    assert assert_type(found.part, Literal["host", "guest", "crew", "mentioned"]) == "guest"
    assert assert_type(found.credit, Credit | None)
    assert assert_type(found.person, Person | None)
    assert assert_type(found.name, str)
    assert assert_type(found.role, LocalizedText | None)
    assert_type(found.organisations, tuple[Organisation, ...])
    assert assert_type(CATALOGUE.appearances(), tuple[Appearance, ...])
    assert assert_type(CATALOGUE.people_of("Bayes Impact"), Collection[Person])
    assert assert_type(CATALOGUE.founders_of("Bayes Impact"), Collection[Person])
    assert assert_type(CATALOGUE.organisations_of("lara market"), Collection[Organisation])
    related = assert_type(CATALOGUE.related(3), Hits[Related])[0]
    assert assert_type(related.people, tuple[Person, ...])
    assert assert_type(CATALOGUE.episodes_of(CATALOGUE.themes[0]), Episodes)
    assert assert_type(CATALOGUE.narrower("economy"), Collection[Theme])
    assert assert_type(CATALOGUE.parts("belgium"), Collection[Place])
    assert assert_type(CATALOGUE.next(3), Episode | None)
    assert assert_type(CATALOGUE.previous("S1E3"), Episode | None)
    assert assert_type(CATALOGUE.select([3, hit, related, found, EPISODES[0]]), Episodes)
    assert assert_type(CATALOGUE.subset(EPISODES), Catalogue) == CATALOGUE
    assert assert_type(CATALOGUE.merge(CATALOGUE, on_conflict="replace"), Catalogue) == CATALOGUE
    assert assert_type(CATALOGUE.diff(CATALOGUE), tuple[Difference, ...]) == ()
    added = CATALOGUE.subset(EPISODES[1:]).diff(CATALOGUE)[0]
    assert added.change == "added"
    assert assert_type(added.field, str | None) is None
    assert assert_type((added.before, added.after), tuple[Any, Any])[0] is None


def test_what_may_be_unknown_may_be_none() -> None:
    episode = CATALOGUE.episode(3)
    assert assert_type(episode.duration, dt.timedelta | None) is None
    assert assert_type(episode.published, dt.date | None) is None
    assert assert_type(episode.number, int | None) == 3
    assert assert_type(episode.summary, LocalizedText | None) is not None
    assert assert_type(episode.guests[0].person, Person | None) is not None
    assert assert_type(episode.title, str)
    assert assert_type(episode.season, int | None) == 1
    assert assert_type(episode.published_at, dt.datetime | None) is None
    assert assert_type(episode.explicit, bool | None) is None
    assert assert_type(CATALOGUE.show.kind, Literal["episodic", "serial"] | None) is None


def test_lists_are_tuples_that_are_empty_where_nothing_is_known() -> None:
    episode = CATALOGUE.episode(3)
    assert assert_type(episode.transcripts, tuple[Transcript, ...]) == ()
    assert assert_type(episode.keywords, tuple[str, ...]) == ()
    assert assert_type(episode.crew, tuple[Credit, ...]) == ()
    assert assert_type(CATALOGUE.show.categories, tuple[str, ...]) == ()


def test_a_text_by_language_may_lack_one_unless_a_default_is_given() -> None:
    text = LocalizedText(fr="emploi")
    assert assert_type(text["fr"], str) == "emploi"
    assert assert_type(text.get("en"), str | None) is None
    assert assert_type(text.get("en", ""), str) == ""
    assert assert_type(text.get("en", 0), str | int) == 0
    assert assert_type(text.fr, str | None) == "emploi"
    assert assert_type(text.en, str | None) is None
    assert assert_type(text.languages, tuple[str, ...]) == ("fr",)


def test_tables_are_a_mapping_of_arrow_tables_which_have_no_types() -> None:
    found = assert_type(tfg.tables(CATALOGUE), Tables)
    assert assert_type(found.episodes, Any).num_rows == len(CATALOGUE.episodes)
    assert assert_type(found["episodes"], Any) is found.episodes
    assert assert_type(list(found), list[str])[0] == "info"


def test_one_thing_becomes_a_dictionary() -> None:
    assert assert_type(tfg.to_dict(CATALOGUE), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.episode(3), expand=True), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.episode(3).guests[0]), dict[str, Any])
    assert assert_type(tfg.to_dict(tfg.search("art")[0], language="en"), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.related(3)[0]), dict[str, Any])


def test_several_become_a_list() -> None:
    assert assert_type(tfg.to_dict(CATALOGUE.people), list[dict[str, Any]])
    assert assert_type(tfg.to_dict(tfg.by_theme("art"), expand=True), list[dict[str, Any]])
    assert assert_type(tfg.to_dict(tfg.search("art")), list[dict[str, Any]])


def test_a_text_becomes_a_dictionary_or_in_one_language_a_string() -> None:
    assert assert_type(tfg.to_dict(TEXT), dict[str, str])
    assert assert_type(tfg.to_dict(TEXT, language="en"), str)


def test_a_result_becomes_a_dictionary() -> None:
    assert assert_type(tfg.to_dict(tfg.formats()[0]), dict[str, Any])
    assert assert_type(tfg.to_dict(tfg.validate("nowhere")), list[dict[str, Any]])
    assert assert_type(tfg.to_dict(CATALOGUE.diff(CATALOGUE)), list[dict[str, Any]]) == []


def test_a_mapping_with_records_or_texts_as_keys_has_texts_as_keys() -> None:
    assert assert_type(tfg.to_dict(CATALOGUE.episodes.count_by("theme")), dict[str, Any])
    assert assert_type(tfg.to_dict({"first": CATALOGUE.episode(1)}, language="en"), dict[str, Any])
    assert assert_type(tfg.to_dict(CATALOGUE.episodes.count_by("season")), dict[Any, Any])


def test_several_of_several_kinds_become_a_list() -> None:
    assert assert_type(tfg.to_dict((CATALOGUE.episode(1), TEXT)), list[Any])
    mixed: list[object] = [CATALOGUE.episode(1), {"label": TEXT}]
    assert assert_type(tfg.to_dict(mixed), list[Any])
