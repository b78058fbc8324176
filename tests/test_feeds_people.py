"""The people whom a feed credits: who they are, and what they do in the show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from rss_strategies import item, rss

if TYPE_CHECKING:
    from techforgood_podcast import Catalogue


def draft(channel: str) -> Catalogue:
    return tfg.authoring.draft_from_feed(rss(channel))


def person(name: str, role: str = "guest", group: str = "cast") -> str:
    return f'<podcast:person role="{role}" group="{group}">{name}</podcast:person>'


def test_people_are_hosts_or_guests_by_their_role_and_others_are_crew() -> None:
    more = (
        person("Ada", "host")
        + person("Ben", "Co-Host ")
        + person("Cy", "guest")
        + person("Dan", "editor")
        + person("Eve", "guest", "visuals")
        + person("Fay", "", "writing")
        + person("Gus", "", "")
        + "<podcast:person>Hal</podcast:person>"
        + person(" ", "guest")
    )
    found = draft(item(title="Bread", more=more))
    (episode,) = found.episodes
    assert [host.name for host in episode.hosts] == ["Ada", "Ben", "Gus", "Hal"]
    assert [guest.credited_as for guest in episode.guests] == ["Cy"]
    assert [(member.credited_as, str(member.role)) for member in episode.crew] == [
        *(("Dan", "editor"), ("Eve", "visuals"), ("Fay", "writing")),
    ]


def test_a_person_of_two_roles_is_credited_for_both() -> None:
    more = person("Ada", "host") + person("Ada", "editor") + person("Ada", "Editor")
    (episode,) = draft(item(title="Bread", more=more)).episodes
    assert [member.person for member in episode.crew] == [*episode.hosts]


def test_the_addresses_of_a_person_are_the_first_ones_of_any_credit() -> None:
    credits_ = (
        "<podcast:person>Ada</podcast:person>",
        '<podcast:person img="https://example.org/a.jpg">Ada</podcast:person>',
        '<podcast:person href="https://example.org/a" img="b.jpg">Ada</podcast:person>',
        '<podcast:person href="https://example.org/b">Ada</podcast:person>',
    )
    days = (f"2022-01-0{number + 1}" for number in range(4))
    found = draft(
        "".join(
            item(title=day, pubDate=day, more=more)
            for day, more in zip(days, credits_, strict=True)
        )
    ).people["ada"]
    assert (found.url, found.image_url) == ("https://example.org/a", "https://example.org/a.jpg")


def test_the_same_name_is_the_same_person_however_it_is_spelt() -> None:
    found = draft(
        item(title="Two", pubDate="2022-01-02", more=person("Zoe Klein"))
        + item(
            title="One",
            pubDate="2022-01-01",
            more=person("Zoé Klein") + person("ZOE KLEIN") + person("Zoé Klein"),
        )
    )
    assert [(p.id, p.name) for p in found.people] == [("zoe-klein", "Zoé Klein")]
    credits_ = [guest.credited_as for episode in found.episodes for guest in episode.guests]
    assert credits_ == ["Zoé Klein", "Zoe Klein"]


def test_a_host_who_is_also_a_guest_is_one_person() -> None:
    more = person("Ada", "host") + person("Ada")
    (episode,) = draft(item(title="Bread", more=more)).episodes
    assert episode.hosts == (episode.guests[0].person,)


def test_people_whose_names_have_no_ascii_letter_have_ids_that_differ() -> None:
    found = draft(item(title="Bread", more="".join(map(person, ("日本", "中国", "!!!", "***")))))
    assert {person.name for person in found.people} == {"!!!", "***", "中国", "日本"}
    assert all(re.fullmatch("person-[0-9a-f]{8}", person.id) for person in found.people)


def test_names_that_give_one_id_stay_two_people() -> None:
    names = ("Ann 日", "Ann 本", "Nul", "Nul-1")
    found = draft(item(title="Bread", more="".join(map(person, names))))
    assert sorted(person.name for person in found.people) == sorted(names)
    assert found.people["ann"].name == "Ann 日"
    assert found.people["nul-1"].name == "Nul"
